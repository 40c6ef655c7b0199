"""A row of pictures with their captions under them, each as large as its cell."""

from __future__ import annotations

from handouts.layout.blocks import pictures
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.units import MM
from handouts.model.blocks import PictureRow

CELL, HIGH = 48 * MM, 36 * MM
"""The most that a picture takes, its caption included."""
NARROW = 34 * MM
"""Narrower than this, pictures stand in two rows."""


def render(block: PictureRow, setting: Setting, section: str) -> list[Galley]:
    """One galley that is never split."""
    count = len(block.pictures)
    gutter = setting.grid.gutter
    least = NARROW * setting.grow
    across = max(1, min(count, int((setting.width + gutter) / (least + gutter))))
    rows = -(-count // across)
    across = -(-count // rows)
    room = (setting.width - gutter * (across - 1)) / across
    wide, high = min(room, CELL * setting.grow), HIGH * setting.grow
    sketch = Sketch(section)
    y = 0.0
    for first in range(0, count, across):
        plans = [
            pictures.plan([captioned.picture], setting, wide, high)
            for captioned in block.pictures[first : first + across]
        ]
        top = max(plan.art_height for plan in plans)
        for index, plan in enumerate(plans):
            # They stand on one floor, so that captions share a line.
            plan.draw(sketch, index * (wide + gutter), y + top - plan.art_height)
        y += top + max(plan.height - plan.art_height for plan in plans) + setting.mm(2)
    sketch.strip(y - setting.mm(2))
    return [sketch.galley("pictures", before=setting.mm(3))]
