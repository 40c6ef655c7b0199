"""Choose sections, lines and exercises for one patient.

Order of decisions: stops first (warning signs, age), then tags, then the clinician's picks, then the
pack, then what is required. Nobody can leave out what is required.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping, Sequence

from msgspec import structs

from handouts.errors import Refused
from handouts.model.exercise import Exercise, Kind
from handouts.model.level import Level
from handouts.model.library import Library
from handouts.model.memo import Memo
from handouts.model.order import Order
from handouts.model.pack import Pack
from handouts.model.patient import Answer, Region
from handouts.model.section import Section
from handouts.model.selection import ChosenExercise, Ruling, Selection, Verdict
from handouts.select.anybody import anybody
from handouts.select.exercises import exercises_for, held_back
from handouts.select.levels import rulings, to_learn
from handouts.select.noted import Noted
from handouts.select.overrides import undone
from handouts.select.rules import failure
from handouts.select.situation import Situation, situation
from handouts.select.typed import check_typed
from handouts.select.urgent import sheet_selection, urgency
from handouts.select.values import values

MOST_ADDED = 3
"""Lines that conditions add to one section; staff say the others (CONTENT_BRIEF 3.2)."""

CLINIC_PAGE = "clinic_page"
"""The variable that has a value when the clinic has a page of its own on the web."""


def select(
    order: Order,
    library: Library,
    *,
    today: dt.date,
    brand: str,
    allow_expired: str | None = None,
    trimmed: Sequence[str] = (),
    memo: Memo | None = None,
) -> Selection:
    """What this patient gets, with a reason for each decision: a leaflet, or the urgent sheet in its place.

    Raises :class:`~handouts.errors.Refused` when no leaflet may be made, or a choice is not safe, or a part
    is past its review date and nobody gave a reason in ``allow_expired``. ``trimmed``: sections that the page
    budget of the order takes out. ``memo`` keeps what was decided, by all that decides it, for the next patient:
    no typed text is in it.
    """
    noted = Noted(memo or Memo(0))
    patient = situation(order, library, today, noted, brand=brand)
    sheet, signs = urgency(order, library, patient)
    if sheet is not None:
        return sheet_selection(order, library, patient, sheet, signs, today=today, brand=brand)
    found = _selected(order, library, patient, noted, today, brand, allow_expired, trimmed)
    return structs.replace(found, signs=signs)


def select_for_anybody(order: Order, library: Library, *, today: dt.date, brand: str) -> Selection:
    """What a copy for the waiting room holds: no patient is known, and nobody was asked about warning signs.

    The leaflet itself must say them first (section ``general_copy``). Raises as :func:`select` does.
    """
    return _selected(order, library, anybody(order, library), Noted(), today, brand, None, (), general=1)


def _selected(
    order: Order,
    library: Library,
    patient: Situation,
    noted: Noted,
    today: dt.date,
    brand: str,
    allow_expired: str | None,
    trimmed: Sequence[str],
    **more: object,
) -> Selection:
    """The selection for one ``patient``. ``more``: further variables that have a value."""
    at_first = patient
    ruled_by = at_first.answers(library.asked_by_topics)
    found_rulings = noted.memo.of("rulings", ruled_by, lambda: rulings(library, at_first))
    patient = structs.replace(patient, rulings=undone(order, library, found_rulings, noted))
    pack = _pack(order, library, patient, noted)
    exercises = exercises_for(order, library, pack, patient, _kinds(order, library), noted)
    found = values(order, library, patient, pack, library.brands[brand], exercises, today) | more
    names = frozenset(found) | _always_valued(library) | {f"{name}_unit" for name in found}
    patient = structs.replace(patient, exercises=frozenset(chosen.id for chosen in exercises), values=names)
    sections = _sections(order, library, pack, patient, noted, trimmed)
    kept = {id: _lines(library.sections[id], patient, noted) for id in sections}
    sections = _with_content(library, sections, kept, exercises, noted)
    lines = frozenset[str]().union(*(kept[id] for id in sections))
    _refuse_contradiction(library, lines)
    check_typed(order, library, patient, noted)
    shown = [library.sections[id] for id in sections]
    used = [library.exercises[chosen.id] for chosen in exercises]
    _refuse_expired([*shown, *used], today, allow_expired, noted)
    found["review_month"] = min(item.review_by for item in (*shown, *used))
    found["review_status"] = tuple(sorted({(item.reviewed_by, item.reviewer_role) for item in (*shown, *used)}))
    found["sources_list"] = _references(shown, kept, noted.memo)
    return Selection(
        region=patient.region,
        phase=patient.phase,
        pack=pack.id,
        tags=patient.tags,
        sections=sections,
        lines=lines,
        exercises=exercises,
        values=found,
        choices=tuple(noted.decided.values()),
        warnings=tuple(noted.warnings),
        rulings=patient.rulings,
        to_learn=_to_learn(library, pack, patient, ruled_by, found_rulings, noted.memo),
    )


def _to_learn(
    library: Library,
    pack: Pack,
    patient: Situation,
    ruled_by: Hashable,
    found_rulings: Mapping[str, Ruling],
    memo: Memo,
) -> dict[str, tuple[str, ...]]:
    """By topic and exercise that is out because something is not known: what to ask. ``ruled_by`` made the rulings."""
    topics_by = (ruled_by, patient.answers(library.asked_by_topics))
    topics = memo.of("topics-to-learn", topics_by, lambda: to_learn(library, patient, found_rulings))
    moves_by = (pack.id, patient.answers(library.asked_by_exercises))
    moves = memo.of("exercises-to-learn", moves_by, lambda: dict(held_back(library, pack, patient)))
    return {**topics, **moves}


def _always_valued(library: Library) -> frozenset[str]:
    """Computed variables that every leaflet has, worked out after the lines are known."""
    return frozenset({"review_month", "review_status", "sources_list"} & set(library.variables))


def _pack(order: Order, library: Library, patient: Situation, noted: Noted) -> Pack:
    if order.pack is not None:
        named = library.packs[order.pack]
        if named.regions and patient.region not in (*named.regions, Region.SEVERAL):
            raise Refused(
                f"the pack {named.id} is for {', '.join(named.regions)}; this patient's pain is in {patient.region}",
                remedy="Name another pack, or leave it out to have it chosen; see: handouts list packs",
            )
        if named.phases and patient.phase not in named.phases:
            noted.warn(
                "pack-other-phase", f"the pack {named.id} is not made for the phase {patient.phase}", "Check it."
            )
        if named.meant_for and not any(patient.answer(tag) is Answer.YES for tag in named.meant_for):
            meant = ", ".join(named.meant_for)
            noted.warn("pack-other-patient", f"the pack {named.id} is meant for {meant}", "Check that it fits.")
        noted.choose("pack", named.id, Verdict.IN, "picked", "named in the order")
        return named
    for pack in library.packs.values():
        if pack.fits(patient.region, patient.phase):
            reason = f"the pack for {patient.region}, {patient.phase}"
            noted.choose("pack", pack.id, Verdict.IN, "fits", reason)
            return pack
    raise Refused(
        f"no pack fits {patient.region}, {patient.phase}",
        remedy="Name one in the order (pack: ...); see: handouts list packs",
    )


def _kinds(order: Order, library: Library) -> frozenset[Kind]:
    """Kinds of exercise that have a section to stand in."""
    out = set(order.sections.leave_out)
    return frozenset(
        kind
        for section in library.sections.values()
        if section.kinds and not {section.id, section.continues} & out
        for kind in section.kinds
    )


def trimmable(selection: Selection, library: Library, sides: int) -> str | None:
    """The section that goes next when ``sides`` were asked for; None when all that is left must stay."""
    called = {choice.id for choice in selection.of("section", Verdict.IN) if choice.code == "called"}
    may_go = [id for id, trim in library.trim.items() if trim.sides is None or sides <= trim.sides]
    return next((id for id in may_go if id in selection.sections and id not in called), None)


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
    return noted.once("lines", printed_by, lambda own: frozenset(_applying(section, patient, own)))


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
    exercises: Sequence[ChosenExercise],
    noted: Noted,
) -> tuple[str, ...]:
    """Sections without anything to print are taken out again."""
    kinds = {library.exercises[chosen.id].kind for chosen in exercises}

    def printable(section: Section) -> bool:
        return bool(section.kinds & kinds if section.kinds else kept[section.id])

    shown = [id for id in sections if printable(library.sections[id])]
    for id in sections:
        if id not in shown:
            noted.choose("section", id, Verdict.OUT, "empty", "nothing in it applies to this patient")
    return tuple(shown)


def _refuse_expired(
    items: Sequence[Section | Exercise], today: dt.date, allow_expired: str | None, noted: Noted
) -> None:
    """Nothing past its review date is printed, unless staff say why it may be (CONTENT_BRIEF 3.4)."""
    expired = [item for item in items if item.review_by < today]
    if not expired:
        return
    sections = ", ".join(item.id for item in expired if isinstance(item, Section))
    moves = ", ".join(item.id for item in expired if isinstance(item, Exercise))
    names = "; ".join(f"{kind} {found}" for kind, found in (("sections", sections), ("exercises", moves)) if found)
    if not allow_expired:
        raise Refused(
            f"past the review date: {names}",
            remedy="Have the text reviewed; or say why it may be printed all the same: --allow-expired REASON",
        )
    for item in expired:
        kind = "exercise" if isinstance(item, Exercise) else "section"
        noted.choose(
            kind, item.id, Verdict.IN, "expired-allowed", f"past its review date {item.review_by}; staff gave a reason"
        )
    noted.warn("expired-allowed", f"printed past the review date: {names}", "Have the text reviewed.")


def _references(sections: Sequence[Section], kept: Mapping[str, frozenset[str]], memo: Memo) -> tuple[str, ...]:
    """Reference keys behind the printed lines, in the order of their keys."""

    def behind(section: Section) -> frozenset[str]:
        lines = (line for line in section.lines() if f"{section.id}.{line.id}" in kept[section.id])
        return frozenset((*section.refs, *(ref for line in lines for ref in line.refs)))

    found = (memo.of("references", (one.id, kept[one.id]), lambda one=one: behind(one)) for one in sections)  # type: ignore[misc]
    return tuple(sorted(frozenset[str]().union(*found)))
