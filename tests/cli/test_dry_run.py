"""``handouts make --dry-run``: all that can be known before printing, and not a byte on the disk."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from handouts import pipeline
from tests.cli.conftest import TODAY, Cli

ORDER = "reference: DRY-1\nfacts:\n  age: 41\n  region: low_back\n  onset_days: 5\n  red_flag_screen:\n    done: yes\n"


def everything(folder: Path) -> dict[str, int]:
    """All files and folders, with their times."""
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in (folder, *folder.rglob("*"))}


@pytest.fixture
def order(tmp_path: Path) -> str:
    (tmp_path / "order.yaml").write_text(ORDER, encoding="utf-8")
    return "order.yaml"


@pytest.mark.parametrize("out", ["out", "new/deep/leaflet.pdf"])
def test_nothing_is_written_not_even_a_folder(out: str, cli: Cli, order: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("correct horse battery\n", encoding="utf-8")
    before = everything(tmp_path)
    options = ("--verify", "--password-file", "secret.txt")
    result = cli("make", order, "-o", out, "--dry-run", *options, *TODAY)
    assert result.code == 0, result.err
    assert everything(tmp_path) == before
    assert "locked" not in result.out
    assert "nothing was written" in result.err


def test_what_was_made_before_stays_as_it_was(cli: Cli, order: str, tmp_path: Path) -> None:
    assert cli("make", order, *TODAY).code == 0
    before = everything(tmp_path)
    (tmp_path / order).write_text(ORDER.replace("41", "71"), encoding="utf-8")
    before[order] = (tmp_path / order).stat().st_mtime_ns
    assert cli("make", order, "--dry-run", *TODAY).code == 0
    assert everything(tmp_path) == before


def test_it_says_what_a_real_run_then_makes(cli: Cli, samples: Path, tmp_path: Path) -> None:
    orders = sorted(samples.glob("*.yaml"))
    dry = cli("make", *orders, "--dry-run", "--json", *TODAY)
    real = cli("make", *orders, "--json", *TODAY)
    assert dry.code == real.code == 4
    said, made = json.loads(dry.out), json.loads(real.out)
    assert all(one.pop("dry_run") for one in said)
    assert not any(one.pop("dry_run") for one in made)
    assert said == made
    assert {one["paper_sheets"] for one in said} > {1}
    for one in said:
        record = json.loads((tmp_path / one["record"]).read_text(encoding="utf-8"))
        assert one["pages"] == record["pages"]
        assert one["paper_sheets"] == math.ceil(one["pages"] / 2)


def test_people_read_pages_paper_what_was_left_out_and_warnings(cli: Cli, order: str, tmp_path: Path) -> None:
    (tmp_path / order).write_text(ORDER + "pages: 2\nsections:\n  add: [causes]\n", encoding="utf-8")
    result = cli("make", order, "--dry-run", *TODAY)
    assert result.code == 0
    said = json.loads(cli("make", order, "--dry-run", "--json", *TODAY).out)[0]
    line = result.out.splitlines()[0]
    assert line.startswith("out/DRY-1.pdf  ")
    assert f"{said['pages']} pages" in line
    assert "sheets of paper, printed on both sides" in line or "1 sheet of paper" in line
    (out,) = (step for step in said["fit"] if step["step"] == "section-out")
    assert "causes" in out["where"]
    assert f"section-out ({', '.join(out['where'])})" in result.out
    assert said["warnings"]
    assert f"warning: DRY-1: {said['warnings'][0]['message']}" in result.err


def test_an_urgent_sheet_is_told_as_loudly(cli: Cli, order: str, tmp_path: Path) -> None:
    (tmp_path / order).write_text(ORDER + "  red_flags: [saddle_numb]\n", encoding="utf-8")
    result = cli("make", order, "--dry-run", "--quiet", *TODAY)
    assert result.code == 4
    assert result.out == ""
    assert "DRY-1: EMERGENCY SHEET, not written: this is a dry run\n" in result.err
    assert "Do now: Get this patient to emergency care now" in " ".join(result.err.split())
    assert not (tmp_path / "out").exists()
    assert "1 page  1 sheet of paper  EMERGENCY SHEET" in cli("make", order, "--dry-run", *TODAY).out


def test_what_is_wrong_is_said_as_in_a_real_run(cli: Cli, order: str, tmp_path: Path) -> None:
    (tmp_path / order).write_text(ORDER.replace("41", "old"), encoding="utf-8")
    assert cli("make", order, "--dry-run", *TODAY) == cli("make", order, *TODAY)
    (tmp_path / order).write_text(ORDER, encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    result = cli("make", order, "--dry-run", "-o", "file", *TODAY)
    assert result.code == 2
    assert "a file stands where a folder is needed" in result.err


def test_several_sheets_of_paper_are_counted_for_both_sides(cli: Cli, order: str) -> None:
    made = json.loads(cli("make", order, "--dry-run", "--json", *TODAY).out)[0]
    assert pipeline.Document(b"", made["pages"], ()).paper_sheets == made["paper_sheets"]
    assert [pipeline.Document(b"", pages, ()).paper_sheets for pages in (1, 2, 3, 4, 5)] == [1, 1, 2, 2, 3]
