"""Bullets: two columns where the page allows, else one that may be split between items."""

from __future__ import annotations

from handouts.layout.blocks import lists
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.model.blocks import Bullets

ENOUGH_FOR_COLUMNS = 3


def render(block: Bullets, setting: Setting, section: str) -> list[Galley]:
    """One galley; in one column each item is a strip."""
    style = setting.scale.body
    sketch = Sketch(section)
    dot = setting.palette.accent
    if setting.wide and len(block.lines) >= ENOUGH_FOR_COLUMNS:
        end = lists.draw_columns(
            sketch,
            block.lines,
            style,
            setting,
            x=0,
            y=0,
            width=setting.width,
            gutter=setting.grid.gutter,
            dot=dot,
            colour=setting.palette.ink,
        )
        sketch.strip(end)
        return [sketch.galley("bullets", before=style.after)]
    found = lists.items(block.lines, style, min(setting.width, setting.grid.measure), setting)
    last = len(found) - 1
    with sketch.element("L", ListNumbering="Disc"):
        for index, item in enumerate(found):
            end = lists.draw(sketch, item, style, x=0, y=0, dot=dot, colour=setting.palette.ink)
            # Two items or more on each side of a page's end.
            sketch.strip(end + (style.after if index < last else 0), may_end=0 < index < last - 1 or index == last)
    return [sketch.galley("bullets", before=style.after)]
