"""Two reading grades, in years of American school.

FKGL: Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom, 1975, US Navy):
``0.39 x words/sentences + 11.8 x syllables/words - 15.59``.
SMOG (McLaughlin, Journal of Reading 1969;12:639): ``1.0430 x sqrt(long words x 30/sentences) + 3.1291``, a
long word having 3 or more syllables. It was made for 30 sentences; below that it is not given.
Grades say nothing of meaning, truth or layout (CONTENT_BRIEF 10.1).
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from msgspec import Struct

from handouts.check.reading.sentences import sentences, words
from handouts.check.reading.syllables import syllables
from handouts.model.style import Style

LONG = 3
"""Syllables of a long word."""
SMOG_SENTENCES = 30
"""The fewest sentences SMOG may be worked out for."""


class Grade(Struct, frozen=True):
    """What was counted. ``hard`` are the long words that are not on our list of words to know."""

    sentences: int
    words: int
    syllables: int
    long: int
    hard: tuple[str, ...]

    @property
    def fkgl(self) -> float | None:
        """Flesch-Kincaid grade level of every word; None without any."""
        if not self.words:
            return None
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def smog(self) -> float | None:
        """SMOG of every word; None for a sample that is too small."""
        return self._smog(self.long)

    @property
    def smog_allowed(self) -> float | None:
        """SMOG without the long words on our list: what is judged."""
        return self._smog(len(self.hard))

    def _smog(self, long: int) -> float | None:
        if self.sentences < SMOG_SENTENCES:
            return None
        return 1.0430 * math.sqrt(long * 30 / self.sentences) + 3.1291


def grade(texts: Iterable[str], style: Style) -> Grade:
    """What is counted in ``texts``, lines without their headings, with the syllables and known words of ``style``."""
    said = [sentence for text in texts for sentence in sentences(text)]
    found = [word for sentence in said for word in words(sentence)]
    counts = [syllables(word, style.syllables) for word in found]
    long = [word for word, count in zip(found, counts, strict=True) if count >= LONG]
    hard = tuple(word.lower() for word in long if not style.allows(word))
    return Grade(len(said), len(found), sum(counts), len(long), hard)
