"""Whether a condition holds for this patient, and if not, why: in words for staff."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.model.condition import Condition
from handouts.model.patient import Answer
from handouts.select.situation import Situation

Failure = tuple[str, str]
"""Stable code and reason."""


def failure(condition: Condition, situation: Situation) -> Failure | None:
    """The first part of ``condition`` that does not hold; None when all of it holds."""
    if condition.regions and situation.region not in condition.regions:
        return "region", f"only for {_listed(condition.regions)}"
    if condition.phases and situation.phase not in condition.phases:
        return "phase", f"only for the phase {_listed(condition.phases)}"

    def those(tags: Iterable[str], *wanted: Answer) -> list[str]:
        return [tag for tag in tags if situation.answer(tag) in wanted]

    if condition.any_of and not those(condition.any_of, Answer.YES):
        return "tag-absent", f"only with {_listed(condition.any_of)}"
    if condition.none_of and (present := those(condition.none_of, Answer.YES)):
        return "tag", f"not with {_listed(present)}"
    if condition.unknown:
        if those(condition.unknown, Answer.YES):
            return "tag-known", f"only while unknown: {_listed(condition.unknown)}"
        if not those(condition.unknown, Answer.UNKNOWN):
            return "tag-known", f"ruled out: {_listed(condition.unknown)}"
    if condition.not_ruled_out and not those(condition.not_ruled_out, Answer.YES, Answer.UNKNOWN):
        return "ruled-out", f"ruled out: {_listed(condition.not_ruled_out)}"
    if condition.ruled_out and (open_tags := those(condition.ruled_out, Answer.YES, Answer.UNKNOWN)):
        return "not-ruled-out", f"only when ruled out: {_listed(open_tags)}"
    for topic, stance in condition.levels.items():
        if not stance.holds(level := situation.level(topic)):
            return f"level-{level}", f"{topic} is at {level}"
    if missing := [name for name in condition.has if name not in situation.values]:
        return "no-value", f"there is no value for {_listed(missing)}"
    if present_values := [name for name in condition.lacks if name in situation.values]:
        return "has-value", f"only without {_listed(present_values)}"
    if condition.exercises and not situation.exercises & set(condition.exercises):
        return "exercise-absent", f"only with the exercise {_listed(condition.exercises)}"
    if chosen := sorted(situation.exercises & set(condition.without_exercises)):
        return "exercise", f"only without the exercise {_listed(chosen)}"
    return None


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(ids)
