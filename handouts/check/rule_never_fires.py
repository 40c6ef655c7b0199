"""A safety rule that does nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from handouts.check.unreachable_line import contradiction
from handouts.model.condition import Condition
from handouts.model.level import Level
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity
from handouts.model.rules import TopicRule

CODE = "rule-never-fires"
SEVERITY = Severity.ERROR
RATIONALE = "A rule that can never fire, or that another one always outdoes, looks like care and is none."
SOURCE = "Issue 5, part 1; the order of levels: CONTENT_BRIEF 3.2."
MEND = "Correct the rule, or take it out."


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """An error for each rule that contradicts itself, or that another outdoes."""
    for kind in ("topic_rules", "exercise_rules", "caps"):
        for id, rule in getattr(library, kind).items():
            if reason := contradiction(rule.when):
                yield Problem(CODE, f"the rule {id} can never fire: {reason}", MEND, library.place(kind, id), item=id)
    for id, topic_rule in library.topic_rules.items():
        others = (other for other in library.topic_rules.values() if other.id != id)
        if winner := next((other for other in others if _outdone(topic_rule, other)), None):
            message = f"the rule {id} changes nothing: {winner.id} always fires with it and is as strict"
            yield Problem(CODE, message, MEND, library.place("topic_rules", id), item=id)


def _outdone(rule: TopicRule, other: TopicRule) -> bool:
    wider = _fires_with(rule.when, other.when)
    return wider and _as_strict(rule.levels, other.levels) and _as_strict(rule.unknown, other.unknown)


def _fires_with(when: Condition, other: Condition) -> bool:
    """Whether ``other`` holds whenever ``when`` does, as far as the tags of any_of tell."""
    same = when.model_copy(update={"any_of": ()}) == other.model_copy(update={"any_of": ()})
    return same and bool(when.any_of) and set(when.any_of) <= set(other.any_of)


def _as_strict(levels: Mapping[str, Level], others: Mapping[str, Level]) -> bool:
    return all(others.get(topic, Level.OK).rank >= level.rank for topic, level in levels.items())
