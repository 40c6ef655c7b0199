"""Goals: equal boxes to write in, with a row of numbers to circle (LOOK.md, section 5)."""

from __future__ import annotations

from handouts.layout.fonts import Weight
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import disc, rectangle, ring, rule
from handouts.layout.style import Type
from handouts.layout.text import with_space
from handouts.layout.units import MM
from handouts.model.blocks import Goals
from handouts.model.line import Line

STEPS = range(11)


def render(block: Goals, setting: Setting, section: str) -> list[Galley]:
    """One galley for each box; a box is never split."""
    return [_box(block, number, goal, setting, section) for number, goal in enumerate(block.boxes, 1)]


def _box(block: Goals, number: int, goal: Line | None, setting: Setting, section: str) -> Galley:
    scale = setting.scale
    pad, pitch, disc_size = 5 * MM, (11 if setting.stacked else 9.5) * MM, setting.mm(8.2)
    width = setting.width - 2 * pad
    half = width if setting.stacked else (width - setting.grid.gutter) / 2
    label = scale.label
    sketch = Sketch(section)

    def write(text: Line, x: float, y: float, room: float, align: str = "left") -> float:
        return setting.write(sketch, "P", text, label, x=x, y=y, width=room, align=align)

    def lines(count: int, x: float, y: float, room: float) -> float:
        with sketch.artifact():
            for _ in range(count):
                y += pitch
                sketch.shape(rule(x, y, x + room, y, 0.75, setting.palette.line))
        return y

    def beside(text: Line, x: float, y: float, room: float) -> float:
        """A label and a line to write on after it."""
        write(text, x, y + pitch - label.leading, room)
        start = x + setting.measure(text, label) + 3 * MM
        with sketch.artifact():
            sketch.shape(rule(start, y + pitch, x + room, y + pitch, 0.75, setting.palette.line))
        return y + pitch

    with sketch.element("Sect"):
        y = pad
        numeral = Type(Weight.EXTRABOLD, 17 * setting.grow, disc_size)
        with sketch.artifact():
            sketch.shape(disc(pad + disc_size / 2, y + disc_size / 2, disc_size, setting.palette.accent))
        with sketch.element("H3"):
            shown = with_space(setting.set(str(number), numeral, disc_size))
            sketch.lines(shown, numeral, x=pad, y=y, colour=setting.palette.paper, width=disc_size, align="centre")
            title = setting.set(block.want, scale.card, width - disc_size)
            middle = y + (disc_size - scale.card.leading) / 2
            sketch.lines(title, scale.card, x=pad + disc_size + 3 * MM, y=middle, colour=setting.palette.ink)
        y += disc_size
        if goal is not None:
            y = setting.write(sketch, "P", goal, scale.step, x=pad, y=y + 2 * MM, width=width) + 1 * MM
            y = lines(1, pad, y, width)
        else:
            y = lines(2, pad, y, width)
        second = pad if setting.stacked else pad + half + setting.grid.gutter
        end = beside(block.by_date, pad, y, half)
        y = beside(block.how_often, second, end if setting.stacked else y, half) + 3 * MM
        y = write(block.sure, pad, y, width) + 1.5 * MM
        y = _circles(sketch, setting, pad, y, width) + 1 * MM
        write(block.not_sure, pad, y, width / 2)
        y = write(block.very_sure, pad + width / 2, y, width / 2, "right") + 2 * MM
        end = lines(2, pad, write(block.barrier, pad, y, half), half)
        top = end + 2 * MM if setting.stacked else y
        y = max(end, lines(2, second, write(block.plan, second, top, half), half)) + pad
    sketch.behind(
        rectangle(
            0.375, 0.375, setting.width - 0.75, y - 0.75, radius=setting.radius, stroke=setting.palette.line, line=0.75
        )
    )
    sketch.strip(y)
    return sketch.galley("goal", before=setting.mm(5))


def _circles(sketch: Sketch, setting: Setting, x: float, y: float, width: float) -> float:
    size = min(setting.mm(10.4), width / len(STEPS) - 1 * MM)
    bold = Type(Weight.BOLD, setting.scale.label.size, size)
    gap = (width - size) / (len(STEPS) - 1)
    with sketch.artifact():
        for step in STEPS:
            sketch.shape(ring(x + size / 2 + step * gap, y + size / 2, size, 0.75, setting.palette.line))
    with sketch.element("P"):
        for step in STEPS:
            shown = setting.set(str(step), bold, size)
            shown = with_space(shown) if step < STEPS[-1] else shown
            sketch.lines(shown, bold, x=x + step * gap, y=y, colour=setting.palette.ink, width=size, align="centre")
    return y + size
