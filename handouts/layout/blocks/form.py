"""A form: each label with what was typed, or with a line to write on."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.layout.fonts import Weight
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rectangle, rule
from handouts.layout.style import Type
from handouts.layout.text import with_space
from handouts.layout.units import MM
from handouts.model.blocks import Form
from handouts.model.blocks.form import FormField

PITCH = 12 * MM
"""Least height of a line to write on (LOOK.md, emergency sheet)."""
OPEN = 1.2
"""And in leadings, so that large print does not stand close."""
WRITING = 27 * MM
"""Least length of a line to write on (LOOK.md, ruled lines)."""
BORDER = 1.5


def render(block: Form, setting: Setting, section: str, *, least: bool = False, spare: float = 0.0) -> list[Galley]:
    """One galley that is never split. ``spare`` is what it may grow by: that becomes lines to write on.

    ``least``: with the least padding, for a page that is full.
    """
    fills = any(field.fills for row in block.rows for field in row)
    pitch = max(PITCH, OPEN * setting.scale.body.leading)
    lines = int(spare // pitch) if fills else 0
    rows = len(_rows(block, setting)) + lines
    wider = (spare - lines * pitch) / rows if fills else 0.0
    return [_drawn(block, setting, section, lines, pitch + wider, least=least)]


def _rows(block: Form, setting: Setting) -> list[tuple[FormField, ...]]:
    """The rows as they are printed: two fields without room side by side stand one under the other."""
    inner = setting.width - 2 * _pad(block)
    half = (inner - setting.grid.gutter) / 2
    found: list[tuple[FormField, ...]] = []
    for row in block.rows:
        fits = len(row) == 1 or all(_needs(field, setting) <= half for field in row)
        found += [row] if fits else [(field,) for field in row]
    return found


def _needs(field: FormField, setting: Setting) -> float:
    label, value = _styles(setting)
    shown = setting.measure(field.value, value) if field.value else WRITING
    return setting.measure(field.label, label) + 3 * MM + shown


def _styles(setting: Setting) -> tuple[Type, Type]:
    """Label and value."""
    body = setting.scale.body
    return body, Type(Weight.BOLD, body.size, body.leading)


def _pad(block: Form) -> float:
    return 5 * MM if block.title else 0.0


def _drawn(block: Form, setting: Setting, section: str, more: int, pitch: float, *, least: bool) -> Galley:
    """The form with ``more`` lines than it must have."""
    top, foot, under_title = (2.5 * MM, 3 * MM, 2 * MM) if least else (3.5 * MM, 4.5 * MM, 0.0)
    pad, scale = _pad(block), setting.scale
    # Without a title, what stands above needs no room to write in.
    y = 0.0 if block.title else -3 * MM
    sketch = Sketch(section)
    if block.title:
        y = setting.write(
            sketch, "H2", block.title, scale.h2, x=pad, y=top, width=setting.width - 2 * pad, balance=True
        )
        y -= under_title
    for row in _rows(block, setting):
        y = _row(sketch, row, setting, pad, y, pitch)
        if any(field.fills for field in row):
            for _ in range(more):
                y += pitch
                _line(sketch, setting, pad, y, setting.width - pad)
    if block.title:
        y += foot
        inset = BORDER / 2
        sketch.behind(
            rectangle(
                inset,
                inset,
                setting.width - BORDER,
                y - BORDER,
                radius=setting.radius,
                stroke=setting.palette.ink,
                line=BORDER,
            )
        )
    else:
        y += 1.5 * MM
    sketch.strip(y)
    return sketch.galley("form", before=6 * MM if block.title else 3 * MM)


def _row(sketch: Sketch, row: Sequence[FormField], setting: Setting, pad: float, y: float, pitch: float) -> float:
    """One row from ``y`` down; returns where it ends. Letters stand a little above their line."""
    label, value = _styles(setting)
    inner = setting.width - 2 * pad
    width = inner if len(row) == 1 else (inner - setting.grid.gutter) / 2
    base = y + pitch
    end = base
    for index, field in enumerate(row):
        x = pad + index * (width + setting.grid.gutter)
        top = base - label.leading / 2 - 0.334 * label.size - 0.6 * MM
        start = x + setting.measure(field.label, label) + 3 * MM
        if field.value is None:
            setting.write(sketch, "P", field.label, label, x=x, y=top, width=width)
            _line(sketch, setting, start, base, x + width)
            continue
        with sketch.element("P"):
            sketch.lines(
                with_space(setting.set(field.label, label, width)), label, x=x, y=top, colour=setting.palette.ink
            )
            shown = setting.set(field.value, value, x + width - start)
            end = max(end, sketch.lines(shown, value, x=start, y=top, colour=setting.palette.ink))
    return end


def _line(sketch: Sketch, setting: Setting, x: float, y: float, right: float) -> None:
    with sketch.artifact():
        sketch.shape(rule(x, y, right, y, 0.75, setting.palette.soft))
