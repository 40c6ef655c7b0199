"""A list in one YAML file: many orders, with --- between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handouts import strict
from handouts.intake.lists.opened import Opened, Options
from handouts.intake.lists.text_row import YamlRow, lines_of


def open_yaml(path: Path, _options: Options) -> Opened:
    """The list in the file ``path``; rows are counted by order."""

    def rows() -> Iterator[YamlRow]:
        with path.open("rb") as file:
            for number, (first, text) in enumerate(strict.parse_many(lines_of(file)), 1):
                yield YamlRow(str(path), number, text, first)

    return Opened(rows=rows, called="order {} of this file".format)
