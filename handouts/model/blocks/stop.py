"""The stop strip: when to break off an exercise. Once on each page of exercises."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.line import Composer, Line, LineSource
from handouts.model.read import Slug
from handouts.model.wording import Wording


class StopSource(Source):
    """The word "Stop" and up to a few lines."""

    type: Literal["stop"]
    id: Slug
    title: Wording
    lines: Annotated[tuple[LineSource, ...], Field(min_length=1)]

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return self.lines

    def compose(self, composer: Composer) -> Stop | None:
        """The strip for this patient; None when no line of it was selected."""
        lines = composer.lines(self.lines)
        return Stop(composer.title(f"{self.id}_title", self.title), lines) if lines else None


class Stop(Struct, frozen=True):
    """A strip with a sign on the left."""

    title: Line
    lines: tuple[Line, ...]

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        return (str(self.title), *(str(line) for line in self.lines))
