"""The title block of page 1."""

from __future__ import annotations

from handouts.layout.blocks.pictures import art
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import disc, rectangle
from handouts.layout.style import Type
from handouts.layout.units import MM
from handouts.model.blocks import Front
from handouts.model.illustration import Illustration
from handouts.model.line import Line

GAP = 8.5 * MM
"""Between the blocks of page 1."""
TIGHTEST = 2.4 * MM
"""The least of it on half a sheet, so that the help box has room on page 1."""
FIGURE = 40 * MM
"""Width of the picture at the right."""


def render(block: Front, setting: Setting, section: str) -> list[Galley]:
    """One galley that stays with the help box."""
    scale = setting.scale
    # Extra large print has no room for the panel's margins.
    panel = setting.brand.title == "panel" and scale.body.size < 24
    side = 6 * MM if panel else 0.0
    narrow = setting.grid.narrow
    y = (2.6 if narrow else 4.5) * MM if panel else 0.0
    drawing = setting.illustrations.get(block.picture.id) if block.picture else None
    figure = FIGURE if drawing is not None and setting.wide else 0.0
    width = setting.width - 2 * side - figure
    sketch = Sketch(section)
    if block.kicker:
        y = setting.write(
            sketch, "P", block.kicker, scale.kicker, x=side, y=y, width=width, colour=setting.palette.accent
        )
        y += scale.kicker.after
    title = _title_style(block.title, setting, width)
    y = setting.write(sketch, "H1", block.title, title, x=side, y=y, width=width, balance=True)
    y += (3 if narrow else 4) * MM
    top = y
    left = side + 5.4 * MM
    for line in block.message:
        y = setting.write(sketch, "P", line, scale.message, x=left, y=y, width=side + width - left, balance=True)
    if block.message:
        with sketch.artifact():
            sketch.shape(rectangle(side, top, 1.6 * MM, y - top, fill=setting.palette.accent))
    if panel:
        y += (3 if narrow else 5) * MM
    if figure and drawing is not None and block.picture is not None:
        _figure(sketch, setting, drawing, block.picture.alt, y, panel=panel)
    if panel:
        sketch.behind(setting.panel(0, 0, setting.width, y, setting.radius))
    sketch.strip(y)
    return [sketch.galley("title", before=GAP, tightest=TIGHTEST if narrow else None, keep_next=True)]


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
