"""Warning signs first: may there be a leaflet, or an urgent sheet, or nothing? (CONTENT_BRIEF 3.1, steps 1 to 5)

The one place that decides this. No option, pack or choice in an order gets past it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from handouts.errors import Refused
from handouts.model.library import Alarm, Library, RedFlag
from handouts.model.order import Order
from handouts.model.patient import Answer
from handouts.model.problem import Problem
from handouts.model.section import Sheet
from handouts.model.selection import Choice, Selection, Sign, Verdict
from handouts.select.noted import Noted
from handouts.select.rules import failure
from handouts.select.situation import Situation
from handouts.select.values import computed, of_place

ADULT_FROM = 16
"""The library is for people of 16 or over (CONTENT_BRIEF, principle 8)."""

Field = tuple[str | int, ...]


def urgency(order: Order, library: Library, patient: Situation) -> tuple[Sheet | None, tuple[Sign, ...]]:
    """The urgent sheet that takes the place of the leaflet, and the signs that call for it; red beats amber.

    Without a sheet, the signs are those that a named clinician has cleared. Raises
    :class:`~handouts.errors.Refused` when neither sheet nor leaflet may be printed.
    """
    facts = order.facts
    signs = _signs(order, library, patient)
    cleared = {clearance.flag for clearance in facts.cleared}
    # A red sign cannot be cleared: whatever was typed, this patient is sent on.
    waiting = tuple(sign for sign in signs if sign.alarm is Alarm.RED or sign.flag not in cleared)
    if any(sign.alarm is Alarm.RED for sign in waiting):
        return Sheet.EMERGENCY, waiting
    if problems := list(_refusals(order, waiting)):
        first = problems[0]
        raise Refused(first.message, remedy=first.hint, problems=problems)
    return (Sheet.SAME_DAY, waiting) if waiting else (None, signs)


def _refusals(order: Order, waiting: Sequence[Sign]) -> Iterator[Problem]:
    if order.facts.red_flag_screen.done != "yes":
        message = "the warning signs have not been asked about, so nothing is made"
        hint = "Ask about them, then set facts.red_flag_screen.done to yes."
        yield Problem("screen-not-done", message, hint, path=("facts", "red_flag_screen", "done"))
        for sign in waiting:
            message = f"warning sign {sign.flag} ({sign.label}): this patient needs to be seen today"
            hint = "Act on it now, and ask about the other signs: they may be worse."
            yield Problem("amber-flag-not-cleared", message, hint, path=sign.path)
    if order.facts.age < ADULT_FROM and not waiting:
        message = f"this leaflet is for people of {ADULT_FROM} or over; a child with back or neck pain needs a check"
        hint = "Arrange a paediatric assessment. No option lets this leaflet be printed."
        yield Problem("too-young", message, hint, path=("facts", "age"))
    if order.urgent is not None and not waiting:
        message = "urgent is filled in, but no warning sign calls for an urgent sheet"
        hint = "Name the sign under facts.red_flags, or take urgent out of the order."
        yield Problem("urgent-without-sign", message, hint, path=("urgent",))


def _signs(order: Order, library: Library, patient: Situation) -> tuple[Sign, ...]:
    """Every sign that the order tells of, each once: red ones first, then as the warning lines stand."""
    facts = order.facts
    found: dict[str, tuple[str, Field]] = {}
    for index, flag in enumerate(facts.red_flags):
        reason = f"{flag} stands in red_flags"
        for tag, worse in library.red_flags[flag].becomes.items():
            if patient.answer(tag) is Answer.YES:
                flag, reason = worse, f"{reason}, and the patient has {tag}"
                break
        found.setdefault(flag, (reason, ("facts", "red_flags", index)))
    limbs = f"limb_symptoms: {facts.limb_symptoms} counts as this sign", ("facts", "limb_symptoms")
    for known in library.red_flags.values():
        if known.shown_by is facts.limb_symptoms and not set(known.unless) & set(found):
            found.setdefault(known.id, limbs)
    signs = (_sign(library.red_flags[flag], reason, field) for flag, (reason, field) in found.items())
    return tuple(sorted(signs, key=lambda sign: (sign.alarm is not Alarm.RED, _place(sign, library), sign.flag)))


def _sign(flag: RedFlag, reason: str, field: Field) -> Sign:
    return Sign(flag.id, flag.alarm, flag.label, flag.line, reason, field)


def _place(sign: Sign, library: Library) -> tuple[str, int]:
    section, _, line = sign.line.partition(".")
    return section, [source.id for source in library.sections[section].lines()].index(line)


def sheet_selection(
    order: Order,
    library: Library,
    patient: Situation,
    sheet: Sheet,
    signs: tuple[Sign, ...],
    *,
    today: dt.date,
    brand: str,
) -> Selection:
    """What stands on an urgent sheet: its own lines, and those of the signs found. No pack, no exercise.

    Text past its review date is printed, with a warning: help must not wait for a review.
    """
    section = library.sheet(sheet)
    found = of_place(order, library, library.brands[brand])
    found.update(computed(order, library, patient, (), today))
    found = {name: value for name, value in found.items() if value not in (None, "", 0)}
    patient = Situation(patient.region, patient.phase, patient.tags, values=frozenset(found))
    noted = Noted()
    why = ", ".join(sign.label for sign in signs)
    noted.choose("sheet", sheet, Verdict.IN, "warning-sign", f"in place of the leaflet: {why}")
    for sign in signs:
        noted.choose("sign", sign.flag, Verdict.IN, sign.alarm, sign.reason)
    lines = {sign.line for sign in signs}
    for line in section.lines():
        id = f"{section.id}.{line.id}"
        if any(flag.line == id for flag in library.red_flags.values()):
            continue  # Printed with its sign alone.
        fault = failure(line.when, patient)
        if fault is None:
            lines.add(id)
        noted.choose("line", id, Verdict.OUT if fault else Verdict.IN, *(fault or ("applies", "it applies")))
    shown = [section, *(library.sections[id] for id in dict.fromkeys(sign.line.split(".")[0] for sign in signs))]
    found["review_month"] = min(item.review_by for item in shown)
    _warn(order, sheet, min(item.review_by for item in shown) < today, noted)
    return Selection(
        region=patient.region,
        phase=patient.phase,
        pack="",
        tags=dict(patient.tags),
        sections=(section.id,),
        lines=frozenset(lines),
        exercises=(),
        values=found,
        choices=tuple[Choice, ...](noted.decided.values()),
        warnings=tuple(noted.warnings),
        sheet=sheet,
        signs=signs,
    )


def _warn(order: Order, sheet: Sheet, expired: bool, noted: Noted) -> None:
    if order.facts.age < ADULT_FROM:
        noted.warn("too-young", f"this patient is under {ADULT_FROM}", "Tell the team: a paediatric assessment.")
    if order.facts.red_flag_screen.done != "yes":
        noted.warn("screen-not-done", "not all warning signs were asked about", "Ask, and tell the team what you find.")
    if expired:
        noted.warn("expired", "printed past the review date, for help must not wait", "Have the text reviewed.")
    if order.urgent is None:
        return
    if sheet is Sheet.EMERGENCY and order.urgent.time_booked:
        noted.warn("not-printed", "urgent.time_booked stands on the same-day sheet only: this patient goes now")
    if sheet is Sheet.SAME_DAY and order.urgent.nothing_by_mouth == "yes":
        noted.warn("not-printed", "urgent.nothing_by_mouth stands on the emergency sheet only", "Tell the patient.")
