"""The three lists of warnings, told apart without colour: by fill and by line, on a 1-bit copy."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pypdfium2
from msgspec import Struct

from handouts.verify.read.nouns import Node
from tests.pages.finding import Finding
from tests.pages.ink import CUT, Pixels, without_print
from tests.pages.limits import Limits
from tests.pages.paper import MM, Block, Box, Page, Paper, Row

DPI = 300
LOOKS = ("solid", "icon cell", "open")
"""Heads of the tiers, the gravest first."""
BLACK, WHITE = 0.8, 0.1
"""Share of black in a part of a head that is filled: at least; and in one that is not: at most."""
INSET, CELL = 1.5, 2.0
"""mm: from the edge of the frame to the part of an icon's cell that is looked at, and its width."""
THINNER = 0.85
"""A line counts as thinner than another when it has at most this part of its width."""


def tiers(paper: Paper, limits: Limits) -> Iterator[Finding]:
    """Tiers whose heads look alike on a 1-bit copy, or whose lines do not grow thinner from one to the next."""
    document = pypdfium2.PdfDocument(paper.pdf)
    try:
        for group in _groups(paper):
            lines = []
            for look, head in zip(LOOKS, group, strict=False):
                page = paper.page(head.page)
                frame = _frame(page, head)
                copy = _Copy(document[head.page - 1], page)
                found = _look(copy, frame, head.box)
                if found != look:
                    about = f"{look} wanted, {found} seen: {head.text}"
                    yield Finding("tiers-alike", head.page, head.box, LOOKS.index(look) + 1, 0, "in order", about)
                lines.append((_line(copy, frame), head.page, frame, head.text))
            for (wide, *_rest), (thin, number, place, text) in pairwise(lines):
                if thin > THINNER * wide or thin == 0:
                    yield Finding("tiers-alike", number, place, thin, THINNER * wide, "mm of line", text)
    finally:
        document.close()


class _Copy(Struct, frozen=True):
    """A 1-bit copy of a page without its print."""

    source: pypdfium2.PdfPage
    page: Page

    def black(self, box: Box) -> Pixels:
        """Which pixels of a part of the page are black."""
        width, height = self.page.width, self.page.height
        crop = (box.left * MM, (height - box.bottom) * MM, (width - box.right) * MM, box.top * MM)
        with without_print(self.source):
            bitmap = self.source.render(scale=DPI / 72, grayscale=True, crop=crop)
        grey: Pixels = bitmap.to_numpy()
        return grey.reshape(grey.shape[0], -1) < CUT


def _groups(paper: Paper) -> Iterator[list[Row]]:
    """The heads of boxes that stand side by side in one section and are headed as high as sections are."""
    found: dict[int, list[Row]] = {}
    for node, blocks in paper.boxes():
        head: Block = blocks[0]
        parent: Node | None = node.parent
        if head.tag == "H2" and parent is not None and parent.tag == "Sect":
            found.setdefault(id(parent), []).append(head.rows[0])
    yield from (heads for heads in found.values() if len(heads) > 1)


def _frame(page: Page, head: Row) -> Box:
    """The least frame round the head, as wide as the page allows; the head's own box if there is none."""
    frames = [
        shape.box
        for shape in page.shapes
        if shape.stroke and shape.decoration and shape.box.around(head.box) and shape.box.width > 0.7 * page.width
    ]
    return min(frames, key=lambda box: box.height, default=head.box)


def _look(copy: _Copy, frame: Box, head: Box) -> str:
    left, middle = frame.left + INSET, (frame.left + frame.right) / 2
    cell = float(copy.black(Box(left, head.top, left + CELL, head.bottom)).mean())
    rest = float(copy.black(Box(middle, head.top, frame.right - INSET, head.bottom)).mean())
    looks = {(True, True): "solid", (True, False): "icon cell", (False, False): "open"}
    filled = [True if share >= BLACK else False if share <= WHITE else None for share in (cell, rest)]
    return looks.get((filled[0], filled[1]), "something else")  # type: ignore[arg-type]


def _line(copy: _Copy, frame: Box) -> float:
    """Width in mm of the frame's right side, near its foot."""
    side = Box(frame.right - 1.5, frame.bottom - 8, frame.right + 1.5, frame.bottom - 5)
    return float(np.median(copy.black(side).sum(axis=1))) * 25.4 / DPI
