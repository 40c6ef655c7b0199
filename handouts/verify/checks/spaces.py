"""Spaces at line ends: without them, assistive technology reads "Donot"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from handouts.verify.findings import Check, Finding
from handouts.verify.read.nouns import INLINE, File, Shown


def _lost(file: File) -> Iterator[Finding]:
    for node in file.walk():
        if node.tag in INLINE or node.tag == "Figure":
            continue
        shown = [(page, item) for page, item in file.shown(node) if item.text]
        for (page, one), (next_page, two) in pairwise(shown):
            joined = not one.text[-1].isspace() and not two.text[0].isspace()
            if joined and (page != next_page or _apart(one, two)):
                yield Finding("two words are joined where a line ends or a gap stands", page)
                break


def _apart(one: Shown, two: Shown) -> bool:
    """Whether ``two`` stands on another line, or away from the end of ``one``."""
    size = min(one.size, two.size)
    return abs(one.end[1] - two.start[1]) > 0.6 * size or abs(two.start[0] - one.end[0]) > 0.15 * size


CHECKS = (Check("space-lost", "Assistive technology reads two words as one.", _lost),)
