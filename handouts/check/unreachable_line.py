"""A line that can never be printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handouts.model.condition import ALWAYS, Condition
from handouts.model.level import Level
from handouts.model.library import Library
from handouts.model.line import LineSource
from handouts.model.problem import Problem, Severity

CODE = "unreachable-line"
SEVERITY = Severity.ERROR
RATIONALE = "A line whose condition no patient can meet looks like care and is none."
SOURCE = "Issue 4, part 5; the meaning of each part of a condition: handouts schema section."
MEND = "Correct the condition (when), or take the line out."


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """An error for each line, or whole section, that contradicts itself or stands after one that always wins."""
    for section in library.sections.values():
        if reason := contradiction(section.when):
            place = library.place("sections", section.id, "when")
            yield Problem(CODE, f"{section.id} can never be printed: {reason}", MEND, place, item=section.id)
            continue
        for line in section.lines():
            if reason := contradiction(section.when, line.when) or _never_at(library, line.when):
                place, id = library.line_place(section.id, line.id), f"{section.id}.{line.id}"
                yield Problem(CODE, f"{id} can never be printed: {reason}", MEND, place, item=id)
        for group in (group for block in section.blocks for group in block.alternatives()):
            yield from _beaten(library, section.id, group)


def _never_at(library: Library, condition: Condition) -> str:
    """Why no rule ever brings a topic to the level that ``condition`` asks for; empty when one does."""
    for topic, stance in condition.levels.items():
        parts = library.topics[topic].either or (topic,)
        rows = [row for rule in library.topic_rules.values() for row in (rule.levels, rule.unknown)]
        reached = {Level.OK, *(row[part] for row in rows for part in parts if part in row)}
        if not any(stance.holds(level) for level in reached):
            return f"no rule brings {topic} to {stance}"
    return ""


def _beaten(library: Library, section: str, group: tuple[LineSource, ...]) -> Iterator[Problem]:
    """The alternatives that come after one with an empty condition, or with the same."""
    for index, line in enumerate(group):
        winner = next((other for other in group[:index] if other.when in (ALWAYS, line.when)), None)
        if winner is not None:
            place, id = library.line_place(section, line.id), f"{section}.{line.id}"
            message = f"{id} can never be printed: {winner.id} stands before it and always wins"
            yield Problem(CODE, message, MEND, place, item=id)


def contradiction(*conditions: Condition) -> str:
    """Why ``conditions`` can never hold together; empty when they can."""
    for name in ("regions", "phases"):
        given = [set(getattr(condition, name)) for condition in conditions if getattr(condition, name)]
        if given and not set.intersection(*given):
            return f"no {name} in common"
    for topic in dict.fromkeys(topic for condition in conditions for topic in condition.levels):
        wanted = [condition.levels[topic] for condition in conditions if topic in condition.levels]
        if not any(all(stance.holds(level) for stance in wanted) for level in Level):
            return f"no level of {topic} in common"
    never_yes = _all(conditions, "none_of", "unknown", "ruled_out")
    certainly_no = _all(conditions, "ruled_out")
    for condition in conditions:
        if condition.any_of and set(condition.any_of) <= never_yes:
            return f"{', '.join(condition.any_of)} must be yes, and must not be"
        if condition.unknown and set(condition.unknown) <= certainly_no:
            return f"{', '.join(condition.unknown)} must be unknown, and ruled out"
        if condition.not_ruled_out and set(condition.not_ruled_out) <= certainly_no:
            return f"{', '.join(condition.not_ruled_out)} must be ruled out, and must not be"
    if both := _all(conditions, "has") & _all(conditions, "lacks"):
        return f"{', '.join(sorted(both))} must have a value, and none"
    without = _all(conditions, "without_exercises")
    for condition in conditions:
        if condition.exercises and set(condition.exercises) <= without:
            return f"{', '.join(condition.exercises)} must be chosen, and must not be"
    return ""


def _all(conditions: tuple[Condition, ...], *names: str) -> set[str]:
    return {id for condition in conditions for name in names for id in getattr(condition, name)}
