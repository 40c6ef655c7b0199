"""What stands in the leaflet of one patient: its sections, their lines, and what they lean on.

It hangs on the patient's situation and on choices of the order, on nothing that was typed as text. So patients who
share these share it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, structs

from handouts.errors import Refused
from handouts.model.exercise import Exercise, Kind
from handouts.model.level import Level
from handouts.model.library import Library
from handouts.model.memo import Memo
from handouts.model.order import Order
from handouts.model.pack import Pack
from handouts.model.patient import Answer
from handouts.model.section import Section
from handouts.model.selection import Ruling, Verdict
from handouts.select.exercises import held_back
from handouts.select.levels import to_learn
from handouts.select.noted import Noted
from handouts.select.rules import failure
from handouts.select.situation import Situation

MOST_ADDED = 3
"""Lines that conditions add to one section; staff say the others (CONTENT_BRIEF 3.2)."""

CLINIC_PAGE = "clinic_page"
"""The variable that has a value when the clinic has a page of its own on the web."""


class Content(Struct, frozen=True):
    """The sections, and the full ids of their ``lines``. ``used``: all with a review date that is printed.

    ``values``: the variables that hang on it; ``to_learn``: what to ask, by what is out because it is not known.
    """

    sections: tuple[str, ...]
    lines: frozenset[str]
    used: tuple[Section | Exercise, ...]
    values: Mapping[str, object]
    to_learn: Mapping[str, tuple[str, ...]]


def content_for(
    order: Order,
    library: Library,
    pack: Pack,
    patient: Situation,
    exercises: tuple[str, ...],
    values: frozenset[str],
    trimmed: Sequence[str],
    at_first: Mapping[str, Ruling],
    noted: Noted,
) -> Content:
    """What ``patient`` gets beside the ``exercises``. ``values``: names of what has a value.

    ``at_first``: the rulings before a clinician undid any. Raises :class:`~handouts.errors.Refused` when a section that
    is part of every leaflet was left out, a value is missing, or lines contradict each other.
    """

    def work(own: Noted) -> Content:
        known = structs.replace(patient, exercises=frozenset(exercises), values=values)
        return _content(order, library, pack, known, exercises, trimmed, at_first, own)

    hangs_on = (
        patient,
        pack.id,
        order.sections.add,
        order.sections.leave_out,
        order.pages,
        exercises,
        values,
        *trimmed,
    )
    return noted.once("content", hangs_on, work)


def _content(
    order: Order,
    library: Library,
    pack: Pack,
    patient: Situation,
    exercises: tuple[str, ...],
    trimmed: Sequence[str],
    at_first: Mapping[str, Ruling],
    noted: Noted,
) -> Content:
    sections = _sections(order, library, pack, patient, noted, trimmed)
    kept = {id: _lines(library.sections[id], patient, noted) for id in sections}
    sections = _with_content(library, sections, kept, patient, noted)
    lines = frozenset[str]().union(*(kept[id] for id in sections))
    _refuse_contradiction(library, lines)
    shown = tuple(library.sections[id] for id in sections)
    used: tuple[Section | Exercise, ...] = (*shown, *(library.exercises[id] for id in exercises))
    values = {
        "review_month": min(item.review_by for item in used),
        "review_status": tuple(sorted({(item.reviewed_by, item.reviewer_role) for item in used})),
        "sources_list": _references(shown, kept, noted.memo),
    }
    return Content(sections, lines, used, values, _to_learn(library, pack, patient, at_first, noted.memo))


def _to_learn(
    library: Library, pack: Pack, patient: Situation, at_first: Mapping[str, Ruling], memo: Memo
) -> dict[str, tuple[str, ...]]:
    """By topic and exercise that is out because something is not known: what to ask."""
    unruled = structs.replace(patient, rulings={})
    topics_by = tuple(one.answers(library.asked_by_topics) for one in (unruled, patient))
    topics = memo.of("topics-to-learn", topics_by, lambda: to_learn(library, patient, at_first))
    moves_by = (pack.id, patient.answers(library.asked_by_exercises))
    moves = memo.of("exercises-to-learn", moves_by, lambda: dict(held_back(library, pack, patient)))
    return {**topics, **moves}


def _sections(
    order: Order, library: Library, pack: Pack, patient: Situation, noted: Noted, trimmed: Sequence[str]
) -> tuple[str, ...]:
    """The sections that are wanted and fit this patient, in the order they are printed."""
    wanted_by = (
        pack.id,
        frozenset(order.sections.add),
        frozenset(order.sections.leave_out),
        tuple(trimmed),
        order.pages,
        _kinds_of(library, patient),
        CLINIC_PAGE in patient.values,
        patient.answers(library.asked_by_sections),
    )
    return noted.once("sections", wanted_by, lambda own: _chosen(order, library, pack, patient, own, trimmed))


def _chosen(
    order: Order, library: Library, pack: Pack, patient: Situation, noted: Noted, trimmed: Sequence[str]
) -> tuple[str, ...]:
    add, leave_out = set(order.sections.add), set(order.sections.leave_out)
    chosen: dict[str, None] = {}
    for id in library.section_order():
        section = library.sections[id]
        code, reason = _wanted(section, pack, add, patient, library)
        if id in trimmed:
            noted.choose("section", id, Verdict.OUT, "page-budget", f"trimmed to fit {order.pages} sides")
            continue
        if id in leave_out:
            if section.required == "yes":
                raise Refused(
                    f"the section {id} is part of every leaflet and cannot be left out",
                    remedy="Take it out of sections.leave_out.",
                )
            noted.choose("section", id, Verdict.OUT, "left-out", "left out in the order")
            if not code:
                noted.warn("not-there", f"the section {id} was to be left out, but it was not in the leaflet")
            continue
        if not code:
            noted.choose("section", id, Verdict.OUT, "not-chosen", f"not in the pack {pack.id}, nor in the order")
            continue
        if section.required == "no" and (fault := failure(section.when, patient)):
            noted.choose("section", id, Verdict.OUT, *fault)
            continue
        if section.required == "yes" and section.continues and section.continues not in chosen:
            noted.choose(
                "section", id, Verdict.OUT, "no-host", f"part of {section.continues}, which is not in the leaflet"
            )
            continue
        if section.continues and section.continues not in chosen:
            host = library.sections[section.continues]
            if host.id in leave_out or host.id in trimmed:
                noted.choose("section", id, Verdict.OUT, "left-out", f"part of {host.id}, which was left out")
                continue
            if fault := failure(host.when, patient):
                noted.choose("section", id, Verdict.OUT, fault[0], f"part of {host.id}: {fault[1]}")
                continue
        noted.choose("section", id, Verdict.IN, code, reason)
        chosen[id] = None
        if section.continues and section.continues not in chosen:
            chosen[section.continues] = None
            noted.choose("section", section.continues, Verdict.IN, "holds-part", f"{id} is a part of it")
    return tuple(id for id in library.section_order() if id in chosen)


def _wanted(section: Section, pack: Pack, add: set[str], patient: Situation, library: Library) -> tuple[str, str]:
    if section.required == "yes":
        return "required", "part of every leaflet"
    if calling := [tag for tag in section.called_by if patient.answer(tag) is Answer.YES]:
        return "called", f"called for by {', '.join(calling)}"
    if section.kinds & _kinds_of(library, patient):
        return "holds-exercises", "the chosen exercises stand in it"
    if any(block.type == "qr" for block in section.blocks) and CLINIC_PAGE in patient.values:
        return "clinic-page", "the clinic has a page of its own"
    if section.id in add:
        return "added", "added in the order"
    if section.id in pack.sections:
        return "pack", f"in the pack {pack.id}"
    return "", ""


def _kinds_of(library: Library, patient: Situation) -> frozenset[Kind]:
    """The kinds of the chosen exercises."""
    return frozenset(library.exercises[id].kind for id in patient.exercises)


def _lines(section: Section, patient: Situation, noted: Noted) -> frozenset[str]:
    """The full ids of the lines of ``section`` that this patient gets."""
    printed_by = (section.id, patient.answers(section.asked))
    return noted.once("printed lines", printed_by, lambda own: frozenset(_applying(section, patient, own)))


def _applying(section: Section, patient: Situation, noted: Noted) -> set[str]:
    kept: set[str] = set()
    instead = {line.id: group for block in section.blocks for group in block.alternatives() for line in group}
    for line in section.lines():
        id = f"{section.id}.{line.id}"
        fault = failure(line.when, patient)
        beaten_by = [*(other.id for other in instead.get(line.id, ())), *line.unless]
        if fault is None and (first := _first_kept(section, beaten_by, kept)):
            fault = ("alternative", f"{first} is printed in its place")
        if fault is not None:
            noted.choose("line", id, Verdict.OUT, *fault)
            continue
        if missing := sorted(line.text.variables - patient.values):
            raise Refused(
                f"the line {id} needs a value for {', '.join(missing)}, and there is none",
                remedy="Set it in the order or the brand, or give the line a condition (when: has).",
            )
        kept.add(id)
        noted.choose("line", id, Verdict.IN, "applies", "it applies to this patient")
    kept -= _left_to_staff(section, kept, noted)
    for line in section.lines():
        id = f"{section.id}.{line.id}"
        if id in kept and line.only_with and not _first_kept(section, line.only_with, kept):
            kept.discard(id)
            noted.choose("line", id, Verdict.OUT, "goes-with", f"without {' or '.join(line.only_with)} it says nothing")
    return kept


def _left_to_staff(section: Section, kept: set[str], noted: Noted) -> set[str]:
    """Lines that conditions add beyond the most that a section may take: the gravest are printed."""
    added = [line for line in section.lines() if line.added and f"{section.id}.{line.id}" in kept]
    added.sort(key=lambda line: -Level(line.added or Level.OK).rank)
    said = set()
    for line in added[MOST_ADDED:]:
        id = f"{section.id}.{line.id}"
        said.add(id)
        noted.choose(
            "line", id, Verdict.OUT, "for-staff", f"more than {MOST_ADDED} lines are added; staff say this one"
        )
        noted.warn("tell-patient", f"not printed, as the section is full: {line.text}", "Say this to the patient.")
    return said


def _refuse_contradiction(library: Library, lines: frozenset[str]) -> None:
    """The last guard: lines that contradict each other never leave in one leaflet."""
    for pair in library.never_together.values():
        if not lines.isdisjoint(pair.these) and not lines.isdisjoint(pair.those):
            one, other = sorted(lines & set(pair.these)), sorted(lines & set(pair.those))
            raise Refused(
                f"the lines {one[0]} and {other[0]} contradict each other ({pair.id})",
                remedy="This is a fault of the library: correct the conditions of the two lines.",
            )


def _first_kept(section: Section, lines: Iterable[str], kept: set[str]) -> str:
    return next((f"{section.id}.{line}" for line in lines if f"{section.id}.{line}" in kept), "")


def _with_content(
    library: Library,
    sections: tuple[str, ...],
    kept: Mapping[str, frozenset[str]],
    patient: Situation,
    noted: Noted,
) -> tuple[str, ...]:
    """Sections without anything to print are taken out again."""
    kinds = _kinds_of(library, patient)

    def printable(section: Section) -> bool:
        return bool(section.kinds & kinds if section.kinds else kept[section.id])

    shown = [id for id in sections if printable(library.sections[id])]
    for id in sections:
        if id not in shown:
            noted.choose("section", id, Verdict.OUT, "empty", "nothing in it applies to this patient")
    return tuple(shown)


def _references(sections: Sequence[Section], kept: Mapping[str, frozenset[str]], memo: Memo) -> tuple[str, ...]:
    """Reference keys behind the printed lines, in the order of their keys."""

    def behind(section: Section) -> frozenset[str]:
        lines = (line for line in section.lines() if f"{section.id}.{line.id}" in kept[section.id])
        return frozenset((*section.refs, *(ref for line in lines for ref in line.refs)))

    found = (memo.of("references", (one.id, kept[one.id]), lambda one=one: behind(one)) for one in sections)  # type: ignore[misc]
    return tuple(sorted(frozenset[str]().union(*found)))
