"""Text past its review date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handouts.check.governed import all_governed
from handouts.model.library import Library
from handouts.model.problem import Problem

CODE = "review-overdue"
RATIONALE = "Nothing past its review date may reach a patient (CONTENT_BRIEF 3.4)."


def run(library: Library, today: dt.date) -> Iterator[Problem]:
    """An error for each item whose review date has passed."""
    for kind, item in all_governed(library):
        if item.review_by < today:
            message = f"{item.id} was to be reviewed by {item.review_by}"
            hint = "Check it against its sources, then set version, reviewed_on and review_by."
            yield Problem(CODE, message, hint, library.place(kind, item.id, "review_by"))
