"""What a pose file says: a frame, figures by their angles, and the things around them.

Typed so that a slip is reported at its line, like any fault of the library.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from handouts.draw.curves import Pt
from handouts.draw.props import Prop
from handouts.model.illustration import Role, Shown
from handouts.model.read import HexColour, PlainText, Read, Slug
from handouts.model.wording import Wording

YesNo = Literal["yes", "no"]
Five = tuple[float, float, float, float, float]
Hand = Literal["mitt", "flat", "fist", "relax"]
Hair = Literal["short", "bun", "bob", "thin", "scarf"]


class Cast(Read):
    """One person: colours, and how this body differs. Factors are of the usual width."""

    hair: Hair
    skin: HexColour
    hair_tone: HexColour
    trousers: HexColour
    scarf: HexColour | None = None
    limb: float = 1
    front: float = 1
    back: float = 1
    hip: float = 1
    thigh: float = 1
    bump: float = Field(default=0, description="How far a pregnant belly stands out.")
    bust: float = 0
    sleeve: float = Field(default=0.58, description="Where the sleeve ends: part of the upper arm; above 1, forearm.")


class Leg(Read):
    """By angles (thigh, shank, foot), or by where the ankle is."""

    angles: tuple[float, float, float] | None = None
    ankle: Pt | None = None
    ankle_from_hip: Pt | None = Field(default=None, description="x from the hip, y above the floor.")
    bend: Literal["1", "-1"] = "1"
    foot: float = 0
    short: tuple[float, float] = Field(default=(1, 1), description="Foreshortening of thigh and shank.")

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"angles": value} if isinstance(value, list) else value

    @model_validator(mode="after")
    def _one_way(self) -> Leg:
        if sum(way is not None for way in (self.angles, self.ankle, self.ankle_from_hip)) != 1:
            raise ValueError("give angles, ankle or ankle_from_hip, and only one of them")
        return self


class Arm(Read):
    """By angles (upper arm, forearm, hand), or by where the wrist is."""

    angles: tuple[float, float, float] | None = None
    wrist: Pt | None = None
    on_thigh: tuple[Literal["near", "far"], float, float, float] | None = Field(
        default=None, description="Which thigh, how far along it, and x and y from there to the wrist."
    )
    bend: Literal["1", "-1"] = "-1"
    hand: float = 0
    shape: Hand = "mitt"
    flip: YesNo = "no"
    short: tuple[float, float] = Field(default=(1, 1), description="Foreshortening of upper arm and forearm.")

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"angles": value} if isinstance(value, list) else value

    @model_validator(mode="after")
    def _one_way(self) -> Arm:
        if sum(way is not None for way in (self.angles, self.wrist, self.on_thigh)) != 1:
            raise ValueError("give angles, wrist or on_thigh, and only one of them")
        return self


class Drop(Read):
    """Move the figure up or down until the lowest point of ``parts`` is at ``y``."""

    parts: tuple[Slug, ...]
    y: float


class Between(Read):
    """Things painted after a part of the body."""

    after: Slug
    props: tuple[Prop, ...]


class Shade(Read):
    """A marked region, cut to parts of the body."""

    parts: tuple[Slug, ...]
    outline: tuple[Pt, ...]
    role: Role = Role.TINT


class Clip(Read):
    """A circle that the figure is seen through."""

    at: Pt
    radius: float


class Figure(Read):
    """One person in one pose. ``use`` names a template whose fields stand where nothing is said."""

    use: Slug | None = None
    view: Literal["side", "front"] = "side"
    cast: Slug
    root: Pt = (0, 0)
    spine: Five
    near_leg: Leg | Literal["none"] = "none"
    far_leg: Leg | Literal["none"] = "none"
    near_arm: Arm | Literal["none"] = "none"
    far_arm: Arm | Literal["none"] = "none"
    left_leg: Leg | Literal["none"] = "none"
    right_leg: Leg | Literal["none"] = "none"
    left_arm: Arm | Literal["none"] = "none"
    right_arm: Arm | Literal["none"] = "none"
    far_shift: Pt = (1.4, 0)
    head: Literal["side", "front", "back", "profile_left", "profile_right"] | None = None
    hair: Hair | None = Field(default=None, description="Other hair than usual, where it would hide the move.")
    trousers: HexColour | None = None
    sleeve: float | None = None
    bare_feet: YesNo = "no"
    trouser_end: float = Field(default=0.9, description="Part of the shank.")
    eyes: Literal["open", "closed"] = "open"
    twist: float = Field(default=0, ge=0, le=1, description="How far the chest turns to whoever looks.")
    swell: tuple[tuple[float, float, float], ...] = Field(
        default=(), description="Where the front of the trunk stands out: height above the hip, width, how much."
    )
    drop: Drop | None = None
    order: tuple[Slug, ...] = ()
    between: tuple[Between, ...] = ()
    under: tuple[Prop, ...] = ()
    shade: tuple[Shade, ...] = ()
    only: tuple[Slug, ...] = Field(default=(), description="Parts of which a dashed outline is drawn, and no more.")
    scale: float = 1
    shift: Pt = (0, 0)
    clip: Clip | None = None
    flip: YesNo = "no"


class Pose(Read):
    """One file of ``assets/illustrations``."""

    id: Slug
    alt: PlainText
    caption: Wording
    shows: Shown | None = Field(default=None, description="The side that is worked in the drawing.")
    frame: tuple[float, float, float, float] = Field(description="Left, bottom, width and height of what may be seen.")
    panel: YesNo = Field(default="no", description="yes: on a tinted panel that cuts the figure off.")
    flip: YesNo = Field(default="no", description="yes: upside down, for figures seen from above.")
    behind: tuple[Prop, ...] = ()
    figures: tuple[Figure, ...] = ()
    front: tuple[Prop, ...] = ()


class Casting(Read):
    """``shared/cast.yaml``."""

    cast: dict[Slug, Cast]


class Templates(Read):
    """``shared/templates.yaml``: figures to begin from."""

    templates: dict[Slug, Annotated[dict[str, Any], Field(min_length=1)]]
