"""How far each topic is open to this patient: the matrix of ``sections/rules/`` worked out.

The strictest of all rules that fire wins; a topic that no rule names is open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import structs

from handouts.model.condition import Condition
from handouts.model.level import Level
from handouts.model.library import Library
from handouts.model.patient import Answer
from handouts.model.rules import TopicRule
from handouts.model.selection import Cause, Ruling
from handouts.select.rules import failure
from handouts.select.situation import Situation


def rulings(library: Library, situation: Situation, rules: Iterable[TopicRule] | None = None) -> dict[str, Ruling]:
    """The ruling on each topic, with every rule that had a say, the strictest first; ``rules``: these alone."""
    causes: dict[str, list[Cause]] = {topic: [] for topic in library.topics}
    for rule in library.topic_rules.values() if rules is None else rules:
        for topic, cause in _fired(rule, situation):
            causes[topic].append(cause)
    return with_either(library, {topic: Ruling.of(topic, held) for topic, held in causes.items()})


def with_either(library: Library, found: Mapping[str, Ruling]) -> dict[str, Ruling]:
    """``found`` with the topics worked out that are as open as the most open of others."""
    widest = {
        topic.id: min((found[part] for part in topic.either), key=lambda ruling: ruling.level.rank)
        for topic in library.topics.values()
        if topic.either
    }
    return {**found, **{id: structs.replace(ruling, topic=id) for id, ruling in widest.items()}}


def to_learn(library: Library, situation: Situation, found: Mapping[str, Ruling]) -> dict[str, tuple[str, ...]]:
    """By topic that is closed only because something is not known: the tags that would open it if all were no."""
    return {
        topic: tags
        for topic, ruling in found.items()
        if (tags := to_open(ruling, situation, lambda answered, topic=topic: _level(library, topic, answered)))  # type: ignore[misc]
    }


def _level(library: Library, topic: str, situation: Situation) -> Level:
    """How far one topic is open, by the rules that have a say in it."""
    return rulings(library, situation, library.rules_on[topic])[topic].level


def to_open(ruling: Ruling, situation: Situation, level: Callable[[Situation], Level]) -> tuple[str, ...]:
    """Unknown tags that keep ``ruling`` at ask or avoid; none when it would stay as strict with all of them no.

    ``level`` gives the level in another situation.
    """
    asked = dict.fromkeys(tag for cause in ruling.because if cause.level.rank >= Level.ASK.rank for tag in cause.open)
    if not asked:
        return ()
    answered = structs.replace(situation, tags={**situation.tags, **dict.fromkeys(asked, Answer.NO)})
    return tuple(asked) if level(answered).rank < ruling.level.rank else ()


def _fired(rule: TopicRule, situation: Situation) -> Iterable[tuple[str, Cause]]:
    if failure(rule.when, situation) is None:
        tags, open = holding(rule.when, situation)
        return [(topic, Cause(rule.id, level, tags, open)) for topic, level in rule.levels.items()]
    if not rule.unknown:
        return []
    answers = {tag: situation.answer(tag) for tag in rule.when.any_of}
    if Answer.YES not in answers.values() and failure(rule.while_unknown, situation) is None:
        open = tuple(tag for tag, answer in answers.items() if answer is Answer.UNKNOWN)
        return [(topic, Cause(rule.id, level, (), open)) for topic, level in rule.unknown.items()] if open else []
    return []


def holding(when: Condition, situation: Situation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tags that make ``when`` hold because they are yes, and those because they are not known."""
    asked = (*when.any_of, *when.not_ruled_out, *when.unknown)
    yes = tuple(dict.fromkeys(tag for tag in asked if situation.answer(tag) is Answer.YES))
    maybe = (*when.not_ruled_out, *when.unknown)
    open = tuple(dict.fromkeys(tag for tag in maybe if situation.answer(tag) is Answer.UNKNOWN))
    return yes, open
