"""What a reader gives: the names of the columns, if there are any, and the rows, one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from handouts.intake.lists.row import RawRow
from handouts.model.problem import Place, Problem, in_table

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}


class Options(Struct, frozen=True):
    """What the mapping says to a reader. ``known``: names of columns that may be in the list, in small letters."""

    delimiter: str | None = None
    sheet: str | None = None
    known: frozenset[str] = frozenset()


class Opened(Struct, frozen=True):
    """A list that can be read. ``headers`` is None where rows have the fields of an order by name.

    ``rows`` begins anew at each call, and holds one row at a time. It raises :class:`~handouts.errors.BadInput` at a
    fault after which nobody knows where a row begins. ``delimiter`` is that of a CSV file.
    """

    rows: Callable[[], Iterator[RawRow]]
    headers: tuple[str, ...] | None = None
    head_row: int = 1
    delimiter: str = ","
    called: Callable[[int], str] = "row {}".format
    """How staff call a row, by its number."""
    problems: tuple[Problem, ...] = ()


class Reader(Protocol):
    """Opens one kind of list."""

    def __call__(self, path: Path, options: Options, /) -> Opened:
        """The list in ``path``. Faults of the whole list are among its problems; it may raise :class:`OSError`."""
        ...


def unusable(path: Path, code: str, message: str, hint: str, *, line: int = 0) -> Opened:
    """A list that cannot be read, and why."""
    place = in_table(str(path), line) if line else Place(str(path))
    return Opened(rows=lambda: iter(()), problems=(Problem(code, message, hint, place),))
