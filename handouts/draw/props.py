"""Everything in a picture that is not a body. Each kind is a model that can draw itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handouts.draw.furnishings import BedSide, BedTop, Chair, Floor, Mat, MatTop, Pillow, Stool
from handouts.draw.signs import Arrow, Badge, Ban, Bubble, Dash, Disc, Dots, Eye, Line, Patch, Shape, Waves, Zzz
from handouts.draw.things import (
    BikeSaddle,
    Blades,
    Box,
    Cloth,
    ColdPack,
    Diary,
    HotBottle,
    Pack,
    PainLine,
    Timer,
    Towel,
)

Prop = Annotated[
    Arrow
    | Badge
    | Ban
    | BedSide
    | BedTop
    | BikeSaddle
    | Blades
    | Box
    | Bubble
    | Chair
    | Cloth
    | ColdPack
    | Dash
    | Diary
    | Disc
    | Dots
    | Eye
    | Floor
    | HotBottle
    | Line
    | Mat
    | MatTop
    | Pack
    | PainLine
    | Patch
    | Pillow
    | Shape
    | Stool
    | Timer
    | Towel
    | Waves
    | Zzz,
    Field(discriminator="type"),
]
