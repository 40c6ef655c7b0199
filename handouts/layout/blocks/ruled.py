"""Lines to write on: 9.5 mm apart, 11 in large print."""

from __future__ import annotations

from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rule
from handouts.layout.units import MM
from handouts.model.blocks import Ruled


def render(block: Ruled, setting: Setting, section: str) -> list[Galley]:
    """One galley: the label stays with its first two lines."""
    style = setting.scale.label
    pitch = (11 if setting.stacked else 9.5) * MM
    sketch = Sketch(section)
    end = setting.write(sketch, "P", block.label, style, x=0, y=0, width=setting.width)
    sketch.strip(end, may_end=False)
    for index in range(block.count):
        with sketch.artifact():
            sketch.shape(rule(0, pitch - 0.4, setting.width, pitch - 0.4, 0.75, setting.palette.line))
        sketch.strip(pitch, may_end=index > 0)
    return [sketch.galley("ruled", before=setting.scale.body.after)]
