"""``handouts batch --check-only``: nothing is written, everything is told, and those who need help come first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import TODAY, Cli

HEAD = "reference,patient.name,facts.age,facts.region,facts.onset_days,facts.red_flag_screen.done,facts.red_flags\n"
GOOD = "A-{0},Sam Okafor,41,neck,5,yes,\n"
CHECK = ("--check-only", *TODAY)


def a_list(folder: Path, *rows: str) -> Path:
    (folder / "list.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    return folder / "list.csv"


def test_all_fine(cli: Cli, tmp_path: Path) -> None:
    a_list(tmp_path, GOOD.format(1), GOOD.format(2))
    result = cli("batch", "list.csv", *CHECK)
    assert result.code == 0, result
    assert result.out.startswith("list.csv: 2 rows\n  2 leaflets\n  0 rows with faults\n")
    assert "nothing was written" in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def test_every_fault_with_row_and_column(cli: Cli, tmp_path: Path) -> None:
    a_list(tmp_path, GOOD.format(1), "A 2,Sam Okafor,4x,nek,5,yes,\n", GOOD.format(1))
    result = cli("batch", "list.csv", *CHECK)
    assert result.code == 3
    for place, code in (
        ('row 3, column "reference"', "bad-value"),
        ('row 3, column "facts.age"', "bad-value"),
        ('row 3, column "facts.region"', "unknown-choice"),
        ('row 4, column "reference"', "repeated-reference"),
        ('row 2, column "reference"', "repeated-reference"),
    ):
        assert any(
            line.startswith(f"list.csv: {place}: error: ") and f"[{code}]" in line for line in result.out.split("\n")
        )
    assert "3 rows\n  0 leaflets\n  3 rows with faults" in result.out
    for typed in ("Sam", "Okafor", "4x", "nek,"):
        assert typed not in result.out + result.err
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def test_those_who_need_help_come_first_and_loud(cli: Cli, tmp_path: Path) -> None:
    a_list(
        tmp_path,
        GOOD.format(1),
        "A-2,Sam Okafor,41,neck,5,yes,fever\n",
        "A-3,Sam Okafor,41,neck,5,yes,saddle_numb\n",
        "A-4,Sam Okafor,4x,neck,5,yes,saddle_numb\n",
    )
    for options in ((), ("--quiet",), ("--json",)):
        result = cli("batch", "list.csv", *CHECK, *options)
        assert result.code == 3
        lines = result.err.splitlines()
        assert lines[0].startswith("URGENT: 3 rows call for an urgent sheet.")
        assert lines[1] == "  row 4, A-3: EMERGENCY SHEET"
        assert lines[2].startswith("    RED: ")
        assert lines[3] == "  row 5, A-4: EMERGENCY SHEET"
        assert "  row 3, A-2: SAME-DAY SHEET" in lines
        assert "Okafor" not in result.out + result.err
    assert cli("batch", "list.csv", *CHECK, "--quiet").out.startswith('list.csv: row 5, column "facts.age": error: ')


def test_help_is_needed_and_nothing_is_wrong(cli: Cli, tmp_path: Path) -> None:
    a_list(tmp_path, "A-2,Sam Okafor,41,neck,5,yes,fever\n")
    result = cli("batch", "list.csv", *CHECK)
    assert result.code == 4
    assert "1 x SAME-DAY SHEET" in result.out


def test_urgent_rows_that_share_a_reference_are_named_each(cli: Cli, tmp_path: Path) -> None:
    row = "A-2,Sam Okafor,41,neck,5,yes,fever\n"
    a_list(tmp_path, row, row)
    said = json.loads(cli("batch", "list.csv", *CHECK, "--json").out)
    assert (said["rows"], said["leaflets"], said["failed"]) == (2, 0, 2)
    assert [(one["row"], one["failed"]) for one in said["urgent"]] == [("row 2", True), ("row 3", True)]


def test_refusals_are_known_before_the_first_page(cli: Cli, tmp_path: Path) -> None:
    a_list(tmp_path, GOOD.format(1), "A-2,Sam Okafor,41,neck,5,no,\n", "A-3,Sam Okafor,15,neck,5,yes,\n")
    result = cli("batch", "list.csv", *CHECK, "--json")
    assert result.code == 3
    said = json.loads(result.out)
    assert (said["rows"], said["leaflets"], said["failed"], said["check_only"]) == (3, 1, 2, True)
    found = [(problem["code"], problem["row"], problem["header"]) for problem in said["problems"]]
    assert found == [
        ("screen-not-done", 3, "facts.red_flag_screen.done"),
        ("too-young", 4, "facts.age"),
    ]
    assert said["warnings"]["format-unknown"] == 1


@pytest.mark.parametrize("text", ["", "Zimmer\n7\n", HEAD + '"A-1,Sam\n'])
def test_a_list_that_cannot_be_used(text: str, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    result = cli("batch", "list.csv", *CHECK)
    assert (result.code, result.out) == (2, "")
    assert "list.csv: the list cannot be used\n" in result.err
    assert cli("batch", "gone.csv", *CHECK).code == 2


def test_a_mapping_that_cannot_be_used(cli: Cli, tmp_path: Path) -> None:
    a_list(tmp_path, GOOD.format(1))
    (tmp_path / "m.yaml").write_text("columns:\n  x: facts.agee\n", encoding="utf-8")
    result = cli("batch", "list.csv", "--mapping", "m.yaml", *CHECK)
    assert result.code == 2
    assert "m.yaml:2:6: error: " in result.err
    assert "Did you mean facts.age?" in result.err
    assert cli("batch", "list.csv", "--mapping", "gone.yaml", *CHECK).code == 2


def test_a_fault_in_a_constant_is_told_once(cli: Cli, tmp_path: Path) -> None:
    a_list(tmp_path, GOOD.format(1), GOOD.format(2))
    (tmp_path / "m.yaml").write_text("constants:\n  pages: 99\n", encoding="utf-8")
    result = cli("batch", "list.csv", "--mapping", "m.yaml", *CHECK)
    assert result.code == 3
    assert result.out.count("m.yaml:2:10: error: ") == 1
    assert "2 rows with faults" in result.out


def test_settings_beside_the_list(cli: Cli, tmp_path: Path) -> None:
    a_list(tmp_path, GOOD.format(1))
    (tmp_path / "handouts.toml").write_text('brand = "gone"\n', encoding="utf-8")
    assert "[unknown-brand]" in cli("batch", "list.csv", *CHECK).err


def test_a_mapping_from_the_names_of_columns(cli: Cli, tmp_path: Path) -> None:
    text = "Visit;Patient name;Age;Region;Days since onset;Warning signs asked\nV-1;Sam Okafor;41;neck;5;yes\n"
    (tmp_path / "clinic.csv").write_text(text, encoding="utf-8")
    result = cli("new", "mapping", "clinic.csv", "-o", "m.yaml")
    assert (result.code, result.out) == (0, "m.yaml\n"), result
    assert "handouts batch clinic.csv --mapping m.yaml --check-only" in result.err
    assert "Okafor" not in (tmp_path / "m.yaml").read_text(encoding="utf-8")
    assert cli("batch", "clinic.csv", "--mapping", "m.yaml", *CHECK).code == 2
    written = (tmp_path / "m.yaml").read_text(encoding="utf-8").replace('#  "Visit": FIELD', '  "Visit": reference')
    (tmp_path / "m.yaml").write_text(written, encoding="utf-8")
    result = cli("batch", "clinic.csv", "--mapping", "m.yaml", *CHECK)
    assert result.code == 0, result
    again = cli("new", "mapping", "clinic.csv", "-o", "m.yaml")
    assert again.code == 2
    assert "it is there already" in again.err


@pytest.mark.parametrize("options", [("mapping",), ("order", "x.yaml", "-o", "y.yaml"), ("mapping", "gone.csv")])
def test_wrong_options_of_new(options: tuple[str, ...], cli: Cli, tmp_path: Path) -> None:
    result = cli("new", *options)
    assert result.code == 2
    assert list(tmp_path.iterdir()) == []
