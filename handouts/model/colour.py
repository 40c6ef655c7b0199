"""Colour by role, worked out from one brand colour (LOOK.md, section 3).

Contrast and relative luminance are those of WCAG 2.1 (success criterion 1.4.3): luminance 0 to 1,
contrast 1 to 21.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

BLACK, WHITE = "#000000", "#FFFFFF"
INK, SOFT, LINE, HAIR = "#16191D", "#454B54", "#8A919B", "#C3C8CF"
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


def mixed(colour: str, other: str, part: float) -> str:
    """``colour`` with ``part`` (0 to 1) of ``other`` in it, mixed in sRGB."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * part)):02X}" for a, b in pairs)


def lightened(colour: str, target: float) -> str:
    """``colour`` mixed with white, or black, until its luminance is as near ``target`` as 0.1 % steps allow."""
    other = WHITE if luminance(colour) < target else BLACK
    return min((mixed(colour, other, step / 1000) for step in range(1001)), key=lambda c: abs(luminance(c) - target))


@dataclass(frozen=True, slots=True)
class Palette:
    """The colour roles that differ by brand; the rest are the constants of this module."""

    strong: str
    mid: str
    soft2: str
    tint2: str
    tint: str


@lru_cache(maxsize=256)
def palette(brand: str, strong: str | None = None) -> Palette:
    """The palette for a brand colour; ``strong`` overrides the text colour worked out from it."""
    if strong is None:
        strong = next(
            colour
            for colour in (mixed(brand, BLACK, step / 100) for step in range(101))
            if contrast(colour, WHITE) >= 7
        )
    return Palette(
        strong=strong,
        mid=lightened(strong, 0.33),
        soft2=lightened(strong, 0.62),
        tint2=lightened(brand, 0.76),
        tint=lightened(brand, 0.90),
    )
