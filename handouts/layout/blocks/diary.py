"""The exercise diary: a grid of boxes to tick, a week at a time (LOOK.md, section 5)."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.layout.fonts import Weight
from handouts.layout.galley import ARTIFACT, Galley, Mark, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rectangle, ring, rule
from handouts.layout.style import Type
from handouts.layout.units import MM
from handouts.model.blocks import Diary
from handouts.model.blocks.diary import WEEK, DiaryRow, DiaryWeek

BOX, LEAST = 12.6 * MM, 12 * MM
"""Height of a box; and the least that a shaking hand can tick."""

LEAST_NAMES = 40 * MM
"""Least width of the column of labels."""


def render(block: Diary, setting: Setting, section: str) -> list[Galley]:
    """One galley for each week. A week is split only where no page can hold it, and then between exercises."""
    return [_week(block, week, setting, section) for week in block.weeks]


def _week(block: Diary, week: DiaryWeek, setting: Setting, section: str) -> Galley:
    if setting.grid.narrow:
        names = setting.width - WEEK * LEAST
    else:
        # In the largest print the names of the days need more room than the labels beside their boxes.
        days = WEEK * (_widest(week, setting) + 1 * MM)
        names = max(LEAST_NAMES, min(max(52 * MM, setting.width - WEEK * 17.4 * MM), setting.width - days))
    cell = (setting.width - names) / WEEK
    sketch, repeat = Sketch(section), Sketch(section)
    with sketch.element("Sect"):
        y = _head(sketch, week, setting, names, cell)
        for index, row in enumerate(block.rows):
            end = _row(sketch, row, setting, y, names, cell, tinted=index % 2 == 0)
            sketch.strip(end, may_end=False)
            y = 0.0
        sketch.strip(_pain(sketch, block, setting, y, names, cell))
    with repeat.artifact():
        repeat.strip(_head(repeat, week, setting, names, cell))
    (head,) = repeat.galley("head").strips
    head = replace(head, marks=tuple(Mark(ARTIFACT, mark.ops) for mark in head.marks))
    return sketch.galley("diary", before=setting.mm(5), repeat=head)


def _bold(setting: Setting) -> Type:
    return Type(Weight.BOLD, setting.scale.label.size, setting.scale.label.leading)


def _widest(week: DiaryWeek, setting: Setting) -> float:
    """Width of the longest name of a day, or number."""
    return max(setting.measure(word, _bold(setting)) for day in week.days for word in day.split())


def _head(sketch: Sketch, week: DiaryWeek, setting: Setting, names: float, cell: float) -> float:
    scale = setting.scale
    bold = _bold(setting)
    room, widest = cell - 1 * MM + 0.01, _widest(week, setting)
    if widest > room:
        # The longest name of a day decides: it is never broken.
        bold = Type(bold.weight, bold.size * room / widest, bold.leading)
    days = [setting.set(day, bold, room) for day in week.days]
    title = len(setting.set(week.title, scale.h3, names - 4 * MM)) * scale.h3.leading
    height = max(9.5 * MM, max(len(lines) for lines in days) * bold.leading + 3 * MM, title + 3 * MM)
    with sketch.artifact():
        sketch.shape(rectangle(0, 0, setting.width, height, fill=setting.palette.accent))
    top = (height - title) / 2
    setting.write(
        sketch, "H3", week.title, scale.h3, x=3 * MM, y=top, width=names - 4 * MM, colour=setting.palette.paper
    )
    for index, lines in enumerate(days):
        with sketch.element("P"):
            y = (height - len(lines) * bold.leading) / 2
            sketch.lines(
                lines, bold, x=names + index * cell, y=y, colour=setting.palette.paper, width=cell, align="centre"
            )
    return height


def _row(
    sketch: Sketch, row: DiaryRow, setting: Setting, y: float, names: float, cell: float, *, tinted: bool
) -> float:
    """One exercise: its name and dose, and a line of boxes for each time of the day; returns where it ends.

    In large print the name stands over the boxes: beside them there is no room for a long word.
    """
    scale = setting.scale
    label = Type(Weight.REGULAR, scale.label.size, scale.label.leading)
    name = Type(Weight.BOLD, scale.h3.size, scale.h3.leading)
    ordinal = max(setting.measure(box, label) for box in row.boxes) + 2 * MM
    width = setting.width - 6 * MM if setting.stacked else names - ordinal - 5 * MM
    said = len(setting.set(row.name, name, width)) * name.leading
    said += len(setting.set(row.dose, label, width)) * label.leading if row.dose else 0.0
    band = said + 2 * MM if setting.stacked else 0.0
    height = len(row.boxes) * BOX if setting.stacked else max(len(row.boxes) * BOX, said + 2 * MM)
    step = height / len(row.boxes)
    first = y + band
    with sketch.artifact():
        if tinted:
            wide = setting.width if setting.stacked else names
            sketch.shape(rectangle(0, y, wide, band or height, fill=setting.palette.tint))
        sketch.shape(rule(0, y, setting.width, y, 0.9, setting.palette.ink))
        for index in range(1 - bool(band), len(row.boxes)):
            line = first + index * step
            sketch.shape(rule(names - ordinal, line, setting.width, line, 0.75, setting.palette.line))
        _uprights(sketch, setting, names, cell, first, first + height)
    at = y + ((band or height) - said) / 2
    at = setting.write(sketch, "P", row.name, name, x=3 * MM, y=at, width=width)
    if row.dose:
        setting.write(sketch, "P", row.dose, label, x=3 * MM, y=at, width=width)
    for index, box in enumerate(row.boxes):
        top = first + index * step + (step - label.leading) / 2
        setting.write(sketch, "P", box, label, x=names - ordinal, y=top, width=ordinal - 1.5 * MM, align="right")
    return first + height


def _pain(sketch: Sketch, block: Diary, setting: Setting, y: float, names: float, cell: float) -> float:
    """A circle for each day, to write a number in; returns where the week ends."""
    label = Type(Weight.REGULAR, setting.scale.label.size, setting.scale.label.leading)
    bold = Type(Weight.BOLD, label.size, label.leading)
    room = names - 4 * MM
    said = len(setting.set(block.pain, bold, room)) + len(setting.set(block.pain_scale, label, room))
    height = max(BOX, said * label.leading + 1 * MM)
    with sketch.artifact():
        sketch.shape(rule(0, y, setting.width, y, 0.9, setting.palette.ink))
        for day in range(WEEK):
            sketch.shape(ring(names + (day + 0.5) * cell, y + height / 2, 11.2 * MM, 0.75, setting.palette.line))
        _uprights(sketch, setting, names, cell, y, y + height)
        sketch.shape(rule(0, y + height, setting.width, y + height, 1.25, setting.palette.accent))
    at = y + (height - said * label.leading) / 2
    at = setting.write(sketch, "P", block.pain, bold, x=3 * MM, y=at, width=room)
    setting.write(sketch, "P", block.pain_scale, label, x=3 * MM, y=at, width=room)
    return y + height


def _uprights(sketch: Sketch, setting: Setting, names: float, cell: float, top: float, bottom: float) -> None:
    for day in range(WEEK + 1):
        sketch.shape(rule(names + day * cell, top, names + day * cell, bottom, 0.75, setting.palette.line))
