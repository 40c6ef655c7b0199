"""What is read aloud can also be seen: print has another colour than what is under it, and nothing lies on it."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.verify.findings import Check, Finding
from handouts.verify.read.nouns import WHITE, Box, Colour, File, Page, Shown

LEAST = 2.0
"""Contrast of print that can just be seen (WCAG 2.1 counts 1 to 21); legibility is the look's concern."""


def _invisible(file: File) -> Iterator[Finding]:
    for page in file.pages:
        for shown in _shown(page):
            if not shown.filled:
                yield Finding("text is painted without ink, too small to see, or cut off", page.number)
                break
            if _contrast(shown.colour, _under(page, shown)) < LEAST:
                yield Finding("text has the colour of what is under it", page.number)
                break


def _covered(file: File) -> Iterator[Finding]:
    for page in file.pages:
        for shown in _shown(page):
            body = shown.body
            if any(patch.order > shown.order and _meet(patch.box, body) for patch in page.patches):
                yield Finding("something is painted over text", page.number)
                break


def _shown(page: Page) -> Iterator[Shown]:
    return (shown for marked in page.marked for shown in marked.shown if shown.text.strip())


def _under(page: Page, shown: Shown) -> Colour:
    """The colour of what was painted last round the whole of ``shown``; white paper without any."""
    body = shown.body
    under = [patch for patch in page.patches if patch.order < shown.order and _holds(patch.box, body)]
    return max(under, key=lambda patch: patch.order).colour if under else WHITE


def _holds(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


def _meet(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _contrast(one: Colour, two: Colour) -> float:
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Colour) -> float:
    """Relative luminance (WCAG 2.1)."""
    red, green, blue = (_linear(min(1.0, max(0.0, part))) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


CHECKS = (
    Check("invisible-text", "It is read aloud, but nobody sees it.", _invisible),
    Check("covered-text", "It is read aloud, but nobody sees it.", _covered),
)
