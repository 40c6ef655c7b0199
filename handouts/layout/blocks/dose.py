"""The dose row: numbers as pictures, each with a label of two short lines (LOOK.md, section 5)."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.layout.galley import Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rule
from handouts.layout.text import with_space
from handouts.layout.units import MM
from handouts.model.exercise import DoseCell

NUMBER_GAP = 2.2 * MM
TIGHTEST = 7 * MM


def draw(sketch: Sketch, cells: Sequence[DoseCell], setting: Setting, *, x: float, y: float, width: float) -> float:
    """Record the row (or, when it is too wide, one cell under the other); returns where it ends."""
    gap = (12 if len(cells) < 3 else 9.5) * MM
    widths = [cell_width(cell, setting) for cell in cells]
    height = max(2 * setting.scale.label.leading, setting.scale.numeral.leading)
    if sum(widths) + gap * (len(cells) - 1) > width:
        gap = (width - sum(widths)) / max(1, len(cells) - 1)
    if gap < TIGHTEST and len(cells) > 1:
        for cell in cells:
            draw_cell(sketch, cell, setting, x=x, y=y)
            y += height + 1 * MM
        return y - 1 * MM
    for index, (cell, wide) in enumerate(zip(cells, widths, strict=True)):
        draw_cell(sketch, cell, setting, x=x, y=y)
        if index < len(cells) - 1:
            with sketch.artifact():
                sketch.shape(rule(x + wide + gap / 2, y, x + wide + gap / 2, y + height, 0.75, setting.palette.line))
        x += wide + gap
    return y + height


def label_lines(label: str, setting: Setting) -> tuple[str, ...]:
    """``label`` in two lines of nearly the same width; one word stays one line."""
    words = label.split(" ")
    if len(words) == 1:
        return (label,)
    style = setting.scale.label
    splits = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    return min(splits, key=lambda pair: (max(setting.measure(part, style) for part in pair), -len(pair[0])))


def cell_width(cell: DoseCell, setting: Setting) -> float:
    """Natural width of a cell."""
    label = max(setting.measure(part, setting.scale.label) for part in label_lines(cell.label, setting))
    return setting.measure(cell.numeral, setting.scale.numeral) + NUMBER_GAP + label


def draw_cell(sketch: Sketch, cell: DoseCell, setting: Setting, *, x: float, y: float) -> None:
    """A numeral and its label, read as one paragraph: "8 slow moves"."""
    scale = setting.scale
    parts = label_lines(cell.label, setting)
    height = max(2 * scale.label.leading, scale.numeral.leading)
    left = x + setting.measure(cell.numeral, scale.numeral) + NUMBER_GAP
    with sketch.element("P"):
        numeral = with_space(setting.set(cell.numeral, scale.numeral, setting.width))
        middle = y + (height - scale.numeral.leading) / 2
        sketch.lines(numeral, scale.numeral, x=x, y=middle, colour=setting.palette.accent)
        at = y + (height - len(parts) * scale.label.leading) / 2
        for index, part in enumerate(parts):
            lines = setting.set(part, scale.label, setting.width)
            more = index < len(parts) - 1
            at = sketch.lines(
                with_space(lines) if more else lines, scale.label, x=left, y=at, colour=setting.palette.ink
            )
