"""Choose sections, lines and exercises for one patient.

Order of decisions: stops first (warning signs, age), then tags, then the clinician's picks, then the
pack, then what is required. Nobody can leave out what is required.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from handouts.errors import Refused
from handouts.model.exercise import Exercise, Kind, Pick, Side
from handouts.model.library import Library
from handouts.model.line import LineSource
from handouts.model.order import Order
from handouts.model.pack import Pack
from handouts.model.patient import Answer, Region
from handouts.model.problem import Problem
from handouts.model.section import Section
from handouts.model.selection import ChosenExercise, Selection, Verdict
from handouts.select.rules import failure
from handouts.select.situation import Noted, Situation, situation, stop_if_unsafe
from handouts.select.values import values

ENOUGH_EXERCISES = 2
"""With fewer left, staff are told to choose (CONTENT_BRIEF 3.2)."""


def select(
    order: Order, library: Library, *, today: dt.date, brand: str, allow_expired: str | None = None
) -> Selection:
    """What this patient gets, with a reason for each decision.

    Raises :class:`~handouts.errors.Refused` when no leaflet may be made, or a choice is not safe, or a part
    is past its review date and nobody gave a reason in ``allow_expired``.
    """
    stop_if_unsafe(order, library)
    noted = Noted()
    patient = situation(order, library, today, noted, brand=brand)
    pack = _pack(order, library, patient, noted)
    exercises = _exercises(order, library, pack, patient, noted)
    found = values(order, library, patient, pack, library.brands[brand], exercises, today)
    names = frozenset(found) | _always_valued(library) | {f"{name}_unit" for name in found}
    patient = Situation(
        patient.region, patient.phase, patient.tags, frozenset(chosen.id for chosen in exercises), names
    )
    sections = _sections(order, library, pack, patient, noted)
    kept: set[str] = set()
    for id in sections:
        kept |= _lines(library.sections[id], patient, noted)
    sections = _with_content(library, sections, kept, exercises, noted)
    lines = frozenset(line for line in kept if line.split(".")[0] in sections)
    shown = [library.sections[id] for id in sections]
    used = [library.exercises[chosen.id] for chosen in exercises]
    _refuse_expired([*shown, *used], today, allow_expired, noted)
    found["review_month"] = min(item.review_by for item in (*shown, *used))
    found["review_status"] = tuple(sorted({(item.reviewed_by, item.reviewer_role) for item in (*shown, *used)}))
    found["sources_list"] = _references(shown, lines)
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
    )


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


def _exercises(
    order: Order, library: Library, pack: Pack, patient: Situation, noted: Noted
) -> tuple[ChosenExercise, ...]:
    picked = order.exercises is not None
    picks: Sequence[Pick] = pack.exercises if order.exercises is None else order.exercises
    usual = {pick.id: pick.dose for pick in pack.exercises}
    placed = _placed_kinds(order, library, pack, patient)
    chosen = []
    for number, pick in enumerate(picks):
        exercise = library.exercises[pick.id]
        forbidden = [tag for tag in exercise.not_for if patient.answer(tag) is Answer.YES]
        if forbidden and picked:
            message = f"the exercise {pick.id} is not safe with {', '.join(forbidden)}"
            remedy = "Choose another; see: handouts list exercises"
            problem = Problem("unsafe-exercise", message, remedy, path=("exercises", number, "id"))
            raise Refused(message, remedy=remedy, problems=[problem])
        if forbidden:
            noted.choose("exercise", pick.id, Verdict.OUT, "tag", f"not with {', '.join(forbidden)}")
            continue
        if exercise.kind not in placed:
            reason = f"the section for {exercise.kind} is not in the leaflet"
            noted.choose("exercise", pick.id, Verdict.OUT, "no-section", reason)
            noted.warn("exercise-no-section", f"the exercise {pick.id} is not printed: {reason}", "Add the section.")
            continue
        for tag in exercise.ask_first:
            if patient.answer(tag) is Answer.YES:
                label = library.tags[tag].label
                noted.warn(
                    "exercise-ask", f"think twice about the exercise {pick.id}: {label}", "Choose another if in doubt."
                )
        dose = pick.dose.over(usual.get(pick.id, exercise.dose).over(exercise.dose))
        side = (pick.side or Side.BOTH) if exercise.one_sided == "yes" else None
        code, reason = ("picked", "named in the order") if picked else ("pack", f"in the pack {pack.id}")
        noted.choose("exercise", pick.id, Verdict.IN, code, reason)
        chosen.append(ChosenExercise(pick.id, dose, side))
    if not picked and len(chosen) < ENOUGH_EXERCISES:
        noted.warn(
            "few-exercises",
            "fewer than 2 exercises of the pack are safe for this patient",
            "Name some in the order; see: handouts list exercises",
        )
    # Cards are printed by kind, so the number on a card ("1 of 3") follows the kind as well.
    kinds = _kinds_in_order(library)
    chosen.sort(key=lambda item: kinds.index(library.exercises[item.id].kind))
    return tuple(chosen)


def _placed_kinds(order: Order, library: Library, pack: Pack, patient: Situation) -> frozenset[Kind]:
    """Kinds of exercise whose section is wanted. Without it, no line may speak of them."""
    add, left_out = set(order.sections.add), set(order.sections.leave_out)
    return frozenset(
        block.kind
        for section in library.sections.values()
        if _wanted(section, pack, add, patient)[0] and not {section.id, section.continues} & left_out
        for block in section.blocks
        if block.type == "exercises"
    )


def _kinds_in_order(library: Library) -> list[Kind]:
    shown = [
        block.kind
        for id in library.section_order()
        for block in library.sections[id].blocks
        if block.type == "exercises"
    ]
    return [*shown, *(exercise.kind for exercise in library.exercises.values())]


def _sections(order: Order, library: Library, pack: Pack, patient: Situation, noted: Noted) -> tuple[str, ...]:
    add, leave_out = set(order.sections.add), set(order.sections.leave_out)
    chosen: dict[str, None] = {}
    for id in library.section_order():
        section = library.sections[id]
        code, reason = _wanted(section, pack, add, patient)
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
            if host.id in leave_out:
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


def _wanted(section: Section, pack: Pack, add: set[str], patient: Situation) -> tuple[str, str]:
    if section.required == "yes":
        return "required", "part of every leaflet"
    if calling := [tag for tag in section.called_by if patient.answer(tag) is Answer.YES]:
        return "called", f"called for by {', '.join(calling)}"
    if section.id in add:
        return "added", "added in the order"
    if section.id in pack.sections:
        return "pack", f"in the pack {pack.id}"
    return "", ""


def _lines(section: Section, patient: Situation, noted: Noted) -> set[str]:
    kept: set[str] = set()
    instead = {line.id: group for block in section.blocks for group in block.alternatives() for line in group}
    for line in section.lines():
        id = f"{section.id}.{line.id}"
        fault = failure(line.when, patient)
        if fault is None and (first := _first_kept(section, instead.get(line.id, ()), kept)):
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
    return kept


def _first_kept(section: Section, group: Sequence[LineSource], kept: set[str]) -> str:
    return next((f"{section.id}.{line.id}" for line in group if f"{section.id}.{line.id}" in kept), "")


def _with_content(
    library: Library, sections: tuple[str, ...], kept: set[str], exercises: Sequence[ChosenExercise], noted: Noted
) -> tuple[str, ...]:
    """Sections without anything to print are taken out again."""
    kinds = {library.exercises[chosen.id].kind for chosen in exercises}

    def printable(section: Section) -> bool:
        cards = any(block.type == "exercises" and block.kind in kinds for block in section.blocks)
        holds = any(block.type == "exercises" for block in section.blocks)
        return cards or (not holds and any(f"{section.id}.{line.id}" in kept for line in section.lines()))

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


def _references(sections: Sequence[Section], lines: frozenset[str]) -> tuple[str, ...]:
    """Reference keys behind the printed lines, in the order of their keys."""
    keys = {
        ref
        for section in sections
        for line in section.lines()
        if f"{section.id}.{line.id}" in lines
        for ref in line.refs
    }
    return tuple(sorted(keys | {ref for section in sections for ref in section.refs}))
