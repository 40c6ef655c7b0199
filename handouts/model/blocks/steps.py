"""A numbered list of things to do in order."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.line import Composer, Line, LineSource


class StepsSource(Source):
    """At most 5 steps (CONTENT_BRIEF 10.2)."""

    type: Literal["steps"]
    lines: Annotated[tuple[LineSource, ...], Field(min_length=1, max_length=5)]

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return self.lines

    def compose(self, composer: Composer) -> Steps | None:
        """The steps that were selected; None when there is none."""
        lines = composer.lines(self.lines)
        return Steps(lines) if lines else None


class Steps(Struct, frozen=True):
    """Numbered steps."""

    lines: tuple[Line, ...]

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        return tuple(str(line) for line in self.lines)
