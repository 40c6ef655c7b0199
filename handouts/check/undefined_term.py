"""A hard word that is not explained."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handouts.check.reading.phrase import phrase
from handouts.check.said import by_host
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity

CODE = "undefined-term"
SEVERITY = Severity.WARNING
RATIONALE = "A medical word is used only to teach it, and is explained where it stands."
SOURCE = "CONTENT_BRIEF 10.4; PEMAT-P item 4; the glossary in sections/lists/style.yaml."
MEND = "Say what it means in the same section, or use the plain words alone."


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """A warning for the first use in each section of a glossary word whose plain words are not there too."""
    for host, all_of_it in by_host(library).items():
        for entry in library.style.glossary:
            use = next((one for one in all_of_it if any(phrase(term).search(one.plain) for term in entry.terms)), None)
            told = any(phrase(plain).search(one.plain) for one in all_of_it for plain in entry.means)
            if use is not None and not told:
                message = f"{host} says {entry.terms[0]!r} and not what it means"
                hint = f"Explain it in the same section, for example: {entry.means[0]}."
                yield Problem(CODE, message, hint, use.place, SEVERITY, item=use.id)
