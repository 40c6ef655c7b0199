"""A small table: at most 3 columns, short heads, first column bold (LOOK.md, section 5)."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field, model_validator

from handouts.model.blocks.source import Source
from handouts.model.condition import ALWAYS, Condition
from handouts.model.line import Composer, Line, LineSource
from handouts.model.read import Read, Slug
from handouts.model.wording import Wording


class RowSource(Read):
    """One row; it is kept or withheld as a whole."""

    id: Slug
    cells: Annotated[tuple[Wording, ...], Field(min_length=2, max_length=3)]
    refs: tuple[str, ...] = ()
    when: Condition = ALWAYS

    def as_lines(self) -> tuple[LineSource, ...]:
        """One line for each cell, all under the row's condition."""
        return tuple(
            LineSource.model_construct(id=f"{self.id}_{index}", text=cell, refs=self.refs, when=self.when)
            for index, cell in enumerate(self.cells, 1)
        )


class TableSource(Source):
    """Heads and rows of the same number of cells."""

    type: Literal["table"]
    id: Slug
    head: Annotated[tuple[Wording, ...], Field(min_length=2, max_length=3)]
    rows: Annotated[tuple[RowSource, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _square(self) -> TableSource:
        for row in self.rows:
            if len(row.cells) != len(self.head):
                raise ValueError(f"row {row.id} has {len(row.cells)} cells, the head has {len(self.head)}")
        return self

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return tuple(line for row in self.rows for line in row.as_lines())

    def compose(self, composer: Composer) -> Table | None:
        """The table for this patient; None when no row was selected."""
        rows = tuple(row for row in (composer.lines(row.as_lines()) for row in self.rows) if row)
        head = tuple(composer.title(f"{self.id}_head_{index}", cell) for index, cell in enumerate(self.head, 1))
        return Table(head, rows) if rows else None


class Table(Struct, frozen=True):
    """``head`` and each of ``rows`` have the same number of cells."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        return tuple(str(cell) for row in (self.head, *self.rows) for cell in row)
