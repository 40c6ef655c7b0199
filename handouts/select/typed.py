"""Medicines named in what staff typed for the patient, against the rules: a note must not undo a matrix.

What is typed is printed as it stands, so a painkiller that is closed to this patient is pointed out, and one
that the patient is allergic to is refused (CONTENT_BRIEF 3.1, step 7).
"""

from __future__ import annotations

from handouts.errors import Refused
from handouts.model.level import Level
from handouts.model.library import Library
from handouts.model.order import Order, field_name
from handouts.model.patient import Answer
from handouts.model.problem import Problem
from handouts.select.medicines import read_entry
from handouts.select.noted import Noted
from handouts.select.situation import Situation

_TOPICS = {"takes_nsaid": "nsaid", "takes_nsaid_gel": "nsaid_gel", "takes_paracetamol": "paracetamol"}
"""Which topic a medicine belongs to, by the tag that its name leads to."""
_ALLERGIES = {"nsaid_allergy": {"takes_nsaid", "takes_nsaid_gel"}, "paracetamol_allergy": {"takes_paracetamol"}}


def check_typed(order: Order, library: Library, patient: Situation, noted: Noted) -> None:
    """Warn of medicines in typed text that the rules close. Raises :class:`Refused` for one of a known allergy."""
    for path, text in order.typed():
        field = field_name(path)
        for found in read_entry(text, library.lexicons["medicines"]).found:
            for allergy, tags in _ALLERGIES.items():
                if patient.answer(allergy) is Answer.YES and tags & found.tags:
                    message = f"{field} names {found.name}, and the patient has {allergy}"
                    remedy = "Take it out of the order. Nobody can undo this."
                    problem = Problem("typed-allergy", message, remedy, path=path)
                    raise Refused(message, remedy=remedy, problems=[problem])
            for tag in sorted(found.tags & set(_TOPICS)):
                _warn(field, found.name, patient.rulings[_TOPICS[tag]].level, tag, patient, noted)


def _warn(field: str, name: str, level: Level, tag: str, patient: Situation, noted: Noted) -> None:
    """A medicine of the prescriber's list closes its own topic (no second one), so that rule does not count."""
    causes = [c for c in patient.rulings[_TOPICS[tag]].because if c.rule != tag and c.level.rank >= Level.ASK.rank]
    if causes and level.rank >= Level.ASK.rank:
        why = ", ".join(dict.fromkeys(tag for cause in causes for tag in (*cause.tags, *cause.open)))
        noted.warn(
            "typed-medicine",
            f"{field} names {name}; the rules say ask first or no: {why}",
            "Check it before you print.",
        )
