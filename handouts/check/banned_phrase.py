"""Words that must not stand in patient text, save in the places named with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from handouts.check.said import Said, all_said
from handouts.model.fragments import folded
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity
from handouts.model.style import Banned, Style

CODE = "banned-phrase"
SEVERITY = Severity.ERROR
RATIONALE = "Overclaims, scare words, doses and unsafe advice of the source texts. No baseline accepts one."
SOURCE = "CLAIMS.md, lint ban list; the list banned in sections/lists/style.yaml."
MEND = "Each finding says what to write in its place."


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """An error for each banned phrase. The message names the line and the words."""
    for said in all_said(library):
        yield from in_said(said, library.style)


def in_said(said: Said, style: Style) -> Iterator[Problem]:
    """An error for each banned phrase in ``said``."""
    text = folded(said.plain)
    for ban in style.banned:
        if any(map(text.__contains__, ban.fragments)) and said.contexts.isdisjoint(ban.allowed_in):
            for words in _broken_by(said.sentences(), ban):
                yield Problem(CODE, f"{said.id} says {words!r}", ban.say, said.place)


def _broken_by(sentences: Sequence[str], ban: Banned) -> Iterator[str]:
    """The words that may not stand there, one for each pattern."""
    patterns, unless = ban.searched
    for pattern in patterns:
        for sentence in sentences:
            if (match := pattern.search(sentence)) and not (unless and unless.search(sentence)):
                yield match[0]
                break
