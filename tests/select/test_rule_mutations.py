"""Each safety rule dropped or weakened in turn: a truth-table case notices every one.

A mutant is the library with one thing changed. Only the cases of the rule that was changed are asked, and only
for levels; nothing is rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pytest
from msgspec import structs

from handouts.model.condition import Condition
from handouts.model.exercise import Attributes, Exercise
from handouts.model.level import Level
from handouts.model.library import Alarm, Library, RedFlag
from handouts.model.rules import Cap, ExerciseRule, TopicRule
from tests.strategies import built_in
from tests.truth_tables import cap_faults, exercise_faults, flag_faults, move_faults, rule_faults, table

TAG_FIELDS = ("any_of", "none_of", "unknown", "not_ruled_out", "ruled_out")
OWN_LISTS = ("not_for", "ask_first", "care_with")
Mutant = tuple[str, Any]
"""What was changed, and the item as it is then; None when it was dropped."""


def weaker(level: Level) -> Level | None:
    """One less strict; None below care, which is the last level that a rule can ask for."""
    return list(Level)[level.rank - 1] if level.rank > Level.CARE.rank else None


def stricter(level: Level) -> Level | None:
    """One more strict, if there is one."""
    return list(Level)[level.rank + 1] if level.rank < Level.AVOID.rank else None


def conditions(when: Condition) -> Iterator[tuple[str, Condition]]:
    """``when`` without one of its tags, and without a whole part."""
    for part in TAG_FIELDS:
        tags: tuple[str, ...] = getattr(when, part)
        if len(tags) > 1:
            for tag in tags:
                yield f"{part} without {tag}", when.model_copy(update={part: tuple(t for t in tags if t != tag)})
        if tags:
            yield f"without {part}", when.model_copy(update={part: ()})


def topic_mutants(rule: TopicRule) -> Iterator[Mutant]:
    """A row of the matrix dropped; and without a tag, without a level, and with one level weaker or stricter."""
    yield "dropped", None
    for what, when in conditions(rule.when):
        yield what, rule.model_copy(update={"when": when})
    for part in ("levels", "unknown"):
        levels: Mapping[str, Level] = getattr(rule, part)
        for topic, level in levels.items():
            rest = {other: held for other, held in levels.items() if other != topic}
            yield f"{part} without {topic}", rule.model_copy(update={part: rest})
            for changed in (weaker(level), stricter(level)):
                if changed:
                    yield f"{part} with {topic} {changed}", rule.model_copy(update={part: rest | {topic: changed}})
    if rule.unknown:
        yield "without unknown", rule.model_copy(update={"unknown": {}})


def move_mutants(rule: ExerciseRule) -> Iterator[Mutant]:
    """A rule on exercises dropped; without a tag, at another level, and about fewer or more moves."""
    yield "dropped", None
    for what, when in conditions(rule.when):
        yield what, rule.model_copy(update={"when": when})
    for changed in (weaker(rule.level), stricter(rule.level)):
        if changed:
            yield f"level {changed}", rule.model_copy(update={"level": changed})
    for part in ("ids", "positions", "directions"):
        named: tuple[str, ...] = getattr(rule.moves, part)
        for name in named:
            fewer = tuple(other for other in named if other != name)
            yield f"{part} without {name}", moving(rule, {part: fewer})
    for part in ("end_range", "floor", "head_low", "hand_on_neck"):
        if getattr(rule.moves, part) is not None:
            yield f"without {part}", moving(rule, {part: None})
            yield f"{part} no", moving(rule, {part: "no"})


def moving(rule: ExerciseRule, changed: dict[str, Any]) -> ExerciseRule:
    """``rule`` about other moves."""
    return rule.model_copy(update={"moves": rule.moves.model_copy(update=changed)})


def exercise_mutants(exercise: Exercise) -> Iterator[Mutant]:
    """An exercise without one condition of its own lists, or with it one list further down; and doing other things."""
    for place, part in enumerate(OWN_LISTS):
        tags: tuple[str, ...] = getattr(exercise, part)
        for tag in tags:
            rest = {part: tuple(other for other in tags if other != tag)}
            yield f"{part} without {tag}", exercise.model_copy(update=rest)
            if place + 1 < len(OWN_LISTS):
                below = OWN_LISTS[place + 1]
                moved = rest | {below: (*getattr(exercise, below), tag)}
                yield f"{tag} in {below}", exercise.model_copy(update=moved)
    does = exercise.attributes
    for part in ("end_range", "floor", "head_low", "hand_on_neck"):
        if getattr(does, part) == "yes":
            yield f"{part} no", doing(exercise, {part: "no"})
    for direction in does.directions:
        yield (
            f"without {direction}",
            doing(exercise, {"directions": tuple(d for d in does.directions if d != direction)}),
        )
    if does.position in {place for rule in built_in().exercise_rules.values() for place in rule.moves.positions}:
        yield "standing", doing(exercise, {"position": "stand"})


def doing(exercise: Exercise, changed: dict[str, Any]) -> Exercise:
    """``exercise`` with other attributes."""
    return exercise.model_copy(
        update={"attributes": Attributes.model_validate(exercise.attributes.model_dump() | changed)}
    )


def cap_mutants(cap: Cap) -> Iterator[Mutant]:
    """A limit dropped, without a tag, and one higher or lower."""
    yield "dropped", None
    for what, when in conditions(cap.when):
        yield what, cap.model_copy(update={"when": when})
    for part in ("hold_seconds", "minutes", "exercises"):
        most = getattr(cap, part)
        for changed in (most + 1, most - 1) if most else ():
            yield f"{part} {changed}", cap.model_copy(update={part: changed})


def flag_mutants(flag: RedFlag) -> Iterator[Mutant]:
    """A warning sign of the other colour, with the line of another, and no longer shown by limb symptoms."""
    other = Alarm.AMBER if flag.alarm is Alarm.RED else Alarm.RED
    yield str(other), flag.model_copy(update={"alarm": other})
    lines = {held.line for held in built_in().red_flags.values()} - {flag.line}
    for line in sorted(lines):
        yield line, flag.model_copy(update={"line": line})
    if flag.shown_by:
        yield "not shown", flag.model_copy(update={"shown_by": None})


def with_mutant(field: str, id: str, mutant: Any) -> Library:
    """The built-in library with one item changed or dropped."""
    items = {**getattr(built_in(), field), id: mutant}
    changed: dict[str, Any] = {field: MappingProxyType({key: item for key, item in items.items() if item is not None})}
    return structs.replace(built_in(), **changed)


def survivors(
    field: str, id: str, mutants: Iterable[Mutant], faults: Callable[[Library, str], Iterator[str]]
) -> tuple[list[str], int]:
    """Changes that no case notices, and how many changes there were."""
    unseen, count = [], 0
    for what, mutant in mutants:
        count += 1
        if next(faults(with_mutant(field, id, mutant), id), None) is None:
            unseen.append(what)
    return unseen, count


def exercise_or_move_faults(library: Library, id: str) -> Iterator[str]:
    """What is wrong with an exercise in its own table, or in those of the rules that go by what it does."""
    yield from exercise_faults(library, id)
    for rule in table("exercise_rules"):
        yield from move_faults(library, rule)


@pytest.mark.parametrize("id", built_in().topic_rules)
def test_a_changed_row_of_the_matrix_is_noticed(id: str, library: Library) -> None:
    unseen, count = survivors("topic_rules", id, topic_mutants(library.topic_rules[id]), rule_faults)
    assert count > 2
    assert unseen == []


@pytest.mark.parametrize("id", built_in().exercise_rules)
def test_a_changed_rule_on_exercises_is_noticed(id: str, library: Library) -> None:
    unseen, count = survivors("exercise_rules", id, move_mutants(library.exercise_rules[id]), move_faults)
    assert count > 2
    assert unseen == []


@pytest.mark.parametrize("id", built_in().exercises)
def test_a_changed_exercise_is_noticed(id: str, library: Library) -> None:
    unseen, _ = survivors("exercises", id, exercise_mutants(library.exercises[id]), exercise_or_move_faults)
    assert unseen == []


@pytest.mark.parametrize("id", built_in().red_flags)
def test_a_changed_warning_sign_is_noticed(id: str, library: Library) -> None:
    unseen, count = survivors("red_flags", id, flag_mutants(library.red_flags[id]), flag_faults)
    assert count > 2
    assert unseen == []


@pytest.mark.parametrize("id", built_in().caps)
def test_a_changed_limit_is_noticed(id: str, library: Library) -> None:
    unseen, count = survivors("caps", id, cap_mutants(library.caps[id]), cap_faults)
    assert count > 2
    assert unseen == []


def test_a_mutant_that_changes_nothing_is_not_noticed(library: Library) -> None:
    """The tests above can fail: the library as it is has no faults in any table."""
    tables: list[tuple[str, str, Callable[[Library, str], Iterator[str]]]] = [
        ("topic_rules", "pregnancy", rule_faults),
        ("exercise_rules", "prone", move_faults),
        ("exercises", "walking", exercise_or_move_faults),
        ("caps", "short_holds", cap_faults),
        ("red_flags", "fever", flag_faults),
    ]
    for field, id, faults in tables:
        same = [("as it is", getattr(library, field)[id])]
        assert survivors(field, id, same, faults) == (["as it is"], 1)


def test_there_are_many_mutants(library: Library) -> None:
    makers: dict[str, Callable[[Any], Iterator[Mutant]]] = {
        "topic_rules": topic_mutants,
        "exercise_rules": move_mutants,
        "exercises": exercise_mutants,
        "caps": cap_mutants,
        "red_flags": flag_mutants,
    }
    assert (
        sum(1 for field, make in makers.items() for item in getattr(library, field).values() for _ in make(item)) > 1000
    )
