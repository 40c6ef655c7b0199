"""A paragraph that looks like work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handouts.check.reading.sentences import sentences
from handouts.check.said import all_said
from handouts.model.condition import ALWAYS
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity

CODE = "long-paragraph"
SEVERITY = Severity.WARNING
RATIONALE = "A block of text puts readers off. A paragraph has one idea and at most 3 sentences."
SOURCE = "CONTENT_BRIEF 10.1 and 10.2; PEMAT-P item 8."
MEND = "Split it in two, or make bullets of it."
MOST_SENTENCES = 3


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """A warning for each line of more than 3 sentences, and each paragraph whose fixed lines have more."""
    for said in all_said(library):
        count = len(sentences(said.text))
        if count > MOST_SENTENCES:
            message = f"{said.id} has {count} sentences; {MOST_SENTENCES} is the most"
            yield Problem(CODE, message, MEND, said.place, SEVERITY, item=said.id)
    for section in library.sections.values():
        for index, block in enumerate(section.blocks):
            fixed = [str(line.text) for line in block.all_lines() if line.when == ALWAYS]
            count = sum(len(sentences(text)) for text in fixed)
            if block.type == "paragraph" and len(fixed) > 1 and count > MOST_SENTENCES:
                place = library.place("sections", section.id, "blocks", str(index))
                message = f"{section.id} has a paragraph of {count} sentences; {MOST_SENTENCES} is the most"
                yield Problem(CODE, message, MEND, place, SEVERITY, item=f"{section.id}.blocks.{index}")
