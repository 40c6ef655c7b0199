"""A section: one reviewed piece of content. One YAML file each."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from handouts.model.blocks import BlockSource
from handouts.model.condition import ALWAYS, Asked, Condition
from handouts.model.exercise import Kind
from handouts.model.governance import Governed
from handouts.model.line import LineSource
from handouts.model.read import Slug, Whole
from handouts.model.wording import Wording


class Sheet(StrEnum):
    """An urgent sheet: printed alone, in place of the leaflet (CONTENT_BRIEF 4.4)."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"


class Section(Governed):
    """Content with its rules, in the order it is printed.

    ``continues`` makes this a part of another section: printed under that one's heading, without one
    of its own.
    """

    id: Slug
    title: Wording | None = None
    continues: Slug | None = None
    position: Annotated[Whole, Field(ge=0, le=10_000, description="Place in the leaflet; lower comes first.")]
    icon: Slug | None = None
    kind: Literal["factual", "utility"]
    purpose: Annotated[str, Field(min_length=1, description="For staff: why a patient gets this.")]
    required: Literal["yes", "no"] = Field(
        default="no", description="yes: in every leaflet, or with the section it continues; nobody can leave it out."
    )
    half: Literal["yes", "no"] = Field(default="no", description="yes: short enough to stand in half the width.")
    moves_up: Literal["yes", "no"] = Field(
        default="no", description="yes: may stand earlier, at the foot of a page that has room."
    )
    sheet: Sheet | None = Field(
        default=None, description="Which urgent sheet this section is. It is then never part of a leaflet."
    )
    when: Condition = ALWAYS
    called_by: tuple[Slug, ...] = Field(default=(), description="Tags that put this section in by themselves.")
    blocks: Annotated[tuple[BlockSource, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _headed(self) -> Section:
        special = {block.type for block in self.blocks} & {"front", "help", "tier", "callout", "banner", "qr"}
        if self.title is None and self.continues is None and not special:
            raise ValueError("a section needs a title, or continues: the section it belongs to")
        if self.title is not None and self.continues is not None:
            raise ValueError("a section that continues another has no title of its own")
        if self.sheet is not None and (self.continues is not None or self.blocks[0].type != "banner"):
            raise ValueError("an urgent sheet stands alone and begins with a banner")
        if self.sheet is None and any(block.type == "banner" for block in self.blocks):
            raise ValueError("a banner is for an urgent sheet only")
        ids = [line.id for line in self.lines()]
        for id in ids:
            if ids.count(id) > 1:
                raise ValueError(f"the line id {id} is used twice")
        return self

    def lines(self) -> tuple[LineSource, ...]:
        """Every line this section could print, in reading order."""
        return self._lines

    @cached_property
    def _lines(self) -> tuple[LineSource, ...]:
        return tuple(line for block in self.blocks for line in block.all_lines())

    @cached_property
    def line_ids(self) -> frozenset[str]:
        """The full id of each of its lines."""
        return frozenset(f"{self.id}.{line.id}" for line in self.lines())

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """The variables in its title and its lines."""
        wordings = [*([self.title] if self.title else []), *(line.text for line in self.lines())]
        return tuple(sorted({name for wording in wordings for name in wording.variables}))

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of exercise of which the cards stand in it; none in most sections."""
        return frozenset(block.kind for block in self.blocks if block.type == "exercises")

    @cached_property
    def asked(self) -> Asked:
        """What decides which of its lines are printed."""
        lines = self.lines()
        return Asked.by((line.when for line in lines), values=(name for line in lines for name in line.text.variables))
