"""References inside the library: every id that one item uses must be there in another."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from msgspec import structs

from handouts.model.claims import Claim
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.library import Library, RedFlag
from handouts.model.line import LineSource
from handouts.model.pack import Pack
from handouts.model.problem import Place, Problem, Severity
from handouts.model.section import Section, Sheet
from handouts.model.wording import Wording

_ALWAYS_VALUED = frozenset(
    {
        "clinic_name",
        "clinic_address",
        "clinic_phone",
        "clinic_hours",
        "emergency_number",
        "emergency_department",
        "region_name",
        "area",
    }
)
"""Variables that no order or brand can leave without a value."""


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
        problems += _known(flag.unless, library.red_flags, "warning sign", library.place("red_flags", id))
        problems += _sign_line(library, flag)
    problems += _sheets(library)
    for claim in library.claims.values():
        problems += _claim(library, claim)
    problems += _rules(library)
    return tuple(problems)


def _known(ids: Collection[str], known: Collection[str], what: str, place: Place) -> Iterator[Problem]:
    for id in ids:
        if id not in known:
            near = difflib.get_close_matches(id, list(known), n=1)
            hint = f"Did you mean {near[0]}?" if near else f"See the list of {what}s in sections/."
            yield Problem(f"unknown-{what.split()[0]}", f"there is no {what} {id}", hint, place)


def names_in(library: Library) -> set[str]:
    """Every name that a wording may use in ``{{ }}``."""
    units = {f"{id}_unit" for id, variable in library.variables.items() if variable.unit}
    return {*library.variables, *units}


def _wording(library: Library, wording: Wording, place: Place) -> Iterator[Problem]:
    yield from _known(sorted(wording.variables), names_in(library), "variable", place)


def _condition(library: Library, condition: Condition, place: Place) -> Iterator[Problem]:
    yield from _known(sorted(condition.tags), library.tags, "tag", place)
    yield from _known(condition.levels, library.topics, "topic", place)
    yield from _known([*condition.has, *condition.lacks], names_in(library), "variable", place)
    yield from _known([*condition.exercises, *condition.without_exercises], library.exercises, "exercise", place)


def _line(library: Library, section: Section, line: LineSource) -> Iterator[Problem]:
    place = library.line_place(section.id, line.id)
    yield from _wording(library, line.text, place)
    yield from _condition(library, line.when, place)
    yield from _known(line.refs, library.references, "reference", place)


def _section(library: Library, section: Section) -> Iterator[Problem]:
    place = library.place("sections", section.id)
    before: list[str] = []
    for line in section.lines():
        yield from _line(library, section, line)
        named = [*line.unless, *line.only_with]
        yield from _known(named, before, "line before it", library.line_place(section.id, line.id))
        before.append(line.id)
    for block in section.blocks:
        for heading in block.headings():
            yield from _wording(library, heading, place)
        yield from _known(sorted(block.variables()), library.variables, "variable", place)
        yield from _known(block.illustrations(), library.illustrations, "illustration", place)
    if section.title is not None:
        yield from _wording(library, section.title, library.place("sections", section.id, "title"))
    if section.icon is not None:
        yield from _known([section.icon], library.icons, "icon", library.place("sections", section.id, "icon"))
    if section.continues is not None:
        yield from _known(
            [section.continues],
            library.vocabulary.sections,
            "section",
            library.place("sections", section.id, "continues"),
        )
    yield from _condition(library, section.when, place)
    yield from _known(section.called_by, library.tags, "tag", place)
    yield from _known(section.refs, library.references, "reference", place)


def _sign_line(library: Library, flag: RedFlag) -> Iterator[Problem]:
    """The line of a sign is there, and can be printed for every patient."""
    host, _, name = flag.line.partition(".")
    lines = [line for line in library.sections[host].lines() if line.id == name] if host in library.sections else []
    unsure = frozenset[str]().union(*(line.text.variables for line in lines)) - _ALWAYS_VALUED
    if unsure:
        message = f"the line {flag.line} of the warning sign {flag.id} uses {', '.join(sorted(unsure))}"
        hint = "That may have no value, and an urgent sheet must never fail. Say it without."
        yield Problem("warning-line-variable", message, hint, library.line_place(host, name))


def _sheets(library: Library) -> Iterator[Problem]:
    """There is one section for each urgent sheet."""
    for sheet in Sheet:
        found = [section for section in library.sections.values() if section.sheet is sheet]
        for section in found[1:]:
            message = f"there are two sections for the urgent sheet {sheet}: {found[0].id} and {section.id}"
            hint = "Give your own the id of the built-in one, or take sheet out."
            yield Problem("repeated-sheet", message, hint, library.place("sections", section.id, "sheet"))
        if not found:
            hint = "Keep the built-in section of this sheet, with its line sheet."
            yield Problem("no-sheet", f"no section is the urgent sheet {sheet}", hint)


def _exercise(library: Library, exercise: Exercise) -> Iterator[Problem]:
    place = library.place("exercises", exercise.id)
    for text in (exercise.name, *(line.text for line in exercise.lines())):
        yield from _wording(library, text, place)
    for line in exercise.lines():
        if line.one_side is not None:
            names = line.one_side.variables - {"side", "other_side"}
            yield from _known(sorted(names), names_in(library), "variable", place)
    yield from _known([*exercise.not_for, *exercise.ask_first, *exercise.care_with], library.tags, "tag", place)
    for index, id in enumerate(exercise.pictures):
        at = library.place("exercises", exercise.id, "pictures", str(index))
        yield from _known([id], library.illustrations, "illustration", at)
    yield from _known([exercise.count_word, exercise.minutes_word], library.words, "word", place)
    yield from _known(exercise.refs, library.references, "reference", place)


def _rules(library: Library) -> Iterator[Problem]:
    """Names in ``sections/rules/``."""
    ruled = {id for id, topic in library.topics.items() if not topic.either}
    for id, topic in library.topics.items():
        yield from _known(topic.either, ruled, "topic", library.place("topics", id))
    for id, rule in library.topic_rules.items():
        place = library.place("topic_rules", id)
        yield from _condition(library, rule.when, place)
        yield from _known([*rule.levels, *rule.unknown], ruled, "topic", place)
        yield from _known(rule.refs, library.references, "reference", place)
    for id, about in library.exercise_rules.items():
        place = library.place("exercise_rules", id)
        yield from _condition(library, about.when, place)
        yield from _known(about.moves.ids, library.exercises, "exercise", place)
        yield from _known(about.refs, library.references, "reference", place)
    for id, cap in library.caps.items():
        yield from _condition(library, cap.when, library.place("caps", id))
    yield from _known(library.trim, library.sections, "section", library.place("trim"))
    yield from _known(library.safe_set, library.exercises, "exercise", library.place("safe_set"))
    for id, pair in library.never_together.items():
        yield from _known([*pair.these, *pair.those], library.line_ids, "line", library.place("never_together", id))


def _claim(library: Library, claim: Claim) -> Iterator[Problem]:
    """A line that is gone only warns: it stops no leaflet. A clinic's own sections may have other lines."""
    place = library.place("claims", claim.id)
    lines = [line for line in claim.lines if not _is_own(library, line)]
    for problem in _known(lines, library.line_ids, "line", place):
        yield structs.replace(problem, severity=Severity.WARNING)
    yield from _known(claim.refs, library.references, "reference", place)


def _is_own(library: Library, line: str) -> bool:
    host = line.split(".")[0]
    files = [library.place(kind, host).file for kind in ("sections", "exercises")]
    return any(file and not file.startswith("sections/") for file in files)


def _pack(library: Library, pack: Pack) -> Iterator[Problem]:
    place = library.place("packs", pack.id)
    yield from _known(pack.sections, library.vocabulary.sections, "section", place)
    yield from _known(pack.meant_for, library.tags, "tag", place)
    yield from _known([pack.picture] if pack.picture else [], library.illustrations, "illustration", place)
    yield from _known([pick.id for pick in pack.exercises], library.exercises, "exercise", place)
    typed = library.vocabulary.variables
    yield from _known(list(pack.variables), typed, "variable", place)
    for id, value in pack.variables.items():
        if id in typed and (fault := typed[id].fault(value)):
            yield Problem(
                "out-of-range", f"{id}: {fault}", "Correct the value.", library.place("packs", pack.id, "variables", id)
            )
