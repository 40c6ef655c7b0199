"""What to watch for: warning signs that a clinician has looked into, kept on page 1 (CONTENT_BRIEF 3.1, step 5)."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from handouts.model.blocks.source import Source
from handouts.model.line import Composer, Line, LineSource


class WatchSource(Source):
    """What to do if a sign comes back; the signs have their lines elsewhere."""

    type: Literal["watch"]
    lead: LineSource

    def all_lines(self) -> tuple[LineSource, ...]:
        """The one line of its own."""
        return (self.lead,)

    def compose(self, composer: Composer) -> Watch | None:
        """The box; None when no sign was cleared."""
        lead, signs = composer.first((self.lead,)), composer.signs()
        return Watch(lead, signs) if lead and signs else None


class Watch(Struct, frozen=True):
    """``lead`` says what to do, ``signs`` when."""

    lead: Line
    signs: tuple[Line, ...]

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        return (str(self.lead), *(str(line) for line in self.signs))
