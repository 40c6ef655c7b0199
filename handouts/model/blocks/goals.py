"""Goals in the patient's own words: what, by when, how often, how sure, and what to do if it gets hard."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.line import Alternatives, Composer, Line, LineSource
from handouts.model.read import Slug
from handouts.model.wording import Wording


class GoalsSource(Source):
    """One box for each of ``boxes``: a goal that was typed is printed in it, an empty one is written by hand."""

    type: Literal["goals"]
    id: Slug
    boxes: Annotated[tuple[Alternatives, ...], Field(min_length=1, max_length=3)]
    want: Wording
    by_date: Wording
    how_often: Wording
    sure: Wording
    not_sure: Wording
    very_sure: Wording
    barrier: Wording
    plan: Wording

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return tuple(line for box in self.boxes for line in box)

    def alternatives(self) -> tuple[tuple[LineSource, ...], ...]:
        """Groups of which the first line that applies is printed."""
        return self.boxes

    def compose(self, composer: Composer) -> Goals | None:
        """The boxes for this patient. They are never None: an empty box is there to be filled in."""

        def title(part: str, wording: Wording) -> Line:
            return composer.title(f"{self.id}_{part}", wording)

        return Goals(
            boxes=tuple(composer.first(box) for box in self.boxes),
            want=title("want", self.want),
            by_date=title("by_date", self.by_date),
            how_often=title("how_often", self.how_often),
            sure=title("sure", self.sure),
            not_sure=title("not_sure", self.not_sure),
            very_sure=title("very_sure", self.very_sure),
            barrier=title("barrier", self.barrier),
            plan=title("plan", self.plan),
        )


class Goals(Struct, frozen=True):
    """``boxes`` holds a goal that was typed, or None for each empty box."""

    boxes: tuple[Line | None, ...]
    want: Line
    by_date: Line
    how_often: Line
    sure: Line
    not_sure: Line
    very_sure: Line
    barrier: Line
    plan: Line

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        words: list[str] = []
        for number, goal in enumerate(self.boxes, 1):
            words += [f"{number} {self.want}", *([str(goal)] if goal else [])]
            words += [str(self.by_date), str(self.how_often), str(self.sure)]
            words += [" ".join(str(step) for step in range(11)), str(self.not_sure), str(self.very_sure)]
            words += [str(self.barrier), str(self.plan)]
        return tuple(words)
