"""The box of page 1 with the warning signs that were cleared, in the look of the tier that they belong to."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.layout.blocks import lists
from handouts.layout.fonts import Weight
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rectangle
from handouts.layout.style import Type
from handouts.layout.units import MM
from handouts.model.blocks import Watch

LINE = 1.25


def render(block: Watch, setting: Setting, section: str) -> list[Galley]:
    """One galley below the help box, never split."""
    scale, pad = setting.scale, 3 * MM
    style = replace(scale.warning, after=scale.warning.after * setting.tight)
    inside = 0.8 * pad * setting.tight
    bold = Type(Weight.BOLD, style.size, style.leading)
    icon = min(setting.mm(6.6), 10 * MM)
    cell = icon + 2 * pad
    left = cell + pad
    width = setting.width - left - pad
    sketch = Sketch(section)
    with sketch.element("Sect"):
        y = setting.write(sketch, "P", block.lead, bold, x=left, y=inside, width=width) + style.after
        y = lists.draw_column(
            sketch,
            block.signs,
            style,
            setting,
            x=left,
            y=y,
            width=width,
            dot=setting.palette.amber,
            colour=setting.palette.ink,
        )
    y += inside
    radius = setting.radius
    sketch.behind(
        rectangle(0, 0, cell, y, radius=(radius, 0, 0, radius), fill=setting.palette.amber),
        rectangle(
            LINE / 2, LINE / 2, setting.width - LINE, y - LINE, radius=radius, stroke=setting.palette.amber, line=LINE
        ),
    )
    setting.icon(sketch, "help-today", pad, (y - icon) / 2, icon, setting.palette.paper, setting.palette.amber)
    sketch.strip(y)
    return [sketch.galley("watch", before=4 * MM)]
