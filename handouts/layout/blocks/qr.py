"""The QR code: exact black squares on bare paper, with the address in print beside it.

Never in the colours of the brand, never on a tint, never scaled with the page: what a camera needs is
contrast, whole modules and a quiet zone (ISO/IEC 18004, 5.3.8).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from handouts.layout.blocks import small
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rule
from handouts.model.blocks import Qr, Small
from handouts.model.drawing import Segment, Shape
from handouts.model.web_page import as_printed
from handouts.model.wording import Text

SIZE = 21.0
"""Side of the code in mm at standard size; it grows with the text (LOOK.md, section 5)."""
QUIET = 4
"""Modules of bare paper on every side."""
RULE = 0.75
"""Of the hair rule, in points; half of it lies below its place."""
GAP = 2.2
"""From the rule to the text, in mm, as in the small print that it stands with."""

Rows = tuple[tuple[tuple[int, int], ...], ...]


def render(block: Qr, setting: Setting, section: str) -> list[Galley]:
    """The code by itself: one galley, never split, with bare paper all round.

    An address that is too long to stand beside it on one line stands below.
    """
    sketch = Sketch(section)
    code, quiet = _measures(block, setting)
    words = _narrow(block, setting)
    beside = setting.width - code - words
    _code(sketch, block, setting, 0, 0, code)
    address = Text.plain(as_printed(block.page), bold=True)
    if setting.measure(address, setting.scale.small) <= beside:
        end = _words(sketch, block, setting, code + words, 0, beside)
    else:
        end = _words(sketch, block, setting, 0, code + quiet, setting.width)
    sketch.strip(max(end, code + quiet))
    before = max(setting.mm(6), quiet)
    return [sketch.galley("qr", before=before, tightest=max(0.7 * before, quiet))]


def row(block: Qr, print_: Small, print_section: str, title: str, setting: Setting, section: str) -> tuple[Galley, ...]:
    """The code with its words, and below these the small print: one galley, never split."""
    sketch = Sketch(section)
    code, quiet = _measures(block, setting)
    left = code + _narrow(block, setting)
    top = setting.mm(GAP)
    first = max(top, quiet + RULE)
    with sketch.artifact():
        sketch.shape(rule(0, 0, setting.width, 0, RULE, setting.palette.hair))
    _code(sketch, block, setting, 0, first, code)
    end = _words(sketch, block, setting, left, top, min(setting.width - left, 0.9 * setting.grid.measure))
    for galley in small.render(print_, setting.at(setting.width - left), print_section, title, ruled=False):
        end = sketch.place(galley, left, end + setting.mm(1))
    sketch.strip(max(end, first + code + quiet))
    return (sketch.galley("small", before=setting.mm(4)),)


def _measures(block: Qr, setting: Setting) -> tuple[float, float]:
    """Side of the code, and width of its quiet zone, in points."""
    size = setting.mm(SIZE)
    return size, QUIET * size / len(_modules(block.page))


def _narrow(block: Qr, setting: Setting) -> float:
    """From the code to the words beside it."""
    return max(setting.mm(4.6), _measures(block, setting)[1])


def _words(sketch: Sketch, block: Qr, setting: Setting, x: float, y: float, width: float) -> float:
    """The first line in ink, the others soft; returns where they end."""
    for number, line in enumerate(block.lines):
        colour = setting.palette.soft if number else setting.palette.ink
        y = setting.write(sketch, "P", line, setting.scale.small, x=x, y=y, width=width, colour=colour)
    return y


def _code(sketch: Sketch, block: Qr, setting: Setting, x: float, y: float, size: float) -> None:
    rows = _modules(block.page)
    module = size / len(rows)
    with sketch.element("Figure", Alt=block.alt):
        # One path for all: squares that touch leave no hairline between them, on paper or on screen.
        sketch.shape(Shape(tuple(_squares(rows, x, y, module)), fill=setting.palette.code))


def _squares(rows: Rows, x: float, y: float, module: float) -> Iterator[Segment]:
    """Runs of black modules, row by row, as rectangles that all turn the same way."""
    for number, runs in enumerate(rows):
        top, foot = y + number * module, y + (number + 1) * module
        for first, end in runs:
            left, right = x + first * module, x + end * module
            yield ("M", (left, top))
            yield from (("L", point) for point in ((right, top), (right, foot), (left, foot)))
            yield ("Z", ())


@lru_cache(maxsize=64)
def _modules(page: str) -> Rows:
    """The runs of black modules of each row: from where, and up to but without where."""
    import segno  # only where a brand has a page

    code = segno.make_qr(page, error="m", boost_error=False)
    return tuple(tuple(_runs(row)) for row in code.matrix)


def _runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = None
    for index, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = index
        elif not dark and start is not None:
            yield start, index
            start = None
