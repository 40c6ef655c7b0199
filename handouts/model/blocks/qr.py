"""The QR code to the clinic's own page, with the address in print beside it."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.line import Composer, Line, LineSource
from handouts.model.wording import Wording


class QrSource(Source):
    """Printed only where the brand names a page (``contact: qr_page``): the address never comes from an order."""

    type: Literal["qr"]
    alt: Wording = Field(description="What a screen reader says for the code.")
    lines: Annotated[tuple[LineSource, ...], Field(min_length=1, description="The first says where the code leads.")]

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return self.lines

    def compose(self, composer: Composer) -> Qr | None:
        """The code and its lines; None without a page or without a line."""
        page, lines = composer.web_page(), composer.lines(self.lines)
        return Qr(page, str(composer.title("alt", self.alt)), lines) if page and lines else None


class Qr(Struct, frozen=True):
    """A code that leads to ``page``; ``alt`` is what a screen reader says for it."""

    page: str
    alt: str
    lines: tuple[Line, ...]

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        return tuple(str(line) for line in self.lines)
