"""Rejected claims of the source articles in patient text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from handouts.check.said import Said, all_said
from handouts.model.claims import Claim
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity

CODE = "rejected-claim"
SEVERITY = Severity.ERROR
RATIONALE = "Nothing that the source articles get wrong may reach a patient."
SOURCE = "CLAIMS.md."
MEND = "Take it out, or say the safe opposite."


def made(library: Library) -> Iterator[tuple[Claim, Said]]:
    """Each rejected claim with each wording that makes it."""
    rejected = [
        (claim, frozenset(claim.allowed_in), [re.compile(pattern, re.IGNORECASE) for pattern in claim.never])
        for claim in library.claims.values()
        if claim.is_rejected
    ]
    for said in all_said(library):
        sentences = said.sentences()
        for claim, allowed, patterns in rejected:
            if not allowed & said.contexts and any(p.search(sentence) for p in patterns for sentence in sentences):
                yield claim, said


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """An error for each wording that makes a rejected claim, at that wording."""
    for claim, said in made(library):
        message = f"{said.id} makes the rejected claim {claim.id} ({claim.topic})"
        yield Problem(CODE, message, MEND, said.place)
