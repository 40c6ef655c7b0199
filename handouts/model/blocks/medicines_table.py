"""The one current list of medicines: typed by staff, never filled from lines about painkillers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.blocks.table import Table
from handouts.model.line import Composer, Line
from handouts.model.read import Slug
from handouts.model.wording import Text, Wording


class MedicinesTableSource(Source):
    """A table with a row for each medicine of the order. ``head`` names the columns of ``Medicine.cells``."""

    type: Literal["medicines_table"]
    id: Slug
    head: Annotated[tuple[Wording, ...], Field(min_length=3, max_length=3)]

    def compose(self, composer: Composer) -> Table | None:
        """The table; None when the order lists no medicine."""
        rows = composer.rows("medicines_list")
        if not rows:
            return None
        head = tuple(composer.title(f"{self.id}_head_{index}", cell) for index, cell in enumerate(self.head, 1))
        return Table(
            head,
            tuple(
                tuple(Line(f"{self.id}.{number}_{index}", Text.plain(cell)) for index, cell in enumerate(row, 1))
                for number, row in enumerate(rows, 1)
            ),
        )
