"""A baseline: findings that a clinic knows of in its own library and accepts, so that only new ones are shown.

A finding is known by its code and the id of the line or section, never by its place in a file. Findings
without an id are always shown: a missing sign-off, a review date that has passed, a banned phrase, and every
fault of structure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from handouts import strict
from handouts.model.problem import Problem
from handouts.model.read import Read

_HEAD = """\
# Findings of "handouts check" that are known and accepted. Written with --write-baseline; take a line out
# to hear of it again.
"""
Key = tuple[str, str]


class _Known(Read):
    """``count`` findings of one code about one item."""

    code: Annotated[str, Field(min_length=1)]
    item: Annotated[str, Field(min_length=1)]
    count: Annotated[int, Field(ge=1)] = 1


class _Baseline(Read):
    """The whole file."""

    known: tuple[_Known, ...] = ()


def written(problems: Iterable[Problem]) -> str:
    """The text of a baseline that knows ``problems``."""
    counts = Counter((problem.code, problem.item) for problem in problems if problem.item)
    if not counts:
        return f"{_HEAD}known: []\n"
    entries = (
        f"  - code: {code}\n    item: {item}\n    count: {count}\n" for (code, item), count in sorted(counts.items())
    )
    return f"{_HEAD}known:\n{''.join(entries)}"


def read(raw: bytes, file: str) -> tuple[Counter[Key], tuple[Problem, ...]]:
    """How often each finding is known, and what is wrong with the file."""
    baseline, problems, _ = strict.read(raw, file, _Baseline)
    known: Counter[Key] = Counter()
    for entry in baseline.known if baseline else ():
        known[entry.code, entry.item] += entry.count
    return known, tuple(problems)


def unknown(problems: Iterable[Problem], known: Counter[Key]) -> tuple[tuple[Problem, ...], int]:
    """The findings that are new, and how many known ones are no longer there."""
    left, new = Counter(known), []
    for problem in problems:
        key = (problem.code, problem.item)
        if problem.item and left[key] > 0:
            left[key] -= 1
        else:
            new.append(problem)
    return tuple(new), left.total()
