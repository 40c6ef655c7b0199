"""What was worked out before, found again by all that was asked on the way to it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from handouts.errors import Bug

Question = tuple[str, Hashable]
"""What is asked about a patient: the kind of question, and the item that it is about."""

Answers = Mapping[str, Callable[[Any], Hashable]]
"""What is true of one patient: by kind of question, what answers it for an item."""

MOST_FORMS = 256
"""Results of one piece of work that are kept; then it begins anew."""

T = TypeVar("T")


@dataclass(slots=True)
class _Fork(Generic[T]):
    """A question, and where each answer leads: to the next question, or to a result."""

    question: Question
    ways: dict[Hashable, _Fork[T] | T] = field(default_factory=dict)


class Recalled(Generic[T]):
    """The results of one piece of work that depends on nothing but the answers to what it asks.

    Such work asks the same next question after the same answers, so its questions are the forks of a tree. Whoever
    answers one after the other comes to the result that was made of these very answers, or to none.
    """

    def __init__(self) -> None:
        self._start: dict[Hashable, _Fork[T] | T] = {}
        self._kept = 0

    def find(self, answers: Answers) -> T | None:
        """The result for the patient of ``answers``; None when it was never made of such answers."""
        at = self._start.get(None)
        while isinstance(at, _Fork):
            kind, item = at.question
            at = at.ways.get(answers[kind](item))
        return at

    def keep(self, asked: Mapping[Question, Hashable], result: T) -> None:
        """Remember ``result``. ``asked``: each question that was asked, in that order, with its answer.

        Raises :class:`~handouts.errors.Bug` when another question followed from the same answers before: then the
        work depends on something that it did not ask.
        """
        if self._kept == MOST_FORMS:
            self._start, self._kept = {}, 0
        ways, way = self._start, None
        for question, answer in asked.items():
            fork = ways.setdefault(way, _Fork(question))
            if not isinstance(fork, _Fork) or fork.question != question:
                raise Bug(f"{question[0]} was asked where something else was asked before")
            ways, way = fork.ways, answer
        if isinstance(ways.get(way), _Fork):
            raise Bug("nothing was asked where something was asked before")
        ways[way] = result
        self._kept += 1
