"""What a clinician undoes, with a reason: an ask or a care, never an avoid (CONTENT_BRIEF 3.1, step 7)."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import structs

from handouts.errors import Refused
from handouts.model.level import Level
from handouts.model.library import Library
from handouts.model.order import Order
from handouts.model.problem import Problem
from handouts.model.selection import Ruling, Verdict
from handouts.select.levels import with_either
from handouts.select.noted import Noted


def reasons(order: Order) -> dict[str, str]:
    """The typed reason by topic or exercise."""
    return {override.item: override.reason for override in order.overrides}


def undone(order: Order, library: Library, rulings: Mapping[str, Ruling], noted: Noted) -> dict[str, Ruling]:
    """``rulings`` with what the order undoes. Raises :class:`Refused` for a topic that must stay closed."""
    found = dict(rulings)
    for number, override in enumerate(order.overrides):
        if override.topic is None:
            _check_exercise(order, number, override.exercise or "")
            continue
        ruling, label = found[override.topic], library.topics[override.topic].label
        if ruling.level is Level.AVOID:
            tags = ", ".join(ruling.tags_at(Level.AVOID))
            message = f"nobody can undo this: {label} with {tags}"
            remedy = "Take the override out. If a condition was typed wrongly, correct it under facts."
            path = ("overrides", number, "topic")
            problem = Problem("override-not-allowed", message, remedy, path=path)
            raise Refused(message, remedy=remedy, problems=[problem])
        if ruling.level is Level.OK:
            noted.warn("override-not-needed", f"nothing stands against {label}", "Take the override out.")
            continue
        found[override.topic] = structs.replace(ruling, level=Level.OK, undone=ruling.level)
        noted.choose("override", override.topic, Verdict.IN, "overridden", f"{ruling.level} undone, with a reason")
        noted.warn(
            "overridden",
            f"a clinician let {label} be advised; against it: {_labels(library, ruling)}",
            "The reason and the name stand in the staff record.",
        )
    return with_either(library, found)


def _labels(library: Library, ruling: Ruling) -> str:
    return "; ".join(library.tags[tag].label for tag in ruling.tags_at(ruling.level))


def _check_exercise(order: Order, number: int, exercise: str) -> None:
    """An override for an exercise that nobody picked would do nothing."""
    if exercise in {pick.id for pick in order.exercises or ()}:
        return
    message = f"the override is for the exercise {exercise}, which is not among the order's exercises"
    remedy = "Pick it under exercises, or take the override out."
    problem = Problem("override-not-picked", message, remedy, path=("overrides", number, "exercise"))
    raise Refused(message, remedy=remedy, problems=[problem])
