"""Warning signs cannot be thinned out by a clinic's own library."""

from __future__ import annotations

import pytest

from handouts.library import load
from handouts.select import select
from tests.own_library import OwnLibrary, built_in_section
from tests.strategies import TODAY, plain_order


def test_warning_signs_may_be_reworded(own: OwnLibrary) -> None:
    section = built_in_section("red_flags_short")
    section["blocks"][0]["lines"][0]["text"] = "You feel numb where you would sit on a saddle."
    own.write("sections/red_flags_short.yaml", section)
    library, problems = load(own.root)
    assert library is not None
    assert any("on a saddle" in str(line.text) for line in library.sections["red_flags_short"].lines())
    assert [(problem.code, problem.is_error) for problem in problems] == [("warning-line-reworded", False)]


@pytest.mark.parametrize("id", ["red_flags", "red_flags_short"])
def test_no_warning_line_can_be_taken_away(own: OwnLibrary, id: str) -> None:
    section = built_in_section(id)
    gone = section["blocks"][0]["lines"].pop(1)
    path = own.write(f"sections/{id}.yaml", section)
    problem = own.fault()
    assert (problem.code, problem.place.file) == ("warning-line-missing", str(path))
    assert gone["id"] in problem.message


def test_no_warning_line_can_be_made_rarer(own: OwnLibrary) -> None:
    section = built_in_section("red_flags")
    section["blocks"][0]["lines"][0]["when"] = {"regions": ["low_back"]}
    own.write("sections/red_flags.yaml", section)
    problem = own.fault()
    assert problem.code == "warning-line-condition"
    assert "saddle_numb" in problem.message


def test_a_required_section_stays_required(own: OwnLibrary) -> None:
    section = built_in_section("red_flags_short")
    section["required"] = "no"
    own.write("sections/red_flags_short.yaml", section)
    assert own.fault().code == "required-section"


def test_a_red_warning_sign_stays_red(own: OwnLibrary) -> None:
    flag = {"id": "sepsis", "label": "Our words", "line": "red_flags.sepsis"}
    own.listed("flags", flag | {"alarm": "red"})
    assert own.load().red_flags["sepsis"].label == "Our words"
    path = own.listed("flags", flag | {"alarm": "amber"})
    problem = own.fault()
    assert (problem.code, problem.place.file, problem.place.line) == ("warning-alarm", str(path), 2)


def test_an_amber_warning_sign_may_be_made_red(own: OwnLibrary) -> None:
    own.listed("flags", {"id": "fever", "alarm": "red", "label": "l", "line": "red_flags.fever"})
    assert own.load().red_flags["fever"].alarm == "red"


def test_the_answer_that_shows_a_sign_stays(own: OwnLibrary) -> None:
    flag = {"id": "both_sides", "alarm": "red", "label": "l", "line": "urgent_sheet_emergency.both_sides"}
    own.listed("flags", flag)
    assert own.fault().code == "warning-alarm"
    own.listed("flags", flag | {"shown_by": "both_sides", "unless": ["both_legs", "myelopathy"]})
    assert own.load().red_flags["both_sides"].label == "l"


def test_the_line_of_a_sign_can_be_printed_for_everyone(own: OwnLibrary) -> None:
    section = built_in_section("red_flags")
    section["blocks"][0]["lines"][0]["text"] = "You feel numb. Call {{ clinic_email }}."
    own.write("sections/red_flags.yaml", section)
    assert own.fault().code == "warning-line-variable"


SHEETS = ["urgent_sheet_emergency", "urgent_sheet_same_day"]


@pytest.mark.parametrize("id", SHEETS)
def test_an_urgent_sheet_may_be_reworded_but_keeps_its_lines_and_what_it_is(own: OwnLibrary, id: str) -> None:
    section = built_in_section(id)
    section["blocks"][0]["title"] = "Please go now"
    own.write(f"sections/{id}.yaml", section)
    assert own.load().sections[id].sheet is not None
    del section["sheet"]
    own.write(f"sections/{id}.yaml", section)
    assert load(own.root)[0] is None
    section = built_in_section(id)
    block = next(block for block in section["blocks"] if block["type"] == "paragraph")
    gone = block["lines"].pop(0)
    own.write(f"sections/{id}.yaml", section)
    problem = own.fault()
    assert problem.code == "warning-line-missing"
    assert gone["id"] in problem.message


def test_a_section_of_leaflets_cannot_become_a_sheet(own: OwnLibrary) -> None:
    section = built_in_section("urgent_sheet_emergency") | {"id": "red_flags_short"}
    own.write("sections/red_flags_short.yaml", section)
    found = {problem.code for problem in load(own.root)[1]}
    assert {"urgent-sheet", "required-section", "warning-line-missing"} <= found


def test_there_is_one_section_for_each_sheet(own: OwnLibrary) -> None:
    own.write("sections/our_sheet.yaml", built_in_section("urgent_sheet_emergency") | {"id": "our_sheet"})
    assert own.fault().code == "repeated-sheet"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"continues": "overview"}, "stands alone"),
        ({"blocks": [{"type": "paragraph", "lines": [{"id": "a", "text": "Go."}]}], "title": "Go"}, "banner"),
        ({"sheet": None}, "a banner is for an urgent sheet"),
    ],
)
def test_a_sheet_begins_with_its_banner_and_stands_alone(
    own: OwnLibrary, change: dict[str, object], words: str
) -> None:
    section = built_in_section("urgent_sheet_emergency") | {"id": "our_sheet"} | change
    own.write("sections/our_sheet.yaml", {name: value for name, value in section.items() if value is not None})
    assert words in own.fault().message


def test_a_pack_cannot_hold_a_sheet(own: OwnLibrary) -> None:
    pack = {"id": "ours", "title": "Ours", "sections": ["urgent_sheet_same_day"], "exercises": []}
    own.write("sections/packs/ours.yaml", pack)
    assert any("urgent_sheet_same_day" in problem.message for problem in load(own.root)[1])


def test_more_warning_lines_may_be_added(own: OwnLibrary) -> None:
    section = built_in_section("red_flags")
    section["blocks"][1]["lines"].append({"id": "own", "text": "Your own warning sign."})
    own.write("sections/red_flags.yaml", section)
    selection = select(plain_order(), own.load(), today=TODAY, brand="fernhollow")
    assert "red_flags.own" in selection.lines


# The age for aspirin


def american(**changed: str) -> dict[str, str]:
    return {
        "id": "en-US",
        "label": "American English",
        "page": "letter",
        "dates": "month_first",
        "clock": "12-hour",
        "emergency_department": "the ER",
        "aspirin_min_age": "19",
    } | changed


def test_a_lower_age_for_aspirin_asks_for_a_clinician(own: OwnLibrary) -> None:
    own.listed("locales", american(aspirin_min_age="16"))
    library, problems = load(own.root)
    assert library is not None
    assert [(problem.code, problem.severity.value) for problem in problems] == [("aspirin-age-lowered", "warning")]
    assert problems[0].place.line == 2


def test_a_clinic_has_its_own_words_for_a_place(own: OwnLibrary) -> None:
    own.listed("locales", american())
    library, problems = load(own.root)
    assert library is not None
    assert problems == ()
    assert library.locales["en-US"].emergency_department == "the ER"
    assert library.locales["en-GB"].page == "a4"
