"""A list in a CSV file."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from handouts.intake.lists.encoding import encoding_of
from handouts.intake.lists.formulas import unguarded
from handouts.intake.lists.opened import DELIMITERS, Opened, Options, unusable
from handouts.intake.lists.plan import OWN_COLUMNS, plain
from handouts.intake.lists.row import TableRow, broken, ragged
from handouts.model.problem import Problem, in_table

_SAMPLE_ROWS = 50
_SAMPLE = 256 * 1024
_SEP = re.compile(r"sep=([,;\t|])\r?\n?")


def open_csv(path: Path, options: Options) -> Opened:
    """The list in the CSV file ``path``: any of four delimiters, UTF-8, UTF-16 or the old letters of Windows."""
    encoding, said = encoding_of(path)
    if not encoding:
        return Opened(rows=lambda: iter(()), problems=tuple(said))
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline(len("sep=;\r\n") + 1)
        stated = _SEP.fullmatch(first)
        sample = ("" if stated else first) + file.read(_SAMPLE)
    delimiter = DELIMITERS[options.delimiter] if options.delimiter else stated[1] if stated else None
    found = _delimiters(sample, options.known) if delimiter is None else [delimiter]
    if len(found) > 1:
        hint = f"State it in the mapping: delimiter: {', '.join(n for n, sign in DELIMITERS.items() if sign in found)}"
        return unusable(path, "delimiter-unclear", "more than one sign could stand between the cells", hint, line=1)
    table = _Table(path, encoding, found[0], skip=1 if stated else 0)
    head = next(((row, cells) for row, cells in table.records() if any(cells)), None)
    if head is None:
        return unusable(path, "empty", "the list is empty", "The first row names the columns.")
    row, cells = head
    guarded = OWN_COLUMNS[0] in map(plain, cells)
    headers = tuple(unguarded(cell) if guarded else cell for cell in cells)
    return Opened(
        rows=lambda: table.rows(row, headers, guarded=guarded),
        headers=headers,
        head_row=row,
        delimiter=found[0],
        problems=tuple(said),
    )


class _Table:
    def __init__(self, path: Path, encoding: str, delimiter: str, *, skip: int) -> None:
        self._path, self._encoding, self._delimiter, self._skip = path, encoding, delimiter, skip

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with its number; one with line breaks in quotes is one row, as in a spreadsheet."""
        number = 0
        with self._path.open(encoding=self._encoding, newline="") as file:
            for _ in range(self._skip):
                file.readline()
            try:
                for number, cells in enumerate(csv.reader(file, delimiter=self._delimiter, strict=True), 1):
                    yield number, cells
            except csv.Error as error:
                raise broken(self._fault(error, number + 1)) from None

    def _fault(self, error: csv.Error, number: int) -> Problem:
        place = in_table(str(self._path), number)
        if "field limit" in str(error) or "end of data" in str(error):
            message, hint = "a quote is opened in this row and not closed", 'Close it, or write "" for a quote in text.'
        else:
            message = "text goes on after a closing quote, so nobody knows where the cell ends"
            hint = 'Write "" for a quote in text, and check that each quote is closed.'
        return Problem("csv-syntax", message, hint, place)

    def rows(self, head: int, headers: tuple[str, ...], *, guarded: bool) -> Iterator[TableRow]:
        """The rows below the names of the columns, without empty ones."""
        file, many = str(self._path), len(headers)
        for number, cells in itertools.islice(self.records(), head, None):
            if guarded:
                cells = [unguarded(cell) for cell in cells]
            if len(cells) == many:
                if any(cells):
                    yield TableRow(file, number, tuple(cells))
            elif any(cell.strip() for cell in cells):
                yield TableRow(file, number, tuple(cells), tuple(ragged(file, number, cells, headers)))


def _delimiters(sample: str, known: frozenset[str]) -> list[str]:
    """The delimiters that fit best: one, or several that fit equally well.

    Best is the one that gives most columns known by name, then one that gives all rows as many cells as the first.
    """
    scores: dict[str, tuple[int, bool, int]] = {}
    for sign in DELIMITERS.values():
        rows = _sampled(sample, sign)
        head = rows[0] if rows else []
        same = len(head) > 1 and all(len(row) == len(head) for row in rows)
        scores[sign] = (sum(plain(cell) in known for cell in head), same, len(head) if same else 0)
    best = max(scores.values())
    if best == (0, False, 0):
        return [max(DELIMITERS.values(), key=lambda sign: sample.partition("\n")[0].count(sign))]
    return [sign for sign, score in scores.items() if score == best][: 1 if best[2] <= 1 else None]


def _sampled(sample: str, sign: str) -> list[list[str]]:
    rows: list[list[str]] = []
    lines = sample.splitlines(keepends=True)
    if len(sample) >= _SAMPLE:
        lines.pop()  # It may be cut off.
    try:
        for cells in csv.reader(lines, delimiter=sign, strict=True):
            if any(cells):
                rows.append(cells)
            if len(rows) >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return rows[:1]
    return rows
