"""A list in one sheet of an XLSX workbook."""

from __future__ import annotations

import contextlib
import datetime as dt
import math
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

from handouts.intake.lists.opened import DELIMITERS, Opened, Options, unusable
from handouts.intake.lists.row import FORMULA, NO_VALUE, CellValue, TableRow, broken, ragged
from handouts.model.problem import Place, Problem, Severity, in_table

MOST_BYTES = 1 << 30
"""All parts of the workbook, unpacked. A million rows of 20 columns take about half of it."""
MOST_TEXT = 256 << 20
"""The part that holds all texts, which is kept in memory."""
MOST_TIMES = 150
"""A part may be this many times as long as it is packed: real ones reach 30, a zip bomb 1,000."""
SMALL = 8 << 20
"""Parts up to this size do no harm however well they are packed."""
LAST_ROW = 1_048_576
_CHUNK = 1 << 20
_OVERLAP = 256
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s")
_HIDDEN = re.compile(rb"<(?:\w+:)?row\s[^<>]*hidden=\"(?:1|true)\"")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PADDED = re.compile("0{2,15}")
_SAVE = "Open it in your spreadsheet program and save it as .xlsx again."
T = TypeVar("T")


def open_workbook(path: Path, options: Options) -> Opened:
    """The list in the workbook ``path``: the sheet that has anything in it, or the one that the mapping names."""
    fault = _unsafe(path)
    if fault is not None:
        return unusable(path, *fault)
    try:
        with _loaded(path) as book:
            sheets = [sheet for sheet in book.worksheets if _wanted(sheet, options)]
            if not sheets:
                return unusable(path, *_no_sheet(options))
            if len(sheets) > 1:
                hint = "Name the one to use in the mapping, as sheet: NAME; or delete the others."
                return unusable(path, "many-sheets", f"{len(sheets)} sheets have something in them", hint)
            part, title = str(sheets[0]._worksheet_path), str(sheets[0].title)
            head = next(((row, cells) for row, cells in _records(sheets[0]) if any(cells)), None)
    except _Damaged as damaged:
        return unusable(path, *damaged.fault)
    if head is None:
        return unusable(path, *_no_sheet(options))
    row, cells = head
    headers = tuple(cell if isinstance(cell, str) else cell.isoformat() for cell in cells)

    def rows() -> Iterator[TableRow]:
        return _rows(path, title, row, headers)

    delimiter = DELIMITERS[options.delimiter or "comma"]
    return Opened(rows=rows, headers=headers, head_row=row, delimiter=delimiter, problems=tuple(_look(path, part)))


def _rows(path: Path, title: str, head: int, headers: tuple[str, ...]) -> Iterator[TableRow]:
    file, many = str(path), len(headers)
    number = head
    try:
        with _loaded(path) as book:
            for number, cells in _records(book[title]):
                if number <= head or not any(cells):
                    continue
                # Empty cells at the end of a row are not stored.
                padded = tuple(cells) + ("",) * (many - len(cells))
                yield TableRow(file, number, padded, tuple(ragged(file, number, padded, headers)))
    except _Damaged as damaged:
        raise broken(Problem(*damaged.fault, in_table(file, number))) from None


class _Damaged(Exception):
    """The workbook cannot be read; carries code, message and hint."""

    def __init__(self, message: str = "this workbook is damaged, or is none") -> None:
        super().__init__(message)
        self.fault = ("bad-workbook", message, _SAVE)


def _quietly(step: Callable[[], T]) -> T:
    """``step`` without what openpyxl has to say: it raises whatever it meets in a damaged file, with cells in it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return step()
        except (StopIteration, OSError):
            raise
        except Exception:  # noqa: BLE001
            raise _Damaged from None


@contextlib.contextmanager
def _loaded(path: Path) -> Iterator[Any]:
    import openpyxl

    # openpyxl leaves a file open that it cannot read, so the file is opened here.
    with path.open("rb") as file:
        book = _quietly(lambda: openpyxl.load_workbook(file, read_only=True, keep_links=False))
        with closing(book):
            yield book


def _wanted(sheet: Any, options: Options) -> bool:
    if not hasattr(sheet, "iter_rows"):
        return False  # a sheet that is a chart
    if options.sheet is not None:
        return str(sheet.title).strip().casefold() == options.sheet.casefold()
    return sheet.sheet_state == "visible" and any(any(cells) for _, cells in _records(sheet))


def _no_sheet(options: Options) -> tuple[str, str, str]:
    if options.sheet is not None:
        return "no-sheet", "there is no sheet with the name that the mapping states, or it is empty", "Correct sheet:"
    return "empty", "the list is empty", "The first row names the columns."


def _records(sheet: Any) -> Iterator[tuple[int, list[CellValue]]]:
    """Each row with its number; cells at its end that are empty are left out."""
    sheet.reset_dimensions()  # What a file says of its own size is often wrong.
    rows = iter(sheet.iter_rows())
    number = 0
    while True:
        try:
            row = _quietly(lambda: next(rows))
        except StopIteration:
            return
        number += 1
        if number > LAST_ROW:
            raise _Damaged("this sheet has more rows than a sheet can have")
        cells = [_value(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        yield number, cells


def _value(cell: Any) -> CellValue:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return FORMULA
    if isinstance(value, str):
        return value if value.strip() else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number(value, cell)
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    return f"{value:%H:%M}" if isinstance(value, dt.time) else NO_VALUE


def _number(value: float, cell: Any) -> str:
    if not math.isfinite(value):
        return NO_VALUE
    if value != int(value):
        return repr(value)
    format = str(cell.number_format)
    return f"{int(value):0{len(format)}}" if _PADDED.fullmatch(format) else str(int(value))


def _unsafe(path: Path) -> tuple[str, str, str] | None:
    """Why the workbook is not even opened: it would fill the memory, or is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > MOST_BYTES or any(map(_bomb, parts)):
                message = "unpacked, this workbook is too large to be read"
                return "too-large", message, "Save the sheet as CSV, or split the list."
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and any(
                    map(_DOCTYPE.search, _pieces(archive, part.filename))
                ):
                    return "bad-workbook", "this workbook has definitions that could be an attack", _SAVE
    # NotImplementedError is what zipfile raises for a way of packing that it does not know.
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error):
        return "bad-workbook", "this is no .xlsx workbook, or it has a password", _SAVE
    return None


def _bomb(part: zipfile.ZipInfo) -> bool:
    if part.filename.endswith("sharedStrings.xml") and part.file_size > MOST_TEXT:
        return True
    return part.file_size > SMALL and part.file_size > MOST_TIMES * max(1, part.compress_size)


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A part in pieces, each with the end of the one before."""
    with archive.open(name) as file:
        end = b""
        while chunk := file.read(_CHUNK):
            yield end + chunk
            end = chunk[-_OVERLAP:]


def _look(path: Path, part: str) -> Iterator[Problem]:
    """What is drawn on the sheet that the rows do not show: merged cells, and rows that nobody sees."""
    merged = hidden = False
    with zipfile.ZipFile(path) as archive:
        for piece in _pieces(archive, part.removeprefix("/")):
            merged = merged or _MERGED.search(piece) is not None
            hidden = hidden or _HIDDEN.search(piece) is not None
    place = Place(str(path))
    if merged:
        message = "cells are merged in this sheet, so nobody knows to which rows they belong"
        yield Problem(
            "merged-cells", message, "Select all cells, take the merging away, and fill in what is empty.", place
        )
    if hidden:
        message, hint = (
            "rows are hidden in this sheet, perhaps by a filter; they are read too",
            "Delete what is not meant.",
        )
        yield Problem("hidden-rows", message, hint, place, Severity.WARNING)
