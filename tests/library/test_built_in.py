"""The built-in library: complete, connected, governed."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml

from handouts import resources
from handouts.library import load
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.governance import NOT_REVIEWED
from handouts.model.library import Library
from handouts.model.patient import Phase, Region
from handouts.model.section import Section

SECTIONS = {
    "front",
    "red_flags_short",
    "red_flags",
    "overview",
    "symptoms",
    "classification",
    "activity_rest",
    "stretches",
    "strengthening",
    "walking",
    "heat_cold",
    "prevention",
    "follow_up",
    "contact",
    "sources_review",
    "stop_rules",
    "moves",
    "note",
    "questions",
    "duration",
}
MOVES = {
    "childs_pose",
    "cat_cow",
    "pelvic_tilt",
    "knee_rolls",
    "hip_lift",
    "chin_tuck",
    "shoulder_blade_squeeze",
    "walking",
}


def test_it_loads_without_a_problem() -> None:
    library, problems = load()
    assert library is not None
    assert problems == ()


def test_it_holds_what_a_leaflet_needs(library: Library) -> None:
    assert set(library.sections) >= SECTIONS
    assert set(library.exercises) >= MOVES
    assert len(library.brands) >= 2
    assert set(library.logos) == set(library.brands)


def test_it_loads_the_same_twice(library: Library) -> None:
    again, _ = load()
    assert again == library
    assert again.digest == library.digest


def test_no_file_is_forgotten(library: Library) -> None:
    """Every YAML file of the folders is an item of the library."""
    folder = resources.sections_dir()
    assert {path.stem for path in folder.glob("*.yaml")} - {"library"} == set(library.sections)
    assert {path.stem for path in folder.glob("exercises/*.yaml")} == set(library.exercises)
    assert {path.stem for path in folder.glob("packs/*.yaml")} == set(library.packs)
    brands = resources.assets_dir() / "brands"
    assert {path.name for path in brands.iterdir() if path.is_dir()} == set(library.brands)
    assert {path.stem for path in (resources.assets_dir() / "icons").iterdir()} == set(library.icons)


def test_every_pack_names_what_is_there(library: Library) -> None:
    for pack in library.packs.values():
        assert set(pack.sections) <= set(library.sections), pack.id
        assert {pick.id for pick in pack.exercises} <= set(library.exercises), pack.id
        assert len(set(pack.sections)) == len(pack.sections), pack.id
        required = {section.id for section in library.sections.values() if section.required == "yes"}
        assert {"front", "red_flags", "red_flags_short"} <= required


def test_exercises_of_a_pack_suit_its_region_and_phase(library: Library) -> None:
    for pack in library.packs.values():
        for pick in pack.exercises:
            exercise = library.exercises[pick.id]
            assert set(pack.regions) <= set(exercise.regions), (pack.id, pick.id)
            assert set(pack.phases) <= set(exercise.phases), (pack.id, pick.id)


def test_every_region_and_phase_has_exactly_one_pack(library: Library) -> None:
    for region in Region:
        for phase in Phase:
            fitting = [pack.id for pack in library.packs.values() if pack.fits(region, phase)]
            assert len(fitting) == 1, (region, phase, fitting)


def governed(library: Library) -> list[Section | Exercise]:
    return [*library.sections.values(), *library.exercises.values()]


def test_nothing_claims_a_review_that_has_not_happened(library: Library) -> None:
    for item in governed(library):
        assert item.reviewed_by == NOT_REVIEWED, item.id
        assert item.patient_reviewer == NOT_REVIEWED, item.id
        assert item.reviewed_on is None, item.id
        assert not item.is_reviewed
        assert item.funding == "none"
        assert item.author


def test_every_item_has_a_review_date_within_three_years(library: Library) -> None:
    for item in governed(library):
        assert dt.date(2026, 11, 21) < item.review_by <= dt.date(2029, 11, 21), item.id


def test_every_factual_section_and_exercise_has_references(library: Library) -> None:
    for item in governed(library):
        if isinstance(item, Exercise) or item.kind == "factual":
            assert item.refs, item.id


def test_every_reference_is_used(library: Library) -> None:
    used = {ref for item in governed(library) for ref in item.refs}
    used |= {ref for section in library.sections.values() for line in section.lines() for ref in line.refs}
    assert used <= set(library.references)
    assert used


def test_every_line_has_an_id_of_its_own(library: Library) -> None:
    for section in library.sections.values():
        ids = [line.id for line in section.lines()]
        assert len(set(ids)) == len(ids), section.id
    for exercise in library.exercises.values():
        ids = [line.id for line in exercise.lines()]
        assert len(set(ids)) == len(ids), exercise.id
    codes = [exercise.code for exercise in library.exercises.values()]
    assert len(set(codes)) == len(codes)


def test_every_warning_sign_has_its_line_in_the_full_list(library: Library) -> None:
    lines = {f"red_flags.{line.id}" for line in library.sections["red_flags"].lines()}
    for flag in library.red_flags.values():
        # An answer that counts as a sign says less than the list asks: its line stands on the sheet alone.
        assert flag.line in lines or flag.shown_by is not None, flag.id


def test_warning_lines_hang_on_nothing_but_region_and_not_ruled_out(library: Library) -> None:
    """A sign must not vanish because something is unknown, because of the phase or an exercise.

    Only one that is said as a graver sign to patients with some conditions is not said to them.
    """
    signs = {flag.line.split(".")[1] for flag in library.red_flags.values()}
    graver = {flag.line.split(".")[1]: tuple(flag.becomes) for flag in library.red_flags.values() if flag.becomes}
    for line in library.sections["red_flags"].lines():
        if line.id in signs:
            when = line.when
            none_of = graver.get(line.id, ())
            allowed = Condition(regions=when.regions, not_ruled_out=when.not_ruled_out, none_of=none_of)
            assert when == allowed, line.id


def test_required_sections_have_no_condition(library: Library) -> None:
    for section in library.sections.values():
        if section.required == "yes":
            assert section.when == type(section.when)(), section.id


def test_every_item_knows_where_it_stands(library: Library) -> None:
    for section in library.sections.values():
        place = library.place("sections", section.id)
        assert place.file == f"sections/{section.id}.yaml"
        for line in section.lines():
            found = library.places.get(f"sections/{section.id}#{line.id}")
            if found is not None:
                assert found.line > 1
    assert library.place("tags", "pregnancy").file == "sections/lists/tags.yaml"


@pytest.mark.parametrize("name", ["variables", "tags", "flags", "references", "words"])
def test_lists_hold_each_id_once(name: str) -> None:
    text = (resources.sections_dir() / "lists" / f"{name}.yaml").read_text(encoding="utf-8")
    ids = [item["id"] for item in yaml.load(text, Loader=yaml.BaseLoader)[name]]
    assert len(set(ids)) == len(ids)


def test_every_condition_of_a_line_can_be_typed_by_staff(library: Library) -> None:
    for section in library.sections.values():
        for line in section.lines():
            assert line.when.tags <= set(library.tags), (section.id, line.id)


def test_fonts_of_the_leaflet_are_there(library: Library) -> None:
    family = library.fonts["AtkinsonHyperlegibleNext"]
    assert set(family) == {"regular", "medium", "semibold", "bold", "extrabold"}
    for file in family.values():
        assert file.data[:4] in (b"\0\1\0\0", b"true")
    assert (resources.assets_dir() / "fonts" / "OFL.txt").is_file()
