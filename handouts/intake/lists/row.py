"""A raw row: one order of a list as it was read, unchecked. Small, and can be sent to another process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from handouts.errors import BadInput
from handouts.model.problem import Place, Problem, in_table
from handouts.strict import Document, Path

if TYPE_CHECKING:
    from handouts.intake.lists.plan import Plan

CellValue = str | dt.date
"""What stands in a cell: text as it was typed, or a date that the spreadsheet knows to be one."""

FORMULA, NO_VALUE = "#FORMULA!", "#VALUE!"
UNREADABLE = frozenset(
    {FORMULA, NO_VALUE, "#N/A", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)
"""What a spreadsheet shows where it has no value. ``FORMULA`` is our own."""


class RawRow(Protocol):
    """One order, as its reader found it. ``number`` is the row as staff count it: in tables, the names are row 1."""

    @property
    def file(self) -> str:
        """The file it stands in, as the user named it."""
        ...

    @property
    def number(self) -> int:
        """Row of the table, line of JSON Lines, or how many orders of the file or folder it and those before make."""
        ...

    def document(self, plan: Plan) -> tuple[Document, list[Problem]]:
        """The order that it holds, with the place of each value, and the problems of reading it."""
        ...


class TableRow(Struct, frozen=True):
    """A row of a table: its cells as they were typed, and what is wrong with the row itself."""

    file: str
    number: int
    cells: tuple[CellValue, ...]
    faults: tuple[Problem, ...] = ()

    def document(self, plan: Plan) -> tuple[Document, list[Problem]]:
        """The cells under the fields that ``plan`` gives them."""
        return plan.document(self)


@dataclass(slots=True)
class RowDocument(Document):
    """The order in one row of a table. ``columns`` has the number and the name of the column behind each field,
    ``fixed`` the place of each constant."""

    row: int = 0
    columns: Mapping[Path, tuple[int, str]] = field(default_factory=dict)
    fixed: Mapping[Path, Place] = field(default_factory=dict)

    def whole(self) -> Place:
        """The row."""
        return in_table(self.file, self.row)

    def knows(self, path: Path) -> bool:
        """Whether a column leads there, or a value stands there."""
        return path in self.columns or path in self.fixed or self.at(path) is not None

    def place(self, path: Path) -> Place:
        """The cell, or the constant in the mapping; the row where neither is."""
        while path:
            if path in self.columns:
                return in_table(self.file, self.row, *self.columns[path])
            if path in self.fixed:
                return self.fixed[path]
            path = path[:-1]
        return self.whole()

    def key_place(self, path: Path) -> Place:
        """Names of fields stand in the first row; the fault is in this one."""
        return self.place(path)


def ragged(file: str, number: int, cells: Sequence[CellValue], headers: Sequence[str]) -> Iterable[Problem]:
    """What is wrong with the number of cells in a row."""
    if len(cells) == len(headers):
        return
    more = len(cells) > len(headers)
    at = len(headers) + 1 if more else len(cells) + 1
    message = f"this row has {len(cells)} cells, and there are {len(headers)} columns"
    hint = "Put text that holds the sign between the cells into quotes, or take cells out." if more else "Add cells."
    yield Problem("ragged-row", message, hint, in_table(file, number, at))


def broken(problem: Problem) -> BadInput:
    """A fault after which nobody knows where a row begins or ends."""
    return BadInput(f"{problem.place.file}: the list cannot be used", problems=[problem])
