"""Dates in an order that cannot be right."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator

from handouts.intake.form import Form
from handouts.model.problem import Problem

OLDEST_YEARS = 120
FOLLOW_UP_MONTHS = 6
"""The next visit is at most this far ahead (CONTENT_BRIEF, section 8)."""


def check_dates(form: Form, today: dt.date) -> Iterator[Problem]:
    """Every date that cannot be right on the day ``today``."""
    yield from _birth(form, today)
    yield from _onset(form, today)
    yield from _follow_up(form, today)
    yield from _in_the_past(form, today, "facts", "red_flag_screen", "on")
    for field in ("cleared", "surgery"):
        for at, _ in form.items("facts", field):
            yield from _in_the_past(form, today, *at, "on")


def age_on(birth: dt.date, today: dt.date) -> int:
    """Whole years from ``birth`` to ``today``."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day ``months`` later; the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _in_the_past(form: Form, today: dt.date, *path: str | int) -> Iterator[Problem]:
    date = form.date(*path)
    if date is not None and date > today:
        message, hint = f"{path[-1]}: this date is in the future", "Write the day on which it was done."
        yield form.problem("date-in-future", message, hint, *path)


def _birth(form: Form, today: dt.date) -> Iterator[Problem]:
    path = ("patient", "birth_date")
    birth, age = form.date(*path), form.whole("facts", "age")
    if birth is None:
        return
    if birth > today:
        yield form.problem("date-in-future", "birth_date: this date is in the future", "Correct the date.", *path)
    elif age_on(birth, today) > OLDEST_YEARS:
        message = f"birth_date: this is more than {OLDEST_YEARS} years ago"
        yield form.problem("date-too-old", message, "Correct the date.", *path)
    elif age is not None and age != age_on(birth, today):
        message = "age: this does not agree with birth_date"
        yield form.problem("age-disagrees", message, "Ask the patient, then correct one of the two.", "facts", "age")


def _onset(form: Form, today: dt.date) -> Iterator[Problem]:
    path = ("facts", "onset_date")
    onset, days, age = form.date(*path), form.whole("facts", "onset_days"), form.whole("facts", "age")
    if onset is not None and onset > today:
        message, hint = "onset_date: this date is in the future", "Write the day on which the pain began."
        yield form.problem("date-in-future", message, hint, *path)
        return
    field = "onset_date" if onset is not None else "onset_days"
    days = (today - onset).days if onset is not None else days
    # One year more than the age: the birthday is not known.
    if days is not None and age is not None and days > (age + 1) * 365.25:
        message, hint = f"{field}: this is before the patient was born", "Correct it, or the age."
        yield form.problem("onset-before-birth", message, hint, "facts", field)


def _follow_up(form: Form, today: dt.date) -> Iterator[Problem]:
    path = ("follow_up", "date")
    date = form.date(*path)
    if date is None:
        return
    if date < today:
        message, hint = "date: the next visit is in the past", "Write a day that is still to come."
        yield form.problem("follow-up-past", message, hint, *path)
    elif date > months_after(today, FOLLOW_UP_MONTHS):
        message = f"date: the next visit is more than {FOLLOW_UP_MONTHS} months ahead"
        yield form.problem("follow-up-far", message, "Check the year, or leave the visit out.", *path)
