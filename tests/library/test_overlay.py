"""A clinic's own words, usual values and sign-offs over the built-in library."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from handouts.check.all import run_all
from handouts.library import load
from handouts.model.library import Library
from handouts.model.patient import Phase
from handouts.model.problem import Problem
from handouts.model.sign_off import Signable, SignOff, sign
from tests.own_library import OwnLibrary
from tests.strategies import TODAY

WORDS = "sections/lists/own_words.yaml"
SIGNED = "sections/lists/sign_offs.yaml"
BY = {"by": "Dr Ann Lee", "role": "GP", "on": dt.date(2026, 11, 20)}


def reword(own: OwnLibrary, *lines: dict[str, str], **defaults: str) -> Path:
    return own.write(WORDS, {"lines": list(lines), "defaults": defaults})


def signed(own: OwnLibrary, *items: Signable, **changed: Any) -> Path:
    entries = [sign(item, **BY).model_dump(mode="json") | changed for item in items]  # type: ignore[arg-type]
    return own.write(SIGNED, {"sign_offs": entries})


def warnings(own: OwnLibrary) -> tuple[Problem, ...]:
    library, problems = load(own.root)
    assert library is not None, problems
    return problems


def line_text(item: Signable, id: str) -> str:
    return next(str(line.text) for line in item.lines() if line.id == id)


# Own words


def test_a_line_is_reworded_and_nothing_else(own: OwnLibrary, library: Library) -> None:
    reword(own, {"line": "heat_cold.wrap", "text": "Wrap it well."})
    changed = own.load()
    before = {line.id: line for line in library.sections["heat_cold"].lines()}
    after = {line.id: line for line in changed.sections["heat_cold"].lines()}
    assert str(after["wrap"].text) == "Wrap it well."
    assert (after["wrap"].when, after["wrap"].refs) == (before["wrap"].when, before["wrap"].refs)
    assert list(after) == list(before)
    assert all(after[id] == before[id] for id in before if id != "wrap")
    others = {id: section for id, section in changed.sections.items() if id != "heat_cold"}
    assert others == {id: library.sections[id] for id in others}
    assert changed.digest != library.digest


@pytest.mark.parametrize("kind", ["sections", "exercises"])
def test_every_line_of_the_library_can_be_reworded(kind: str, own: OwnLibrary, library: Library) -> None:
    """Rows of tables and schedules, warnings, alternatives: whatever has a line id."""
    items = getattr(library, kind).values()
    lines = [
        {"line": f"{item.id}.{line.id}", "text": "Other words."}
        | ({"one_side": "Other {{ side }} words."} if getattr(line, "one_side", None) else {})
        for item in items
        for line in item.lines()
    ]
    reword(own, *lines)
    changed = getattr(own.load(), kind)
    assert len(lines) > 50
    for item in items:
        assert {str(line.text) for line in changed[item.id].lines()} <= {"Other words."}, item.id


def test_titles_and_names_can_be_reworded(own: OwnLibrary) -> None:
    reword(own, {"line": "heat_cold.title", "text": "Warm or cold?"}, {"line": "cat_cow.name", "text": "The cat"})
    changed = own.load()
    assert str(changed.sections["heat_cold"].title) == "Warm or cold?"
    assert str(changed.exercises["cat_cow"].name) == "The cat"


def test_a_required_warning_may_be_reworded(own: OwnLibrary, library: Library) -> None:
    line = library.sections["red_flags"].lines()[-1]
    reword(own, {"line": f"red_flags.{line.id}", "text": "Call us soon."})
    new = own.load().sections["red_flags"]
    assert new.required == "yes"
    assert line_text(new, line.id) == "Call us soon."
    assert new.lines()[-1].when == line.when


def test_a_reworded_text_counts_as_unchecked(own: OwnLibrary) -> None:
    """Whoever checked the built-in words did not check these."""
    own.section("symptoms", {"id": "one", "text": "Words."}, reviewed_by="Dr B", patient_reviewer="C")
    assert own.load().sections["symptoms"].is_reviewed
    reword(own, {"line": "symptoms.one", "text": "Other words."})
    assert not own.load().sections["symptoms"].is_reviewed
    assert own.load().sections["symptoms"].patient_reviewer == "none yet"


def test_checks_look_at_own_words_and_say_where_they_stand(own: OwnLibrary) -> None:
    long = " ".join(["word"] * 25) + "."
    path = reword(
        own,
        {"line": "heat_cold.take_off", "text": "Fine."},
        {"line": "heat_cold.wrap", "text": long},
        {"line": "heat_cold.warm_how", "text": long},
        {"line": "cat_cow.level", "text": long},
    )
    found = [problem for problem in run_all(own.load(), TODAY) if problem.code == "long-sentence"]
    lines = {number_of(path, words) for words in ("warm_how", "wrap", "level")}
    assert {(problem.place.file, problem.place.line) for problem in found} == {(str(path), line) for line in lines}
    assert len(found) == len(lines)


def number_of(path: Path, words: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.endswith(words))


@pytest.mark.parametrize(
    ("entry", "code", "line", "hint"),
    [
        ({"line": "heat_cold.wrapp", "text": "x"}, "unknown-line", 2, "heat_cold.wrap"),
        ({"line": "cold_heat.x", "text": "x"}, "unknown-line", 2, ""),
        ({"line": "heat_cold", "text": "x"}, "bad-value", 2, ""),
        ({"line": "heat_cold.wrap", "text": "{{ heat_minuts }}"}, "unknown-variable", 3, "heat_minutes"),
        ({"line": "heat_cold.wrap", "text": "{{ side }}"}, "unknown-variable", 3, ""),
        ({"line": "heat_cold.wrap", "text": ""}, "too-short", 3, ""),
        ({"line": "heat_cold.wrap", "text": " ** "}, "bad-value", 3, ""),
        ({"line": "heat_cold.wrap", "text": None}, "missing-field", 3, ""),
        ({"line": "heat_cold.wrap"}, "missing-field", 2, ""),
        ({"line": "heat_cold.wrap", "text": "x", "when": {}}, "unknown-field", 4, ""),
        ({"line": "heat_cold.wrap", "text": "x", "one_side": "y"}, "not-one-sided", 4, ""),
    ],
)
def test_faults_in_own_words(entry: dict[str, Any], code: str, line: int, hint: str, own: OwnLibrary) -> None:
    path = own.write(WORDS, {"lines": [entry]})
    fault = own.fault()
    assert (fault.code, fault.place.file, fault.place.line) == (code, str(path), line)
    assert hint in fault.hint


def test_the_same_line_twice(own: OwnLibrary) -> None:
    reword(own, *[{"line": "heat_cold.wrap", "text": text} for text in ("One.", "Two.")])
    assert (own.fault().code, own.fault().place.line) == ("repeated-id", 4)


def test_both_wordings_of_a_one_sided_line(own: OwnLibrary, library: Library) -> None:
    exercise, line = next(
        (exercise, line) for exercise in library.exercises.values() for line in exercise.lines() if line.one_side
    )
    id = f"{exercise.id}.{line.id}"
    reword(own, {"line": id, "text": "Turn."})
    assert own.fault().code == "missing-field"
    reword(own, {"line": id, "text": "Turn.", "one_side": "Turn {{ sid }}."})
    assert own.fault().code == "unknown-variable"
    reword(own, {"line": id, "text": "Turn.", "one_side": "Turn {{ side }}."})
    new = next(item for item in own.load().exercises[exercise.id].lines() if item.id == line.id)
    assert (str(new.text), str(new.one_side)) == ("Turn.", "Turn {{ side }}.")


# Usual values


def test_a_usual_value_of_ones_own(own: OwnLibrary, library: Library) -> None:
    reword(own, heat_minutes="12", review_weeks="3")
    changed = own.load()
    assert {changed.variables["heat_minutes"].default_for(phase, ()) for phase in Phase} == {"12"}
    # What a tag asks for is there for safety.
    old = library.variables["review_weeks"].default_for(Phase.ACUTE, {"age_65_plus"})
    assert changed.variables["review_weeks"].default_for(Phase.ACUTE, {"age_65_plus"}) == old
    assert changed.vocabulary.variables["heat_minutes"].default == "12"


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("heat_minutes", "21", "out-of-range"),
        ("heat_minutes", "9", "out-of-range"),
        ("heat_minutes", "ten", "out-of-range"),
        ("heat_minuts", "12", "unknown-variable"),
        ("clinic_phone", "12", "unknown-variable"),
        ("moves", "3", "unknown-variable"),
    ],
)
def test_faults_in_usual_values(name: str, value: str, code: str, own: OwnLibrary) -> None:
    path = own.write(WORDS, f"defaults:\n  cold_minutes: 10\n  {name}: {value}\n")
    fault = own.fault()
    assert (fault.code, fault.place.file, fault.place.line) == (code, str(path), 3)


# Sign-offs


def test_a_sign_off_holds(own: OwnLibrary, library: Library) -> None:
    signed(own, library.sections["heat_cold"], library.exercises["cat_cow"])
    changed = own.load()
    for item in (changed.sections["heat_cold"], changed.exercises["cat_cow"]):
        assert (item.reviewed_by, item.reviewer_role, item.reviewed_on) == tuple(BY.values())
    assert not changed.sections["overview"].is_reviewed
    assert warnings(own) == ()


def test_a_section_and_an_exercise_of_one_name_are_told_apart(own: OwnLibrary, library: Library) -> None:
    signed(own, library.exercises["walking"])
    changed = own.load()
    assert changed.exercises["walking"].is_reviewed
    assert not changed.sections["walking"].is_reviewed


def test_a_sign_off_lapses_when_the_words_change(own: OwnLibrary, library: Library) -> None:
    path = signed(own, library.exercises["cat_cow"], library.sections["heat_cold"])
    reword(own, {"line": "heat_cold.wrap", "text": "Wrap it well."})
    changed = own.load()
    assert not changed.sections["heat_cold"].is_reviewed
    assert changed.exercises["cat_cow"].is_reviewed
    (problem,) = warnings(own)
    assert (problem.code, problem.severity.value) == ("sign-off-lapsed", "warning")
    assert (problem.place.file, problem.place.line) == (str(path), number_of(path, "item: heat_cold"))
    assert "heat_cold" in problem.message
    assert "changed: wrap." in problem.hint
    # Signed again with the new words, it holds; with them taken back, it does not.
    signed(own, changed.sections["heat_cold"])
    assert warnings(own) == ()
    (own.root / WORDS).unlink()
    assert [problem.code for problem in warnings(own)] == ["sign-off-lapsed"]


def test_a_lapsed_sign_off_outweighs_what_the_file_says(own: OwnLibrary) -> None:
    own.section("own", {"id": "one", "text": "Words."}, reviewed_by="Dr Ann Lee", reviewer_role="GP")
    signed(own, own.load().sections["own"])
    assert own.load().sections["own"].is_reviewed
    own.section("own", {"id": "one", "text": "Other."}, reviewed_by="Dr Ann Lee", reviewer_role="GP")
    item = own.load().sections["own"]
    assert (item.is_reviewed, item.reviewer_role, item.reviewed_on) == (False, "", None)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"item": "heat_cool"}, "unknown-section"),
        ({"item": "cat_cow"}, "unknown-section"),
        ({"kind": "exercise"}, "unknown-exercise"),
        ({"kind": "pack"}, "unknown-choice"),
        ({"digest": "123"}, "bad-value"),
        ({"by": "None Yet"}, "bad-value"),
        ({"by": ""}, "too-short"),
        ({"on": "20.11.2026"}, "bad-value"),
        ({"note": "x"}, "unknown-field"),
    ],
)
def test_faults_in_sign_offs(change: dict[str, str], code: str, own: OwnLibrary, library: Library) -> None:
    path = signed(own, library.sections["heat_cold"], **change)
    fault = own.fault()
    assert (fault.code, fault.place.file) == (code, str(path))
    assert fault.place.line >= 2


def test_the_same_item_signed_twice(own: OwnLibrary, library: Library) -> None:
    signed(own, *[library.sections["overview"]] * 2)
    assert own.fault().code == "repeated-id"


def test_a_library_named_by_a_dot(own: OwnLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files then have the same names as the built-in ones: an entry that replaces one is no repetition."""
    own.listed("tags", {"id": "pregnancy", "label": "Expecting"})
    monkeypatch.chdir(own.root)
    library, problems = load(Path())
    assert library is not None, problems
    assert library.tags["pregnancy"].label == "Expecting"


def test_a_file_of_sign_offs_reads_back(library: Library) -> None:
    entry = sign(library.sections["heat_cold"], **BY)  # type: ignore[arg-type]
    assert SignOff.model_validate(entry.model_dump(mode="json")) == entry


def test_a_usual_value_of_ones_own_stands_for_every_phase(own: OwnLibrary) -> None:
    variable = {"id": "rests", "label": "l", "type": "integer", "min": "1", "max": "9", "default": "2"}
    own.listed("variables", variable | {"default_by_phase": {"acute": "3"}})
    reword(own, rests="5")
    changed = own.load().variables["rests"]
    assert {changed.default_for(phase, ()) for phase in Phase} == {"5"}
