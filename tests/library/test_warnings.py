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
