"""PEMAT-P, the Patient Education Materials Assessment Tool for print: the items that a machine can judge.

Shoemaker, Wolf and Brach, AHRQ 2013 (items as in CONTENT_BRIEF 10.4; 13 and 14 are for film). The score is
the share of judged items that agree; an item that does not apply is left out. The others are for two people,
one of whom did not write the text. PEMAT does not ask whether a text is true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from handouts.check import percent_or_sum
from handouts.check.passive_voice import MOST_SHARE as MOST_PASSIVE
from handouts.check.passive_voice import is_passive
from handouts.check.reading.grade import grade
from handouts.check.reading.leaflets import library_words, templates
from handouts.check.reading.phrase import phrase
from handouts.check.reading.sentences import sentences
from handouts.model.blocks import Block
from handouts.model.leaflet import Leaflet
from handouts.model.library import Library
from handouts.model.style import Style

FOR_A_PERSON = {
    2: "Nothing distracts from the purpose",
    6: "Numbers are clear",
    10: "The order makes sense",
    15: "Pictures stand where they help",
    16: "Pictures support the words",
    18: "Pictures are clear and uncluttered",
    26: "Pictures make it easier to act",
}
MOST_HARD = 0.08
"""Share of long words, as in the check jargon."""
LONGEST, WORDS_A_HEADING = 20, 120
"""Words of a sentence; words between two headings (CONTENT_BRIEF 10.1, 10.2)."""
MOST_DIRECT = 2 / 3
"""Share of the sections of 3 lines or more that say "you"; others tell what a spasm is or who wrote this."""
_YOU = re.compile(r"\b(?:you|your|yourself)\b", re.IGNORECASE)
_TOOLS = frozenset({"Schedule", "Ruled", "Diary", "Goals", "MedicinesTable"})


class Verdict(Struct, frozen=True):
    """``agrees`` is None where the item does not apply."""

    item: int
    label: str
    agrees: bool | None


class _Read(Struct, frozen=True):
    """A leaflet and its words as the judges need them."""

    leaflet: Leaflet
    sections: tuple[tuple[str, ...], ...]
    style: Style

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line for lines in self.sections for line in lines)

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(sentence for line in self.lines for sentence in sentences(line))

    def blocks(self, *types: str) -> tuple[Block, ...]:
        """All blocks of these types."""
        every = (block for section in self.leaflet.sections for block in section.blocks)
        return tuple(block for block in every if type(block).__name__ in types)


def judge(leaflet: Leaflet, library: Library) -> tuple[Verdict, ...]:
    """A verdict for each item that a machine can judge."""
    wordings = templates(library)
    read = _Read(leaflet, tuple(library_words(section, wordings) for section in leaflet.sections), library.style)
    return tuple(Verdict(item, label, ask(read)) for item, label, ask in _ITEMS)


def score(verdicts: tuple[Verdict, ...]) -> float:
    """Share of the items that apply and agree, from 0 to 1."""
    asked = [verdict for verdict in verdicts if verdict.agrees is not None]
    return sum(bool(verdict.agrees) for verdict in asked) / len(asked) if asked else 0.0


def _everyday(read: _Read) -> bool:
    found = grade(read.lines, read.style)
    return len(found.hard) <= MOST_HARD * found.words


def _explained(read: _Read) -> bool:
    text = " ".join(read.leaflet.read_aloud())
    return all(
        any(phrase(plain).search(text) for plain in entry.means)
        for entry in read.style.glossary
        if any(phrase(term).search(text) for term in entry.terms)
    )


def _active(read: _Read) -> bool:
    return sum(map(is_passive, read.sentences)) <= MOST_PASSIVE * len(read.sentences)


def _no_sums(read: _Read) -> bool:
    return not any(percent_or_sum.sum_in(line) for line in read.lines)


def _chunks(read: _Read) -> bool:
    return all(len(sentence.split()) <= LONGEST for sentence in read.sentences)


def _headed(read: _Read) -> bool:
    return len(" ".join(read.lines).split()) <= WORDS_A_HEADING * sum(1 for _ in _headings(read))


def _headings(read: _Read) -> Iterator[object]:
    for section in read.leaflet.sections:
        yield from (
            title for title in (section.title, *(getattr(block, "title", None) for block in section.blocks)) if title
        )


def _direct(read: _Read) -> bool:
    long = [" ".join(lines) for lines in read.sections if len(lines) >= 3]
    return sum(bool(_YOU.search(text)) for text in long) >= MOST_DIRECT * len(long)


def _stepwise(read: _Read) -> bool | None:
    cards = [card for block in read.blocks("Exercises") for card in getattr(block, "cards", ())]
    return all(card.steps for card in cards) if cards else None


def _told_how(read: _Read) -> bool | None:
    tools = [
        len(section.blocks) > 1
        for section in read.leaflet.sections
        if any(type(block).__name__ in ("Diary", "Goals") for block in section.blocks)
    ]
    return all(tools) if tools else None


_ITEMS: tuple[tuple[int, str, Callable[[_Read], bool | None]], ...] = (
    (1, "The purpose is plain: a title and a main message", lambda read: bool(read.blocks("Front"))),
    (3, "Everyday words", _everyday),
    (4, "Medical words are explained", _explained),
    (5, "Active voice", _active),
    (7, "Nothing to work out", _no_sums),
    (8, "Short pieces", _chunks),
    (9, "Headings often enough", _headed),
    (11, "A summary: the next steps", lambda read: bool(read.blocks("NextSteps"))),
    (12, "Cues: boxes for what matters most", lambda read: bool(read.blocks("Help", "Tier"))),
    (17, "Pictures have captions", lambda _read: None),
    (19, "Tables have heads", lambda read: True if read.blocks("Table") else None),
    (20, "At least one thing to do", lambda read: bool(read.blocks("NextSteps", "Exercises", "Steps"))),
    (21, "It speaks to the reader", _direct),
    (22, "Actions in steps", _stepwise),
    (23, "A tool to act with", lambda read: bool(read.blocks(*_TOOLS))),
    (24, "Sums are explained", lambda read: None if _no_sums(read) else False),
    (25, "It says how to use charts and diaries", _told_how),
)
