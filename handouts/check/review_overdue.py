"""Text past its review date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handouts.check.governed import all_governed
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity

CODE = "review-overdue"
SEVERITY = Severity.ERROR
RATIONALE = "Nothing past its review date may reach a patient."
SOURCE = "CONTENT_BRIEF 3.4 and 10.7."
MEND = "Check it against its sources, then set version, reviewed_on and review_by."


def run(library: Library, today: dt.date) -> Iterator[Problem]:
    """An error for each item whose review date has passed."""
    for kind, item in all_governed(library):
        if item.review_by < today:
            message = f"{item.id} was to be reviewed by {item.review_by}"
            yield Problem(CODE, message, MEND, library.place(kind, item.id, "review_by"))
