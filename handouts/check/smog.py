"""A section that is too hard to read by the second measure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handouts.check.reading.grade import grade
from handouts.check.said import by_host
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity

CODE = "smog"
SEVERITY = Severity.WARNING
RATIONALE = "A text can pass Flesch-Kincaid by short sentences alone. SMOG looks at the long words."
SOURCE = "CONTENT_BRIEF 10.1; McLaughlin 1969; Grabeel et al, J Med Libr Assoc 2018."
MEND = "Use shorter words. A long word that readers must know may go under long_words in sections/lists/style.yaml."
MOST = 8.0


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """A warning for each section of 30 sentences or more that is above grade 8 without the words to know."""
    for host, said in by_host(library).items():
        found = grade((one.text for one in said if not one.heading), library.style).smog_allowed
        if found is not None and found > MOST:
            message = f"{host} has a reading grade of {found:.1f} by SMOG; {MOST:.0f} is the most"
            yield Problem(CODE, message, MEND, said[0].home, SEVERITY, item=host)
