"""The short help box of page 1: a solid red key with the number, and the shortest list of signs."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.layout.blocks import lists
from handouts.layout.blocks.next_steps import GAP, TIGHTEST
from handouts.layout.fonts import Weight
from handouts.layout.galley import Box, Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rectangle
from handouts.layout.style import Type
from handouts.layout.text import with_space
from handouts.layout.units import MM
from handouts.model.blocks import Help

LINE = 2.25


def render(block: Help, setting: Setting, section: str) -> list[Galley]:
    """One galley that is never split."""
    return [_stacked(block, setting, section) if setting.stacked else _side_by_side(block, setting, section)]


def bar(block: Help, setting: Setting, section: str) -> list[Galley]:
    """Its head alone: what it is, and the number to call."""
    scale, pad = setting.scale, 4 * MM
    head = Type(Weight.EXTRABOLD, scale.head.size * 0.98, scale.head.leading)
    high = head.leading + 3 * MM
    size = head.size * 1.1
    top = (high - head.leading) / 2
    paper = setting.palette.paper
    sketch = Sketch(section)
    with sketch.element("Sect"):
        setting.icon(sketch, "help-now", pad, (high - size) / 2, size, paper, setting.palette.red)
        setting.write(
            sketch,
            "H2",
            block.title,
            head,
            x=pad + size + 3 * MM,
            y=top,
            width=setting.width,
            colour=paper,
        )
        call = f"{block.call} {block.number}"
        setting.write(
            sketch,
            "P",
            call,
            head,
            x=pad,
            y=top,
            width=setting.width - 2 * pad,
            colour=paper,
            align="right",
        )
    sketch.behind(rectangle(0, 0, setting.width, high, radius=setting.radius, fill=setting.palette.red))
    sketch.strip(high)
    return [sketch.galley("help")]


def _intro(sketch: Sketch, block: Help, setting: Setting, x: float, y: float, width: float) -> float:
    if block.intro is None:
        return y
    style = Type(Weight.BOLD, setting.scale.warning.size, setting.scale.warning.leading)
    return setting.write(sketch, "P", block.intro, style, x=x, y=y, width=width) + setting.scale.warning.after + 1


def _side_by_side(block: Help, setting: Setting, section: str) -> Galley:
    scale, pad, key = setting.scale, 3.6 * MM, 43 * MM
    title = Type(Weight.EXTRABOLD, 19, 21)
    call = Type(Weight.BOLD, 15, scale.emergency.leading)
    left = key + 4.4 * MM
    width = setting.width - left - pad
    sketch = Sketch(section)
    with sketch.element("Sect"):
        setting.icon(sketch, "help-now", pad + 0.6 * MM, pad, 10 * MM, setting.palette.paper, setting.palette.red)
        top = setting.write(
            sketch,
            "H2",
            block.title,
            title,
            x=pad + 0.2 * MM,
            y=pad + 10 * MM + 1.6 * MM,
            width=key - 1.4 * pad,
            colour=setting.palette.paper,
        )
        number, stacked = _number_style(block, setting, call, key - 2 * pad)
        foot = number.leading + (call.size + 4 if stacked else 0)
        # The list stands on the right; the number stands at the foot of the key, level with its end.
        list_top = _measured_intro(block, setting, width) + pad
        high = lists.height(lists.items(block.lines, scale.warning, width, setting), scale.warning)
        height = max(list_top + high + pad, top + 4 * MM + foot + pad)
        with sketch.element("P"):
            y = height - pad - number.leading + 1.2 * MM
            x = pad + 0.2 * MM
            words = with_space(setting.set(block.call, call, key - 2 * pad))
            if stacked:
                sketch.lines(
                    words,
                    call,
                    x=x,
                    y=y - call.size - 8 - (len(words) - 1) * call.leading,
                    colour=setting.palette.paper,
                )
            else:
                # Letters and number stand on one base line.
                sketch.lines(words, call, x=x, y=y + 0.334 * (number.size - call.size), colour=setting.palette.paper)
                x += setting.measure(block.call, call) + setting.measure(" ", call) + 1
            sketch.lines(setting.set(block.number, number, key), number, x=x, y=y, colour=setting.palette.paper)
        y = _intro(sketch, block, setting, left, pad, width)
        lists.draw_column(
            sketch,
            block.lines,
            scale.warning,
            setting,
            x=left,
            y=y,
            width=width,
            dot=setting.palette.red,
            colour=setting.palette.ink,
        )
    corner = setting.radius
    sketch.behind(
        rectangle(0, 0, key, height, radius=(corner, 0, 0, corner), fill=setting.palette.red),
        rectangle(
            LINE / 2,
            LINE / 2,
            setting.width - LINE,
            height - LINE,
            radius=corner,
            stroke=setting.palette.red,
            line=LINE,
        ),
    )
    sketch.strip(height)
    return sketch.galley("help", before=GAP)


def _measured_intro(block: Help, setting: Setting, width: float) -> float:
    return _intro(Sketch("measure"), block, setting, 0, 0, width)


def _number_style(block: Help, setting: Setting, call: Type, width: float) -> tuple[Type, bool]:
    """The largest style in which "Call" and the number fit on one line; else the number on its own."""
    style = setting.scale.emergency
    beside = width - setting.measure(block.call, call) - setting.measure(" ", call)
    if setting.measure(block.number, style) <= beside:
        return style, False
    size = min(style.size, style.size * width / setting.measure(block.number, style))
    return Type(style.weight, size, style.leading * size / style.size), True


def _stacked(block: Help, setting: Setting, section: str) -> Galley:
    """Head over list. No page may end inside it, unless print is so large that no page can hold it."""
    scale, pad = setting.scale, (3.4 if setting.grid.narrow else 4) * MM
    style = replace(scale.warning, after=scale.warning.after * setting.tight)
    gap = 3 * MM * setting.tight
    inner = setting.width - 2 * pad
    sketch, repeat = Sketch(section), Sketch(section)
    with sketch.element("Sect"):
        y = _head(sketch, block, setting, pad) + gap
        y = _intro(sketch, block, setting, pad, y, inner)
        found = lists.items(block.lines, style, inner, setting)
        last = len(found) - 1
        with sketch.element("L", ListNumbering="Disc"):
            for index, item in enumerate(found):
                y = lists.draw(
                    sketch, item, style, x=pad, y=0 if index else y, dot=setting.palette.red, colour=setting.palette.ink
                )
                sketch.strip(y + (style.after if index < last else 0), may_end=index == last)
    with repeat.artifact():
        repeat.strip(_head(repeat, block, setting, pad, continued=setting.continued) + gap)
    return sketch.galley(
        "help",
        before=GAP,
        tightest=TIGHTEST if setting.grid.narrow else None,
        repeat=repeat.galley("head").strips[0],
        box=Box(setting.palette.red, LINE, setting.radius, gap),
    )


def _head(sketch: Sketch, block: Help, setting: Setting, pad: float, continued: str = "") -> float:
    """The head bar, the number to call beside or below the title; returns where it ends. With ``continued`` it is
    a repeated head: decoration."""
    scale = setting.scale
    head = Type(Weight.EXTRABOLD, scale.head.size * 0.98, scale.head.leading)
    size = head.size * 1.1
    left, call = pad + size + 3 * MM, f"{block.call} {block.number}"
    width = setting.width - left - pad
    title = f"{block.title} {continued}" if continued else str(block.title)
    beside = setting.measure(title, head) + 6 * MM + setting.measure(call, head) <= width
    lines = 1 if beside else len(setting.set(title, head, width)) + len(setting.set(call, head, width))
    edge = (2 if setting.grid.narrow else 2.5) * MM * setting.tight
    bar, corner = lines * head.leading + 2 * edge, setting.radius
    with sketch.artifact():
        sketch.shape(rectangle(0, 0, setting.width, bar, radius=(corner, corner, 0, 0), fill=setting.palette.red))
    setting.icon(sketch, "help-now", pad, (bar - size) / 2, size, setting.palette.paper, setting.palette.red)
    with sketch.artifact() if continued else sketch.element("H2"):
        y = sketch.lines(setting.set(title, head, width), head, x=left, y=edge, colour=setting.palette.paper)
    y, align = (edge, "right") if beside else (y, "left")
    with sketch.artifact() if continued else sketch.element("P"):
        sketch.lines(
            setting.set(call, head, width), head, x=left, y=y, colour=setting.palette.paper, width=width, align=align
        )
    return bar
