"""What ``handouts new brand`` worked out, and what it changed and why: a few lines with contrast figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.cli.console import Console
from handouts.model.colour import TEXT_CONTRAST, Palette, contrast, grey

if TYPE_CHECKING:
    from handouts.brand_kit import BrandKit

VANISHES = 150
"""Of 255: what is paler in grey, a bad photocopy shows white (LOOK.md, section 9)."""

if TYPE_CHECKING:
    from handouts.brand_kit import BrandKit


def report(console: Console, kit: BrandKit) -> None:
    """Print the new files, the palette, and all that was mended."""
    for path in kit.files:
        console.out(str(path))
    found = kit.palette
    console.out()
    console.out(f"Colour {found.brand}, {kit.colour_from.value}.")
    for line in _colours(found):
        console.out(f"  {line}")
    if kit.logo_notes:
        console.out(f"Logo {kit.files[1].name}:")
        for note in kit.logo_notes:
            console.out(f"  {note}.")


def _colours(found: Palette) -> list[str]:
    own, text = contrast(found.brand, found.paper), found.accent
    lines = []
    if found.accent == found.strong != found.brand:
        lines.append(
            f"On white it has a contrast of {own:.1f} to 1; small print needs {TEXT_CONTRAST:.0f}. "
            f"It is darkened to {found.strong}."
        )
    elif found.accent != found.strong:
        lines.append(
            "Red, orange and amber belong to the warnings. Headings and numbers are printed in ink; "
            "your colour stays in the logo and the figures."
        )
    if int(grey(found.brand)[1:3], 16) >= VANISHES:
        lines.append("It is so pale that a bad photocopy leaves it out: a logo in this colour may vanish there.")
    on_white, on_tint = contrast(text, found.paper), contrast(text, found.tint)
    lines.append(f"Headings and numbers  {text}  {on_white:.1f} to 1 on white, {on_tint:.1f} to 1 on the tint")
    lines.append(f"Tint of the panels    {found.tint}  text on it {contrast(found.ink, found.tint):.1f} to 1")
    return lines
