"""``check`` beside findings: its codes, explanations, grades, PEMAT scores, a baseline; and ``list sections --due``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handouts.check.all import CHECKS
from handouts.library import load
from tests.cli.conftest import TODAY, Cli
from tests.own_library import OwnLibrary

LONG = f"Go {'on ' * 30}now."


def test_every_code_is_listed_and_explained(cli: Cli) -> None:
    listed = json.loads(cli("check", "--list-codes", "--json").out)
    assert [row["code"] for row in listed] == [item.CODE for item in CHECKS]
    for item in CHECKS:
        told = cli("check", "--explain", item.CODE).out
        assert item.CODE in told
        assert item.RATIONALE in told
        assert item.MEND in told
        assert item.SOURCE in told
    assert json.loads(cli("check", "--explain", "latin", "--json").out)["severity"] == "error"


def test_a_code_that_is_none(cli: Cli) -> None:
    result = cli("check", "--explain", "long-bulet")
    assert result.code == 2
    assert "Did you mean long-bullet?" in result.err
    assert "--list-codes" in cli("check", "--explain", "zzz").err


def test_grades(cli: Cli) -> None:
    rows = json.loads(cli("check", "--grades", "--json", *TODAY).out)
    library, _ = load()
    assert library is not None
    headed = {id for id, section in library.sections.items() if section.continues is None}
    assert headed <= {row["id"] for row in rows if row["kind"] == "section"} <= set(library.sections)
    assert {row["id"] for row in rows if row["kind"] == "exercise"} == set(library.exercises)
    leaflets = {row["id"]: row for row in rows if row["kind"] == "leaflet"}
    assert set(leaflets) == set(library.packs)
    assert all(row["fkgl"] <= 6 and row["smog_allowed"] <= 8 for row in leaflets.values())
    assert cli("check", "--grades", *TODAY).out.startswith("kind ")


def test_pemat(cli: Cli) -> None:
    said = json.loads(cli("check", "--pemat", "--json", *TODAY).out)
    assert min(row["score"] for row in said["leaflets"]) >= said["least"] == 80
    assert "Two people judge the rest" in cli("check", "--pemat", *TODAY).out


def test_reports_do_not_stop_at_a_review_date(cli: Cli) -> None:
    assert cli("check", "--grades", "--today", "2031-01-01").code == 0


@pytest.fixture
def own(tmp_path: Path) -> OwnLibrary:
    return OwnLibrary(tmp_path / "lib")


def test_a_baseline_hides_what_is_known_and_no_more(cli: Cli, own: OwnLibrary, tmp_path: Path) -> None:
    own.section("own", {"id": "one", "text": LONG})
    check = ("check", "--library", "lib", *TODAY)
    before = cli(*check)
    assert before.code == 1
    assert "[long-sentence]" in before.out
    assert "[long-bullet]" in before.out
    written = cli(*check, "--write-baseline", "known.yaml")
    assert written.code == 0, written.err
    assert "own.one" in (tmp_path / "known.yaml").read_text(encoding="utf-8")

    own.section("own", {"id": "zero", "text": "A new line above."}, {"id": "one", "text": LONG})
    after = cli(*check, "--baseline", "known.yaml")
    assert after.code == 0
    assert "long-" not in after.out
    assert "[unsigned]" in after.out
    assert "2 known findings are not shown; 0 of the baseline" in after.err

    own.section("own", {"id": "zero", "text": LONG}, {"id": "one", "text": LONG})
    more = cli(*check, "--baseline", "known.yaml")
    assert more.code == 1
    assert "own.zero" in more.out
    assert "own.one" not in more.out

    own.section("own", {"id": "one", "text": "A short line."})
    assert "2 of the baseline are no longer there" in cli(*check, "--baseline", "known.yaml").err


@pytest.mark.parametrize(("text", "code"), [("It cures pain.", "banned-phrase"), ("{{ nothing }}", "unknown-variable")])
def test_no_baseline_hides_danger_or_faults(text: str, code: str, cli: Cli, own: OwnLibrary) -> None:
    own.section("own", {"id": "one", "text": text})
    check = ("check", "--library", "lib", *TODAY)
    cli(*check, "--write-baseline", "known.yaml")
    result = cli(*check, "--baseline", "known.yaml")
    assert result.code == 1
    assert f"[{code}]" in result.out


def test_a_baseline_that_cannot_be_used(cli: Cli, tmp_path: Path) -> None:
    assert cli("check", "--baseline", "none.yaml", *TODAY).code == 2
    (tmp_path / "known.yaml").write_text("known:\n  - code: x\n", encoding="utf-8")
    result = cli("check", "--baseline", "known.yaml", *TODAY)
    assert result.code == 2
    assert "known.yaml:2" in result.err
    assert cli("check", "--write-baseline", "known.yaml", *TODAY).code == 2, "nothing is overwritten"


def test_what_falls_due(cli: Cli, own: OwnLibrary) -> None:
    own.section("soon", review_by="2026-12-31")
    own.section("past", review_by="2026-11-01")
    own.exercise("late_move", review_by="2027-02-19")
    due = ("list", "sections", "--library", "lib", "--due")
    rows = json.loads(cli(*due, "90", "--json", *TODAY).out)
    assert [(row["id"], row["kind"], row["days_left"]) for row in rows] == [
        ("past", "section", -20),
        ("soon", "section", 40),
        ("late_move", "exercise", 90),
    ]
    assert [row["id"] for row in json.loads(cli(*due, "89", "--json", *TODAY).out)] == ["past", "soon"]
    assert "Nothing falls due within 0 days." in cli("list", "sections", "--due", "0", *TODAY).out
    assert cli("list", "packs", "--due", "9").code == 2


def test_findings_are_counted_in_words(cli: Cli, tmp_path: Path) -> None:
    own = OwnLibrary(tmp_path / "clinic")
    own.section("own", {"id": "one", "text": "It cures pain."})
    assert cli("check", "--library", str(own.root)).out.splitlines()[-1] == "1 error, 1 warning"
    assert cli("check").out.splitlines()[-1] == "0 errors, 1 warning"
