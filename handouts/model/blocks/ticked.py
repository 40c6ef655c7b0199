"""Why a patient is sent: the warning signs found, each with a tick."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from handouts.model.blocks.source import Source
from handouts.model.line import Composer, Line, LineSource
from handouts.model.wording import Wording


class TickedSource(Source):
    """The lines of the signs come from the list of warning signs: nothing is said twice in the library.

    ``lines`` holds those that no leaflet has. ``other`` is printed with an empty box and a line to write on,
    unless ``typed`` was selected.
    """

    type: Literal["ticked"]
    title: Wording
    lines: tuple[LineSource, ...] = ()
    other: Wording
    typed: LineSource

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line of its own; most signs have theirs elsewhere."""
        return (*self.lines, self.typed)

    def compose(self, composer: Composer) -> Ticked | None:
        """The ticked list of this patient; never None, for "other" is always there."""
        return Ticked(
            title=composer.title("ticked_title", self.title),
            signs=composer.signs(),
            other=composer.title("other", self.other),
            typed=composer.first((self.typed,)),
        )


class Ticked(Struct, frozen=True):
    """``typed`` takes the place of ``other`` and is ticked."""

    title: Line
    signs: tuple[Line, ...]
    other: Line
    typed: Line | None

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        return (str(self.title), *(str(line) for line in self.signs), str(self.typed or self.other))
