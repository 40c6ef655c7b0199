"""Tables: each cell is read with the heads of its row and column."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.verify.findings import Check, Finding
from handouts.verify.read.nouns import File, Node

SCOPES = frozenset({"Row", "Column", "Both"})


def _header(file: File) -> Iterator[Finding]:
    for table in _tables(file):
        rows = _rows(table)
        cells = [cell for row in rows for cell in row]
        if rows and not any(cell.tag == "TH" for cell in cells):
            yield Finding("a table has no heads", table.page())
        elif rows and any(cell.tag != "TH" for cell in rows[0]):
            yield Finding("the first row of a table is not all heads", table.page())
        elif any(row and all(cell.tag == "TH" for cell in row) for row in rows[1:]):
            yield Finding("a row of a table has heads only", table.page())


def _scope(file: File) -> Iterator[Finding]:
    for table in _tables(file):
        for number, row in enumerate(_rows(table)):
            for cell in row:
                said = cell.attributes.get("Scope")
                if cell.tag == "TD" and said is not None:
                    yield Finding("a cell that is no head has a scope", cell.page())
                elif cell.tag == "TH" and said not in SCOPES:
                    yield Finding("a head of a table does not say what it heads", cell.page())
                elif cell.tag == "TH" and len(row) > 1 and said == ("Column" if number else "Row"):
                    yield Finding("a head of a table says that it heads something else", cell.page())


def _square(file: File) -> Iterator[Finding]:
    for table in _tables(file):
        rows = _rows(table)
        if not rows:
            yield Finding("a table has no rows", table.page())
        elif len({len(row) for row in rows}) > 1:
            yield Finding("the rows of a table have different numbers of cells", table.page())


def _tables(file: File) -> Iterator[Node]:
    return (node for node in file.walk() if node.tag == "Table")


def _rows(table: Node) -> list[list[Node]]:
    return [[cell for cell in node.nodes if cell.tag in ("TH", "TD")] for node in table.walk() if node.tag == "TR"]


CHECKS = (
    Check("table-without-header", "Cells are read without a word on what they are about.", _header),
    Check("scope", "A cell is read with the wrong heads, or with none.", _scope),
    Check("table-shape", "A reader that moves down a column lands in another.", _square),
)
