"""The next steps: numbers on discs, three in a row, or stacked in large print."""

from __future__ import annotations

from handouts.layout.fonts import Weight
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import disc
from handouts.layout.style import Type
from handouts.layout.text import count_lines, narrowest
from handouts.layout.units import MM
from handouts.model.blocks import NextSteps
from handouts.model.line import Line

GAP = 8.5 * MM
"""Between the blocks of page 1."""
TIGHTEST = 2.4 * MM
"""The least of it on half a sheet, so that the help box has room on page 1."""
GUTTER, AFTER_DISC = 4 * MM, 2.4 * MM


def render(block: NextSteps, setting: Setting, section: str) -> list[Galley]:
    """One galley: three columns, or one under the other in large print."""
    scale = setting.scale
    sketch = Sketch(section)
    with sketch.element("Sect"):
        y = setting.write(
            sketch, "H2", block.title, scale.h2, x=0, y=0, width=setting.width, colour=setting.palette.accent
        )
        y += 1.8 * MM
        with sketch.element("L", ListNumbering="Decimal"):
            end = _row(sketch, block.steps, setting, y) if setting.wide else _stack(sketch, block.steps, setting, y)
    sketch.strip(end)
    return [sketch.galley("next-steps", before=GAP, keep_next=True)]


def _row(sketch: Sketch, steps: tuple[Line, ...], setting: Setting, y: float) -> float:
    size = 8.2 * MM
    numeral = Type(Weight.EXTRABOLD, 17, size)
    end, x = y, 0.0
    for index, (step, column) in enumerate(zip(steps, _columns(steps, setting, size + AFTER_DISC), strict=True)):
        left = x + size + AFTER_DISC
        lines = setting.set(step, setting.scale.step, column - size - AFTER_DISC, balance=True)
        with sketch.element("LI"):
            with sketch.element("Lbl"):
                sketch.shape(disc(x + size / 2, y + size / 2, size, setting.palette.accent))
                sketch.lines(
                    setting.set(str(index + 1), numeral, size),
                    numeral,
                    x=x,
                    y=y,
                    colour=setting.palette.paper,
                    width=size,
                    align="centre",
                )
            with sketch.element("LBody"):
                # The first line is level with the numeral.
                top = y + (size - setting.scale.step.leading) / 2
                end = max(
                    end, sketch.lines(lines, setting.scale.step, x=left, y=top, colour=setting.palette.ink), y + size
                )
        x += column + GUTTER
    return end


def _columns(steps: tuple[Line, ...], setting: Setting, indent: float) -> list[float]:
    """Widths of the columns: a third each, or by need where that keeps each step to two lines."""
    style = setting.scale.step
    third = (setting.width - 2 * GUTTER) / 3
    if all(count_lines(setting.words(step, style), style.size, third - indent) <= 2 for step in steps):
        return [third] * len(steps)
    needs = [indent + _narrowest(step, setting) for step in steps]
    spare = setting.width - GUTTER * (len(steps) - 1) - sum(needs)
    return [need + spare / len(needs) for need in needs] if spare >= 0 else [third] * len(steps)


def _narrowest(step: Line, setting: Setting) -> float:
    """The least width at which a step takes at most two lines."""
    style = setting.scale.step
    return narrowest(setting.words(step, style), setting.measure(step, style) + 1, 2)


def _stack(sketch: Sketch, steps: tuple[Line, ...], setting: Setting, y: float) -> float:
    style = setting.scale.step
    size = 8.2 * MM if setting.grid.narrow else 1.12 * setting.scale.numeral.size
    numeral = Type(Weight.EXTRABOLD, setting.scale.numeral.size * 0.68, size)
    left, gap = size + 4 * MM, (1.6 if setting.grid.narrow else 2.6) * MM
    for index, step in enumerate(steps):
        lines = setting.set(step, style, setting.width - left)
        height = max(size, len(lines) * style.leading)
        with sketch.element("LI"):
            with sketch.element("Lbl"):
                top = y + (height - size) / 2
                sketch.shape(disc(size / 2, top + size / 2, size, setting.palette.accent))
                sketch.lines(
                    setting.set(str(index + 1), numeral, size),
                    numeral,
                    x=0,
                    y=top,
                    colour=setting.palette.paper,
                    width=size,
                    align="centre",
                )
            with sketch.element("LBody"):
                sketch.lines(
                    lines, style, x=left, y=y + (height - len(lines) * style.leading) / 2, colour=setting.palette.ink
                )
        y += height + gap
    return y - gap
