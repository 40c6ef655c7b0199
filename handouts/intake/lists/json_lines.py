"""A list in JSON Lines: each line one order, with the names of the order file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handouts.intake.lists.opened import Opened, Options
from handouts.intake.lists.text_row import JsonRow, lines_of


def open_json_lines(path: Path, _options: Options) -> Opened:
    """The list in the file ``path``; rows are counted by line."""

    def rows() -> Iterator[JsonRow]:
        with path.open("rb") as file:
            for number, line in enumerate(lines_of(file), 1):
                if line.strip():
                    yield JsonRow(str(path), number, line)

    return Opened(rows=rows, called="line {}".format)
