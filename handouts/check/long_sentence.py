"""Sentences too long to read with ease."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handouts.check.said import Said, all_said, count_words
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity
from handouts.model.style import Style

CODE = "long-sentence"
SEVERITY = Severity.ERROR
RATIONALE = "A reader has lost the start of a long sentence by its end. No sentence has more than 20 words."
SOURCE = "CONTENT_BRIEF 10.1; GOV.UK and NHS style."
MEND = "Make two sentences of it."
MOST_WORDS = 20


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """An error for each sentence of more than 20 words."""
    for said in all_said(library):
        yield from in_said(said, library.style)


def in_said(said: Said, _style: Style) -> Iterator[Problem]:
    """An error for each such sentence in ``said``."""
    for sentence in said.sentences():
        words = count_words(sentence)
        if words > MOST_WORDS:
            message = f"{said.id} has a sentence of {words} words; {MOST_WORDS} is the most"
            yield Problem(CODE, message, MEND, said.place, item=said.id)
