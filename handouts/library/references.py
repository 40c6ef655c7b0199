"""References inside the library: every id that one item uses must be there in another."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Collection, Iterator

from handouts.model.claims import Claim
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.library import Library
from handouts.model.line import LineSource
from handouts.model.pack import Pack
from handouts.model.problem import Place, Problem, Severity
from handouts.model.section import Section
from handouts.model.wording import Wording


def dangling(library: Library) -> tuple[Problem, ...]:
    """A problem for each id that leads nowhere and each variable that is not declared."""
    problems: list[Problem] = []
    for section in library.sections.values():
        problems += _section(library, section)
    for exercise in library.exercises.values():
        problems += _exercise(library, exercise)
    for pack in library.packs.values():
        problems += _pack(library, pack)
    for id, variable in library.variables.items():
        problems += _known(
            [variable.unit] if variable.unit else [], library.words, "word", library.place("variables", id)
        )
        problems += _known(variable.default_by_tag, library.tags, "tag", library.place("variables", id))
    for id, tag in library.tags.items():
        problems += _known(tag.implies, library.tags, "tag", library.place("tags", id))
    lines = {f"{section.id}.{line.id}" for section in library.sections.values() for line in section.lines()}
    for id, flag in library.red_flags.items():
        problems += _known([flag.line], lines, "line", library.place("red_flags", id))
    for claim in library.claims.values():
        problems += _claim(library, claim)
    return tuple(problems)


def _known(ids: Collection[str], known: Collection[str], what: str, place: Place) -> Iterator[Problem]:
    for id in ids:
        if id not in known:
            near = difflib.get_close_matches(id, list(known), n=1)
            hint = f"Did you mean {near[0]}?" if near else f"See the list of {what}s in sections/."
            yield Problem(f"unknown-{what}", f"there is no {what} {id}", hint, place)


def names_in(library: Library) -> set[str]:
    """Every name that a wording may use in ``{{ }}``."""
    units = {f"{id}_unit" for id, variable in library.variables.items() if variable.unit}
    return {*library.variables, *units}


def _wording(library: Library, wording: Wording, place: Place) -> Iterator[Problem]:
    yield from _known(sorted(wording.variables), names_in(library), "variable", place)


def _condition(library: Library, condition: Condition, place: Place) -> Iterator[Problem]:
    yield from _known(sorted(condition.tags), library.tags, "tag", place)
    yield from _known([*condition.has, *condition.lacks], names_in(library), "variable", place)
    yield from _known([*condition.exercises, *condition.without_exercises], library.exercises, "exercise", place)


def _line(library: Library, section: Section, line: LineSource) -> Iterator[Problem]:
    place = library.line_place(section.id, line.id)
    yield from _wording(library, line.text, place)
    yield from _condition(library, line.when, place)
    yield from _known(line.refs, library.references, "reference", place)


def _section(library: Library, section: Section) -> Iterator[Problem]:
    place = library.place("sections", section.id)
    for line in section.lines():
        yield from _line(library, section, line)
    for block in section.blocks:
        for heading in block.headings():
            yield from _wording(library, heading, place)
        yield from _known(sorted(block.variables()), library.variables, "variable", place)
    if section.title is not None:
        yield from _wording(library, section.title, library.place("sections", section.id, "title"))
    if section.icon is not None:
        yield from _known([section.icon], library.icons, "icon", library.place("sections", section.id, "icon"))
    if section.continues is not None:
        yield from _known(
            [section.continues], library.sections, "section", library.place("sections", section.id, "continues")
        )
    yield from _condition(library, section.when, place)
    yield from _known(section.called_by, library.tags, "tag", place)
    yield from _known(section.refs, library.references, "reference", place)


def _exercise(library: Library, exercise: Exercise) -> Iterator[Problem]:
    place = library.place("exercises", exercise.id)
    for text in (exercise.name, *(line.text for line in exercise.lines())):
        yield from _wording(library, text, place)
    for line in exercise.lines():
        if line.one_side is not None:
            names = line.one_side.variables - {"side", "other_side"}
            yield from _known(sorted(names), names_in(library), "variable", place)
    yield from _known([*exercise.not_for, *exercise.ask_first], library.tags, "tag", place)
    for index, id in enumerate(exercise.pictures):
        at = library.place("exercises", exercise.id, "pictures", str(index))
        yield from _known([id], library.illustrations, "illustration", at)
    yield from _known([exercise.count_word, exercise.minutes_word], library.words, "word", place)
    yield from _known(exercise.refs, library.references, "reference", place)


def _claim(library: Library, claim: Claim) -> Iterator[Problem]:
    """A line that is gone only warns: it stops no leaflet. A clinic's own sections may have other lines."""
    place = library.place("claims", claim.id)
    lines = [line for line in claim.lines if not _is_own(library, line)]
    for problem in _known(lines, library.line_ids, "line", place):
        yield dataclasses.replace(problem, severity=Severity.WARNING)
    yield from _known(claim.refs, library.references, "reference", place)


def _is_own(library: Library, line: str) -> bool:
    host = line.split(".")[0]
    files = [library.place(kind, host).file for kind in ("sections", "exercises")]
    return any(file and not file.startswith("sections/") for file in files)


def _pack(library: Library, pack: Pack) -> Iterator[Problem]:
    place = library.place("packs", pack.id)
    yield from _known(pack.sections, library.sections, "section", place)
    yield from _known(pack.meant_for, library.tags, "tag", place)
    yield from _known([pick.id for pick in pack.exercises], library.exercises, "exercise", place)
    typed = library.vocabulary.variables
    yield from _known(list(pack.variables), typed, "variable", place)
    for id, value in pack.variables.items():
        if id in typed and (fault := typed[id].fault(value)):
            yield Problem(
                "out-of-range", f"{id}: {fault}", "Correct the value.", library.place("packs", pack.id, "variables", id)
            )
