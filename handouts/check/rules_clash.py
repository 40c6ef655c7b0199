"""Two safety rules for the same case that say different things."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator

from handouts.model.library import Library
from handouts.model.problem import Problem, Severity

CODE = "rules-clash"
SEVERITY = Severity.ERROR
RATIONALE = "Two rows for the same case with different levels: one of them is a slip, and nobody can tell which."
SOURCE = "Issue 5, part 1."
MEND = "Make one rule of the two."


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """An error for each pair of rules with one condition and different outcomes."""
    for one, other in itertools.combinations(library.topic_rules.values(), 2):
        both = set(one.levels) & set(other.levels)
        if one.when == other.when and (apart := sorted(t for t in both if one.levels[t] is not other.levels[t])):
            yield _problem(library, "topic_rules", one.id, other.id, f"on {', '.join(apart)}")
    for about, another in itertools.combinations(library.exercise_rules.values(), 2):
        same = (about.when, about.moves) == (another.when, another.moves)
        if same and about.level is not another.level:
            yield _problem(library, "exercise_rules", about.id, another.id, "on the level")


def _problem(library: Library, kind: str, one: str, other: str, what: str) -> Problem:
    message = f"the rules {one} and {other} fire in the same case and disagree {what}"
    return Problem(CODE, message, MEND, library.place(kind, other), item=other)
