"""The stop strip: sign on the left, lines on the right."""

from __future__ import annotations

from handouts.layout.blocks import lists
from handouts.layout.fonts import Weight
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rectangle, rule
from handouts.layout.style import Type
from handouts.layout.units import MM
from handouts.model.blocks import Stop
from handouts.model.drawing import Shape

LINE = 1.25
WIDEST = 0.3
"""Part of the width that the sign may take beside the lines."""


def render(block: Stop, setting: Setting, section: str) -> list[Galley]:
    """One galley that is never split. A long word stands over the lines, not beside them."""
    style = setting.scale.body
    word = Type(Weight.BOLD, style.size, style.leading)
    pad, sign, gap = setting.mm(3.1), setting.mm(9), setting.mm(1)
    cell = max(sign, setting.measure(block.title, word)) + 2 * pad
    sketch = Sketch(section)
    if cell > WIDEST * setting.width:
        with sketch.element("Sect"):
            middle = pad + sign / 2
            setting.icon(sketch, "stop", pad, pad, sign, setting.palette.ink)
            left = pad + sign + 2.5 * MM
            y = middle - word.leading / 2
            y = setting.write(sketch, "H3", block.title, word, x=left, y=y, width=setting.width - left - pad)
            y = max(y, pad + sign) + gap
            height = pad + lists.draw_column(
                sketch,
                block.lines,
                style,
                setting,
                x=pad,
                y=y,
                width=setting.width - 2 * pad,
                dot=setting.palette.ink,
                colour=setting.palette.ink,
            )
        sketch.behind(_frame(height, setting))
    else:
        left = cell + 2.5 * MM
        width = setting.width - left - pad
        lines_height = lists.height(lists.items(block.lines, style, width, setting), style)
        sign_height = sign + gap + word.leading
        height = max(lines_height, sign_height) + 2 * pad
        top = (height - sign_height) / 2
        setting.icon(sketch, "stop", (cell - sign) / 2, top, sign, setting.palette.ink)
        with sketch.element("Sect"):
            setting.write(sketch, "H3", block.title, word, x=0, y=top + sign + gap, width=cell, align="centre")
            y = (height - lines_height) / 2
            lists.draw_column(
                sketch,
                block.lines,
                style,
                setting,
                x=left,
                y=y,
                width=width,
                dot=setting.palette.ink,
                colour=setting.palette.ink,
            )
        sketch.behind(_frame(height, setting), rule(cell, pad, cell, height - pad, 0.75, setting.palette.hair))
    sketch.strip(height)
    return [sketch.galley("stop", before=setting.mm(3.2), tightest=setting.mm(2.3))]


def _frame(height: float, setting: Setting) -> Shape:
    width = setting.width - LINE
    return rectangle(
        LINE / 2, LINE / 2, width, height - LINE, radius=setting.radius, stroke=setting.palette.ink, line=LINE
    )
