"""A drawn illustration: compiled paths by colour role, and the paints that turn roles into colours.

Roles keep the drawings free of any brand: paints give each role a colour when the drawing is put on a
page. Skin, hair and clothes carry a natural tone of their own; the ``outline`` style leaves it out.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from handouts.model.colour import BLACK, INK, WHITE, Scheme, lightened, luminance, mixed
from handouts.model.drawing import Drawing
from handouts.model.wording import Wording

Shown = Literal["left", "right"]
Figures = Literal["full", "outline"]
Box = tuple[float, float, float, float]

FAR = "#1C2733"
"""What the far side of a body is mixed with."""
WIDTH_FOR_LINES = 40.0
"""Millimetres: lines have their written width in a drawing this wide."""


class Role(StrEnum):
    """What a layer shows."""

    SKIN = "skin"
    SKIN_FAR = "skin_far"
    HAIR = "hair"
    SHIRT = "shirt"
    SHIRT_FAR = "shirt_far"
    TROUSERS = "trousers"
    TROUSERS_FAR = "trousers_far"
    SHOE = "shoe"
    SHOE_FAR = "shoe_far"
    LINE = "line"
    PROP = "prop"
    PROP_DARK = "prop_dark"
    PROP_LINE = "prop_line"
    WOOD = "wood"
    FLOOR = "floor"
    MAT = "mat"
    BED = "bed"
    PANEL = "panel"
    TINT = "tint"
    WARM = "warm"
    ARROW = "arrow"
    WHITE = "white"


class Layer(Struct, frozen=True):
    """One paint of one path: a fill, or a line ``width`` points wide (at 40 mm) with round ends.

    ``path`` holds numbers before their operator, as PDF wants them: ``x y m``, ``x y l``, ``h``. x runs right
    and y up. ``tone`` is the natural colour of skin, hair and clothes. Fills are even-odd.
    """

    role: Role
    path: str
    tone: str | None = None
    width: float = 0
    dash: tuple[float, ...] = ()


class Illustration(Struct, frozen=True):
    """A drawing with its words. ``box`` is the ink: left, bottom, right and top, in per cent of body height.

    Drawings of one movement share their coordinates, so that start and end can stand at one scale.
    ``shows``: the side that is worked in it; mirrored, it shows the other. ``artwork`` is a clinic's own
    drawing, in its own colours, in place of ``layers``.
    """

    id: str
    alt: str
    caption: Wording
    box: Box
    shows: Shown | None = None
    layers: tuple[Layer, ...] = ()
    artwork: Drawing | None = None

    @property
    def width(self) -> float:
        """In units of the box."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        """In units of the box."""
        return self.box[3] - self.box[1]


class Picture(Struct, frozen=True):
    """An illustration as a leaflet shows it: which, in what words, and which way round."""

    id: str
    alt: str
    caption: str
    mirrored: bool = False


Paint = Callable[[Layer], str]


@lru_cache(maxsize=256)
def paints(brand: str, figures: Figures = "full", scheme: Scheme = Scheme.FULL) -> Paint:
    """Colours for the layers of a drawing, worked out from one brand colour.

    Tints are mixed to a luminance, never by per cent, so that every brand prints the same greys
    (DRAWINGS.md, section 7). ``outline`` saves ink: white bodies in dark lines, to be coloured in. High contrast
    leaves out what is pale, and draws every line in ink.
    """
    outline = figures == "outline" or scheme is Scheme.INK_SAVER
    shirt = lightened(brand, 0.47)
    arrow = next(c for c in (mixed(brand, BLACK, step / 100) for step in range(101)) if luminance(c) <= 0.16)
    colours = {
        Role.SKIN: "#D9A27A",
        Role.SKIN_FAR: mixed("#D9A27A", FAR, 0.14),
        Role.HAIR: "#3A2E28",
        Role.SHIRT: shirt,
        Role.SHIRT_FAR: mixed(shirt, FAR, 0.2),
        Role.TROUSERS: "#8F9BAB",
        Role.TROUSERS_FAR: mixed("#8F9BAB", FAR, 0.28),
        Role.SHOE: "#3B4350",
        Role.SHOE_FAR: mixed("#3B4350", FAR, 0.3),
        Role.LINE: INK,
        Role.PROP: "#E4E8EB",
        Role.PROP_DARK: "#C9D0D6",
        Role.PROP_LINE: "#4D5963",
        Role.WOOD: "#D8CBB8",
        Role.FLOOR: "#77838D",
        Role.MAT: lightened(brand, 0.60),
        Role.BED: lightened(brand, 0.80),
        Role.PANEL: lightened(brand, 0.80),
        Role.TINT: lightened(brand, 0.86),
        Role.WARM: shirt,
        Role.ARROW: arrow,
        Role.WHITE: WHITE,
    }
    if outline:
        pale = "#E4E8EB"
        colours |= dict.fromkeys((Role.SKIN, Role.TROUSERS, Role.BED, Role.PANEL, Role.PROP, Role.WOOD), WHITE)
        colours |= dict.fromkeys((Role.SKIN_FAR, Role.TROUSERS_FAR, Role.PROP_DARK, Role.TINT, Role.MAT), pale)
        colours |= {
            Role.HAIR: "#77838D",
            Role.SHOE: "#A9B1B9",
            Role.SHOE_FAR: "#9AA2AB",
            Role.SHIRT: lightened(brand, 0.62),
            Role.SHIRT_FAR: lightened(brand, 0.47),
        }
    if scheme is Scheme.HIGH_CONTRAST:
        colours |= dict.fromkeys((Role.MAT, Role.BED, Role.PANEL, Role.TINT, Role.PROP), WHITE)
        colours |= dict.fromkeys((Role.FLOOR, Role.PROP_LINE), INK)
    natural = not outline
    return lambda layer: layer.tone if natural and layer.tone else colours[layer.role]
