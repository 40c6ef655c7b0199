"""Every bad order: exit code 2, each fault at file:line:column with a remedy, and nothing written.

A case is a file in ``tests/cases/bad_orders``: NAME.yaml and, beside it, NAME.expected with a line
``LINE:COLUMN CODE`` for each fault. ``--update-golden`` writes the latter.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import TODAY, Cli

CASES = Path(__file__).parents[1] / "cases" / "bad_orders"
NAMES = sorted(path.stem for path in CASES.glob("*.yaml"))
REFUSALS = {"screen-not-done", "too-young", "urgent-without-sign", "amber-flag-not-cleared"}
"""Codes of problems that are no slip of the pen: the order is right, and nothing may be made of it."""
FAULT = re.compile(r"^order\.yaml:(\d+):(\d+): error: .+ \[([a-z-]+)\]\n    \S.+$", re.MULTILINE)
GOOD = "reference: GOOD-1\nfacts:\n  age: 41\n  region: low_back\n  onset_days: 5\n  red_flag_screen:\n    done: yes\n"


def test_every_case_has_its_expectation() -> None:
    assert len(NAMES) > 50
    assert sorted(path.stem for path in CASES.glob("*.expected")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_bad_order(name: str, cli: Cli, tmp_path: Path, update_golden: bool) -> None:
    (tmp_path / "order.yaml").write_bytes((CASES / f"{name}.yaml").read_bytes())
    result = cli("make", "order.yaml", "-o", "out", *TODAY)
    assert result.code == 2, result
    assert result.out == ""
    wrong = any(code not in REFUSALS for _, _, code in FAULT.findall(result.err))
    verdict = "cannot be used" if wrong else "must not become a leaflet"
    assert result.err.startswith(f"error: the order {verdict}; nothing was written\n")
    found = [f"{line}:{column} {code}" for line, column, code in FAULT.findall(result.err)]
    assert len(found) == result.err.count(" error: "), "each fault has a place, a code and a remedy"
    if update_golden:
        (CASES / f"{name}.expected").write_text("\n".join(found) + "\n", encoding="utf-8")
    assert found == (CASES / f"{name}.expected").read_text(encoding="utf-8").splitlines()
    assert [path.name for path in tmp_path.iterdir()] == ["order.yaml"]


@pytest.mark.parametrize("name", NAMES)
def test_bad_order_as_json(name: str, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "order.yaml").write_bytes((CASES / f"{name}.yaml").read_bytes())
    result = cli("explain", "order.yaml", "--json", *TODAY)
    assert result.code == 2
    said = json.loads(result.out)
    found = [f"{problem['line']}:{problem['column']} {problem['code']}" for problem in said["problems"]]
    assert found == (CASES / f"{name}.expected").read_text(encoding="utf-8").splitlines()
    assert all(problem["hint"] for problem in said["problems"])


def test_a_huge_note(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "order.yaml").write_text(GOOD + "note: " + "Maria " * 1_800_000, encoding="utf-8")
    result = cli("make", "order.yaml", *TODAY)
    assert result.code == 2
    assert FAULT.findall(result.err) == [("1", "1", "too-large")]
    assert "Maria" not in result.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "name", ["<b>Maria</b> & Sons <font size=40>", "A <b B", "{{ clinic_name }} {% if %}", "**Ma*ria** \\x41 &amp;"]
)
def test_a_name_with_markup_is_no_fault(name: str, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "order.yaml").write_text(GOOD + f"patient:\n  name: {json.dumps(name)}\n", encoding="utf-8")
    result = cli("make", "order.yaml", "-o", "leaflet.pdf", *TODAY)
    assert result.code == 0, result.err
    assert name in _text(tmp_path / "leaflet.pdf")
    assert "Maria" not in (tmp_path / "leaflet.json").read_text(encoding="utf-8")


def _text(path: Path) -> str:
    import pdfplumber

    with pdfplumber.open(path) as document:
        return str(document.pages[0].extract_text())


def test_one_bad_order_stops_all(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(GOOD.replace("GOOD-1", "BAD-1").replace("41", "old"), encoding="utf-8")
    (tmp_path / "worse.yaml").write_text("", encoding="utf-8")
    (tmp_path / "refused.yaml").write_text(GOOD.replace("GOOD-1", "R-1").replace("yes", "no"), encoding="utf-8")
    result = cli("make", "good.yaml", "bad.yaml", "worse.yaml", "refused.yaml", "gone.yaml", *TODAY)
    assert result.code == 2
    assert "4 of 5 orders" in result.err
    for file in ("bad.yaml:3:8:", "worse.yaml:1:1:", "refused.yaml:7:11:", "gone.yaml:"):
        assert f"\n{file} error: " in result.err
    assert not (tmp_path / "out").exists()


def test_two_orders_with_one_reference(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("# mine\n" + GOOD.replace("GOOD", "good"), encoding="utf-8")
    result = cli("make", "a.yaml", "b.yaml", *TODAY)
    assert result.code == 2
    assert "b.yaml:2:12: error: " in result.err
    assert "[repeated-reference]" in result.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("done: yes", "done: no"), "warning signs have not been asked"),
        (("done: yes", "done: no\n  red_flags: [fever]"), "seen today"),
        (("done: yes", "done: yes\nurgent:\n  other: Falls a lot"), "no warning sign calls for"),
        (("age: 41", "age: 15"), "16"),
    ],
)
def test_refusals(change: tuple[str, str], words: str, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "order.yaml").write_text(GOOD.replace(*change), encoding="utf-8")
    for command in (("make", "order.yaml"), ("explain", "order.yaml")):
        result = cli(*command, *TODAY)
        assert result.code == 2
        assert words in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["order.yaml"]


def test_an_exercise_that_is_not_safe_is_refused_at_its_place(cli: Cli, tmp_path: Path) -> None:
    order = GOOD + "  conditions:\n    stoma: yes\nexercises:\n  - walking\n  - id: prone_press_up\n    reps: 5\n"
    (tmp_path / "order.yaml").write_text(order, encoding="utf-8")
    result = cli("make", "order.yaml", *TODAY)
    assert result.code == 2
    assert FAULT.findall(result.err) == [("12", "9", "unsafe-exercise")]
    told = cli("explain", "order.yaml", *TODAY)
    assert told.code == 2
    assert FAULT.findall(told.err) == [("12", "9", "unsafe-exercise")]


def test_a_character_that_cannot_be_printed_is_refused_at_its_place(cli: Cli, tmp_path: Path) -> None:
    order = GOOD + "patient:\n  name: Ann 李\nclinician:\n  name: 'Dr  ☃'\nnote: |\n  李\n"
    (tmp_path / "order.yaml").write_text(order, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(GOOD.replace("41", "old"), encoding="utf-8")
    result = cli("make", "order.yaml", "bad.yaml", *TODAY)
    assert result.code == 2
    found = [(line, column) for line, column, code in FAULT.findall(result.err) if code == "unprintable"]
    assert sorted(found) == [("11", "9"), ("12", "7"), ("9", "9")]
    for where in (
        "patient.name, character 5: ",
        "clinician.name, character 4: ",
        "note, character 1: ",
        "bad.yaml:3:8: ",
    ):
        assert where in result.err
    assert "U+674E" in result.err
    assert not re.search("[李☃]|Ann", result.err)


@pytest.mark.parametrize("path", ["gone.yaml", ".", "x" * 5000])
def test_files_that_cannot_be_read(path: str, cli: Cli) -> None:
    result = cli("make", path, *TODAY)
    assert result.code == 2
    assert "\x00" not in result.err
    assert re.search(r"\[(no-file|is-folder|cannot-read)\]\n    \S", result.err)
