"""One bold line that a reader looks for."""

from __future__ import annotations

from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.model.blocks import Lead


def render(block: Lead, setting: Setting, section: str) -> list[Galley]:
    """One galley that stays with what follows."""
    style = setting.scale.lead
    sketch = Sketch(section)
    sketch.strip(setting.write(sketch, "P", block.line, style, x=0, y=0, width=setting.width))
    return [sketch.galley("lead", keep_next=True)]
