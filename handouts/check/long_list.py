"""A list too long to remember."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handouts.model.condition import ALWAYS
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity

CODE = "long-list"
SEVERITY = Severity.WARNING
RATIONALE = "Nobody keeps more than about 7 points in mind. Warning signs are exempt: they stand in groups."
SOURCE = "CONTENT_BRIEF 10.1; PEMAT-P item 8."
MEND = "Split the list under two headings, or drop the least useful points."
MOST_LINES = 7
LISTS = frozenset({"bullets", "callout", "steps", "stop"})


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """A warning for each list with more than 7 lines that every patient gets."""
    for section in library.sections.values():
        for index, block in enumerate(section.blocks):
            always = sum(line.when == ALWAYS for line in block.all_lines())
            if block.type in LISTS and always > MOST_LINES:
                place = library.place("sections", section.id, "blocks", str(index))
                message = f"{section.id} has a list of {always} points for every patient; {MOST_LINES} is the most"
                yield Problem(CODE, message, MEND, place, SEVERITY, item=f"{section.id}.blocks.{index}")
