"""The list of all checks. It stands by itself, because to read what staff typed a few of them are enough."""

from __future__ import annotations

import datetime as dt

from handouts.check import (
    Check,
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
from handouts.model.problem import Problem
from handouts.model.track import Track, untracked

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
