"""Nobody can loosen a safety rule: a clinic's own rule, tag or exercise may be stricter than ours, never weaker."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.level import Level
from handouts.model.library import Tag
from handouts.model.problem import Place, Problem
from handouts.model.rules import Cap, ExerciseRule, NeverTogether, TopicRule

CODE = "rule-weakened"
HINT = "Keep what the built-in one says. You may add to it."


def loosened(built_in: object, own: object, place: Place) -> list[Problem]:
    """What ``own`` takes away from the built-in item of the same id that it stands in for."""
    return [Problem(CODE, message, HINT, place) for message in _losses(built_in, own)]


def _losses(old: object, new: object) -> Iterator[str]:
    match old, new:
        case TopicRule(), TopicRule():
            yield from _narrower(old.id, old.when, new.when)
            for name in ("levels", "unknown"):
                given = getattr(new, name)
                for topic, level in getattr(old, name).items():
                    if given.get(topic, Level.OK).rank < level.rank:
                        yield f"the rule {old.id} has {topic} at {level} in the built-in list"
        case ExerciseRule(), ExerciseRule():
            yield from _narrower(old.id, old.when, new.when)
            if new.moves != old.moves:
                yield f"the rule {old.id} is about other exercises than the built-in one"
            if new.level.rank < old.level.rank or new.dose_settles != old.dose_settles:
                yield f"the rule {old.id} has the level {old.level} in the built-in list"
        case Cap(), Cap():
            yield from _narrower(old.id, old.when, new.when)
            for name in ("hold_seconds", "minutes", "exercises"):
                most, given = getattr(old, name), getattr(new, name)
                if most is not None and (given is None or given > most):
                    yield f"the cap {old.id} has {name} {most} in the built-in list"
        case NeverTogether(), NeverTogether():
            if gone := sorted({*old.these, *old.those} - {*new.these, *new.those}):
                yield f"{old.id} names {', '.join(gone)} in the built-in list"
        case Tag(), Tag():
            if gone := sorted(set(old.implies) - set(new.implies)):
                yield f"the tag {old.id} implies {', '.join(gone)} in the built-in list"
        case Exercise(), Exercise():
            yield from _exercise(old, new)


def _narrower(id: str, old: Condition, new: Condition) -> Iterator[str]:
    """More tags make a rule fire more often; anything else that differs may make it fire less."""
    rest = {"any_of": (), "not_ruled_out": ()}
    gone = {*old.any_of, *old.not_ruled_out} - {*new.any_of, *new.not_ruled_out}
    if gone:
        yield f"the rule {id} names {', '.join(sorted(gone))} in the built-in list"
    elif old.model_copy(update=rest) != new.model_copy(update=rest) or bool(old.any_of) != bool(new.any_of):
        yield f"the rule {id} fires in other cases than the built-in one"


def _exercise(old: Exercise, new: Exercise) -> Iterator[str]:
    if new.attributes != old.attributes:
        yield f"the exercise {old.id} has other attributes than the built-in one, and rules go by them"
    stricter: set[str] = set()
    for name in ("not_for", "ask_first", "care_with"):
        stricter |= set(getattr(new, name))
        if gone := sorted(set(getattr(old, name)) - stricter):
            yield f"the exercise {old.id} names {', '.join(gone)} under {name} in the built-in library"
