"""Choose sections, lines and exercises for one patient.

Order of decisions: stops first (warning signs, age), then tags, then the clinician's picks, then the
pack, then what is required. Nobody can leave out what is required.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from msgspec import structs

from handouts.errors import Refused
from handouts.model.exercise import Exercise, Kind
from handouts.model.library import Library
from handouts.model.memo import Memo
from handouts.model.order import Order
from handouts.model.pack import Pack
from handouts.model.patient import Answer, Region
from handouts.model.section import Section
from handouts.model.selection import Selection, Verdict
from handouts.select.anybody import anybody
from handouts.select.content import content_for
from handouts.select.exercises import exercises_for
from handouts.select.levels import rulings
from handouts.select.noted import Noted
from handouts.select.overrides import undone
from handouts.select.situation import Situation, situation
from handouts.select.typed import check_typed
from handouts.select.urgent import sheet_selection, urgency
from handouts.select.values import values


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
    patient = ruled = _ruled(library, patient, noted.memo)
    if order.overrides:
        patient = structs.replace(ruled, rulings=undone(order, library, ruled.rulings, noted))
    pack = _pack(order, library, patient, noted)
    exercises = exercises_for(order, library, pack, patient, _kinds(order, library, noted.memo), noted)
    found = values(order, library, patient, pack, brand, exercises, today, noted.memo) | more
    valued = noted.memo.of("valued", tuple(found), lambda: _valued(library, found))
    moves = tuple(chosen.id for chosen in exercises)
    content = content_for(order, library, pack, patient, moves, valued, trimmed, ruled.rulings, noted)
    check_typed(order, library, patient, noted)
    _refuse_expired(content.used, today, allow_expired, noted)
    return Selection(
        region=patient.region,
        phase=patient.phase,
        pack=pack.id,
        tags=dict(patient.tags),
        sections=content.sections,
        lines=content.lines,
        exercises=exercises,
        values={**found, **content.values},
        choices=tuple(noted.decided.values()),
        warnings=tuple(noted.warnings),
        rulings=dict(patient.rulings),
        to_learn=dict(content.to_learn),
    )


def _ruled(library: Library, patient: Situation, memo: Memo) -> Situation:
    """``patient`` with how far each topic is open: the same one for the same patient."""

    def ruled() -> Situation:
        asked = patient.answers(library.asked_by_topics)
        return structs.replace(patient, rulings=memo.of("rulings", asked, lambda: rulings(library, patient)))

    return memo.of("ruled", patient, ruled)


def _valued(library: Library, names: Iterable[str]) -> frozenset[str]:
    """``names``, their units, and the computed variables that every leaflet has once its lines are known."""
    later = {"review_month", "review_status", "sources_list"} & set(library.variables)
    return frozenset({*names, *(f"{name}_unit" for name in names), *later})


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


def _kinds(order: Order, library: Library, memo: Memo) -> frozenset[Kind]:
    """Kinds of exercise that have a section to stand in."""
    out = frozenset(order.sections.leave_out)

    def kept() -> frozenset[Kind]:
        sections = (one for one in library.sections.values() if out.isdisjoint((one.id, one.continues)))
        return frozenset(kind for section in sections for kind in section.kinds)

    return memo.of("kinds with a place", out, kept)


def trimmable(selection: Selection, library: Library, sides: int) -> str | None:
    """The section that goes next when ``sides`` were asked for; None when all that is left must stay."""
    called = {choice.id for choice in selection.of("section", Verdict.IN) if choice.code == "called"}
    may_go = [id for id, trim in library.trim.items() if trim.sides is None or sides <= trim.sides]
    return next((id for id in may_go if id in selection.sections and id not in called), None)


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
