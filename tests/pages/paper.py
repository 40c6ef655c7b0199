"""A finished PDF as it lies on the table: print, shapes and pieces, read with pdfium from the file alone.

Lengths are millimetres from the top left corner of the paper, type sizes points. Nothing here knows what
layout meant to do: places, sizes and colours are those of the page, names of pieces those of its tags.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct

from handouts.verify.read.nouns import INLINE, Node
from handouts.verify.read.tree import read_tree
from handouts.verify.read.values import get, object_number

MM = 72 / 25.4
ARTIFACT = -1
HEADINGS = ("H1", "H2", "H3", "H4")
BLOCKS = (*HEADINGS, "P", "Lbl", "LBody", "TH", "TD", "Caption")


class Box(NamedTuple):
    """Left, top, right and bottom in mm."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """In mm."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In mm."""
        return self.bottom - self.top

    def shared(self, other: Box) -> tuple[float, float]:
        """Width and height of what two boxes share; negative where a gap lies between them."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across, min(self.bottom, other.bottom) - max(self.top, other.top)

    def around(self, other: Box) -> bool:
        """Whether the middle of ``other`` lies inside."""
        x, y = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left < x < self.right and self.top < y < self.bottom

    def joined(self, other: Box) -> Box:
        """The least box round both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


Rgb = tuple[int, int, int]


class Run(Struct, frozen=True):
    """A string of print. ``box`` is that of its ink; ``order`` counts what is painted before it.

    ``advances`` are the widths of its characters in mm. ``mcid`` is ARTIFACT for what has no owner.
    """

    text: str
    box: Box
    x: float
    baseline: float
    size: float
    colour: Rgb
    opaque: bool
    order: int
    mcid: int
    advances: tuple[float, ...]


class Shape(Struct, frozen=True):
    """A path or picture. ``line`` is the width of its stroke in points, 0 for none; ``figure``: part of a picture."""

    box: Box
    fill: Rgb | None
    stroke: Rgb | None
    line: float
    order: int
    figure: bool
    decoration: bool


@dataclass(slots=True)
class Page:
    """One side of paper. ``number`` counts from 1."""

    number: int
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)

    @property
    def foot(self) -> float:
        """Where the rule of the footer stands: the lowest thin line from margin to margin; the page's end without."""
        lines = [
            shape.box.top
            for shape in self.shapes
            if shape.decoration and shape.stroke and shape.box.height < 1 and shape.box.width > 0.75 * self.width
        ]
        return max(lines, default=self.height)

    def in_footer(self, run: Run) -> bool:
        """Whether ``run`` is part of the footer: an artifact below its rule."""
        return run.mcid == ARTIFACT and run.baseline > self.foot


class Row(Struct, frozen=True):
    """Runs of one block on one baseline, left to right."""

    page: int
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def box(self) -> Box:
        """Round its ink."""
        box = self.runs[0].box
        for run in self.runs[1:]:
            box = box.joined(run.box)
        return box

    @property
    def size(self) -> float:
        """Largest size in it, in points."""
        return max(run.size for run in self.runs)


class Block(Struct, frozen=True):
    """The smallest piece with lines of its own: a paragraph, a heading, a list item's text, a cell."""

    tag: str
    above: tuple[Node, ...]
    rows: tuple[Row, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return " ".join(row.text for row in self.rows)

    @property
    def tags(self) -> tuple[str, ...]:
        """Tags of the pieces it is in, from the top."""
        return tuple(node.tag for node in self.above)

    @property
    def boxed(self) -> bool:
        """Whether it stands in a section of a section: a card, a callout, a tier, a help box."""
        return self.tags.count("Sect") > 1


class Paper(Struct, frozen=True):
    """The whole file. ``blocks`` stand in reading order."""

    pdf: bytes
    pages: list[Page]
    roots: list[Node]
    blocks: list[Block]

    def page(self, number: int) -> Page:
        """The page of that number."""
        return self.pages[number - 1]

    def boxes(self) -> Iterator[tuple[Node, list[Block]]]:
        """Each section of a section, and the blocks in it."""
        found: dict[int, tuple[Node, list[Block]]] = {}
        for block in self.blocks:
            sections = [node for node in block.above if node.tag == "Sect"]
            for node in sections[1:]:
                found.setdefault(id(node), (node, []))[1].append(block)
        yield from found.values()


def read(pdf: bytes) -> Paper:
    """The file as pages and pieces."""
    with pikepdf.open(io.BytesIO(pdf)) as source:
        indexes = {object_number(page.obj): index + 1 for index, page in enumerate(source.pages)}
        roots, _odd = read_tree(get(source.Root, "/StructTreeRoot"), indexes)
    document = pypdfium2.PdfDocument(pdf)
    try:
        fonts: dict[int, dict[str, float]] = {}
        pages = [_page(document[index], index + 1, fonts) for index in range(len(document))]
    finally:
        document.close()
    runs: dict[tuple[int, int], list[Run]] = {}
    for page in pages:
        for run in page.runs:
            runs.setdefault((page.number, run.mcid), []).append(run)
    return Paper(pdf, pages, roots, [block for root in roots for block in _blocks(root, (), runs)])


def _blocks(node: Node, above: tuple[Node, ...], runs: dict[tuple[int, int], list[Run]]) -> Iterator[Block]:
    if node.tag in BLOCKS:
        rows = tuple(_rows(node, runs))
        if rows:
            yield Block(node.tag, above, rows)
    for child in node.nodes:
        if child.tag not in INLINE:
            yield from _blocks(child, (*above, node), runs)


def _rows(node: Node, runs: dict[tuple[int, int], list[Run]]) -> Iterator[Row]:
    """Lines in reading order: a run on the baseline of the one before goes on with its line."""
    current: list[Run] = []
    on = 0
    for page, run in _print(node, runs):
        if current and (page != on or abs(run.baseline - current[-1].baseline) > 0.2 or run.x < current[-1].x):
            yield Row(on, tuple(current))
            current = []
        current.append(run)
        on = page
    if current:
        yield Row(on, tuple(current))


def _print(node: Node, runs: dict[tuple[int, int], list[Run]]) -> Iterator[tuple[int, Run]]:
    for child in node.children:
        if isinstance(child, Node):
            if child.tag in INLINE:
                yield from _print(child, runs)
        elif hasattr(child, "mcid"):
            for run in runs.get((child.page, child.mcid), ()):
                if run.text.strip():
                    yield child.page, run


def _page(source: pypdfium2.PdfPage, number: int, fonts: dict[int, dict[str, float]]) -> Page:
    width, height = source.get_size()
    page = Page(number, width / MM, height / MM)
    text = source.get_textpage()
    for order in range(pdfium.FPDFPage_CountObjects(source.raw)):
        item = pdfium.FPDFPage_GetObject(source.raw, order)
        edges = [ctypes.c_float() for _ in range(4)]
        pdfium.FPDFPageObj_GetBounds(item, *edges)
        left, bottom, right, top = (edge.value for edge in edges)
        box = Box(left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)
        tag = _tag(item)
        mcid = pdfium.FPDFPageObj_GetMarkedContentID(item)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
            page.runs.append(_run(item, text, box, height, order, mcid, fonts))
        else:
            page.shapes.append(_shape(item, box, height, order, figure=tag == "Figure", decoration=mcid == ARTIFACT))
    return page


def _run(
    item: Any,
    text: pypdfium2.PdfTextPage,
    box: Box,
    height: float,
    order: int,
    mcid: int,
    fonts: dict[int, dict[str, float]],
) -> Run:
    length = pdfium.FPDFTextObj_GetText(item, text.raw, None, 0)
    letters = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFTextObj_GetText(item, text.raw, letters, length)
    said = bytes(letters)[: max(0, length - 2)].decode("utf-16-le")
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(item, size)
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    high = size.value * (matrix.c**2 + matrix.d**2) ** 0.5
    font = pdfium.FPDFTextObj_GetFont(item)
    widths = fonts.setdefault(ctypes.cast(font, ctypes.c_void_p).value or 0, {})
    for character in said:
        if character not in widths:
            one = ctypes.c_float()
            pdfium.FPDFFont_GetGlyphWidth(font, ord(character), 1.0, one)
            widths[character] = one.value
    seen = pdfium.FPDFTextObj_GetTextRenderMode(item) in (0, 1, 2)
    colour, alpha = _colour(item, pdfium.FPDFPageObj_GetFillColor)
    return Run(
        text=said,
        box=box,
        x=matrix.e / MM,
        baseline=(height - matrix.f) / MM,
        size=round(high, 2),
        colour=colour,
        opaque=seen and alpha == 255,
        order=order,
        mcid=mcid,
        advances=tuple(widths[character] * high / MM for character in said),
    )


def _shape(item: Any, box: Box, height: float, order: int, *, figure: bool, decoration: bool) -> Shape:
    if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_PATH:
        return Shape(box, (128, 128, 128), None, 0.0, order, figure, decoration)
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, filled, stroked)
    fill = _colour(item, pdfium.FPDFPageObj_GetFillColor)[0] if filled.value else None
    if not stroked.value:
        return Shape(box, fill, None, 0.0, order, figure, decoration)
    stroke = _colour(item, pdfium.FPDFPageObj_GetStrokeColor)[0]
    line, drawn = _drawn(item, height)
    return Shape(drawn, fill, stroke, line, order, figure, decoration)


def _drawn(item: Any, height: float) -> tuple[float, Box]:
    """Width in points of the pen, and the box round what it draws.

    pdfium's own box allows for pointed corners that are not there.
    """
    matrix, pen = pdfium.FS_MATRIX(), ctypes.c_float()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    pdfium.FPDFPageObj_GetStrokeWidth(item, pen)
    a, b, c, d, e, f = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
    x, y = ctypes.c_float(), ctypes.c_float()
    xs, ys = [], []
    for index in range(pdfium.FPDFPath_CountSegments(item)):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(item, index), x, y)
        xs.append(a * x.value + c * y.value + e)
        ys.append(height - (b * x.value + d * y.value + f))
    line = pen.value * abs(a * d - b * c) ** 0.5
    half = line / 2
    edges = (min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half)
    return line, Box(*(edge / MM for edge in edges))


def _colour(item: Any, ask: Any) -> tuple[Rgb, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    ask(item, *parts)
    red, green, blue, alpha = (part.value for part in parts)
    return (red, green, blue), alpha


def _tag(item: Any) -> str:
    """The innermost tag that ``item`` is painted under."""
    count = pdfium.FPDFPageObj_CountMarks(item)
    if count <= 0:
        return ""
    letters, length = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetName(pdfium.FPDFPageObj_GetMark(item, count - 1), letters, 64, length)
    return bytes(letters)[: max(0, length.value - 2)].decode("utf-16-le")
