"""Heat and cold: each number over its part of a time line. The wait is not to scale."""

from __future__ import annotations

from handouts.layout.blocks import dose
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import hatch, rectangle, rule
from handouts.layout.units import MM
from handouts.model.blocks import Schedule
from handouts.model.blocks.schedule import Method, ScheduleRow
from handouts.model.drawing import Shape

BORDER = 0.75
PARTS = (0.34, 0.33, 0.33)
ICONS = {Method.WARM: "thermometer", Method.COLD: "snowflake"}


def render(block: Schedule, setting: Setting, section: str) -> list[Galley]:
    """One galley that is never split."""
    longest = max(row.minutes for row in block.rows)
    sketch = Sketch(section)
    y = BORDER
    rules: list[Shape] = []
    key = 0.0 if setting.stacked else 44 * MM
    for index, row in enumerate(block.rows):
        if index:
            rules.append(rule(0, y, setting.width, y, BORDER, setting.palette.line))
        y = (_stacked if setting.stacked else _row)(sketch, row, setting, y, longest)
    ground = [setting.panel(0, 0, key, y + BORDER / 2, (setting.radius, 0, 0, setting.radius))] if key else []
    frame = rectangle(
        BORDER / 2,
        BORDER / 2,
        setting.width - BORDER,
        y - BORDER / 2,
        radius=setting.radius,
        stroke=setting.palette.line,
        line=BORDER,
    )
    sketch.behind(*ground, *rules, frame)
    sketch.strip(y + BORDER / 2)
    return [sketch.galley("schedule", before=setting.mm(2.5))]


def _row(sketch: Sketch, row: ScheduleRow, setting: Setting, y: float, longest: int) -> float:
    scale, pad = setting.scale, 4.3 * MM
    icon, key = 8.4 * MM, 44 * MM
    with sketch.element("Sect"):
        setting.icon(sketch, ICONS[row.method], pad - 1 * MM, y + 3.6 * MM, icon, setting.palette.accent)
        left = pad + icon + 1 * MM
        end = setting.write(
            sketch,
            "H3",
            row.name,
            scale.card,
            x=left,
            y=y + 3.6 * MM + (icon - scale.card.leading) / 2,
            width=key - left,
        )
        end = setting.write(
            sketch, "P", row.how, scale.label_text, x=pad, y=max(end, y + 13.2 * MM), width=key - pad - 1 * MM
        )
        line_end = _timeline(
            sketch, row, setting, x=key + 5 * MM, y=y + 3.2 * MM, width=setting.width - key - 8.5 * MM, longest=longest
        )
    return max(end + 3 * MM, line_end + 2 * MM)


def _stacked(sketch: Sketch, row: ScheduleRow, setting: Setting, y: float, longest: int) -> float:
    scale, pad, icon = setting.scale, 4 * MM, setting.mm(6.4)
    with sketch.element("Sect"):
        y += 3 * MM
        setting.icon(sketch, ICONS[row.method], pad, y, icon, setting.palette.accent)
        left = pad + icon + 3 * MM
        end = setting.write(
            sketch,
            "H3",
            row.name,
            scale.card,
            x=left,
            y=y + (icon - scale.card.leading) / 2,
            width=setting.width - left - pad,
        )
        y = max(end, y + icon) + 1 * MM
        y = setting.write(sketch, "P", row.how, scale.label_text, x=pad, y=y, width=setting.width - 2 * pad) + 2 * MM
        y = _timeline(sketch, row, setting, x=pad, y=y, width=setting.width - 2 * pad, longest=longest)
    return y + 3 * MM


def _timeline(
    sketch: Sketch, row: ScheduleRow, setting: Setting, *, x: float, y: float, width: float, longest: int
) -> float:
    """Three numbers, the line below them, and the skin check; returns where it ends."""
    parts = [width * part for part in PARTS]
    if any(dose.cell_width(cell, setting) > part for cell, part in zip(row.cells, parts, strict=True)):
        return _check(sketch, row, setting, x, dose.draw(sketch, row.cells, setting, x=x, y=y, width=width) + 1.5 * MM)
    lefts = [x, x + parts[0], x + parts[0] + parts[1]]
    for cell, left in zip(row.cells, lefts, strict=True):
        dose.draw_cell(sketch, cell, setting, x=left, y=y)
    y += max(2 * setting.scale.label.leading, setting.scale.numeral.leading) + 1.6 * MM
    high = 4.6 * MM * setting.grow
    bar = (parts[0] - 2 * MM) * row.minutes / longest
    with sketch.artifact():
        _bar(sketch, row.method, setting, x, y, bar, high)
        dots_from, dots_to = x + bar + 2.2 * MM, lefts[2] - 2.6 * MM
        middle = y + high / 2
        sketch.shape(rule(dots_from, middle, dots_to, middle, 1.6, setting.palette.soft, (0.01, 4.2)))
        gap = 2 * MM
        block = (parts[2] - gap * (max(row.times, 3) - 1)) / max(row.times, 3)
        for number in range(row.times):
            _bar(sketch, row.method, setting, lefts[2] + number * (block + gap), y, block, high)
        tick = x + bar * row.check_minutes / row.minutes
        sketch.shape(rule(tick, y + high + 0.3 * MM, tick, y + high + 2 * MM, 0.9, setting.palette.ink))
    return _check(sketch, row, setting, tick - setting.mm(2), y + high + 2 * MM)


def _check(sketch: Sketch, row: ScheduleRow, setting: Setting, x: float, y: float) -> float:
    size = setting.mm(4.4)
    style = setting.scale.label_text
    setting.icon(sketch, "eye", x, y + (style.leading - size) / 2, size, setting.palette.ink)
    left = x + size + 1.4 * MM
    return setting.write(sketch, "P", row.check, style, x=left, y=y, width=setting.width - left - 3 * MM)


def _bar(sketch: Sketch, method: Method, setting: Setting, x: float, y: float, width: float, height: float) -> None:
    radius, accent = min(setting.radius, 1.2 * MM), setting.palette.accent
    if method is Method.WARM:
        sketch.shape(rectangle(x, y, width, height, radius=radius, fill=accent))
        return
    inset = 0.6
    for line in hatch(
        x + inset, y + inset, width - 2 * inset, height - 2 * inset, gap=1.9 * MM * 0.8, line=0.9, colour=accent
    ):
        sketch.shape(line)
    sketch.shape(
        rectangle(x + inset, y + inset, width - 2 * inset, height - 2 * inset, radius=radius, stroke=accent, line=1.2)
    )
