"""The staff record: what was printed, what was withheld and why. JSON beside each PDF.

It is about content and holds no name or birth date of the patient and no typed text: the reference is
the only link to a person. What a clinician typed as the reason of an override stands in it, with the name.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import handouts
from handouts.model.document import Document
from handouts.model.extra import Extra
from handouts.model.fields import field_names
from handouts.model.fit import FitStep
from handouts.model.governance import Governed
from handouts.model.leaflet import Leaflet
from handouts.model.library import Library
from handouts.model.line import Line
from handouts.model.order import Order
from handouts.model.patient import Answer
from handouts.model.problem import Problem
from handouts.model.selection import Selection, Verdict

RECORD_VERSION = 1


def record(
    order: Order,
    library: Library,
    selection: Selection,
    leaflet: Leaflet,
    document: Document,
    *,
    made_on: dt.date,
    problems: Sequence[Problem] = (),
    verified: bool | None = None,
    allow_expired: str | None = None,
    fit: Sequence[FitStep] = (),
    extras: Mapping[Extra, Document] | None = None,
) -> bytes:
    """The record as JSON text. The same input on the same day gives the same bytes.

    ``verified``: whether the PDF passed ``handouts verify``, None when it was not asked; ``allow_expired``:
    the reason staff gave for printing text past its review date; ``fit``: what was done to save sides; ``extras``:
    what else was made of the leaflet.
    """
    printed = tuple(dict.fromkeys(line.id for line in lines_in(leaflet.sections)))
    content = {
        "record_version": RECORD_VERSION,
        "reference": order.reference,
        "made_on": made_on.isoformat(),
        "handouts_version": handouts.__version__,
        "library": {"version": library.version, "digest": library.digest},
        "clinician": order.clinician.model_dump() if order.clinician else None,
        "brand": leaflet.brand.id,
        "language": leaflet.language,
        "format": leaflet.format.value,
        "colours": leaflet.colours.value,
        "page": leaflet.page,
        "pages": document.pages,
        "fit": [step.as_dict() for step in fit],
        "region": selection.region.value,
        "phase": selection.phase.value,
        "pack": selection.pack or None,
        "warning_signs": _warning_signs(order, selection),
        "tags": [tag for tag, answer in selection.tags.items() if answer is Answer.YES],
        "tags_unknown": [tag for tag, answer in selection.tags.items() if answer is Answer.UNKNOWN],
        "numbers": {name: value for name, value in selection.values.items() if isinstance(value, int)},
        "sections": [_governance(library.sections[id]) for id in _sections(selection)],
        "exercises": [
            _governance(library.exercises[chosen.id])
            | {"dose": chosen.dose.model_dump(exclude_none=True), "side": chosen.side and chosen.side.value}
            for chosen in selection.exercises
        ],
        "lines_printed": list(printed),
        "lines_withheld": _withheld(selection, printed),
        "advice": [ruling.as_dict() for ruling in selection.rulings.values()],
        "to_learn": {item: list(tags) for item, tags in selection.to_learn.items()},
        "overrides": [override.model_dump(exclude_none=True) for override in order.overrides],
        "decisions": {
            kind: [choice.as_dict() for choice in selection.of(kind)]
            for kind in dict.fromkeys(choice.kind for choice in selection.choices)
            if kind != "line"
        },
        "allow_expired": allow_expired,
        "verified": None if verified is None else {"passes": verified, "profiles": ["PDF/UA-1", "PDF/A-2a"]},
        "warnings": [{"code": p.code, "message": p.message, "hint": p.hint} for p in problems],
        "extras": {
            extra.value: {"pages": made.pages, "digest": made.digest()} for extra, made in (extras or {}).items()
        },
        "digests": {
            "order": hashlib.sha256(order.model_dump_json().encode()).hexdigest(),
            "leaflet": leaflet.digest(),
            "document": document.digest(),
            "text": document.text_digest(),
        },
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _sections(selection: Selection) -> tuple[str, ...]:
    """Those printed, and those that lend the lines of warning signs to an urgent sheet."""
    return tuple(dict.fromkeys([*selection.sections, *(sign.line.split(".")[0] for sign in selection.signs)]))


def _warning_signs(order: Order, selection: Selection) -> dict[str, Any]:
    """Who asked, what was found, and the urgent sheet that took the place of the leaflet, if any."""
    facts = order.facts
    return {
        "sheet": selection.sheet and selection.sheet.value,
        "asked": facts.red_flag_screen.model_dump(mode="json"),
        "signs": [sign.as_dict() for sign in selection.signs],
        "cleared": [clearance.model_dump(mode="json") for clearance in facts.cleared],
    }


def lines_in(value: object) -> Iterator[Line]:
    """Every line inside ``value``, in reading order of its fields."""
    if isinstance(value, Line):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from lines_in(item)
    else:
        for name in field_names(value):
            yield from lines_in(getattr(value, name))


def _governance(item: Governed) -> dict[str, Any]:
    return {
        "id": getattr(item, "id", ""),
        "version": item.version,
        "reviewed_by": item.reviewed_by,
        "reviewer_role": item.reviewer_role,
        "reviewed_on": item.reviewed_on and item.reviewed_on.isoformat(),
        "review_by": item.review_by.isoformat(),
    }


def _withheld(selection: Selection, printed: Sequence[str]) -> list[dict[str, str]]:
    """Lines that were ruled out, and lines that applied but found no place in their block."""
    known = set(printed)
    reasons = {choice.id: (choice.code, choice.reason) for choice in selection.of("line", Verdict.OUT)}
    for id in sorted(selection.lines - known):
        reasons.setdefault(id, ("no-place", "its block prints only the lines before it"))
    return [{"id": id, "code": code, "reason": reason} for id, (code, reason) in reasons.items() if id not in known]
