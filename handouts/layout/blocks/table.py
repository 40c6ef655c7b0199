"""Tables: a bold head over a strong rule, hair rules between rows, first column bold."""

from __future__ import annotations

from handouts.layout.fonts import Weight
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rule
from handouts.layout.style import Type
from handouts.layout.units import MM
from handouts.model.blocks import Table

GAP = 4 * MM
SPLITS_OVER = 6
"""Rows; a shorter table is never split (LOOK.md, section 7)."""


def render(block: Table, setting: Setting, section: str) -> list[Galley]:
    """One galley; each row is a strip, and the head is repeated on a continued part."""
    label = setting.scale.label
    body = Type(Weight.REGULAR, label.size, setting.scale.body.leading)
    bold = Type(Weight.BOLD, label.size, body.leading)
    columns = _columns(block, setting, body, bold)
    pad = setting.mm(2.2)
    accent = setting.palette.accent
    sketch = Sketch(section)
    repeat = Sketch(section)
    with sketch.element("Table"):
        with sketch.element("TR"):
            height = max(
                setting.write(sketch, "TH", cell, bold, x=x, y=0, width=width, colour=accent, Scope="Column")
                for cell, (x, width) in zip(block.head, columns, strict=True)
            )
        with repeat.artifact():
            for cell, (x, width) in zip(block.head, columns, strict=True):
                repeat.lines(setting.set(cell, bold, width), bold, x=x, y=0, colour=accent)
        for part in (sketch, repeat):
            with part.artifact():
                part.shape(rule(0, height + 1.2 * MM, setting.width, height + 1.2 * MM, 1.5, accent))
        sketch.strip(height + 1.2 * MM, may_end=False)
        repeat.strip(height + 1.2 * MM, may_end=False)
        last = len(block.rows) - 1
        for index, row in enumerate(block.rows):
            with sketch.element("TR"):
                end = 0.0
                for number, (cell, (x, width)) in enumerate(zip(row, columns, strict=True)):
                    style = body if number else bold
                    tag = "TD" if number else "TH"
                    lines = setting.set(cell, style, width)
                    with sketch.element(tag, **({} if number else {"Scope": "Row"})):
                        end = max(end, sketch.lines(lines, style, x=x, y=pad, colour=setting.palette.ink))
            with sketch.artifact():
                sketch.shape(rule(0, end + pad, setting.width, end + pad, 0.75, setting.palette.hair))
            sketch.strip(end + pad, may_end=index == last or len(block.rows) > SPLITS_OVER)
    head = repeat.galley("head").strips[0]
    return [sketch.galley("table", before=setting.scale.body.after, repeat=head)]


def _columns(block: Table, setting: Setting, body: Type, bold: Type) -> list[tuple[float, float]]:
    """Left edge and width of each column: the first about a third, none narrower than its longest word."""
    count = len(block.head)
    shares = [1 / 3, 2 / 3] if count == 2 else [0.28, 0.36, 0.36]
    least = []
    for number in range(count):
        head = [(word, bold) for word in str(block.head[number]).split()]
        cells = [(word, body if number else bold) for row in block.rows for word in str(row[number]).split()]
        least.append(max(setting.measure(word, style) for word, style in (*head, *cells)) + GAP)
    widths = [max(share * setting.width, need) for share, need in zip(shares, least, strict=True)]
    spare = sum(widths) - sum(least)
    over = sum(widths) - setting.width
    if over > 0 and spare > 0:
        part = min(1.0, over / spare)
        widths = [width - part * (width - need) for width, need in zip(widths, least, strict=True)]
    found, x = [], 0.0
    for width in widths:
        found.append((x, width - GAP))
        x += width
    return found
