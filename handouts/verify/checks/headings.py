"""Headings: one title, and no level skipped."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.verify.checks.elements import HEADINGS
from handouts.verify.findings import Check, Finding
from handouts.verify.read.nouns import File


def _one_h1(file: File) -> Iterator[Finding]:
    count = sum(node.tag == "H1" for node in file.walk())
    if count != 1:
        yield Finding(f"there are {count} headings of level 1, not one")


def _skip(file: File) -> Iterator[Finding]:
    level = 0
    for node in file.walk():
        if node.tag in HEADINGS:
            own = int(node.tag[1])
            if own > level + 1:
                yield Finding(f"a heading of level {own} follows one of level {level}", node.page())
            level = own


CHECKS = (
    Check("one-h1", "People jump to the one title to learn what they have before them.", _one_h1),
    Check("heading-skip", "People who jump from heading to heading think they missed one.", _skip),
)
