"""``handouts batch`` as staff see it: what is told, in which order, and the exit code."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from handouts.batch.engines.here import Here
from tests.cli.conftest import TODAY, Cli
from tests.cli.test_batch import GOOD, a_list

HERE = ("-o", "out", "--workers", "0", *TODAY)
FEVER = "A-2,Sam Okafor,41,neck,5,yes,fever\n"


def test_all_made(cli: Cli, tmp_path: Path) -> None:
    a_list(tmp_path, GOOD.format(1), GOOD.format(2))
    result = cli("batch", "list.csv", *HERE)
    assert (result.code, result.err) == (0, ""), result
    assert result.out.startswith("list.csv: 2 rows\n  2 leaflets in out\n")
    assert result.out.endswith("  what became of each row: out/manifest.jsonl\n")
    assert cli("verify", "out/A-1.pdf", "out/A-2.pdf").code == 0
    again = cli("batch", "list.csv", *HERE)
    assert again.code == 2
    assert "--resume" in again.err
    resumed = cli("batch", "list.csv", "-o", "out", "--workers", "0", "--resume")
    assert resumed.code == 0, "it goes on for the day on which it was begun"
    assert "  2 of them were there already\n" in resumed.out


def test_who_needs_help_is_told_before_anything_is_made(cli: Cli, tmp_path: Path) -> None:
    a_list(tmp_path, GOOD.format(1), FEVER)
    for at, options in enumerate(((), ("--quiet",), ("--json",))):
        result = cli("batch", "list.csv", "-o", f"out{at}", "--workers", "0", *TODAY, *options)
        assert result.code == 4
        assert result.err.startswith(
            "URGENT: 1 row calls for an urgent sheet. Act now; do not wait for the leaflets.\n"
            "  row 3, A-2: SAME-DAY SHEET\n    AMBER: "
        )
        assert f"All of them stand in out{at}/urgent.csv" in result.err
        assert "without the sheet" not in result.err
        assert "Okafor" not in result.out + result.err
        assert bool(result.out) == (options != ("--quiet",))
    said = json.loads(result.out)
    assert (said["made"], said["urgent"], said["failed"], said["complete"]) == (1, 1, 0, True)
    assert said["urgent_rows"][0]["file"] == "A-2.pdf"


def test_rows_with_faults(cli: Cli, tmp_path: Path) -> None:
    a_list(tmp_path, GOOD.format(1), *(f"B-{n},Sam Okafor,4x,neck,5,yes,fever\n" for n in range(25)))
    result = cli("batch", "list.csv", *HERE)
    assert result.code == 3
    assert result.out.count("[bad-value]") <= 20
    assert "... and more: all of them stand in out/rejected.csv\n" in result.out
    assert "  25 rows not made, set aside in out/rejected.csv\n" in result.out
    assert "URGENT: 25 rows without the sheet that it calls for." in result.err
    assert "Okafor" not in result.out + result.err
    failed = cli("batch", "list.csv", "-o", "two", "--workers", "0", "--fail-fast", *TODAY)
    assert failed.code == 3
    assert "nothing was made" in failed.out
    assert not list((tmp_path / "two").glob("*.pdf"))


def test_the_same_as_make(cli: Cli, tmp_path: Path) -> None:
    a_list(tmp_path, GOOD.format(1))
    (tmp_path / "A-1.yaml").write_text(
        "reference: A-1\npatient: {name: Sam Okafor}\n"
        "facts: {age: 41, region: neck, onset_days: 5, red_flag_screen: {done: yes}}\n"
    )
    options = ("--page", "letter", "--colours", "ink_saver", "--also", "poster", "--duplex", "--verify", *TODAY)
    assert cli("batch", "list.csv", "-o", "out", "--workers", "1", *options).code == 0
    assert cli("make", "A-1.yaml", "-o", "alone", *options).code == 0
    files = sorted(path.name for path in (tmp_path / "alone").iterdir())
    assert files == ["A-1-poster.pdf", "A-1.json", "A-1.pdf"]
    for name in files:
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "alone" / name).read_bytes()


def test_ctrl_c_says_how_to_go_on(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    a_list(tmp_path, GOOD.format(1))
    with monkeypatch.context() as interrupted:
        interrupted.setattr(Here, "run", stop)
        result = cli("batch", "list.csv", *HERE)
    assert (result.code, result.out) == (130, "")
    assert "--resume" in result.err
    assert cli("batch", "list.csv", *HERE, "--resume").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_a_terminal_shows_a_bar(tmp_path: Path) -> None:
    from tests.cli.terminal import run

    a_list(tmp_path, *map(GOOD.format, range(6)))
    shown = run(tmp_path, "batch", "list.csv", *HERE)
    assert shown.code == 0, shown
    for doing in (b"Checking", b"Making leaflets", b"a second"):
        assert doing in shown.err
    assert b"\x1b" not in shown.out
    assert run(tmp_path, "batch", "list.csv", "-o", "two", "--workers", "0", *TODAY, terminal=False).err == b""


@pytest.mark.parametrize("text", ["", "Zimmer\n7\n"])
def test_a_list_that_cannot_be_used_leaves_nothing(text: str, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    result = cli("batch", "list.csv", *HERE)
    assert (result.code, result.out) == (2, "")
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def test_a_file_for_the_printer(cli: Cli, tmp_path: Path) -> None:
    a_list(tmp_path, GOOD.format(1), FEVER, GOOD.format(3))
    result = cli("batch", "list.csv", *HERE, "--print-file", "monday.pdf", "--split-sheets", "4")
    assert result.code == 4
    assert "NOT IN THE PRINT FILE: 1 urgent sheet." in result.err
    assert "monday.csv  says who stands where" in result.err
    assert sorted(path.name for path in tmp_path.glob("monday*")) == ["monday-001.pdf", "monday-002.pdf", "monday.csv"]
    later = cli("batch", "list.csv", *HERE, "--resume", "--print-file", "tuesday.pdf", "--json")
    assert later.code == 4
    assert json.loads(later.out)["print"]["left_out"] == ["A-2"]
    assert cli("batch", "list.csv", *HERE, "--job", "x").code == 2
