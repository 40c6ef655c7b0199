"""A clinic's own folder: what it may add and change, and every fault in it at file, line and column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from handouts import resources
from handouts.compose import compose
from handouts.errors import Refused
from handouts.library import load
from handouts.model.library import Library
from handouts.select import select
from tests.own_library import GOVERNED, LOGO, OwnLibrary
from tests.strategies import TODAY, plain_order


@pytest.fixture
def own(tmp_path: Path) -> OwnLibrary:
    return OwnLibrary(tmp_path / "clinic")


def built_in_section(id: str) -> dict[str, Any]:
    """A section of the built-in library as plain data, all values text."""
    text = (resources.sections_dir() / f"{id}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return data


def at_line(path: Path, line: int) -> str:
    return path.read_text(encoding="utf-8").splitlines()[line - 1]


# Adding and overriding


def test_an_empty_folder_changes_nothing(own: OwnLibrary, library: Library) -> None:
    assert own.load() == library


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    library, (problem,) = load(tmp_path / "nowhere")
    assert library is None
    assert problem.code == "no-folder"


def test_a_new_section_takes_its_place(own: OwnLibrary) -> None:
    own.section(position=701)
    library = own.load()
    order = library.section_order()
    positions = [library.sections[id].position for id in order if library.sections[id].continues is None]
    assert order[order.index("own") - 1] == "heat_cold"
    assert positions == sorted(positions)


def test_an_own_section_is_printed_when_it_is_added(own: OwnLibrary) -> None:
    own.section("own", {"id": "one", "text": "Park behind the house."})
    library = own.load()
    order = plain_order(sections={"add": ["own"]})
    selection = select(order, library, today=TODAY, brand="fernhollow")
    leaflet = compose(order, library, selection, today=TODAY, brand="fernhollow")
    assert "Park behind the house." in list(leaflet.read_aloud())


def test_a_section_of_the_same_id_takes_the_place_of_the_built_in_one(own: OwnLibrary, library: Library) -> None:
    own.section("symptoms", {"id": "other", "text": "Other words."})
    changed = own.load()
    assert str(changed.sections["symptoms"].lines()[0].text) == "Other words."
    assert set(changed.sections) == set(library.sections)
    assert changed.sections["overview"] == library.sections["overview"]


def test_a_new_brand_with_its_logo(own: OwnLibrary) -> None:
    own.brand()
    library = own.load()
    assert library.brands["ownclinic"].emergency.number == "112"
    assert library.logos["ownclinic"].width == 40
    assert {"fernhollow", "quillmere"} < set(library.brands)


def test_new_exercises_packs_tags_and_words(own: OwnLibrary) -> None:
    own.listed("tags", {"id": "sore_wrist", "label": "Sore wrist", "implies": ["hernia"]})
    own.listed("words", {"id": "presses", "one": "press", "other": "presses"})
    own.exercise(not_for=["sore_wrist"], count_word="presses")
    own.pack(exercises=[{"id": "own_move", "reps": 3}], variables={"heat_minutes": "12"})
    library = own.load()
    assert library.exercises["own_move"].not_for == ("sore_wrist",)
    assert library.vocabulary.packs >= {"own_pack"}
    order = plain_order({"conditions": {"sore_wrist": "yes"}}, exercises=["own_move"])
    with pytest.raises(Refused, match="sore_wrist"):
        select(order, library, today=TODAY, brand="fernhollow")


def test_conditions_imply_others_over_several_steps(own: OwnLibrary) -> None:
    """In whatever order the names stand in the alphabet."""
    own.listed(
        "tags",
        {"id": "z_first", "label": "l", "implies": ["m_second"]},
        {"id": "m_second", "label": "l", "implies": ["a_third"]},
        {"id": "a_third", "label": "l"},
    )
    selection = select(plain_order({"conditions": {"z_first": "yes"}}), own.load(), today=TODAY, brand="fernhollow")
    assert (selection.tags["m_second"], selection.tags["a_third"]) == ("yes", "yes")


def test_the_order_of_files_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = OwnLibrary(tmp_path / "clinic")
    for id in ("aaa", "mmm", "zzz"):
        own.section(id)
        own.exercise(f"move_{id}")
        own.brand(f"brand_{id}")
    first = own.load()
    real = Path.glob
    monkeypatch.setattr(Path, "glob", lambda self, pattern: sorted(real(self, pattern), reverse=True))  # type: ignore[misc]
    second = own.load()
    assert first.section_order() == second.section_order()
    assert first.vocabulary == second.vocabulary
    for name in ("sections", "exercises", "packs", "brands", "logos", "icons", "places"):
        one, other = getattr(first, name), getattr(second, name)
        assert one == other
        if name not in ("logos", "icons", "places"):
            assert list(one) == list(other)


def test_sections_of_the_same_position_are_ordered_by_id(own: OwnLibrary) -> None:
    for id in ("zzz", "aaa"):
        own.section(id, position=751)
    order = own.load().section_order()
    assert order.index("aaa") + 1 == order.index("zzz")


def test_a_heading_without_a_value_is_a_refusal_not_a_crash(own: OwnLibrary) -> None:
    own.section("own", title="Call {{ maternity_phone }}")
    order = plain_order(sections={"add": ["own"]})
    library = own.load()
    with pytest.raises(Refused, match="maternity_phone"):
        compose(
            order,
            library,
            select(order, library, today=TODAY, brand="fernhollow"),
            today=TODAY,
            brand="fernhollow",
        )


def test_a_line_without_a_value_is_a_refusal(own: OwnLibrary) -> None:
    own.section("own", {"id": "one", "text": "Call {{ maternity_phone }}"})
    with pytest.raises(Refused, match="maternity_phone"):
        select(plain_order(sections={"add": ["own"]}), own.load(), today=TODAY, brand="fernhollow")


# Names that lead nowhere


@pytest.mark.parametrize(
    ("line", "code", "name"),
    [
        ({"text": "For {{ heat_minute }}."}, "unknown-variable", "heat_minutes"),
        ({"refs": ["R99"]}, "unknown-reference", ""),
        ({"when": {"any_of": ["pregnant"]}}, "unknown-tag", "pregnancy"),
        ({"when": {"none_of": ["nothing"]}}, "unknown-tag", ""),
        ({"when": {"unknown": ["nothing"]}}, "unknown-tag", ""),
        ({"when": {"not_ruled_out": ["nothing"]}}, "unknown-tag", ""),
        ({"when": {"ruled_out": ["nothing"]}}, "unknown-tag", ""),
        ({"when": {"has": ["nothing"]}}, "unknown-variable", ""),
        ({"when": {"lacks": ["nothing"]}}, "unknown-variable", ""),
        ({"when": {"exercises": ["cat_cows"]}}, "unknown-exercise", "cat_cow"),
        ({"when": {"without_exercises": ["nothing"]}}, "unknown-exercise", ""),
    ],
)
def test_a_line_that_names_what_is_not_there(own: OwnLibrary, line: dict[str, Any], code: str, name: str) -> None:
    path = own.section("own", {"id": "fine", "text": "Fine."}, {"id": "bad", "text": "Text."} | line)
    problem = own.fault()
    assert problem.code == code
    assert name in problem.hint
    assert problem.place.file == str(path)
    assert "id: bad" in at_line(path, problem.place.line)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": "For {{ nothing }}"}, "unknown-variable"),
        ({"icon": "nothing"}, "unknown-icon"),
        ({"title": None, "continues": "nothing"}, "unknown-section"),
        ({"refs": ["R99"]}, "unknown-reference"),
        ({"when": {"any_of": ["nothing"]}}, "unknown-tag"),
    ],
)
def test_a_section_that_names_what_is_not_there(own: OwnLibrary, fields: dict[str, Any], code: str) -> None:
    path = own.section("own", **fields)
    if fields.get("title", "") is None:
        path.write_text(path.read_text(encoding="utf-8").replace("title: null\n", ""), encoding="utf-8")
    problem = own.fault()
    assert problem.code == code
    assert problem.place.file == str(path)
    assert problem.place.line >= 1


LINES = [{"id": "one", "text": "One line."}]


@pytest.mark.parametrize(
    "block",
    [
        {"type": "callout", "id": "c", "level": "note", "title": "{{ nothing }}", "lines": LINES},
        {"type": "stop", "id": "s", "title": "{{ nothing }}", "lines": LINES},
        {"type": "table", "id": "t", "head": ["a", "{{ nothing }}"], "rows": [{"id": "r", "cells": ["a", "b"]}]},
        {"type": "table", "id": "t", "head": ["a", "b"], "rows": [{"id": "r", "cells": ["a", "{{ nothing }}"]}]},
        {"type": "next_steps", "id": "n", "title": "{{ nothing }}", "steps": [LINES]},
        {
            "type": "tier",
            "urgency": "now",
            "title": "{{ nothing }}",
            "action": LINES,
            "lines": [{"id": "b", "text": "B"}],
        },
    ],
    ids=lambda block: block["type"],
)
def test_headings_inside_blocks_are_checked(own: OwnLibrary, block: dict[str, Any]) -> None:
    own.section("own", blocks=[block])
    assert own.fault().code == "unknown-variable"


def test_a_schedule_draws_variables_that_are_there(own: OwnLibrary) -> None:
    row = {
        "id": "warm",
        "method": "warm",
        "name": "Warm",
        "how": "Wrap it.",
        "check": "Check.",
        "minutes": "nothing",
        "gap": "heat_gap_hours",
        "times": "heat_max_per_day",
        "check_at": "skin_check_minutes",
    }
    own.section("own", blocks=[{"type": "schedule", "rows": [row]}])
    assert own.fault().code == "unknown-variable"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"not_for": ["nothing"]}, "unknown-tag"),
        ({"ask_first": ["nothing"]}, "unknown-tag"),
        ({"count_word": "nothing"}, "unknown-word"),
        ({"minutes_word": "nothing"}, "unknown-word"),
        ({"refs": ["R99"]}, "unknown-reference"),
        ({"name": "The {{ nothing }}"}, "unknown-variable"),
        ({"steps": [{"id": "a", "text": "Sit {{ nothing }}."}]}, "unknown-variable"),
        ({"stop_if": [{"id": "b", "text": "{{ nothing }}."}]}, "unknown-variable"),
        ({"dose": {"reps": 16}}, "out-of-range"),
        ({"dose": {"hold_seconds": 31}}, "out-of-range"),
    ],
)
def test_an_exercise_with_a_fault(own: OwnLibrary, fields: dict[str, Any], code: str) -> None:
    path = own.exercise(**fields)
    problem = own.fault()
    assert (problem.code, problem.place.file) == (code, str(path))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"sections": ["front", "nothing"]}, "unknown-section"),
        ({"exercises": ["nothing"]}, "unknown-exercise"),
        ({"exercises": [{"id": "cat_cow", "reps": 99}]}, "out-of-range"),
        ({"variables": {"nothing": "1"}}, "unknown-variable"),
        ({"variables": {"clinic_phone": "1"}}, "unknown-variable"),
        ({"variables": {"heat_minutes": "60"}}, "out-of-range"),
        ({"variables": {"heat_minutes": "soon"}}, "out-of-range"),
    ],
)
def test_a_pack_with_a_fault(own: OwnLibrary, fields: dict[str, Any], code: str) -> None:
    path = own.pack(**fields)
    problem = own.fault()
    assert (problem.code, problem.place.file) == (code, str(path))


@pytest.mark.parametrize(
    ("name", "item", "code"),
    [
        ("flags", {"id": "own", "alarm": "red", "label": "l", "line": "red_flags.nothing"}, "unknown-line"),
        ("tags", {"id": "own", "label": "l", "implies": ["nothing"]}, "unknown-tag"),
        (
            "variables",
            {"id": "own", "label": "l", "type": "integer", "min": 1, "max": 2, "unit": "nothing"},
            "unknown-word",
        ),
        (
            "variables",
            {"id": "own", "label": "l", "type": "integer", "min": 1, "max": 2, "default_by_tag": {"nothing": "1"}},
            "unknown-tag",
        ),
    ],
)
def test_a_list_that_names_what_is_not_there(own: OwnLibrary, name: str, item: dict[str, Any], code: str) -> None:
    path = own.listed(name, item)
    problem = own.fault()
    assert (problem.code, problem.place.file, problem.place.line) == (code, str(path), 2)


def test_an_item_that_stands_twice_in_a_list(own: OwnLibrary) -> None:
    tag = {"id": "own", "label": "l"}
    path = own.listed("tags", tag, {"id": "other", "label": "l"}, dict(tag, label="again"))
    problem = own.fault()
    assert (problem.code, problem.place.line) == ("repeated-id", 6)
    assert "id: own" in at_line(path, 6)


@pytest.mark.parametrize("kind", ["section", "exercise", "pack", "brand"])
def test_the_id_and_the_file_name_must_agree(own: OwnLibrary, kind: str) -> None:
    path = getattr(own, kind)("right")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("id: right\n", "id: wrong\n", 1), encoding="utf-8")
    problem = own.fault()
    assert (problem.code, problem.place.file, problem.place.line) == ("id-not-file", str(path), 1)


def test_a_line_id_stands_once_in_a_section(own: OwnLibrary) -> None:
    own.section("own", {"id": "a", "text": "One."}, {"id": "a", "text": "Two."})
    assert "used twice" in own.fault().message


def test_text_that_cannot_be_read_is_a_fault_of_its_line(own: OwnLibrary) -> None:
    path = own.section("own", {"id": "a", "text": "Use {{ heat_minutes|upper }}."})
    problem = own.fault()
    assert "{{ heat_minutes|upper }}" in at_line(path, problem.place.line)


def test_every_fault_of_every_file_is_found_at_once(own: OwnLibrary) -> None:
    own.section("one", icon="nothing")
    own.section("two", {"id": "a", "text": "{{ nothing }}", "refs": ["R99"]})
    own.pack(exercises=["nothing"])
    found = sorted(problem.code for problem in own.faults())
    assert found == ["unknown-exercise", "unknown-icon", "unknown-reference", "unknown-variable"]


# Brands


@pytest.mark.parametrize(
    ("fields", "code", "line"),
    [
        ({"emergency": {"department": "the hospital"}}, "missing-field", "emergency"),
        ({"emergency": {"number": "call us"}}, "bad-value", "number"),
        ({"colours": {"brand": "#225577", "text": "#999999"}}, "bad-value", "colours"),
        ({"colours": {"brand": "petrol"}}, "bad-value", "brand"),
        ({"corner_mm": "5"}, "out-of-range", "corner_mm"),
        ({"header": "stripe"}, "unknown-choice", "header"),
        ({"logo": "../logo.svg"}, "bad-value", "logo"),
        ({"slogan": "x"}, "unknown-field", "slogan"),
    ],
)
def test_a_brand_with_a_fault(own: OwnLibrary, fields: dict[str, Any], code: str, line: str) -> None:
    path = own.brand(**fields)
    problem = own.fault()
    assert (problem.code, problem.place.file) == (code, str(path))
    around = path.read_text(encoding="utf-8").splitlines()[problem.place.line - 2 : problem.place.line]
    assert line in "".join(around), (problem, around)


def test_text_that_is_hard_to_read_is_told_with_its_contrast(own: OwnLibrary) -> None:
    own.brand(colours={"brand": "#225577", "text": "#999999"})
    assert "2.8 to 1 on white paper" in own.fault().message


def test_an_emergency_number_is_never_left_out(own: OwnLibrary) -> None:
    path = own.brand()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("emergency:\n  number: '112'\n", ""), encoding="utf-8")
    problem = own.fault()
    assert problem.code == "missing-field"
    assert "emergency" in problem.message


def test_a_logo_that_is_not_there(own: OwnLibrary) -> None:
    path = own.brand(drawing=None)
    problem = own.fault()
    assert problem.code == "no-logo"
    assert "logo: logo.svg" in at_line(path, problem.place.line)


def test_a_font_file_that_is_not_there(own: OwnLibrary) -> None:
    weights = ("regular", "medium", "semibold", "bold", "extrabold")
    path = own.brand(fonts={weight: f"{weight}.ttf" for weight in weights})
    own.write("brands/ownclinic/regular.ttf", b"\0")
    problem = own.fault()
    assert problem.code == "no-font"
    assert "medium.ttf" in problem.message
    assert problem.place.file == str(path)


@pytest.mark.parametrize(
    ("logo", "line", "column", "message"),
    [
        ("<svg>\n  <path d='M0 0'\n</svg>", 3, 1, "not a readable"),
        ("", 1, 1, "not a readable"),
        ("not a drawing", 1, 1, "not a readable"),
        (b"\x89PNG\r\n\x1a\n", 1, 1, "not a readable"),
        (LOGO.replace("  <path", "  <text>x</text><path"), 2, 1, "<text>"),
        (LOGO.replace("  <path", "\n  <image href='x.png'/><path"), 3, 1, "<image>"),
        (LOGO.replace("  <path", "  <script>x</script><path"), 2, 1, "<script>"),
        (LOGO.replace("  <path", "  <linearGradient id='g'/><path"), 2, 1, "<linearGradient>"),
        ("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>", 1, 1, "nothing to draw"),
        (LOGO.replace('width="40" height="20" viewBox="0 0 40 20"', 'width="0" height="0"'), 1, 1, "nothing to draw"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>\n' + LOGO, 1, 1, "entities"),
    ],
)
def test_a_logo_that_cannot_be_drawn(own: OwnLibrary, logo: str | bytes, line: int, column: int, message: str) -> None:
    own.brand(drawing=logo)
    problem = own.fault()
    assert problem.code == "bad-drawing"
    assert message in problem.message
    assert problem.place.file.endswith("ownclinic/logo.svg")
    assert problem.place.line == line
    if column > 1:
        assert problem.place.column == column


# Warning signs cannot be thinned out


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


def test_governance_of_own_sections_is_checked_for_form(own: OwnLibrary) -> None:
    own.section("own", review_by="soon")
    assert own.fault().code == "bad-value"
    assert GOVERNED["review_by"] == "2027-11-20"
