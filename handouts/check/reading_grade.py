"""A section that is too hard to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handouts.check.reading.grade import grade
from handouts.check.said import by_host
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity

CODE = "reading-grade"
SEVERITY = Severity.ERROR
RATIONALE = "Many adults read at the level of a child of 9 to 11. Every section is at grade 6 or below."
SOURCE = "CONTENT_BRIEF 10.1; NHS and AMA/NIH advice. Formula: Kincaid et al, 1975."
MEND = "Shorter sentences, shorter words. See: handouts check --grades"
MOST, SENTENCES, WORDS = 6.0, 5, 50
"""The highest grade, and the fewest sentences and words it is worked out for: less is noise."""


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """An error for each section or exercise above grade 6 by Flesch-Kincaid."""
    for host, said in by_host(library).items():
        found = grade((one.text for one in said if not one.heading), library.style)
        if found.sentences < SENTENCES or found.words < WORDS or found.fkgl is None or found.fkgl <= MOST:
            continue
        message = f"{host} has a reading grade of {found.fkgl:.1f} by Flesch-Kincaid; {MOST:.0f} is the most"
        yield Problem(CODE, message, MEND, said[0].home, item=host)
