"""The next steps of page 1: what to do first, at most three."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.line import Alternatives, Composer, Line, LineSource
from handouts.model.read import Slug
from handouts.model.wording import Wording


class NextStepsSource(Source):
    """For each step, alternatives of which the first that applies is printed."""

    type: Literal["next_steps"]
    id: Slug
    title: Wording
    steps: Annotated[tuple[Alternatives, ...], Field(min_length=1, max_length=3)]

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return tuple(line for step in self.steps for line in step)

    def alternatives(self) -> tuple[tuple[LineSource, ...], ...]:
        """Groups of which the first line that applies is printed."""
        return self.steps

    def compose(self, composer: Composer) -> NextSteps | None:
        """The steps for this patient; None when none applies."""
        steps = tuple(line for line in (composer.first(step) for step in self.steps) if line)
        return NextSteps(composer.title(f"{self.id}_title", self.title), steps) if steps else None


class NextSteps(Struct, frozen=True):
    """Short steps, numbered."""

    title: Line
    steps: tuple[Line, ...]

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        return (str(self.title), *(str(step) for step in self.steps))
