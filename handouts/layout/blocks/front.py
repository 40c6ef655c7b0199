"""The title block of page 1."""

from __future__ import annotations

from handouts.layout.blocks import next_steps
from handouts.layout.blocks.next_steps import GAP, TIGHTEST
from handouts.layout.blocks.pictures import art
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import disc, rectangle
from handouts.layout.style import Type
from handouts.layout.units import MM
from handouts.model.blocks import Front, NextSteps
from handouts.model.illustration import Illustration
from handouts.model.line import Line

FIGURE = 40 * MM
"""Width of the picture at the right."""


def render(block: Front, setting: Setting, section: str) -> list[Galley]:
    """One galley that stays with the help box."""
    scale = setting.scale
    # Extra large print has no room for the panel's margins.
    panel = setting.brand.title == "panel" and scale.body.size < 24
    side = 6 * MM if panel else 0.0
    narrow = setting.grid.narrow
    y = (2.6 if narrow else 4.5) * MM * setting.tight if panel else 0.0
    drawing = setting.illustrations.get(block.picture.id) if block.picture else None
    figure = FIGURE if drawing is not None and setting.wide else 0.0
    width = setting.width - 2 * side - figure
    sketch = Sketch(section)
    title = _title_style(block.title, setting, width)
    y = _words(sketch, block, title, setting, side, y, width, gap=(3 if narrow else 4) * MM * setting.tight)
    if panel:
        y += (3 if narrow else 5) * MM * setting.tight
    if figure and drawing is not None and block.picture is not None:
        _figure(sketch, setting, drawing, block.picture.alt, y, panel=panel)
    if panel:
        sketch.behind(setting.panel(0, 0, setting.width, y, setting.radius))
    sketch.strip(y)
    return [sketch.galley("title", before=GAP, tightest=TIGHTEST if narrow else None, keep_next=True)]


def beside_steps(block: Front, steps: NextSteps, setting: Setting, section: str) -> list[Galley]:
    """The two-side form: title and message at the left, the next steps at the right, in one panel."""
    scale = setting.scale
    panel = setting.brand.title == "panel"
    side, top = (6 * MM, 4.5 * MM) if panel else (0.0, 0.0)
    right = 0.44 * (setting.width - 2 * side)
    width = setting.width - 2 * side - right - setting.grid.gutter
    title = Type(scale.title.weight, 24, 26.5)
    sketch = Sketch(section)
    y = _words(sketch, block, title, setting, side, top, width, gap=2.5 * MM)
    (following,) = next_steps.render(steps, setting.at(right), section)
    y = max(y, sketch.place(following, setting.width - side - right, top))
    if panel:
        y += 4.5 * MM
        sketch.behind(setting.panel(0, 0, setting.width, y, setting.radius))
    sketch.strip(y)
    return [sketch.galley("title", before=GAP, keep_next=True)]


def _words(
    sketch: Sketch, block: Front, title: Type, setting: Setting, x: float, y: float, width: float, gap: float
) -> float:
    """Topic, title and the main message beside its bar; returns where they end."""
    scale = setting.scale
    if block.kicker:
        y = setting.write(sketch, "P", block.kicker, scale.kicker, x=x, y=y, width=width, colour=setting.palette.accent)
        y += scale.kicker.after
    y = setting.write(sketch, "H1", block.title, title, x=x, y=y, width=width, balance=True)
    y += gap
    start, indent = y, 5.4 * MM
    for line in block.message:
        y = setting.write(sketch, "P", line, scale.message, x=x + indent, y=y, width=width - indent, balance=True)
    if block.message:
        with sketch.artifact():
            sketch.shape(rectangle(x, start, 1.6 * MM, y - start, fill=setting.palette.accent))
    return y


def _figure(sketch: Sketch, setting: Setting, drawing: Illustration, alt: str, height: float, *, panel: bool) -> None:
    """The picture at the right: on the foot of the panel, or before a disc of tint."""
    left = setting.width - FIGURE - (2 * MM if panel else 0)
    scale = min(0.93 * height / drawing.height, FIGURE / drawing.width)
    wide, high = drawing.width * scale, drawing.height * scale
    foot = height - (1.2 * MM if panel else 0)
    if not panel:
        across = min(FIGURE, 0.86 * height)
        sketch.behind(disc(left + FIGURE / 2, foot - across / 2, across, setting.palette.tint))
    with sketch.element("Figure", Alt=alt):
        art(sketch, setting, drawing, left + (FIGURE - wide) / 2, foot - high, scale)


def _title_style(title: Line, setting: Setting, width: float) -> Type:
    """The title style; a title of more than three lines (two on half a sheet) takes the size of the two-side form."""
    style = setting.scale.title
    if len(setting.set(title, style, width)) <= (2 if setting.grid.narrow else 3):
        return style
    return smaller(style)


def smaller(style: Type) -> Type:
    """The title style ``style`` in the size of the two-side form."""
    return Type(style.weight, style.size * 0.8, style.leading * 0.8, style.before, style.after)
