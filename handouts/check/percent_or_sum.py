"""A number that the reader has to work out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from handouts.check.said import Said, all_said
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity
from handouts.model.style import Style

CODE = "percent-or-sum"
SEVERITY = Severity.ERROR
RATIONALE = "Many adults cannot use per cents, fractions or sums. We do the sum, and say it in words."
SOURCE = "CONTENT_BRIEF 10.1 and 10.2; PEMAT-P items 7 and 24."
MEND = "Say it in words ('most people', 'a few people') or give the number itself."

_WORDS = (
    r"per ?cent",
    r"(?:one|two|\d+) (?:in|out of) (?:every )?(?:\d+|two|three|four|five|ten|a hundred)\b",
    r"(?:a|one|two) (?:third|quarter|fifth)s? of\b",
    r"(?:multiply|divide)d?\b.{0,20}\bby\b",
    r"add (?:up|them)\b",
    r"times as (?:much|many|likely)\b",
    r"(?:minus|in total)\b",
)
_SIGNS = (
    r"[%¼½¾⅓⅔]",
    r"(?<![\d/])\d+ ?/ ?\d+(?![\d/])",
    r"\d ?[x×*+] ?\d",
)
_SUM = re.compile("|".join((*_SIGNS, rf"\b(?:{'|'.join(_WORDS)})")), re.IGNORECASE)
_NO_SUM = re.compile(r"24 ?/ ?7")


def sum_in(text: str) -> str:
    """The first thing in ``text`` that a reader must work out; empty when there is none."""
    match = _SUM.search(_NO_SUM.sub("", text))
    return match[0] if match else ""


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """An error for each line with a per cent sign, a fraction or a sum."""
    for said in all_said(library):
        yield from in_said(said, library.style)


def in_said(said: Said, _style: Style) -> Iterator[Problem]:
    """An error if there is one in ``said``."""
    if found := sum_in(said.plain):
        message = f"{said.id} has {found!r}, which a reader must work out"
        yield Problem(CODE, message, MEND, said.place, item=said.id)
