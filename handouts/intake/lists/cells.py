"""What is typed in one cell, as the words that an order file would have."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from msgspec import Struct, field

from handouts.intake.lists.fields import Cell
from handouts.intake.lists.row import CellValue
from handouts.strict import Node

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PARTS = {"day": r"(?P<day>\d{1,2})", "month": r"(?P<month>\d{1,2})", "year": r"(?P<year>\d{4})"}
_FORMAT = re.compile(r"(day|month|year)([-./ ])(day|month|year)\2(day|month|year)")

Fault = tuple[str, str, str]
"""Code, message and hint."""


def date_pattern(format: str) -> re.Pattern[str] | None:
    """``day/month/year`` as a pattern; None when it is no such format.

    The year stands first or last: first, only before the month, since no one writes year-day-month.
    """
    found = _FORMAT.fullmatch(format)
    if not found or {found[1], found[3], found[4]} != set(_PARTS):
        return None
    if found[3] == "year" or (found[1], found[3]) == ("year", "day"):
        return None
    sign = re.escape(found[2])
    return re.compile(sign.join(_PARTS[found[part]] for part in (1, 3, 4)), re.ASCII)


def typed_date(day: dt.date, format: str | None) -> str:
    """``day`` as the clinic types it."""
    if format is None:
        return day.isoformat()
    parts = {"day": f"{day.day:02}", "month": f"{day.month:02}", "year": f"{day.year:04}"}
    return re.sub("day|month|year", lambda found: parts[found[0]], format)


class Reading(Struct, frozen=True):
    """How cells are read: the clinic's format of dates, the sign between items, words for answers."""

    dates: str | None = None
    pattern: re.Pattern[str] | None = None
    separator: str = ";"
    words: Mapping[str, str] = field(
        default_factory=lambda: {"yes": "yes", "no": "no", "unknown": "unknown", "none": "none"}
    )

    def read(self, value: CellValue, cell: Cell) -> tuple[Node, Fault | None]:
        """The value of a cell that is not empty, and what is wrong with it; then the value is as typed."""
        if isinstance(value, dt.date):
            if cell is Cell.DATE:
                return value.isoformat(), None
            hint = "Type it again as text: write ' before it, or format the column as text first."
            return value.isoformat(), ("date-cell", "the spreadsheet has made a date of this", hint)
        if cell is Cell.TEXT:
            return value, None
        if cell is Cell.ANSWER:
            return self.words.get(value.casefold(), value), None
        return self._date(value) if cell is Cell.DATE else (self._list(value, cell), None)

    def _date(self, text: str) -> tuple[Node, Fault | None]:
        if self.pattern is None:
            if _ISO.fullmatch(text):
                return text, None
            hint = "State in the mapping how dates are typed, for example dates: day/month/year"
            return text, ("ambiguous-date", "only a date as 2026-11-21 is sure to be read right", hint)
        found = self.pattern.fullmatch(text)
        if found:
            try:
                return dt.date(*(int(found[part]) for part in ("year", "month", "day"))).isoformat(), None
            except ValueError:
                hint = "Correct it, or state another format in the mapping."
                return text, ("bad-date", f"read as {self.dates}, this is no date of the calendar", hint)
        message = f"this is not a date as {self.dates}, with four digits for the year"
        return text, ("bad-date", message, "Correct it, or state another format in the mapping.")

    def _list(self, text: str, cell: Cell) -> Node:
        word = self.words.get(text.casefold())
        if word == "none":
            return "none" if cell is Cell.LIST_OR_WORD else []
        if word == "unknown" and cell is Cell.LIST_OR_WORD:
            return "unknown"
        return [item for part in text.split(self.separator) if (item := part.strip())]
