"""Running text in one column."""

from __future__ import annotations

from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.model.blocks import Paragraph
from handouts.model.wording import Text


def render(block: Paragraph, setting: Setting, section: str) -> list[Galley]:
    """One galley that is never split: three sentences at most."""
    style = setting.scale.body
    sketch = Sketch(section)
    text = Text.joined(line.text for line in block.lines)
    end = setting.write(sketch, "P", text, style, x=0, y=0, width=min(setting.width, setting.grid.measure))
    sketch.strip(end)
    return [sketch.galley("paragraph", before=style.after, keep_next=True)]
