"""The short help box of page 1: when to get help now, and the number to call."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.line import Alternatives, Composer, Line, LineSource
from handouts.model.wording import Wording


class HelpSource(Source):
    """Title, number to call, and the shortest list of warning signs (CONTENT_BRIEF 4.5)."""

    type: Literal["help"]
    title: Wording
    call: Wording
    number: Wording
    intro: Alternatives
    lines: Annotated[tuple[LineSource, ...], Field(min_length=4)]

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return (*self.intro, *self.lines)

    def alternatives(self) -> tuple[tuple[LineSource, ...], ...]:
        """Groups of which the first line that applies is printed."""
        return (self.intro,)

    def compose(self, composer: Composer) -> Help | None:
        """The help box. It is never empty: its lines hold for everyone."""
        return Help(
            title=composer.title("title", self.title),
            call=composer.title("call", self.call),
            number=composer.title("number", self.number),
            intro=composer.first(self.intro),
            lines=composer.lines(self.lines),
        )


class Help(Struct, frozen=True):
    """``call`` and ``number`` stand in the red key block."""

    title: Line
    call: Line
    number: Line
    intro: Line | None
    lines: tuple[Line, ...]

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        intro = (str(self.intro),) if self.intro else ()
        return (str(self.title), f"{self.call} {self.number}", *intro, *(str(line) for line in self.lines))
