"""Small print: 12 pt, soft, after a hair rule."""

from __future__ import annotations

from handouts.layout.fonts import HARD_SPACE
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rule
from handouts.layout.text import TextLine
from handouts.model.blocks import Small
from handouts.model.wording import Text


def titled(block: Small, title: str, setting: Setting, section: str) -> list[Galley]:
    """The same with ``title`` run in at the start, in bold."""
    return render(block, setting, section, title)


def render(block: Small, setting: Setting, section: str, title: str = "", *, ruled: bool = True) -> list[Galley]:
    """One galley that is never split. ``title`` is run in at the start, in bold; ``ruled``: under a hair rule."""
    style = setting.scale.small
    sketch = Sketch(section)
    gap = setting.mm(2.2) if ruled else 0.0
    if ruled:
        with sketch.artifact():
            sketch.shape(rule(0, 0, setting.width, 0, 0.75, setting.palette.hair))
    text = Text.joined(line.text for line in block.lines)
    if not title:
        width = min(setting.width, setting.grid.measure)
        end = setting.write(sketch, "P", text, style, x=0, y=gap, width=width, colour=setting.palette.soft)
    else:
        # The title is run in: on the same line, but a heading of its own. The lines are as long as the page
        # allows, for below the tiers there is no room for more of them.
        head = Text.plain(f"{title}{HARD_SPACE}{HARD_SPACE}", bold=True)
        first, *rest = setting.set(Text((*head.spans, *text.spans)), style, setting.width)
        run, *others = first.runs
        width = setting.measure(head, style)
        with sketch.element("H2"):
            sketch.lines([TextLine((run,), width)], style, x=0, y=gap, colour=setting.palette.soft)
        with sketch.element("P"):
            sketch.lines([TextLine(tuple(others), 0)], style, x=run.width, y=gap, colour=setting.palette.soft)
            end = sketch.lines(rest, style, x=0, y=gap + style.leading, colour=setting.palette.soft)
    sketch.strip(end)
    return [sketch.galley("small", before=setting.mm(4))]
