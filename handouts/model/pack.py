"""A pack: a saved set of sections, exercises and doses ("acute low back")."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handouts.model.exercise import Pick
from handouts.model.patient import Phase, Region
from handouts.model.read import Read, Slug


class Pack(Read):
    """What a patient of these regions and phases gets when the order does not say otherwise."""

    id: Slug
    title: Annotated[str, Field(min_length=1)]
    regions: tuple[Region, ...] = Field(default=(), description="Where the pain may be; empty: anywhere.")
    phases: tuple[Phase, ...] = Field(default=(), description="How long it may have lasted; empty: any time.")
    automatic: Literal["yes", "no"] = Field(
        default="yes", description="no: only when an order names it; so is a pack without regions or phases."
    )
    meant_for: tuple[Slug, ...] = Field(default=(), description="Tags of which a patient should have one.")
    picture: Slug | None = Field(
        default=None, description="The illustration beside the title; without it, the one of the section front."
    )
    sections: Annotated[tuple[Slug, ...], Field(min_length=1)]
    exercises: tuple[Pick, ...] = ()
    variables: dict[Slug, str] = Field(default_factory=dict)

    def fits(self, region: Region, phase: Phase) -> bool:
        """Whether this pack is chosen by itself."""
        return self.automatic == "yes" and region in self.regions and phase in self.phases
