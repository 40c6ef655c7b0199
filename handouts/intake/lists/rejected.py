"""Rows that failed, set aside as a CSV file that can be mended and read again with the same mapping."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType

from handouts.intake.lists.cells import typed_date
from handouts.intake.lists.fields import Cell
from handouts.intake.lists.formulas import guarded
from handouts.intake.lists.order_list import OrderList
from handouts.intake.lists.plan import OWN_COLUMNS, plain
from handouts.intake.lists.row import RawRow, TableRow
from handouts.model.problem import Problem
from handouts.strict import Document, Node

_BETWEEN = ";"


class Rejected:
    """Rows that failed, with all they said and why they failed; :meth:`pieces` is the CSV file, in UTF-8 with a mark.

    Columns are those of the list, in their order. A list without columns gets one for each field, which is read
    without a mapping. Then come :data:`OWN_COLUMNS`. The rows wait in a nameless file that is gone after ``with``.
    """

    def __init__(self, orders: OrderList) -> None:
        self.count = 0
        self._orders = orders
        own = set(OWN_COLUMNS)
        self._kept = [at for at, name in enumerate(orders.columns) if plain(name) not in own]
        self._names: dict[str, None] = {}
        self._extra = 0
        self._spool = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115  (closed in __exit__)

    def __enter__(self) -> Rejected:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._spool.close()

    def add(self, raw: RawRow, problems: Iterable[Problem], document: Document) -> None:
        """Set ``raw`` aside because of ``problems``; ``document`` is what was read of it."""
        told = list(problems)
        errors = [problem for problem in told if problem.is_error] or told
        codes = " ".join(dict.fromkeys(problem.code for problem in errors))
        words = " | ".join(f"{_where(problem)}{problem.message}. {problem.hint}".strip() for problem in errors)
        cells = self._cells(raw) if isinstance(raw, TableRow) else self._fields(document.data)
        json.dump([raw.number, codes, words, cells], self._spool, ensure_ascii=True)
        self._spool.write("\n")
        self.count += 1

    def _cells(self, row: TableRow) -> list[str]:
        format = self._orders.plan.reading.dates
        texts = [cell if isinstance(cell, str) else typed_date(cell, format) for cell in row.cells]
        beyond = texts[len(self._orders.columns) :]
        self._extra = max(self._extra, len(beyond))
        return [texts[at] if at < len(texts) else "" for at in self._kept] + beyond

    def _fields(self, data: Node) -> dict[str, str]:
        found = dict(self._flat(data, ""))
        self._names |= dict.fromkeys(found)
        return found

    def _flat(self, node: Node, path: str) -> Iterator[tuple[str, str]]:
        """Each value by the name that its column gets."""
        if isinstance(node, str):
            yield path, node
        elif isinstance(node, dict):
            for name, child in node.items():
                yield from self._flat(child, f"{path}.{name}" if path else name)
        elif isinstance(node, list):
            texts = [item for item in node if isinstance(item, str)]
            if len(texts) == len(node) and self._one_cell(texts, path):
                yield path, f"{_BETWEEN} ".join(texts) or "none"
            else:
                for at, child in enumerate(node):
                    yield from self._flat(child, f"{path}.{at}")

    def _one_cell(self, texts: Sequence[str], path: str) -> bool:
        """Whether a list comes back the same when it stands in one cell."""
        whole = all(text == text.strip() and text and _BETWEEN not in text for text in texts)
        word = len(texts) == 1 and texts[0].casefold() in ("none", "unknown")
        return whole and not word and self._orders.fields.cell(path) in (Cell.LIST, Cell.LIST_OR_WORD)

    def pieces(self) -> Iterator[bytes]:
        """The file, piece by piece."""
        text = io.StringIO(newline="")
        # All in quotes, with the delimiter of the list: what the clinic's program splits elsewhere could be a formula.
        writer = csv.writer(text, delimiter=self._orders.opened.delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        columns = self._orders.columns
        names = [*(columns[at] for at in self._kept), *[""] * self._extra] if columns else list(self._names)
        text.write("\ufeff")
        writer.writerow(map(guarded, (*names, *OWN_COLUMNS)))
        self._spool.seek(0)
        for line in self._spool:
            number, codes, words, cells = json.loads(line)
            row = [cells.get(name, "") for name in names] if isinstance(cells, dict) else cells
            row += [""] * (len(names) - len(row))
            writer.writerow(map(guarded, (*row, str(number), codes, words)))
            yield _taken(text)
        yield _taken(text)
        self._spool.seek(0, io.SEEK_END)


def _taken(text: io.StringIO) -> bytes:
    found = text.getvalue().encode("utf-8", "surrogatepass")
    text.seek(0)
    text.truncate()
    return found


def _where(problem: Problem) -> str:
    """The column as staff find it, without the file and row, which the other columns name."""
    return f"{problem.place.header}: " if problem.place.header else ""
