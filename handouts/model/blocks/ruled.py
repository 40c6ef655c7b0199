"""Lines to write on."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.line import Composer, Line, LineSource
from handouts.model.read import Whole


class RuledSource(Source):
    """A label and ``count`` empty lines below it."""

    type: Literal["ruled"]
    label: LineSource
    count: Annotated[Whole, Field(ge=1, le=12)]

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return (self.label,)

    def compose(self, composer: Composer) -> Ruled | None:
        """The label with its lines; None when it was not selected."""
        label = composer.first((self.label,))
        return Ruled(label, self.count) if label else None


class Ruled(Struct, frozen=True):
    """``count`` lines, 9.5 mm apart or more."""

    label: Line
    count: int

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        return (str(self.label),)
