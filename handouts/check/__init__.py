"""Checks of the library's content, one small file each.

To add one: a file here with ``CODE``, ``SEVERITY``, ``RATIONALE``, ``SOURCE``, ``MEND`` and ``run``, and a line
in ``CHECKS``. A test compares the list with the folder, and asks for a passing and a failing case of each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Protocol

from handouts.check import (
    banned_phrase,
    claim_not_covered,
    jargon,
    latin,
    long_bullet,
    long_list,
    long_paragraph,
    long_sentence,
    long_title,
    negative_contraction,
    no_picture,
    no_references,
    passive_voice,
    percent_or_sum,
    poor_alt_text,
    reading_grade,
    rejected_claim,
    review_overdue,
    review_too_far,
    rule_never_fires,
    rules_clash,
    smog,
    term_table,
    undefined_term,
    unreachable_line,
    unsigned,
    url_not_allowed,
)
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity
from handouts.model.track import Track, untracked


class Check(Protocol):
    """What a module of this package offers. The first line of its docstring says what it finds."""

    CODE: str
    """Stable; what tests and scripts rely on."""
    SEVERITY: Severity
    """Of what it finds."""
    RATIONALE: str
    """Why this is looked at."""
    SOURCE: str
    """Where the rule comes from."""
    MEND: str
    """How to mend what it finds."""

    def run(self, library: Library, today: dt.date, /) -> Iterator[Problem]:
        """A problem for each finding."""
        ...


CHECKS: tuple[Check, ...] = (
    # Who stands for it, and until when.
    unsigned,
    review_overdue,
    review_too_far,
    rule_never_fires,
    rules_clash,
    no_references,
    claim_not_covered,
    # What must not be said, and how it must be said.
    banned_phrase,
    rejected_claim,
    url_not_allowed,
    percent_or_sum,
    negative_contraction,
    latin,
    term_table,
    undefined_term,
    # How hard it is to read.
    reading_grade,
    smog,
    jargon,
    passive_voice,
    long_sentence,
    long_bullet,
    long_paragraph,
    long_list,
    long_title,
    # What is seen, and what is heard in its place.
    no_picture,
    poor_alt_text,
    # Whether it can be printed at all.
    unreachable_line,
)


def run_all(library: Library, today: dt.date, track: Track = untracked) -> tuple[Problem, ...]:
    """The findings of every check, in order of place."""
    found = (problem for check in track(CHECKS, "Checking") for problem in check.run(library, today))
    return tuple(sorted(found, key=lambda problem: problem.place))


__all__ = ["CHECKS", "Check", "run_all"]
