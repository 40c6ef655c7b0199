"""Text that no clinician has signed off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handouts.check.governed import all_governed
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity

CODE = "unsigned"
SEVERITY = Severity.WARNING
RATIONALE = "A named clinician must approve the library before use."
SOURCE = "CONTENT_BRIEF, opening; PIF TICK, criterion 1."
MEND = "After a review: handouts sign-off SECTION --by NAME --role ROLE --on DATE --library DIR"


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """One warning for the whole library, so that it is read."""
    items = [item for _, item in all_governed(library)]
    waiting = [item for item in items if not item.is_reviewed]
    if not waiting:
        return
    if len(waiting) == len(items):
        message = f"No clinician has signed off this library ({len(items)} sections and exercises)."
    else:
        message = f"No clinician has signed off {len(waiting)} of {len(items)} sections and exercises."
    yield Problem(CODE, message, MEND, severity=SEVERITY)
