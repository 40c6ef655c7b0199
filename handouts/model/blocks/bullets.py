"""A list without an order."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.line import Composer, Line, LineSource


class BulletsSource(Source):
    """One sentence or two for each bullet."""

    type: Literal["bullets"]
    lines: Annotated[tuple[LineSource, ...], Field(min_length=1)]

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return self.lines

    def compose(self, composer: Composer) -> Bullets | None:
        """The bullets that were selected; None when there is none."""
        lines = composer.lines(self.lines)
        return Bullets(lines) if lines else None


class Bullets(Struct, frozen=True):
    """Bullets, two columns where the page allows."""

    lines: tuple[Line, ...]

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        return tuple(str(line) for line in self.lines)
