"""The one writer: placed galleys, footers and fonts become the bytes of a tagged PDF.

ReportLab's canvas turns recorded operations into operators; this module wraps every one of them in the
marked content it belongs to, numbers it, and writes the file. Nothing can be painted without an owner:
an element of the structure tree, or an artifact.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from handouts.layout.fonts import Weight
from handouts.layout.galley import ARTIFACT, Art, Dots, Galley, Glyphs, Link, Mark, Op, Strip
from handouts.layout.gate import Canvas
from handouts.layout.pages import Page, Placed
from handouts.layout.pdf import fonts, metadata, photos
from handouts.layout.pdf.art import painted
from handouts.layout.pdf.metadata import About
from handouts.layout.pdf.objects import File, Name, Value
from handouts.layout.pdf.outline import Bookmark, put_outline
from handouts.layout.pdf.structure import Area, Content, Node, Rect, Structure
from handouts.layout.setting import Setting
from handouts.layout.shapes import rectangle
from handouts.layout.units import MM
from handouts.model.colour import channels
from handouts.model.drawing import Photo, Shape

FOOTER_GAP = 2.5 * MM
"""From the body limit to the footer's rule."""
BOOKMARKED = {"H1": 1, "H2": 2}


@dataclass(slots=True)
class _Sheet:
    """What one page holds, as it is painted."""

    code: list[str]
    marked: int = 0
    annotations: list[tuple[Node, Link, Rect]] = field(default_factory=list)


def write(
    galleys: Sequence[Galley],
    pages: Sequence[Page],
    footers: Sequence[Strip],
    setting: Setting,
    about: About,
    head: Strip | None = None,
    *,
    blank: bool = False,
) -> bytes:
    """The PDF. ``head`` stands above the body of every page but the first; ``blank``: an empty page is the last.

    The same input gives the same bytes. Raises :class:`~handouts.errors.Bug` if text was lost.
    """
    painter = _Painter(setting, Structure(galleys))
    for number, page in enumerate(pages):
        painter.begin(number)
        top = setting.grid.first_top if number == 0 else setting.grid.body_top
        if head is not None and number:
            painter.strip(head, top - head.height, None, "Pagination")
        for placed in page.placed:
            painter.galley(placed, galleys[placed.index], top + placed.y)
        painter.strip(footers[number], setting.grid.height - setting.grid.bottom + FOOTER_GAP, None, "Footer")
    if blank:
        painter.begin(len(pages))
    return painter.file(about)


class _Painter:
    """Paints page after page, and writes the file at the end."""

    def __init__(self, setting: Setting, structure: Structure) -> None:
        self._setting, self._structure = setting, structure
        # Without a font of ours, every file would list Helvetica, which is not embedded.
        options: dict[str, Any] = {"initialFontName": setting.fonts[Weight.REGULAR].name, "invariant": 1}
        self._canvas: Any = Canvas(io.BytesIO(), **options)
        self._sheets: list[_Sheet] = []
        self._page = 0
        self._bookmarks: list[Bookmark] = []
        self._photos: dict[tuple[Photo, str], str] = {}

    def begin(self, page: int) -> None:
        """Start a page."""
        self._page = page
        self._sheets.append(_Sheet([]))
        self._canvas._code = self._sheets[-1].code

    def galley(self, placed: Placed, galley: Galley, y: float) -> None:
        """Paint the strips of ``galley`` that stand on this page, from ``y`` down."""
        start = y
        if placed.repeated and galley.repeat is not None:
            y = self.strip(galley.repeat, y, None, "Pagination")
        for strip in galley.strips[placed.first : placed.end]:
            y = self.strip(strip, y, placed.index, "Layout")
        if galley.box is not None:
            box, width = galley.box, self._setting.width
            inset = box.width / 2
            height = y + box.foot - start - box.width
            frame = rectangle(
                inset, inset, width - box.width, height, radius=box.radius, stroke=box.stroke, line=box.width
            )
            self._mark(Mark(ARTIFACT, (frame,)), start, None, "Layout")

    def strip(self, strip: Strip, y: float, galley: int | None, artifact: str) -> float:
        """Paint one strip; returns where it ends. ``artifact`` is the kind of what has no owner."""
        for mark in strip.marks:
            self._mark(mark, y, galley, artifact)
        return y + strip.height

    def _mark(self, mark: Mark, y: float, galley: int | None, artifact: str) -> None:
        code = self._canvas._code
        x = self._setting.grid.margin
        if mark.owner == ARTIFACT or galley is None:
            code.append(_ARTIFACTS[artifact])
        else:
            sheet = self._sheets[-1]
            node = self._structure.node(galley, mark.owner)
            code.append(f"/{node.tag} <</MCID {sheet.marked}>> BDC")
            node.children.append(Content(self._page, sheet.marked))
            sheet.marked += 1
            self._note(node, mark, x, y)
        for op in mark.ops:
            self._op(op, x, y)
        code.append("EMC")

    def _note(self, node: Node, mark: Mark, x: float, y: float) -> None:
        """Keep what the tree must know of painting: boxes of figures, links and headings."""
        if node.tag == "Figure":
            node.box = _box(mark.ops, x, self._setting.grid.height - y, node.box)
        if node.tag in BOOKMARKED:
            glyphs = [op for op in mark.ops if isinstance(op, Glyphs)]
            top = self._setting.grid.height - y - min(op.y - op.size for op in glyphs)
            title = " ".join("".join(op.text for op in glyphs).split())
            self._bookmarks.append(Bookmark(BOOKMARKED[node.tag], title, self._page, top))
        for op in mark.ops:
            if isinstance(op, Link):
                bottom = self._setting.grid.height - y - op.y
                rect = (x + op.x, bottom - op.height, x + op.x + op.width, bottom)
                self._sheets[-1].annotations.append((node, op, rect))

    def _op(self, op: Op, x: float, y: float) -> None:
        if isinstance(op, Glyphs):
            text = self._canvas.beginText(x + op.x, self._setting.grid.height - y - op.y)
            text.setFont(op.font, op.size)
            text.setFillColorRGB(*channels(op.colour))
            text.textOut(op.text)
            self._canvas.drawText(text)
        elif isinstance(op, Shape):
            self._shape(op, x, self._setting.grid.height - y)
        elif isinstance(op, Art):
            self._canvas._code.append(painted(op, x + op.x, self._setting.grid.height - y - op.y))
        elif isinstance(op, Dots):
            self._dots(op, x + op.x, self._setting.grid.height - y - op.y - op.height)

    def _dots(self, op: Dots, x: float, y: float) -> None:
        """Paint a photo with its lower left corner at ``x``, ``y``; the file holds each one once."""
        name = self._photos.setdefault((op.photo, op.ground), f"Photo{len(self._photos) + 1}")
        self._canvas._code.append(photos.painted(name, x, y, op.width, op.height))

    def _shape(self, shape: Shape, x: float, down: float) -> None:
        canvas = self._canvas
        path = canvas.beginPath()
        for name, numbers in shape.segments:
            points = [down - n if index % 2 else x + n for index, n in enumerate(numbers)]
            match name:
                case "M":
                    path.moveTo(*points)
                case "L":
                    path.lineTo(*points)
                case "C":
                    path.curveTo(*points)
                case _:
                    path.close()
        if shape.fill:
            canvas.setFillColorRGB(*channels(shape.fill))
        if shape.stroke:
            canvas.setStrokeColorRGB(*channels(shape.stroke))
            canvas.setLineWidth(shape.width)
            canvas.setLineCap(1 if shape.round else 0)
            canvas.setLineJoin(1 if shape.round else 0)
            canvas.setDash(list(shape.dash))
        canvas.drawPath(
            path, stroke=int(bool(shape.stroke)), fill=int(bool(shape.fill)), fillMode=0 if shape.even_odd else 1
        )

    def file(self, about: About) -> bytes:
        """The finished file."""
        file = File()
        grid = self._setting.grid
        catalog, tree = file.reserve(), file.reserve()
        refs = [file.reserve() for _ in self._sheets]
        shared: dict[str, Value] = {"Font": fonts.embed(file, self._canvas)}
        if self._photos:
            shared["XObject"] = {name: photos.embed(file, *kept) for kept, name in self._photos.items()}
        resources = file.put(shared)
        key = len(self._sheets)
        for sheet, ref in zip(self._sheets, refs, strict=True):
            annotations: list[Value] = []
            for node, link, rect in sheet.annotations:
                annotation = file.put(_annotation(link, rect, key))
                node.children.append(Area(self._sheets.index(sheet), key, annotation))
                annotations.append(annotation)
                key += 1
            page: dict[str, Value] = {
                "Type": Name("Page"),
                "Parent": tree,
                "MediaBox": [0, 0, float(grid.width), float(grid.height)],
                "Resources": resources,
                "Contents": file.stream("\n".join(sheet.code).encode("latin-1")),
                "StructParents": refs.index(ref),
                "Tabs": Name("S"),
            }
            file.put(page | ({"Annots": annotations} if annotations else {}), ref)
        file.put({"Type": Name("Pages"), "Kids": refs, "Count": len(refs)}, tree)
        self._structure.check()
        root = self._structure.put(file, refs, [sheet.marked for sheet in self._sheets], key - len(self._sheets))
        file.put(
            {
                "Type": Name("Catalog"),
                "Pages": tree,
                "Lang": about.language,
                "MarkInfo": {"Marked": True},
                "StructTreeRoot": root,
                "Metadata": metadata.xmp(file, about),
                "OutputIntents": [metadata.output_intent(file)],
                "Outlines": put_outline(file, self._bookmarks, refs),
                "PageMode": Name("UseNone"),
                "ViewerPreferences": {"DisplayDocTitle": True, "PrintScaling": Name("None")},
            },
            catalog,
        )
        return file.save(catalog, metadata.info(file, about))


_ARTIFACTS = {
    "Layout": "/Artifact <</Type /Layout>> BDC",
    "Pagination": "/Artifact <</Type /Pagination>> BDC",
    "Footer": "/Artifact <</Type /Pagination /Subtype /Footer>> BDC",
}


def _annotation(link: Link, rect: Rect, key: int) -> Value:
    return {
        "Type": Name("Annot"),
        "Subtype": Name("Link"),
        "Rect": [round(value, 2) for value in rect],
        "Border": [0, 0, 0],
        "F": 4,
        "Contents": link.says,
        "StructParent": key,
        "A": {"S": Name("URI"), "URI": link.uri},
    }


def _box(ops: Sequence[Op], x: float, down: float, known: Rect | None) -> Rect:
    """The box round what ``ops`` paint, in the coordinates of the page, joined with ``known``."""
    points = [
        (numbers[index], numbers[index + 1])
        for op in ops
        if isinstance(op, Shape)
        for _, numbers in op.segments
        for index in range(0, len(numbers), 2)
    ]
    for op in ops:
        if isinstance(op, Art):
            points += [(op.x, op.y), (op.x + op.drawing.width * op.scale, op.y + op.drawing.height * op.scale)]
        elif isinstance(op, Dots):
            points += [(op.x, op.y), (op.x + op.width, op.y + op.height)]
    xs, ys = [x + px for px, _ in points], [down - py for _, py in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    if known is None:
        return box
    return (min(box[0], known[0]), min(box[1], known[1]), max(box[2], known[2]), max(box[3], known[3]))
