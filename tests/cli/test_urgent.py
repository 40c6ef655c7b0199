"""A warning sign at the command line: the sheet, the record, exit code 4, and a message that nobody can miss."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from handouts.cli.urgent import WIDTH
from handouts.model.library import Library
from tests.cli.conftest import TODAY, Cli
from tests.own_library import OwnLibrary

GOOD = "reference: GOOD-1\nfacts:\n  age: 41\n  region: low_back\n  onset_days: 5\n  red_flag_screen:\n    done: yes\n"
NAMED = "patient:\n  name: Ada Nobody\n  birth_date: 1985-04-30\nurgent:\n  other: Typed secret\n"


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    red = GOOD.replace("GOOD-1", "RED-1") + "  red_flags: [saddle_numb, fever]\n" + NAMED
    (tmp_path / "red.yaml").write_text(red, encoding="utf-8")
    amber = GOOD.replace("GOOD-1", "AMBER-1") + "  red_flags: [fever]\n" + NAMED
    (tmp_path / "amber.yaml").write_text(amber, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(GOOD.replace("41", "old"), encoding="utf-8")
    (tmp_path / "refused.yaml").write_text(GOOD.replace("GOOD-1", "R-1").replace("41", "12"), encoding="utf-8")
    return tmp_path


def record(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_good_orders_give_leaflets_and_flagged_ones_sheets(cli: Cli, orders: Path, library: Library) -> None:
    result = cli("make", "good.yaml", "red.yaml", "amber.yaml", "-o", "out", "--verify", *TODAY)
    assert result.code == 4
    assert {path.name for path in (orders / "out").iterdir()} == {
        f"{name}-1.{end}" for name in ("GOOD", "RED", "AMBER") for end in ("pdf", "json")
    }
    assert "URGENT: 2 orders of 3 gave no leaflet. These patients need help.\n" in result.err
    for line in (
        "RED-1: EMERGENCY SHEET, written to out/RED-1.pdf",
        "AMBER-1: SAME-DAY SHEET, written to out/AMBER-1.pdf",
    ):
        assert line in result.err
    told = " ".join(result.err.split())
    for flag in ("saddle_numb", "fever"):
        assert library.red_flags[flag].label in told
    assert "Do now: Get this patient to emergency care now: call 999" in told
    assert "Do now: See to it that a clinician examines this patient today." in told
    assert "out/GOOD-1.pdf" in result.out
    assert all(len(line) <= WIDTH for line in result.err.splitlines() if line.startswith("    "))
    assert not any(secret in result.err + result.out for secret in ("Nobody", "1985", "secret"))
    assert cli("verify", *sorted((orders / "out").glob("*.pdf"))).code == 0
    tags = cli("tags", "out/RED-1.pdf").out
    assert "H1  You need to be checked now" in tags
    assert "Figure" not in tags


def test_the_record_says_why_who_and_when(cli: Cli, orders: Path, library: Library) -> None:
    assert cli("make", "red.yaml", *TODAY).code == 4
    found = record(orders / "out/RED-1.json")
    assert found["warning_signs"]["sheet"] == "emergency"
    assert [sign["flag"] for sign in found["warning_signs"]["signs"]] == ["saddle_numb", "fever"]
    assert found["warning_signs"]["asked"]["done"] == "yes"
    assert found["made_on"] == "2026-11-21"
    assert {"red_flags.saddle_numb", "red_flags.fever", "urgent_sheet_emergency.go"} <= set(found["lines_printed"])
    assert [section["id"] for section in found["sections"]] == ["urgent_sheet_emergency", "red_flags"]
    assert found["exercises"] == []
    assert found["pack"] is None
    assert not any(secret in json.dumps(found) for secret in ("Nobody", "1985", "secret"))
    assert record_of_leaflet(cli, orders)["warning_signs"]["sheet"] is None


def record_of_leaflet(cli: Cli, orders: Path) -> dict[str, Any]:
    assert cli("make", "good.yaml", *TODAY).code == 0
    return record(orders / "out/GOOD-1.json")


def test_quiet_does_not_silence_it(cli: Cli, orders: Path) -> None:
    result = cli("make", "red.yaml", "--quiet", *TODAY)
    assert (result.code, result.out) == (4, "")
    assert result.err.startswith("URGENT: 1 order of 1 gave no leaflet. This patient needs help.\n")


def test_json_holds_the_sheet_and_the_signs(cli: Cli, orders: Path) -> None:
    result = cli("make", "good.yaml", "red.yaml", "--json", *TODAY)
    assert result.code == 4
    good, red = json.loads(result.out)
    assert (good["sheet"], good["signs"]) == (None, [])
    assert red["sheet"] == "emergency"
    assert [sign["flag"] for sign in red["signs"]] == ["saddle_numb", "fever"]
    assert "URGENT" in result.err


def test_a_locked_copy_of_a_sheet(cli: Cli, orders: Path) -> None:
    (orders / "pw").write_text("correct horse\n", encoding="utf-8")
    assert cli("make", "red.yaml", "--password-file", "pw", *TODAY).code == 4
    with pikepdf.open(orders / "out/RED-1.locked.pdf", password="correct horse") as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("other", ["bad.yaml", "refused.yaml"])
def test_a_fault_in_another_order_writes_nothing_but_hides_no_sign(cli: Cli, orders: Path, other: str) -> None:
    result = cli("make", "good.yaml" if other == "refused.yaml" else "amber.yaml", "red.yaml", other, *TODAY)
    assert result.code == 2
    assert result.err.startswith("error: 1 of 3 orders ")
    assert "red.yaml:8:15: error: warning sign saddle_numb" in result.err
    assert result.err.index("urgent-sheet-waits") < result.err.index(other)
    assert not (orders / "out").exists()


@pytest.mark.parametrize(
    ("order", "name", "sheet"),
    [("red.yaml", "EMERGENCY SHEET", "emergency"), ("amber.yaml", "SAME-DAY SHEET", "same_day")],
)
def test_explain_says_so(cli: Cli, orders: Path, order: str, name: str, sheet: str) -> None:
    result = cli("explain", order, *TODAY)
    assert result.code == 4
    assert f"URGENT: no leaflet. In its place: {name}\n" in result.out
    assert "red_flags.fever" in result.out
    assert "Nothing was written" in result.out
    assert not any(secret in result.out for secret in ("Nobody", "1985", "secret"))
    told = cli("explain", order, "--json", *TODAY)
    assert told.code == 4
    assert json.loads(told.out)["sheet"] == sheet
    assert not (orders / "out").exists()


@pytest.mark.parametrize("flag", ["saddle_numb", "fever"])
def test_no_option_gets_past_a_sign(cli: Cli, orders: Path, flag: str) -> None:
    text = (
        GOOD + f"  red_flags: [{flag}]\npack: low_back_chronic\nsections:\n  add: [questions]\nexercises: [cat_cow]\n"
    )
    (orders / "o.yaml").write_text(text, encoding="utf-8")
    assert cli("make", "o.yaml", "--allow-expired", "because", "--brand", "quillmere", *TODAY).code == 4
    assert record(orders / "out/GOOD-1.json")["exercises"] == []
    for field in ("add", "leave_out"):
        (orders / "o.yaml").write_text(f"{GOOD}sections:\n  {field}: [urgent_sheet_emergency]\n", encoding="utf-8")
        assert cli("make", "o.yaml", "-o", "x", *TODAY).code == 2


@pytest.mark.parametrize("name", ["red", "amber"])
def test_a_brand_that_names_no_department_gets_its_sheet_in_the_words_of_the_place(
    cli: Cli, orders: Path, name: str
) -> None:
    own = OwnLibrary(orders / "lib")
    own.brand(emergency={"number": "999"})
    result = cli("make", f"{name}.yaml", "--brand", "ownclinic", "--library", "lib", *TODAY)
    assert result.code == 4, result.err
    document = pypdfium2.PdfDocument(orders / f"out/{name.upper()}-1.pdf")
    text = " ".join(document[0].get_textpage().get_text_bounded().split())
    document.close()
    assert ("Go to A&E now, or call 999" if name == "red" else "go to A&E") in text
