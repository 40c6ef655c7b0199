"""A clinic's own folder: what it may add and change, and every fault in it at file, line and column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handouts.compose import compose
from handouts.errors import Refused
from handouts.library import load
from handouts.model.library import Library
from handouts.select import select
from tests.own_library import GOVERNED, OwnLibrary, at_line
from tests.strategies import TODAY, plain_order

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


def test_governance_of_own_sections_is_checked_for_form(own: OwnLibrary) -> None:
    own.section("own", review_by="soon")
    assert own.fault().code == "bad-value"
    assert GOVERNED["review_by"] == "2027-11-20"
