"""A bullet that is hard to take in at a glance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handouts.check.said import all_said, count_words
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity

CODE = "long-bullet"
SEVERITY = Severity.WARNING
RATIONALE = "One bullet says one thing: 15 words. A rule with its reason may be two sentences, each that short."
SOURCE = "CONTENT_BRIEF 10.1 and 10.2; PEMAT-P item 8."
MEND = "Cut words, or make two sentences or two bullets of it."
MOST_WORDS, MOST_IN_ALL = 15, 24
LISTS = frozenset({"bullets", "callout", "steps", "next_steps"})
"""Warnings have a table of their own: their words are set, and long-sentence holds for them."""


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """A warning for each bullet with a sentence over 15 words, or over 24 words in all."""
    for said in all_said(library):
        if said.heading or not LISTS & said.contexts:
            continue
        lengths = [count_words(sentence) for sentence in said.sentences()]
        if max(lengths, default=0) > MOST_WORDS or sum(lengths) > MOST_IN_ALL:
            message = f"{said.id} is a bullet of {sum(lengths)} words, {max(lengths)} of them in one sentence"
            yield Problem(CODE, message, MEND, said.place, SEVERITY, item=said.id)
