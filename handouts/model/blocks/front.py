"""The title block of page 1: topic, title, main message and the next steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.line import Alternatives, Composer, Line, LineSource
from handouts.model.wording import Wording


class FrontSource(Source):
    """Alternatives by region and phase for each part; the first that applies is printed."""

    type: Literal["front"]
    kicker: Alternatives
    title: Alternatives
    message: Annotated[tuple[LineSource, ...], Field(min_length=1)]
    steps_title: Wording
    steps: Annotated[tuple[Alternatives, ...], Field(min_length=1, max_length=5)]

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return (*self.kicker, *self.title, *self.message, *(line for step in self.steps for line in step))

    def alternatives(self) -> tuple[tuple[LineSource, ...], ...]:
        """Groups of which the first line that applies is printed."""
        return (self.kicker, self.title, *self.steps)

    def compose(self, composer: Composer) -> Front | None:
        """The title block; None when no title applies."""
        title = composer.first(self.title)
        if title is None:
            return None
        steps = tuple(line for line in (composer.first(step) for step in self.steps) if line)
        return Front(
            kicker=composer.first(self.kicker),
            title=title,
            message=composer.lines(self.message),
            steps_title=composer.title("steps_title", self.steps_title),
            steps=steps[:3],
        )


@dataclass(frozen=True, slots=True)
class Front:
    """``title`` is the one H1 of the leaflet."""

    kicker: Line | None
    title: Line
    message: tuple[Line, ...]
    steps_title: Line
    steps: tuple[Line, ...]

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        kicker = (str(self.kicker),) if self.kicker else ()
        words = (str(self.title), *(str(line) for line in self.message))
        return (*kicker, *words, str(self.steps_title), *(str(step) for step in self.steps))
