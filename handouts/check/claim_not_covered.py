"""Claims of the source articles that no line carries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handouts.model.claims import ALL_IDS
from handouts.model.library import Library
from handouts.model.problem import Place, Problem, Severity

CODE = "claim-not-covered"
SEVERITY = Severity.ERROR
RATIONALE = "Every claim of the source articles is kept, put right or answered by a line that is there."
SOURCE = "CLAIMS.md."
MEND = "Under lines: in sections/lists/claims.yaml, name the lines that carry it now, or add one to a section."
_LIST = Place("sections/lists/claims.yaml")


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """An error for each claim that is not in the list, has no line, or names a line that is gone."""
    for id in ALL_IDS:
        if id not in library.claims:
            hint = "Add it to sections/lists/claims.yaml with its disposition."
            yield Problem(CODE, f"the claim {id} is not in the list", hint, _LIST, item=id)
    for id, claim in library.claims.items():
        gone = [line for line in claim.lines if line not in library.line_ids]
        if claim.is_carried and (gone or not claim.lines):
            what = f"names lines that are gone: {', '.join(gone)}" if gone else "has no line"
            message = f"the claim {id} ({claim.topic}) {what}"
            yield Problem(CODE, message, MEND, library.place("claims", id), item=id)
