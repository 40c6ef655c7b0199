"""Whether a condition holds for this patient, and if not, why: in words for staff."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from handouts.model.condition import Condition
from handouts.model.patient import Answer
from handouts.select.situation import Situation

Failure = tuple[str, str]
"""Stable code and reason."""


def failure(condition: Condition, situation: Situation) -> Failure | None:
    """The first part of ``condition`` that does not hold; None when all of it holds."""
    for part in condition.given:
        if found := PARTS[part](condition, situation):
            return found
    return None


def _regions(condition: Condition, situation: Situation) -> Failure | None:
    return None if situation.region in condition.regions else ("region", f"only for {_listed(condition.regions)}")


def _phases(condition: Condition, situation: Situation) -> Failure | None:
    if situation.phase in condition.phases:
        return None
    return "phase", f"only for the phase {_listed(condition.phases)}"


def _any_of(condition: Condition, situation: Situation) -> Failure | None:
    if _those(condition.any_of, situation, Answer.YES):
        return None
    return "tag-absent", f"only with {_listed(condition.any_of)}"


def _none_of(condition: Condition, situation: Situation) -> Failure | None:
    present = _those(condition.none_of, situation, Answer.YES)
    return ("tag", f"not with {_listed(present)}") if present else None


def _unknown(condition: Condition, situation: Situation) -> Failure | None:
    if _those(condition.unknown, situation, Answer.YES):
        return "tag-known", f"only while unknown: {_listed(condition.unknown)}"
    if not _those(condition.unknown, situation, Answer.UNKNOWN):
        return "tag-known", f"ruled out: {_listed(condition.unknown)}"
    return None


def _not_ruled_out(condition: Condition, situation: Situation) -> Failure | None:
    if _those(condition.not_ruled_out, situation, Answer.YES, Answer.UNKNOWN):
        return None
    return "ruled-out", f"ruled out: {_listed(condition.not_ruled_out)}"


def _ruled_out(condition: Condition, situation: Situation) -> Failure | None:
    open_tags = _those(condition.ruled_out, situation, Answer.YES, Answer.UNKNOWN)
    return ("not-ruled-out", f"only when ruled out: {_listed(open_tags)}") if open_tags else None


def _levels(condition: Condition, situation: Situation) -> Failure | None:
    for topic, stance in condition.levels.items():
        if not stance.holds(level := situation.level(topic)):
            return f"level-{level}", f"{topic} is at {level}"
    return None


def _has(condition: Condition, situation: Situation) -> Failure | None:
    missing = [name for name in condition.has if name not in situation.values]
    return ("no-value", f"there is no value for {_listed(missing)}") if missing else None


def _lacks(condition: Condition, situation: Situation) -> Failure | None:
    present = [name for name in condition.lacks if name in situation.values]
    return ("has-value", f"only without {_listed(present)}") if present else None


def _exercises(condition: Condition, situation: Situation) -> Failure | None:
    if not situation.exercises.isdisjoint(condition.exercises):
        return None
    return "exercise-absent", f"only with the exercise {_listed(condition.exercises)}"


def _without_exercises(condition: Condition, situation: Situation) -> Failure | None:
    chosen = sorted(situation.exercises.intersection(condition.without_exercises))
    return ("exercise", f"only without the exercise {_listed(chosen)}") if chosen else None


PARTS: Mapping[str, Callable[[Condition, Situation], Failure | None]] = {
    "regions": _regions,
    "phases": _phases,
    "any_of": _any_of,
    "none_of": _none_of,
    "unknown": _unknown,
    "not_ruled_out": _not_ruled_out,
    "ruled_out": _ruled_out,
    "levels": _levels,
    "has": _has,
    "lacks": _lacks,
    "exercises": _exercises,
    "without_exercises": _without_exercises,
}
"""By part of a condition, what tells whether and why it does not hold. A part that is not given holds."""


def _those(tags: Iterable[str], situation: Situation, *wanted: Answer) -> list[str]:
    return [tag for tag in tags if situation.answer(tag) in wanted]


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(ids)
