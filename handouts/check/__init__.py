"""Checks of the library's content, one small file each.

To add one: a file here with ``CODE``, ``RATIONALE`` and ``run``, and a line in ``CHECKS``. A test
compares the list with the folder, and asks for a passing and a failing case of each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Protocol

from handouts.check import (
    banned_phrase,
    long_sentence,
    no_references,
    review_overdue,
    review_too_far,
    unsigned,
)
from handouts.model.library import Library
from handouts.model.problem import Problem


class Check(Protocol):
    """What a module of this package offers."""

    CODE: str
    """Stable; what tests and scripts rely on."""
    RATIONALE: str
    """Why this is looked at, with its source."""

    def run(self, library: Library, today: dt.date, /) -> Iterator[Problem]:
        """A problem for each finding."""
        ...


CHECKS: tuple[Check, ...] = (
    unsigned,
    review_overdue,
    review_too_far,
    no_references,
    long_sentence,
    banned_phrase,
)


def run_all(library: Library, today: dt.date) -> tuple[Problem, ...]:
    """The findings of every check, in order of place."""
    found = (problem for check in CHECKS for problem in check.run(library, today))
    return tuple(sorted(found, key=lambda problem: problem.place))


__all__ = ["CHECKS", "Check", "run_all"]
