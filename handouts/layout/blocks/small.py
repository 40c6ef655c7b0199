"""Small print: 12 pt, soft, after a hair rule."""

from __future__ import annotations

from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rule
from handouts.model.blocks import Small
from handouts.model.colour import HAIR, SOFT
from handouts.model.wording import Text


def render(block: Small, setting: Setting, section: str, title: str = "") -> list[Galley]:
    """One galley that is never split. ``title`` is run in at the start, in bold."""
    style = setting.scale.small
    sketch = Sketch(section)
    gap = setting.mm(2.2)
    with sketch.artifact():
        sketch.shape(rule(0, 0, setting.width, 0, 0.75, HAIR))
    lead = [Text.plain(f"{title}.", bold=True)] if title else []
    text = Text.joined([*lead, *(line.text for line in block.lines)])
    end = setting.write(sketch, "P", text, style, x=0, y=gap, width=setting.width, colour=SOFT)
    sketch.strip(end)
    return [sketch.galley("small", before=setting.mm(4))]
