"""Ticked warning signs, and "other" with a line to write on."""

from __future__ import annotations

from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rectangle, rule
from handouts.layout.units import MM
from handouts.model.blocks import Ticked
from handouts.model.drawing import Shape
from handouts.model.line import Line

BOX = 7.2 * MM
LINE = 1.75


def render(block: Ticked, setting: Setting, section: str, *, least: bool = False) -> list[Galley]:
    """One galley that stays together while a page can hold it.

    ``least``: with the least gaps, for a page that is full. What is printed is what was found, so the ticks
    say nothing that is not in the words.
    """
    scale = setting.scale
    size = BOX * scale.body.size / 18
    left = size + 4.4 * MM
    width = setting.width - left
    gap = (0.4 if least else 1.0) * scale.warning.after
    items = [*block.signs, block.typed] if block.typed else list(block.signs)
    sketch = Sketch(section)
    heading = setting.set(block.title, scale.h2, setting.width)
    with sketch.element("H2"):
        end = sketch.lines(heading, scale.h2, x=0, y=0, colour=setting.palette.ink)
    sketch.strip(end + scale.h2.after, may_end=False)
    with sketch.element("L", ListNumbering="Square"):
        for item in items:
            last = item is items[-1]
            y = _item(sketch, item, setting, size, left, width, ticked=True)
            sketch.strip(y + (0 if last and block.typed else gap), may_end=last and block.typed is not None)
        if block.typed is None:
            y = _item(sketch, block.other, setting, size, left, width, ticked=False)
            start = left + setting.measure(block.other, scale.body) + 3 * MM
            _line(sketch, setting, start, size + 0.4 * MM, setting.width)
            sketch.strip(max(y, size + 1 * MM))
    return [sketch.galley("ticked", before=6 * MM)]


def _item(
    sketch: Sketch, item: Line, setting: Setting, size: float, left: float, width: float, *, ticked: bool
) -> float:
    """One item from the top of a strip; returns where it ends."""
    style = setting.scale.body
    top = (style.leading - size) / 2
    inset = LINE / 2
    with sketch.artifact():
        box = size - LINE
        sketch.shape(rectangle(inset, top + inset, box, box, radius=0.8 * MM, stroke=setting.palette.ink, line=LINE))
    if ticked:
        mark = size * 0.72
        _bold_tick(sketch, setting, (size - mark) / 2, top + (size - mark) / 2, mark)
    text = setting.set(item, style, width)
    with sketch.element("LI"), sketch.element("LBody"):
        return sketch.lines(text, style, x=left, y=0, colour=setting.palette.ink)


def _bold_tick(sketch: Sketch, setting: Setting, x: float, y: float, size: float) -> None:
    """A tick heavy enough for a photocopy of a photocopy; the icon's line is too thin for that."""
    points = [(x + size * a, y + size * b) for a, b in ((0.06, 0.55), (0.36, 0.86), (0.94, 0.14))]
    start, *rest = points
    with sketch.artifact():
        sketch.shape(
            Shape((("M", start), *(("L", point) for point in rest)), None, setting.palette.ink, 0.22 * size, round=True)
        )


def _line(sketch: Sketch, setting: Setting, x: float, y: float, right: float) -> None:
    with sketch.artifact():
        sketch.shape(rule(x, y, right, y, 0.75, setting.palette.soft))
