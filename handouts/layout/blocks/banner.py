"""The banner of an urgent sheet. Now: solid. Today: a solid icon cell, as in the tiers: weight means urgency."""

from __future__ import annotations

from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rectangle
from handouts.layout.units import MM
from handouts.model.blocks import Banner
from handouts.model.blocks.tier import Urgency

HEIGHT = 47 * MM
LEAST_PAD = 1.5 * MM
ICON = 25 * MM
LINE = 1.25


def render(block: Banner, setting: Setting, section: str, *, least: bool = False) -> list[Galley]:
    """One galley. ``least``: as low as its words and icon let it be, for a page that is full."""
    style = setting.scale.title
    icon = min(ICON, 0.16 * setting.width)
    cell = icon + 2 * 7 * MM
    gap = 7 * MM if block.urgency is Urgency.TODAY else 1 * MM
    width = setting.width - cell - gap - 4 * MM
    lines = setting.set(block.title, style, width, balance=True)
    needed = max(len(lines) * style.leading, icon) + 2 * LEAST_PAD
    height = needed if least else max(HEIGHT, needed)
    radius = setting.radius
    sketch = Sketch(section)
    with sketch.artifact():
        if block.urgency is Urgency.NOW:
            sketch.shape(rectangle(0, 0, setting.width, height, radius=radius, fill=setting.palette.red))
        else:
            sketch.shape(rectangle(0, 0, setting.width, height, radius=radius, fill=setting.palette.amber_tint))
            sketch.shape(rectangle(0, 0, cell, height, radius=(radius, 0, 0, radius), fill=setting.palette.amber))
            sketch.shape(
                rectangle(
                    LINE / 2,
                    LINE / 2,
                    setting.width - LINE,
                    height - LINE,
                    radius=radius,
                    stroke=setting.palette.amber,
                    line=LINE,
                )
            )
    name, paper = (
        ("help-now", setting.palette.red) if block.urgency is Urgency.NOW else ("help-today", setting.palette.amber)
    )
    setting.icon(sketch, name, (cell - icon) / 2, (height - icon) / 2, icon, setting.palette.paper, paper)
    colour = setting.palette.paper if block.urgency is Urgency.NOW else setting.palette.ink
    with sketch.element("H1"):
        sketch.lines(lines, style, x=cell + gap, y=(height - len(lines) * style.leading) / 2, colour=colour)
    sketch.strip(height)
    return [sketch.galley("banner", before=6 * MM, keep_next=True)]
