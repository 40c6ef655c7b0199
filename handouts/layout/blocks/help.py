"""The short help box of page 1: a solid red key with the number, and the shortest list of signs."""

from __future__ import annotations

from dataclasses import replace

from handouts.layout.blocks import lists
from handouts.layout.blocks.next_steps import GAP
from handouts.layout.fonts import Weight
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rectangle
from handouts.layout.style import Type
from handouts.layout.text import with_space
from handouts.layout.units import MM
from handouts.model.blocks import Help
from handouts.model.colour import INK, RED, WHITE

LINE = 2.25


def render(block: Help, setting: Setting, section: str) -> list[Galley]:
    """One galley that is never split."""
    return [_stacked(block, setting, section) if setting.stacked else _side_by_side(block, setting, section)]


def _intro(sketch: Sketch, block: Help, setting: Setting, x: float, y: float, width: float) -> float:
    if block.intro is None:
        return y
    style = Type(Weight.BOLD, setting.scale.warning.size, setting.scale.warning.leading)
    return setting.write(sketch, "P", block.intro, style, x=x, y=y, width=width) + setting.scale.warning.after + 1


def _side_by_side(block: Help, setting: Setting, section: str) -> Galley:
    scale, pad, key = setting.scale, 3.6 * MM, 43 * MM
    title = Type(Weight.EXTRABOLD, 19, 21)
    call = Type(Weight.BOLD, 15, scale.emergency.leading)
    left = key + 4.4 * MM
    width = setting.width - left - pad
    sketch = Sketch(section)
    with sketch.element("Sect"):
        setting.icon(sketch, "help-now", pad + 0.6 * MM, pad, 10 * MM, WHITE, RED)
        top = setting.write(
            sketch,
            "H2",
            block.title,
            title,
            x=pad + 0.2 * MM,
            y=pad + 10 * MM + 1.6 * MM,
            width=key - 1.4 * pad,
            colour=WHITE,
        )
        number, stacked = _number_style(block, setting, call, key - 2 * pad)
        foot = number.leading + (call.size + 4 if stacked else 0)
        # The list stands on the right; the number stands at the foot of the key, level with its end.
        list_top = _measured_intro(block, setting, width) + pad
        high = lists.height(lists.items(block.lines, scale.warning, width, setting), scale.warning)
        height = max(list_top + high + pad, top + 4 * MM + foot + pad)
        with sketch.element("P"):
            y = height - pad - number.leading + 1.2 * MM
            x = pad + 0.2 * MM
            words = with_space(setting.set(block.call, call, key))
            if stacked:
                sketch.lines(words, call, x=x, y=y - call.size - 8, colour=WHITE)
            else:
                # Letters and number stand on one base line.
                sketch.lines(words, call, x=x, y=y + 0.334 * (number.size - call.size), colour=WHITE)
                x += setting.measure(block.call, call) + setting.measure(" ", call) + 1
            sketch.lines(setting.set(block.number, number, key), number, x=x, y=y, colour=WHITE)
        y = _intro(sketch, block, setting, left, pad, width)
        lists.draw_column(sketch, block.lines, scale.warning, setting, x=left, y=y, width=width, dot=RED, colour=INK)
    corner = setting.radius
    sketch.behind(
        rectangle(0, 0, key, height, radius=(corner, 0, 0, corner), fill=RED),
        rectangle(LINE / 2, LINE / 2, setting.width - LINE, height - LINE, radius=corner, stroke=RED, line=LINE),
    )
    sketch.strip(height)
    return sketch.galley("help", before=GAP)


def _measured_intro(block: Help, setting: Setting, width: float) -> float:
    return _intro(Sketch("measure"), block, setting, 0, 0, width)


def _number_style(block: Help, setting: Setting, call: Type, width: float) -> tuple[Type, bool]:
    """The largest style in which "Call" and the number fit on one line; else the number on its own."""
    style = setting.scale.emergency
    beside = width - setting.measure(block.call, call) - setting.measure(" ", call)
    if setting.measure(block.number, style) <= beside:
        return style, False
    size = min(style.size, style.size * width / setting.measure(block.number, style))
    return Type(style.weight, size, style.leading * size / style.size), True


def _stacked(block: Help, setting: Setting, section: str) -> Galley:
    scale, pad = setting.scale, 4 * MM
    head = Type(Weight.EXTRABOLD, scale.head.size * 0.98, scale.head.leading)
    bar = head.leading + 5 * MM * setting.tight
    style = replace(scale.warning, after=scale.warning.after * setting.tight)
    gap = 3 * MM * setting.tight
    size = head.size * 1.1
    sketch = Sketch(section)
    with sketch.element("Sect"):
        setting.icon(sketch, "help-now", pad, (bar - size) / 2, size, WHITE, RED)
        top = (bar - head.leading) / 2
        setting.write(sketch, "H2", block.title, head, x=pad + size + 3 * MM, y=top, width=setting.width, colour=WHITE)
        call = f"{block.call} {block.number}"
        setting.write(sketch, "P", call, head, x=pad, y=top, width=setting.width - 2 * pad, colour=WHITE, align="right")
        y = _intro(sketch, block, setting, pad, bar + gap, setting.width - 2 * pad)
        y = lists.draw_column(
            sketch, block.lines, style, setting, x=pad, y=y, width=setting.width - 2 * pad, dot=RED, colour=INK
        )
    y += gap
    corner = setting.radius
    sketch.behind(
        rectangle(0, 0, setting.width, bar, radius=(corner, corner, 0, 0), fill=RED),
        rectangle(LINE / 2, LINE / 2, setting.width - LINE, y - LINE, radius=corner, stroke=RED, line=LINE),
    )
    sketch.strip(y)
    return sketch.galley("help", before=GAP)
