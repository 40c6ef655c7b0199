"""A review date too far ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handouts.check.governed import all_governed
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity

CODE = "review-too-far"
SEVERITY = Severity.ERROR
RATIONALE = "Health text is reviewed at least every 3 years."
SOURCE = "CONTENT_BRIEF 10.7; PIF TICK."
MEND = "Set review_by to 3 years after reviewed_on, or earlier."
YEARS = 3


def run(library: Library, today: dt.date) -> Iterator[Problem]:
    """An error for each item to be reviewed later than 3 years after its review, or after today."""
    for kind, item in all_governed(library):
        start = item.reviewed_on or today
        if item.review_by > _years_after(start, YEARS):
            message = f"{item.id} is to be reviewed more than {YEARS} years on"
            hint = f"Set review_by to {_years_after(start, YEARS)} or earlier."
            yield Problem(CODE, message, hint, library.place(kind, item.id, "review_by"), item=item.id)


def _years_after(day: dt.date, years: int) -> dt.date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap_day else day.day)
