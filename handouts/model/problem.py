"""A finding as data: code, severity, place, message and hint. Never a patient's name or free text."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """``error`` stops the work, ``warning`` is shown and kept in the staff record."""

    ERROR = "error"
    WARNING = "warning"


class Place(Struct, frozen=True, order=True):
    """Where: a file as the user named it, and line and column counted from 1 (0 when unknown).

    In a ``table``, ``header`` is the name of the column ("" where it has none that may be shown), and ``line`` counts
    rows as a spreadsheet does: the row of names is row 1.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    header: str = ""
    table: bool = False

    def __str__(self) -> str:
        if not self.line:
            return self.file
        if self.table:
            return f"{self.file}: row {self.line}{self._named_column()}"
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"

    def _named_column(self) -> str:
        if self.header:
            return f', column "{self.header}"'
        return f", column {column_letters(self.column)}" if self.column else ""


def in_table(file: str, row: int, column: int = 0, header: str = "") -> Place:
    """A row of a table, or a cell in it."""
    return Place(file, row, column, header, table=True)


def column_letters(number: int) -> str:
    """The name that a spreadsheet gives to a column counted from 1: A, B, ... Z, AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


NOWHERE = Place()


class Problem(Struct, frozen=True):
    """One finding. ``code`` is stable and what tests and scripts rely on; ``message`` may change.

    ``item`` is the id of the line or section it is about, where a clinic may accept it (see ``check.baseline``).
    ``path`` is the field of the order it is about, for stages that know no file: ``intake.locate`` finds its place.
    """

    code: str
    message: str
    hint: str = ""
    place: Place = NOWHERE
    severity: Severity = Severity.ERROR
    item: str = ""
    path: tuple[str | int, ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether this stops the work."""
        return self.severity is Severity.ERROR

    def as_dict(self) -> dict[str, object]:
        """Plain values for ``--json`` output and the staff record."""
        found: dict[str, object] = {
            "code": self.code,
            "severity": self.severity.value,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "message": self.message,
            "hint": self.hint,
        }
        if self.place.table:
            found |= {"row": self.place.line, "header": self.place.header}
        return found | {"item": self.item} if self.item else found


def errors_in(problems: tuple[Problem, ...] | list[Problem]) -> tuple[Problem, ...]:
    """The problems that stop the work, in order of place."""
    return tuple(sorted((p for p in problems if p.is_error), key=lambda p: p.place))
