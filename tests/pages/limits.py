"""The limits that pages are held to: LOOK.md, sections 1, 2, 3, 7 and 9, as data."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace


class Limits(Struct, frozen=True):
    """Limits of one format. Lengths in mm, type in points, shares of 1, contrast as in WCAG 2.

    ``characters``: the shortest and longest full line of running text; ``small_print``: the longest of the
    small print whose heading is run in, which has no room for more lines below the tiers. ``tiers_split``:
    print so large that a list of warnings may go on over the page. ``bare``: least share of bare paper;
    ``toner``: mean darkness that is worth a look.
    """

    smallest: float
    footer: float
    characters: tuple[int, int]
    small_print: int = 95
    margin: float = 18.0
    edge: float = 9.0
    first_top: float = 13.0
    body_top: float = 18.0
    tiers_split: bool = False
    bare: float = 0.60
    toner: float = 0.11
    contrast: float = 4.5
    body_contrast: float = 7.0


STANDARD = Limits(smallest=12, footer=10, characters=(40, 70))
_LARGE = replace(STANDARD, footer=14, characters=(36, 62), tiers_split=True)
LIMITS: dict[str, Limits] = {
    "standard": STANDARD,
    "large16": replace(_LARGE, smallest=16),
    "large18": replace(_LARGE, smallest=18),
    "xl24": replace(_LARGE, smallest=24, footer=16),
}
"""By format."""
_HALF = replace(STANDARD, characters=(36, 70), first_top=11.0, body_top=16.0, tiers_split=True)
HALVES: dict[str, Limits] = {"a5": _HALF, "half_letter": replace(_HALF, margin=14.0)}
"""Of half sheets, by page. Half a Letter sheet is 8 mm narrower than A5, and gives that from its margins."""
POSTER = replace(LIMITS["large16"], footer=10)
TWO_SIDES = replace(STANDARD, body_top=16.0)
"""The two-side form begins higher."""


def sheet(limits: Limits) -> Limits:
    """Those of an urgent sheet in the same format: 18 pt or more, and a solid banner (LOOK.md, emergency sheet)."""
    return replace(limits, smallest=max(18, limits.smallest), footer=max(14, limits.footer), toner=0.15)
