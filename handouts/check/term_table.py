"""Two words for one thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handouts.check.reading.phrase import phrase
from handouts.check.said import all_said
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity

CODE = "term-table"
SEVERITY = Severity.ERROR
RATIONALE = "A reader takes two words for two things. One thing has one name throughout."
SOURCE = "CONTENT_BRIEF 10.1; the table same_word in sections/lists/style.yaml."
MEND = "Use the word of the table."


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """An error for each word that the table replaces by another."""
    for said in all_said(library):
        for term in library.style.same_word:
            used = next((match[0] for word in term.instead_of if (match := phrase(word).search(said.plain))), None)
            if used:
                yield Problem(CODE, f"{said.id} says {used!r}", f"Say: {term.say}.", said.place, item=said.id)
