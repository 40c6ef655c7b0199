"""A boxed aside in one of three levels. Urgent is for warnings alone (LOOK.md, section 5)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.line import Composer, Line, LineSource
from handouts.model.read import Slug
from handouts.model.wording import Wording


class Level(StrEnum):
    """How loud a callout is."""

    NOTE = "note"
    CAUTION = "caution"
    URGENT = "urgent"


class CalloutSource(Source):
    """A title and lines; more than one line is set as bullets."""

    type: Literal["callout"]
    id: Slug
    level: Level
    title: Wording
    lines: Annotated[tuple[LineSource, ...], Field(min_length=1)]

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return self.lines

    def compose(self, composer: Composer) -> Callout | None:
        """The callout for this patient; None when no line of it was selected."""
        lines = composer.lines(self.lines)
        return Callout(self.level, composer.title(f"{self.id}_title", self.title), lines) if lines else None


class Callout(Struct, frozen=True):
    """A box with a heading of its own."""

    level: Level
    title: Line
    lines: tuple[Line, ...]

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        return (str(self.title), *(str(line) for line in self.lines))
