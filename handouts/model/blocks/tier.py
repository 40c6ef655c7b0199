"""One of the three warning tiers, with fixed words and a fixed order (CONTENT_BRIEF section 4)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.line import Alternatives, Composer, Line, LineSource
from handouts.model.wording import Wording


class Urgency(StrEnum):
    """How soon."""

    NOW = "now"
    TODAY = "today"
    VISIT = "visit"


class TierSource(Source):
    """``action`` says what to do, in the head; ``lines`` say when."""

    type: Literal["tier"]
    urgency: Urgency
    title: Wording
    action: Alternatives
    intro: tuple[LineSource, ...] = ()
    lines: Annotated[tuple[LineSource, ...], Field(min_length=1)]

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return (*self.action, *self.intro, *self.lines)

    def alternatives(self) -> tuple[tuple[LineSource, ...], ...]:
        """Groups of which the first line that applies is printed."""
        return (self.action,)

    def compose(self, composer: Composer) -> Tier | None:
        """The tier; never None in practice, since most of its lines hold for everyone."""
        lines = composer.lines(self.lines)
        if not lines:
            return None
        return Tier(
            urgency=self.urgency,
            title=composer.title(f"{self.urgency}_title", self.title),
            action=composer.first(self.action),
            intro=composer.lines(self.intro),
            lines=lines,
        )


class Tier(Struct, frozen=True):
    """A boxed list with a head bar."""

    urgency: Urgency
    title: Line
    action: Line | None
    intro: tuple[Line, ...]
    lines: tuple[Line, ...]

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        action = (str(self.action),) if self.action else ()
        return (str(self.title), *action, *(str(line) for line in (*self.intro, *self.lines)))
