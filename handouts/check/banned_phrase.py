"""Words that must not stand in patient text, save in the places named with them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.check.said import Said, all_said
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity
from handouts.model.style import Banned

CODE = "banned-phrase"
SEVERITY = Severity.ERROR
RATIONALE = "Overclaims, scare words, doses and unsafe advice of the source texts. No baseline accepts one."
SOURCE = "CLAIMS.md, lint ban list; the list banned in sections/lists/style.yaml."
MEND = "Each finding says what to write in its place."


@dataclass(frozen=True, slots=True)
class _Ban:
    """One entry of the list, ready to search with."""

    patterns: tuple[re.Pattern[str], ...]
    say: str
    contexts: frozenset[str]
    unless: re.Pattern[str] | None

    def broken_by(self, said: Said) -> Iterator[str]:
        """The words in ``said`` that may not stand there, one for each pattern."""
        if self.contexts & said.contexts:
            return
        sentences = [part for part in said.sentences() if self.unless is None or not self.unless.search(part)]
        for pattern in self.patterns:
            words = next((match[0] for sentence in sentences if (match := pattern.search(sentence))), None)
            if words is not None:
                yield words


def _ban(banned: Banned) -> _Ban:
    patterns = tuple(re.compile(pattern, re.IGNORECASE) for pattern in banned.never)
    unless = re.compile(banned.unless, re.IGNORECASE) if banned.unless else None
    return _Ban(patterns, banned.say, frozenset(banned.allowed_in), unless)


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """An error for each banned phrase. The message names the line and the words."""
    bans = [_ban(banned) for banned in library.style.banned]
    for said in all_said(library):
        for ban in bans:
            for words in ban.broken_by(said):
                yield Problem(CODE, f"{said.id} says {words!r}", ban.say, said.place)
