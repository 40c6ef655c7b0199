"""Lists as every block prints them: dots or numerals, in one column or two."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from handouts.layout.fonts import Weight
from handouts.layout.galley import Sketch, baseline_in
from handouts.layout.setting import Setting
from handouts.layout.shapes import disc
from handouts.layout.style import Type
from handouts.layout.text import TextLine
from handouts.layout.units import MM
from handouts.model.line import Line


class Item(Struct, frozen=True):
    """One item, set in lines. ``height`` without the space after it."""

    lines: tuple[TextLine, ...]
    height: float


def indent(style: Type) -> float:
    """From the left edge of a dot's place to the text: 4.6 mm at 12 pt."""
    return 4.6 * MM * style.size / 12


def items(lines: Sequence[Line], style: Type, width: float, setting: Setting) -> tuple[Item, ...]:
    """``lines`` set as items of a list ``width`` wide."""
    found = []
    for line in lines:
        text = setting.set(line, style, width - indent(style))
        found.append(Item(text, len(text) * style.leading))
    return tuple(found)


def height(items: Sequence[Item], style: Type) -> float:
    """Height of a column of items."""
    return sum(item.height for item in items) + style.after * max(0, len(items) - 1)


def draw(sketch: Sketch, item: Item, style: Type, *, x: float, y: float, dot: str, colour: str) -> float:
    """One bullet as LI; returns where it ends. ``dot`` and ``colour`` are those of dot and text."""
    with sketch.element("LI"):
        size = style.size / 12
        middle = baseline_in(style, y) - 0.248 * style.size
        with sketch.element("LBody"):
            sketch.shape(disc(x + 1.5 * MM * size, middle, 4.4 * size, dot))
            return sketch.lines(item.lines, style, x=x + indent(style), y=y, colour=colour)


def halves(items: Sequence[Item], style: Type) -> int:
    """Where to cut for two columns: the higher one as low as can be; on a tie the left is the longer."""
    cuts = range(1, len(items) + 1)
    return min(cuts, key=lambda cut: (max(height(items[:cut], style), height(items[cut:], style)), -cut))


def draw_columns(
    sketch: Sketch,
    lines: Sequence[Line],
    style: Type,
    setting: Setting,
    *,
    x: float,
    y: float,
    width: float,
    gutter: float,
    dot: str,
    colour: str,
) -> float:
    """A list in two columns of equal width, as one L; returns where the longer ends."""
    column = (width - gutter) / 2
    found = items(lines, style, column, setting)
    cut = halves(found, style)
    with sketch.element("L", ListNumbering="Disc"):
        return max(
            _draw_all(sketch, part, style, x=left, y=y, dot=dot, colour=colour)
            for left, part in ((x, found[:cut]), (x + column + gutter, found[cut:]))
        )


def draw_column(
    sketch: Sketch,
    lines: Sequence[Line],
    style: Type,
    setting: Setting,
    *,
    x: float,
    y: float,
    width: float,
    dot: str,
    colour: str,
) -> float:
    """A list in one column, as one L; returns where it ends."""
    with sketch.element("L", ListNumbering="Disc"):
        return _draw_all(sketch, items(lines, style, width, setting), style, x=x, y=y, dot=dot, colour=colour)


def _draw_all(
    sketch: Sketch, items: Sequence[Item], style: Type, *, x: float, y: float, dot: str, colour: str
) -> float:
    """Items one under the other; returns where the last one ends."""
    for index, item in enumerate(items):
        y = draw(sketch, item, style, x=x, y=y + (style.after if index else 0), dot=dot, colour=colour)
    return y


def draw_steps(
    sketch: Sketch,
    lines: Sequence[Line],
    style: Type,
    setting: Setting,
    *,
    x: float,
    y: float,
    width: float,
    colour: str,
) -> float:
    """Numbered steps, as one L; returns where they end."""
    size = style.size / 12
    numeral = Type(Weight.EXTRABOLD, 12.5 * size, style.leading)
    gap = 6.2 * MM * size
    at = y
    with sketch.element("L", ListNumbering="Decimal"):
        for number, line in enumerate(lines, 1):
            text = setting.set(line, style, width - gap)
            with sketch.element("LI"):
                with sketch.element("Lbl"):
                    sketch.lines(
                        setting.set(str(number), numeral, gap), numeral, x=x, y=at, colour=setting.palette.accent
                    )
                with sketch.element("LBody"):
                    at = sketch.lines(text, style, x=x + gap, y=at, colour=colour) + style.after
    return at - style.after if lines else at
