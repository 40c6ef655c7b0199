"""Illustrations in a box: one, or where a move starts and ends, at one scale with captions under them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from handouts.layout.galley import Art, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import drawn
from handouts.layout.text import TextLine
from handouts.layout.units import MM
from handouts.model.illustration import Illustration, Picture

LARGEST = 0.6 * MM
"""Points for a unit: a standing person is at most 60 mm high."""
GAP = 2 * MM
CAPTION_GAP = 0.6 * MM
FULL_WIDTH = 40 * MM
"""Lines have their own width in a drawing of this width, and grow with the root of it."""
THICKEST = 1.6


class _Cell(Struct, frozen=True):
    """One picture and its caption in a cell; lengths in points, from the top left corner of the whole box."""

    x: float
    y: float
    width: float
    caption: tuple[TextLine, ...]
    picture: Picture
    drawing: Illustration


class Plan(Struct, frozen=True):
    """Pictures worked out: their cells, the scale (points for a unit), and the height they take."""

    cells: tuple[_Cell, ...]
    scale: float
    height: float
    setting: Setting
    span: tuple[float, float]

    @property
    def art_height(self) -> float:
        """Height of the first picture without its caption."""
        return self.cells[0].drawing.height * self.scale

    def draw(self, sketch: Sketch, x: float, y: float) -> None:
        """Record the pictures, each as a figure, with its caption as a paragraph after it."""
        style = self.setting.scale.label_text
        for cell in self.cells:
            drawing, scale = cell.drawing, self.scale
            left, right = self.span
            wide = (right - left) * scale
            before = right - drawing.box[2] if cell.picture.mirrored else drawing.box[0] - left
            at = x + cell.x + (cell.width - wide) / 2 + before * scale
            with sketch.element("Figure", Alt=cell.picture.alt):
                art(sketch, self.setting, drawing, at, y + cell.y, scale, mirrored=cell.picture.mirrored)
            if not cell.caption:
                continue
            with sketch.element("P"):
                foot = y + cell.y + drawing.height * scale + CAPTION_GAP
                sketch.lines(
                    cell.caption,
                    style,
                    x=x + cell.x,
                    y=foot,
                    colour=self.setting.palette.ink,
                    width=cell.width,
                    align="centre",
                )


def plan(
    pictures: Sequence[Picture], setting: Setting, width: float, height: float, *, largest: float = LARGEST
) -> Plan:
    """Pictures in a box, one under the other or side by side, whichever is larger.

    ``largest``: the most points for a unit of a drawing.
    """
    drawings = [setting.illustrations[picture.id] for picture in pictures]
    stacked = _stacked(pictures, drawings, setting, width, height, largest)
    if len(pictures) == 1:
        return stacked
    beside = _beside(pictures, drawings, setting, width, height, largest)
    return beside if beside.scale > stacked.scale * 1.05 else stacked


def _captions(
    pictures: Sequence[Picture], setting: Setting, width: float
) -> tuple[list[tuple[TextLine, ...]], list[float]]:
    style = setting.scale.label_text
    lines = [
        setting.set(picture.caption, style, width, balance=True) if picture.caption else () for picture in pictures
    ]
    return lines, [len(caption) * style.leading + CAPTION_GAP for caption in lines]


def _stacked(
    pictures: Sequence[Picture],
    drawings: Sequence[Illustration],
    setting: Setting,
    width: float,
    height: float,
    largest: float,
) -> Plan:
    lines, heights = _captions(pictures, setting, width)
    span = min(d.box[0] for d in drawings), max(d.box[2] for d in drawings)
    room = height - sum(heights) - GAP * (len(drawings) - 1)
    scale = min(width / (span[1] - span[0]), max(1.0, room) / sum(d.height for d in drawings), largest)
    cells, y = [], 0.0
    for picture, drawing, caption, foot in zip(pictures, drawings, lines, heights, strict=True):
        cells.append(_Cell(0, y, width, caption, picture, drawing))
        y += drawing.height * scale + foot + GAP
    return Plan(tuple(cells), scale, y - GAP, setting, span)


def _beside(
    pictures: Sequence[Picture],
    drawings: Sequence[Illustration],
    setting: Setting,
    width: float,
    height: float,
    largest: float,
) -> Plan:
    count = len(drawings)
    wide = (width - GAP * (count - 1)) / count
    lines, heights = _captions(pictures, setting, wide)
    span = min(d.box[0] for d in drawings), max(d.box[2] for d in drawings)
    floor, top = min(d.box[1] for d in drawings), max(d.box[3] for d in drawings)
    room = height - max(heights)
    scale = min(wide / (span[1] - span[0]), max(1.0, room) / (top - floor), largest)
    cells = []
    for index, (picture, drawing, caption) in enumerate(zip(pictures, drawings, lines, strict=True)):
        # All stand on one floor.
        cells.append(_Cell(index * (wide + GAP), (top - drawing.box[3]) * scale, wide, caption, picture, drawing))
    return Plan(tuple(cells), scale, (top - floor) * scale + max(heights), setting, span)


def art(
    sketch: Sketch, setting: Setting, drawing: Illustration, x: float, y: float, scale: float, *, mirrored: bool = False
) -> None:
    """Record a drawing with the top left corner of its box at ``x``, ``y``."""
    width, height = drawing.width * scale, drawing.height * scale
    if drawing.artwork is not None:
        for shape in drawn(drawing.artwork, x, y, width, height, mirrored=mirrored):
            sketch.shape(shape)
        return
    grown = (max(width, height * 4 / 3) / FULL_WIDTH) ** 0.5
    colours = tuple(setting.paint(layer) for layer in drawing.layers)
    sketch.shape(Art(x, y, scale, drawing, colours, min(max(grown, 1), THICKEST), mirrored))
