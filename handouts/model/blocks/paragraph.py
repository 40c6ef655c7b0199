"""Running text: its lines follow each other as sentences of one paragraph."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.line import Composer, Line, LineSource


class ParagraphSource(Source):
    """Up to 3 sentences (CONTENT_BRIEF 10.1)."""

    type: Literal["paragraph"]
    lines: Annotated[tuple[LineSource, ...], Field(min_length=1)]

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return self.lines

    def compose(self, composer: Composer) -> Paragraph | None:
        """The paragraph for this patient; None when nothing of it was selected."""
        lines = composer.lines(self.lines)
        return Paragraph(lines) if lines else None


class Paragraph(Struct, frozen=True):
    """Sentences of one paragraph."""

    lines: tuple[Line, ...]

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        return tuple(str(line) for line in self.lines)
