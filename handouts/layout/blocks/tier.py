"""The three warning tiers. Now: solid head; today: solid icon cell; visit: no fill. Weight means urgency."""

from __future__ import annotations

from contextlib import AbstractContextManager

from msgspec import Struct

from handouts.layout.blocks import lists
from handouts.layout.fonts import Weight
from handouts.layout.galley import Box, Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rectangle, rule
from handouts.layout.style import Type
from handouts.layout.units import MM
from handouts.model.blocks import Tier
from handouts.model.blocks.tier import Urgency
from handouts.model.wording import Text


class _Look(Struct, frozen=True):
    """Colours and strokes of one tier. ``paper`` is what shows through the icon."""

    stroke: str
    line: float
    icon: str
    icon_colour: str
    words: str
    dot: str


def _look(urgency: Urgency, setting: Setting) -> _Look:
    accent = setting.palette.accent
    return {
        Urgency.NOW: _Look(
            setting.palette.red, 2.25, "help-now", setting.palette.paper, setting.palette.paper, setting.palette.red
        ),
        Urgency.TODAY: _Look(
            setting.palette.amber, 1.25, "help-today", setting.palette.paper, setting.palette.ink, setting.palette.amber
        ),
        Urgency.VISIT: _Look(accent, 0.75, "calendar", accent, setting.palette.ink, accent),
    }[urgency]


def render(block: Tier, setting: Setting, section: str) -> list[Galley]:
    """One galley: never split at standard size; between items, with its head repeated, in large print."""
    look = _look(block.urgency, setting)
    style = setting.scale.warning
    pad = setting.mm(3.2)
    inner = setting.width - 2 * pad
    sketch = Sketch(section)
    with sketch.element("Sect"):
        head = _head(sketch, block, setting, look)
        y = head + setting.mm(2.2)
        if block.intro:
            y = setting.write(
                sketch, "P", Text.joined(line.text for line in block.intro), style, x=pad, y=y, width=inner
            )
            y += style.after + setting.mm(0.6)
        if not setting.stacked:
            y = lists.draw_columns(
                sketch,
                block.lines,
                style,
                setting,
                x=pad,
                y=y,
                width=inner,
                gutter=5 * MM,
                dot=look.dot,
                colour=setting.palette.ink,
            )
            sketch.strip(y)
        else:
            found = lists.items(block.lines, style, inner, setting)
            last = len(found) - 1
            with sketch.element("L", ListNumbering="Disc"):
                for index, item in enumerate(found):
                    y = lists.draw(
                        sketch, item, style, x=pad, y=y if index == 0 else 0, dot=look.dot, colour=setting.palette.ink
                    )
                    after = style.after if index < last else 0
                    sketch.strip(y + after, may_end=0 < index < last - 1 or index == last)
    repeat = Sketch(section)
    with repeat.artifact():
        end = _head(repeat, block, setting, look, continued=setting.continued)
    repeat.strip(end + setting.mm(2.2))
    box = Box(look.stroke, look.line, setting.radius, setting.mm(2.8))
    before = setting.mm(4) if block.urgency is not Urgency.NOW else setting.mm(6)
    return [
        sketch.galley(
            f"tier-{block.urgency}",
            before=before,
            tightest=setting.mm(1.8),
            repeat=repeat.galley("head").strips[0],
            box=box,
        )
    ]


def _head(sketch: Sketch, block: Tier, setting: Setting, look: _Look, continued: str = "") -> float:
    """The head bar; returns where it ends. With ``continued`` it is a repeated head: decoration."""
    scale = setting.scale
    size = scale.head.size * 0.89
    title = Type(Weight.EXTRABOLD, size, scale.head.leading)
    action = Type(Weight.BOLD, scale.h3.size, scale.head.leading)
    pad, icon = setting.mm(3.2), setting.mm(6.6)
    cell = icon + 2 * pad - setting.mm(1.2)
    left = (cell + setting.mm(2)) if block.urgency is Urgency.TODAY else pad + icon + setting.mm(3)
    width = setting.width - left - pad
    words = f"{block.title} {continued}" if continued else str(block.title)
    title_lines = setting.set(words, title, width)
    action_text = str(block.action) if block.action is not None else ""
    lines_of = setting.set(action_text, action, width) if action_text else ()
    beside = setting.measure(words, title) + 6 * MM + setting.measure(action_text, action) <= width
    lines = 1 if beside else len(title_lines) + len(lines_of)
    bar = max(9.4 * MM * setting.grow, lines * scale.head.leading + setting.mm(2))
    top = (bar - lines * scale.head.leading) / 2
    corner = setting.radius
    with sketch.artifact():
        if block.urgency is Urgency.NOW:
            sketch.shape(rectangle(0, 0, setting.width, bar, radius=(corner, corner, 0, 0), fill=setting.palette.red))
        elif block.urgency is Urgency.TODAY:
            sketch.shape(
                rectangle(0, 0, setting.width, bar, radius=(corner, corner, 0, 0), fill=setting.palette.amber_tint)
            )
            sketch.shape(rectangle(0, 0, cell, bar, radius=(corner, 0, 0, 0), fill=setting.palette.amber))
            sketch.shape(rule(0, bar, setting.width, bar, 1.25, setting.palette.amber))
        else:
            sketch.shape(rule(pad, bar, setting.width - pad, bar, 0.75, setting.palette.hair))
    at = (cell - icon) / 2 if block.urgency is Urgency.TODAY else pad
    setting.icon(sketch, look.icon, at, (bar - icon) / 2, icon, look.icon_colour, setting.palette.red)
    with _owner(sketch, "H2", continued):
        end = sketch.lines(title_lines, title, x=left, y=top, colour=look.words)
    if action_text:
        with _owner(sketch, "P", continued):
            if beside:
                sketch.lines(lines_of, action, x=left, y=top, colour=look.words, width=width, align="right")
            else:
                sketch.lines(lines_of, action, x=left, y=end, colour=look.words)
    return bar


def _owner(sketch: Sketch, tag: str, continued: str) -> AbstractContextManager[None]:
    """An element, or decoration where a head is repeated: it is read once."""
    return sketch.artifact() if continued else sketch.element(tag)
