"""Numbered steps outside a card."""

from __future__ import annotations

from handouts.layout.blocks import lists
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.model.blocks import Steps


def render(block: Steps, setting: Setting, section: str) -> list[Galley]:
    """One galley that is never split: five steps at most."""
    style = setting.scale.body
    sketch = Sketch(section)
    width = min(setting.width, setting.grid.measure)
    sketch.strip(
        lists.draw_steps(sketch, block.lines, style, setting, x=0, y=0, width=width, colour=setting.palette.ink)
    )
    return [sketch.galley("steps", before=style.after)]
