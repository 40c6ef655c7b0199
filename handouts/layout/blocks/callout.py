"""Callouts in three levels; weight means urgency."""

from __future__ import annotations

from handouts.layout.blocks import lists
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rectangle
from handouts.layout.units import MM
from handouts.model.blocks import Callout
from handouts.model.blocks.callout import Level


def render(block: Callout, setting: Setting, section: str) -> list[Galley]:
    """One galley that is never split."""
    palette = setting.palette
    line, icon, colour = {
        Level.NOTE: (0.0, "info", palette.accent),
        Level.CAUTION: (1.25, "ask", palette.ink),
        Level.URGENT: (2.25, "help-now", palette.red),
    }[block.level]
    scale, pad, size = setting.scale, setting.mm(3.4), setting.mm(5.6)
    left = pad + size + 2.6 * MM
    width = setting.width
    inner = min(width - 2 * pad, setting.grid.measure)
    sketch = Sketch(section)
    setting.icon(sketch, icon, pad, pad + max(0.0, (scale.h3.leading - size) / 2), size, colour)
    with sketch.element("Sect"):
        top = pad + max(0.0, (size - scale.h3.leading) / 2)
        end = setting.write(sketch, "H3", block.title, scale.h3, x=left, y=top, width=width - left - pad, colour=colour)
        y = max(end, pad + size) + scale.h3.after
        if len(block.lines) > 1:
            dot = palette.red if block.level is Level.URGENT else palette.accent
            y = lists.draw_column(
                sketch, block.lines, scale.body, setting, x=pad, y=y, width=inner, dot=dot, colour=palette.ink
            )
        else:
            y = setting.write(sketch, "P", block.lines[0], scale.body, x=pad, y=y, width=inner)
    y += pad
    inset, radius = line / 2, setting.radius
    frame = rectangle(inset, inset, width - line, y - line, radius=radius, fill=palette.paper, stroke=colour, line=line)
    sketch.behind(frame if line else setting.panel(0, 0, width, y, radius))
    sketch.strip(y)
    return [sketch.galley("callout", before=setting.mm(2.5))]
