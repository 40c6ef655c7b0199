"""One bold line that a reader looks for: the date of the next visit, a phone number."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from handouts.model.blocks.source import Source
from handouts.model.line import Alternatives, Composer, Line, LineSource


class LeadSource(Source):
    """The first line that applies is printed."""

    type: Literal["lead"]
    first_of: Alternatives

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return self.first_of

    def alternatives(self) -> tuple[tuple[LineSource, ...], ...]:
        """Groups of which the first line that applies is printed."""
        return (self.first_of,)

    def compose(self, composer: Composer) -> Lead | None:
        """The lead line; None when none applies."""
        line = composer.first(self.first_of)
        return Lead(line) if line else None


class Lead(Struct, frozen=True):
    """A line in the lead style."""

    line: Line

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        return (str(self.line),)
