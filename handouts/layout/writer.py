"""The one writer: placed galleys, fonts and footers become the bytes of a PDF."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from handouts.layout.fonts import Weight
from handouts.layout.galley import ARTIFACT, Galley, Glyphs, Mark, Op, Strip
from handouts.layout.gate import Canvas
from handouts.layout.pages import Page
from handouts.layout.setting import Setting
from handouts.layout.shapes import rectangle
from handouts.model.colour import channels
from handouts.model.drawing import Shape


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself. Never the patient's name."""

    title: str
    author: str
    subject: str
    language: str
    creator: str


def write(
    galleys: Sequence[Galley], pages: Sequence[Page], footers: Sequence[Strip], setting: Setting, about: About
) -> bytes:
    """The PDF. The same input gives the same bytes."""
    grid = setting.grid
    target = io.BytesIO()
    options: dict[str, Any] = {
        "pagesize": (grid.width, grid.height),
        "invariant": 1,
        "pageCompression": 1,
        # Without this, every file lists Helvetica, which is not embedded.
        "initialFontName": setting.fonts[Weight.REGULAR].name,
        "lang": about.language,
        "pdfVersion": (1, 7),
        "displayDocTitle": True,
    }
    canvas = Canvas(target, **options)
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setCreator(about.creator)
    canvas.setProducer(about.creator)
    for number, page in enumerate(pages):
        painter = _Painter(canvas, grid.height)
        top = grid.first_top if number == 0 else grid.body_top
        for placed in page.placed:
            galley = galleys[placed.index]
            _paint_galley(
                painter, galley, placed.first, placed.end, placed.repeated, grid.margin, top + placed.y, setting.width
            )
        painter.marks(footers[number].marks, grid.margin, grid.height - grid.bottom + 2.5 * 72 / 25.4)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _paint_galley(
    painter: _Painter, galley: Galley, first: int, end: int, repeated: bool, x: float, y: float, width: float
) -> None:
    start = y
    if repeated and galley.repeat is not None:
        painter.marks(galley.repeat.marks, x, y)
        y += galley.repeat.height
    for strip in galley.strips[first:end]:
        painter.marks(strip.marks, x, y)
        y += strip.height
    if galley.box is not None:
        box = galley.box
        inset = box.width / 2
        height = y + box.foot - start
        frame = rectangle(
            inset, inset, width - box.width, height - box.width, radius=box.radius, stroke=box.stroke, line=box.width
        )
        painter.marks((Mark(ARTIFACT, (frame,)),), x, start)


class _Painter:
    """Plays recorded operations on one page."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self._canvas, self._height = canvas, height

    def marks(self, marks: Iterable[Mark], x: float, y: float) -> None:
        for mark in marks:
            for op in mark.ops:
                self._op(op, x, y)

    def _op(self, op: Op, x: float, y: float) -> None:
        if isinstance(op, Glyphs):
            text = self._canvas.beginText(x + op.x, self._height - y - op.y)
            text.setFont(op.font, op.size)
            text.setFillColorRGB(*channels(op.colour))
            text.textOut(op.text)
            self._canvas.drawText(text)
        else:
            self._shape(op, x, y)

    def _shape(self, shape: Shape, x: float, y: float) -> None:
        canvas = self._canvas
        path = canvas.beginPath()
        down = self._height - y
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
