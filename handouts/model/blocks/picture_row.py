"""Pictures side by side, each for a line of the section that it makes plain."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.illustration import Picture
from handouts.model.line import Composer, Line, LineSource
from handouts.model.read import Slug


class CaptionSource(LineSource):
    """A picture and the words under it. Its ``only_with`` names the lines that it makes plain."""

    picture: Slug = Field(description="An illustration: see handouts list illustrations.")


class PictureRowSource(Source):
    """A few pictures. They only help to follow the words: layout leaves out what would need another page."""

    type: Literal["picture_row"]
    pictures: Annotated[tuple[CaptionSource, ...], Field(min_length=1, max_length=8)]

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return self.pictures

    def illustrations(self) -> tuple[str, ...]:
        """Illustrations that it shows."""
        return tuple(source.picture for source in self.pictures)

    def compose(self, composer: Composer) -> PictureRow | None:
        """The pictures whose captions were selected; None when there is none."""
        found = [
            Captioned(caption, composer.illustration(source.picture, caption))
            for source in self.pictures
            for caption in composer.lines((source,))
        ]
        return PictureRow(tuple(found)) if found else None


class Captioned(Struct, frozen=True):
    """A picture and the line under it."""

    caption: Line
    picture: Picture


class PictureRow(Struct, frozen=True):
    """Pictures in the order of the lines that they go with."""

    pictures: tuple[Captioned, ...]

    def shown(self) -> tuple[Picture, ...]:
        """Its pictures, in reading order."""
        return tuple(captioned.picture for captioned in self.pictures)

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        return tuple(str(captioned.caption) for captioned in self.pictures)
