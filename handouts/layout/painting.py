"""Galleys as pieces of a page: operators, compressed, with what the structure tree must know of them.

A piece is painted round its own top left corner, and the page moves it to its place, which it takes back at its end,
so that it is the same wherever it stands. Its marked contents are counted from a round number on, so that it is the
same, too, whatever stands above it. Nothing can be painted without an owner: an element of the structure tree, or an
artifact.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from handouts.layout.fonts import Fonts
from handouts.layout.galley import ARTIFACT, Art, Box, Dots, Galley, Glyphs, Link, Mark, Op, Stamp, Strip
from handouts.layout.pages import Placed
from handouts.layout.pdf.fonts import FontKey
from handouts.layout.pdf.operators import Operators
from handouts.layout.pdf.photos import PhotoKey
from handouts.layout.pdf.pieces import Piece
from handouts.layout.shapes import rectangle
from handouts.model.drawing import Shape

Rect = tuple[float, float, float, float]
"""Left, bottom, right and top."""
STEP = 32
"""Marked contents of a galley are counted from a multiple of this on."""
BOOKMARKED = {"H1": 1, "H2": 2}


class Heading(Struct, frozen=True):
    """A heading of ``level`` 1 or 2, with its top."""

    level: int
    title: str
    top: float


class Marked(Struct, frozen=True):
    """One marked content: the element that owns it, and what else is known of it, from the corner of the piece."""

    owner: int
    box: Rect | None = None
    heading: Heading | None = None
    links: tuple[tuple[Link, Rect], ...] = ()


class Painted(Struct, frozen=True):
    """A part of a galley, painted. ``marked`` are its marked contents in order, numbered from a multiple of STEP.

    ``built``: a number that stands for its elements and marked contents, where such numbers are kept.
    """

    piece: Piece
    marked: tuple[Marked, ...]
    fonts: tuple[FontKey, ...]
    photos: tuple[PhotoKey, ...]
    built: int = 0


def paint(galley: Galley, placed: Placed, start: int, width: float, family: Fonts) -> Painted:
    """The part of ``galley`` that is ``placed``, as wide as the text; marked contents are numbered from ``start``."""
    work = _Work(Operators(family), galley, start)
    y = 0.0
    if placed.repeated and galley.repeat is not None:
        y = work.strip(galley.repeat, y, "Pagination")
    for strip in galley.strips[placed.first : placed.end]:
        y = work.strip(strip, y, "")
    if galley.box is not None:
        work.mark(Mark(ARTIFACT, (_frame(galley.box, width, y),)), 0.0, "Layout")
    return work.done()


def paint_strip(strip: Strip, artifact: str, family: Fonts) -> Painted:
    """A strip that is no part of the text: ``Footer``, or ``Pagination``."""
    work = _Work(Operators(family), None, 0)
    work.strip(strip, 0.0, artifact)
    return work.done()


def _frame(box: Box, width: float, bottom: float) -> Shape:
    inset = box.width / 2
    height = bottom + box.foot - box.width
    return rectangle(inset, inset, width - box.width, height, radius=box.radius, stroke=box.stroke, line=box.width)


class _Work:
    """Paints marks one under the other."""

    def __init__(self, operators: Operators, galley: Galley | None, start: int) -> None:
        self._operators, self._galley, self._start = operators, galley, start
        self._marked: list[Marked] = []

    def strip(self, strip: Strip, y: float, artifact: str) -> float:
        """Paint one strip; returns where it ends. ``artifact`` is the kind of it all; none, if it is text."""
        for mark in strip.marks:
            self.mark(mark, y, artifact)
        return y + strip.height

    def mark(self, mark: Mark, y: float, artifact: str) -> None:
        """Paint one mark."""
        code = self._operators.code
        if mark.owner == ARTIFACT or artifact or self._galley is None:
            code.append(_ARTIFACTS[artifact or "Layout"])
        else:
            tag = self._galley.elements[mark.owner].tag
            code.append(f"/{tag} <</MCID {self._start + len(self._marked)}>> BDC")
            self._marked.append(_content(mark, tag, y))
        for op in mark.ops:
            self._op(op, y)
        code.append("EMC")

    def _op(self, op: Op, y: float) -> None:
        work = self._operators
        if isinstance(op, Glyphs):
            work.glyphs(op, op.x, -y - op.y)
        elif isinstance(op, Shape):
            work.shape(op, op.x, -y - op.y)
        elif isinstance(op, Art):
            work.art(op, op.x, -y - op.y)
        elif isinstance(op, Dots):
            work.dots(op, op.x, -y - op.y - op.height)
        elif isinstance(op, Stamp):
            work.stamp(op, op.x, -y - op.y)

    def done(self) -> Painted:
        """The piece."""
        work = self._operators
        return Painted(work.piece(), tuple(self._marked), tuple(work.fonts), tuple(work.dotted))


_ARTIFACTS = {
    "Layout": "/Artifact <</Type /Layout>> BDC",
    "Pagination": "/Artifact <</Type /Pagination>> BDC",
    "Footer": "/Artifact <</Type /Pagination /Subtype /Footer>> BDC",
}


def _content(mark: Mark, tag: str, y: float) -> Marked:
    """What the tree must know: boxes of figures, links and headings."""
    box = _box(mark.ops, -y) if tag == "Figure" else None
    heading = None
    if tag in BOOKMARKED:
        glyphs = [op for op in mark.ops if isinstance(op, Glyphs)]
        top = -y - min(op.y - op.size for op in glyphs)
        title = " ".join("".join(op.text for op in glyphs).split())
        heading = Heading(BOOKMARKED[tag], title, top)
    links = tuple([(op, _area(op, -y)) for op in mark.ops if isinstance(op, Link)])
    return Marked(mark.owner, box, heading, links)


def _area(op: Link, down: float) -> Rect:
    bottom = down - op.y - op.height
    return (op.x, bottom, op.x + op.width, bottom + op.height)


def _box(ops: Sequence[Op], down: float) -> Rect:
    """The box round what ``ops`` paint."""
    shapes = [(op.x, op.y, op) for op in ops if isinstance(op, Shape)]
    shapes += [(op.x, op.y, shape) for op in ops if isinstance(op, Stamp) for shape in op.shapes]
    points = [
        (px + numbers[index], py + numbers[index + 1])
        for px, py, shape in shapes
        for _, numbers in shape.segments
        for index in range(0, len(numbers), 2)
    ]
    for op in ops:
        if isinstance(op, Art):
            points += [(op.x, op.y), (op.x + op.drawing.width * op.scale, op.y + op.drawing.height * op.scale)]
        elif isinstance(op, Dots):
            points += [(op.x, op.y), (op.x + op.width, op.y + op.height)]
    xs, ys = [px for px, _ in points], [down - py for _, py in points]
    return (min(xs), min(ys), max(xs), max(ys))
