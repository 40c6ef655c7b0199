"""Colour by role, worked out from one brand colour (LOOK.md, section 3).

Contrast and relative luminance are those of WCAG 2.1 (success criterion 1.4.3): luminance 0 to 1,
contrast 1 to 21.
"""

from __future__ import annotations

import colorsys
from bisect import bisect_left
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

TEXT_CONTRAST, LARGE_CONTRAST = 7.0, 4.5
"""Least contrast of coloured text: on white paper, and on the tint (WCAG 2.1, 1.4.6 and 1.4.3)."""
WARNING_HUES, WARNING_SATURATION = (340, 50), 0.4
"""Hues in degrees, over 0, and the saturation (HSV) from which a colour is taken for that of a warning.

LOOK.md, section 3, ends at 40. Beyond it, up to 50, yellow darkens to a brown like the amber of "Get help today".
"""

BLACK, WHITE = "#000000", "#FFFFFF"
INK, SOFT, LINE, HAIR = "#16191D", "#454B54", "#8A919B", "#C3C8CF"
PLAIN_BRAND = "#3A4A5C"
"""A dark blue-grey, for a brand that has no colour."""
RED, AMBER, AMBER_TINT = "#930F1A", "#7A4700", "#FCE9C9"


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of ``#rrggbb``, each 0 to 1."""
    return (int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(value) for value in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def grey(colour: str) -> str:
    """What a printer without colours makes of ``colour``: the grey of the same luminance."""
    linear = luminance(colour)
    value = 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return "#" + f"{round(255 * value):02X}" * 3


def mixed(colour: str, other: str, part: float) -> str:
    """``colour`` with ``part`` (0 to 1) of ``other`` in it, mixed in sRGB."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * part)):02X}" for a, b in pairs)


def lightened(colour: str, target: float) -> str:
    """``colour`` mixed with white, or black, until its luminance is as near ``target`` as 0.1 % steps allow."""
    other, sign = (WHITE, 1) if luminance(colour) < target else (BLACK, -1)

    def light(step: int) -> float:
        return sign * luminance(mixed(colour, other, step / 1000))

    # The luminance only ever rises from step to step, or falls: so the two nearest stand side by side.
    steps = range(1001)
    above = min(bisect_left(steps, sign * target, key=light), 1000)
    below = bisect_left(steps, light(max(above - 1, 0)), key=light)
    nearest = min((below, above), key=lambda step: abs(light(step) - sign * target))
    return mixed(colour, other, nearest / 1000)


class Scheme(StrEnum):
    """How much colour is printed."""

    FULL = "full"
    HIGH_CONTRAST = "high_contrast"
    INK_SAVER = "ink_saver"


class Palette(Struct, frozen=True):
    """Every colour of a page by its role: the one place where a component gets its colours.

    ``accent`` is what headings, numerals, dots, discs, icons and head bars are printed in: ``strong``, or ink
    where that would look like a warning. ``edge`` is the line round a panel, where panels have no tint. ``code``
    is for the squares of a QR code.
    """

    brand: str
    strong: str
    accent: str
    mid: str
    soft2: str
    tint2: str
    tint: str
    ink: str = INK
    soft: str = SOFT
    line: str = LINE
    hair: str = HAIR
    paper: str = WHITE
    red: str = RED
    amber: str = AMBER
    amber_tint: str = AMBER_TINT
    code: str = BLACK
    edge: str | None = None
    scheme: Scheme = Scheme.FULL


def colourful(colour: str) -> bool:
    """Whether ``colour`` is one that a brand is known by: no grey, nothing near black or white."""
    _, saturation, value = colorsys.rgb_to_hsv(*channels(colour))
    return saturation > 0.25 and value > 0.2 and luminance(colour) < 0.9


def looks_like_a_warning(colour: str) -> bool:
    """Whether ``colour`` is red or orange. Mixing with black changes neither hue nor saturation."""
    hue, saturation, _ = colorsys.rgb_to_hsv(*channels(colour))
    first, last = WARNING_HUES
    return saturation > WARNING_SATURATION and (round(hue * 360, 6) >= first or round(hue * 360, 6) <= last)


def readable(brand: str) -> str:
    """``brand`` mixed with black in 1 % steps until it can be read on white paper."""
    steps = (mixed(brand, BLACK, step / 100) for step in range(101))
    return next(colour for colour in steps if contrast(colour, WHITE) >= TEXT_CONTRAST)


@lru_cache(maxsize=256)
def palette(brand: str, strong: str | None = None, scheme: Scheme = Scheme.FULL) -> Palette:
    """The palette for a brand colour; ``strong`` overrides the text colour worked out from it."""
    strong = strong or readable(brand)
    full = Palette(
        brand=brand,
        strong=strong,
        accent=INK if looks_like_a_warning(strong) else strong,
        mid=lightened(strong, 0.33),
        soft2=lightened(strong, 0.62),
        tint2=lightened(brand, 0.76),
        tint=lightened(brand, 0.90),
        scheme=scheme,
    )
    match scheme:
        case Scheme.FULL:
            return full
        case Scheme.HIGH_CONTRAST:
            bare = replace(full, tint2=WHITE, tint=WHITE, amber_tint=WHITE, edge=INK)
            return replace(bare, soft=INK, line=INK, hair=WHITE)
        case Scheme.INK_SAVER:
            return replace(full, tint2=WHITE, tint=WHITE, amber_tint=WHITE, edge=LINE)
