"""Small print that is still 12 pt: sources and review."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.line import Composer, Line, LineSource


class SmallSource(Source):
    """Each line is a paragraph of small, soft text."""

    type: Literal["small"]
    lines: Annotated[tuple[LineSource, ...], Field(min_length=1)]

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return self.lines

    def compose(self, composer: Composer) -> Small | None:
        """The lines that were selected; None when there is none."""
        lines = composer.lines(self.lines)
        return Small(lines) if lines else None


class Small(Struct, frozen=True):
    """Lines in the small style."""

    lines: tuple[Line, ...]

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        return tuple(str(line) for line in self.lines)
