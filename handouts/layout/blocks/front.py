"""The title block and the next steps of page 1."""

from __future__ import annotations

from handouts.layout.fonts import Weight
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import disc, rectangle
from handouts.layout.style import Type
from handouts.layout.units import MM
from handouts.model.blocks import Front
from handouts.model.colour import INK, WHITE
from handouts.model.line import Line

GAP = 8.5 * MM
"""Between the blocks of page 1."""


def render(block: Front, setting: Setting, section: str) -> list[Galley]:
    """Two galleys: title block, next steps."""
    galleys = [_title(block, setting, section)]
    if block.steps:
        galleys.append(_steps(block, setting, section))
    return galleys


def _title(block: Front, setting: Setting, section: str) -> Galley:
    scale, panel = setting.scale, setting.brand.title == "panel"
    side = 6 * MM if panel else 0.0
    y = 4.5 * MM if panel else 0.0
    width = setting.width - 2 * side
    sketch = Sketch(section)
    if block.kicker:
        y = setting.write(
            sketch, "P", block.kicker, scale.kicker, x=side, y=y, width=width, colour=setting.palette.strong
        )
        y += scale.kicker.after
    title = _title_style(block.title, setting, width)
    y = setting.write(sketch, "H1", block.title, title, x=side, y=y, width=min(width, 128 * MM * setting.grow), balance=True)
    y += 4 * MM
    top = y
    left = side + 5.4 * MM
    for line in block.message:
        y = setting.write(sketch, "P", line, scale.message, x=left, y=y, width=side + width - left, balance=True)
    if block.message:
        with sketch.artifact():
            sketch.shape(rectangle(side, top, 1.6 * MM, y - top, fill=setting.palette.strong))
    if panel:
        y += 5 * MM
        sketch.behind(rectangle(0, 0, setting.width, y, radius=setting.radius, fill=setting.palette.tint))
    sketch.strip(y)
    return sketch.galley("title", before=GAP, keep_next=True)


def _title_style(title: Line, setting: Setting, width: float) -> Type:
    """The title style; a title of more than three lines takes the size of the two-side form."""
    style = setting.scale.title
    if len(setting.set(title, style, min(width, 128 * MM * setting.grow))) <= 3:
        return style
    return Type(style.weight, style.size * 0.8, style.leading * 0.8, style.before, style.after)


def _steps(block: Front, setting: Setting, section: str) -> Galley:
    scale = setting.scale
    sketch = Sketch(section)
    with sketch.element("Sect"):
        y = setting.write(
            sketch, "H2", block.steps_title, scale.h2, x=0, y=0, width=setting.width, colour=setting.palette.strong
        )
        y += 1.8 * MM
        with sketch.element("L", ListNumbering="Decimal"):
            end = _stack(sketch, block.steps, setting, y) if setting.stacked else _row(sketch, block.steps, setting, y)
    sketch.strip(end)
    return sketch.galley("next-steps", before=GAP, keep_next=not setting.stacked)


def _row(sketch: Sketch, steps: tuple[Line, ...], setting: Setting, y: float) -> float:
    size, gutter = 8.2 * MM, 4 * MM
    column = (setting.width - 2 * gutter) / 3
    numeral = Type(Weight.EXTRABOLD, 17, size)
    end = y
    for index, step in enumerate(steps):
        x = index * (column + gutter)
        left = x + size + 2.4 * MM
        lines = setting.set(step, setting.scale.step, column - size - 2.4 * MM, balance=True)
        with sketch.element("LI"):
            with sketch.element("Lbl"):
                sketch.shape(disc(x + size / 2, y + size / 2, size, setting.palette.strong))
                sketch.lines(setting.set(str(index + 1), numeral, size), numeral, x=x, y=y, colour=WHITE, width=size, align="centre")
            with sketch.element("LBody"):
                # The first line is level with the numeral.
                top = y + (size - setting.scale.step.leading) / 2
                end = max(end, sketch.lines(lines, setting.scale.step, x=left, y=top, colour=INK), y + size)
    return end


def _stack(sketch: Sketch, steps: tuple[Line, ...], setting: Setting, y: float) -> float:
    style = setting.scale.step
    size = 1.12 * setting.scale.numeral.size
    numeral = Type(Weight.EXTRABOLD, setting.scale.numeral.size * 0.68, size)
    left = size + 4 * MM
    for index, step in enumerate(steps):
        lines = setting.set(step, style, setting.width - left)
        height = max(size, len(lines) * style.leading)
        with sketch.element("LI"):
            with sketch.element("Lbl"):
                top = y + (height - size) / 2
                sketch.shape(disc(size / 2, top + size / 2, size, setting.palette.strong))
                sketch.lines(setting.set(str(index + 1), numeral, size), numeral, x=0, y=top, colour=WHITE, width=size, align="centre")
            with sketch.element("LBody"):
                sketch.lines(lines, style, x=left, y=y + (height - len(lines) * style.leading) / 2, colour=INK)
        y += height + 2.6 * MM
    return y - 2.6 * MM
