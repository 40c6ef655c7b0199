"""The title block of page 1: topic, title and main message."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.illustration import Picture
from handouts.model.line import Alternatives, Composer, Line, LineSource
from handouts.model.read import Slug


class FrontSource(Source):
    """Alternatives by region and phase for each part; the first that applies is printed."""

    type: Literal["front"]
    kicker: Alternatives
    title: Alternatives
    picture: Slug = Field(default="walk", description="The illustration beside the title, where there is room.")
    message: Annotated[tuple[LineSource, ...], Field(min_length=1)]

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return (*self.kicker, *self.title, *self.message)

    def alternatives(self) -> tuple[tuple[LineSource, ...], ...]:
        """Groups of which the first line that applies is printed."""
        return (self.kicker, self.title)

    def compose(self, composer: Composer) -> Front | None:
        """The title block; None when no title applies."""
        title = composer.first(self.title)
        if title is None:
            return None
        return Front(
            composer.first(self.kicker), title, composer.lines(self.message), composer.title_picture(self.picture)
        )


class Front(Struct, frozen=True):
    """``title`` is the one H1 of the leaflet. ``picture`` acts out the message; it says nothing more."""

    kicker: Line | None
    title: Line
    message: tuple[Line, ...]
    picture: Picture | None = None

    def shown(self) -> tuple[Picture, ...]:
        """Its pictures, in reading order."""
        return (self.picture,) if self.picture else ()

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        kicker = (str(self.kicker),) if self.kicker else ()
        return (*kicker, str(self.title), *(str(line) for line in self.message))
