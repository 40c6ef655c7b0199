"""Pictures: what they say, and where they are."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.verify.findings import Check, Finding
from handouts.verify.read.nouns import File, Node

SLACK = 1.0


def _described(file: File) -> Iterator[Finding]:
    for node in _figures(file):
        said = node.attributes.get("Alt") or node.attributes.get("ActualText")
        if not str(said or "").strip():
            yield Finding("a picture is not described", node.page())


def _boxed(file: File) -> Iterator[Finding]:
    for node in _figures(file):
        number, box = node.page(), node.attributes.get("BBox")
        if not isinstance(box, tuple) or len(box) != 4:
            yield Finding("a picture does not say where it stands", number)
            continue
        left, bottom, right, top = box
        if not 0 <= number < len(file.pages):
            continue
        page = file.pages[number].box
        inside = left >= page[0] - SLACK and bottom >= page[1] - SLACK
        inside = inside and right <= page[2] + SLACK and top <= page[3] + SLACK
        if right <= left or top <= bottom or not inside:
            yield Finding("the box of a picture is empty or not on its page", number)


def _figures(file: File) -> Iterator[Node]:
    return (node for node in file.walk() if node.tag == "Figure")


CHECKS = (
    Check("figure-without-alt", "A picture without words is nothing to who cannot see it.", _described),
    Check("figure-without-box", "A screen magnifier cannot find it.", _boxed),
)
