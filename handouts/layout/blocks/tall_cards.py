"""Exercise cards, tall form: side by side, one picture on top, the dose at the foot. Never split."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.layout.blocks import lists, pictures
from handouts.layout.fonts import Weight
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rectangle, rule
from handouts.layout.style import Type
from handouts.layout.text import with_space
from handouts.layout.units import MM
from handouts.model.exercise import Card, DoseCell

BORDER = 0.75
GUTTER = 4 * MM
PICTURE = 23.5 * MM
"""Height of the picture and its tint."""
PAD, ABOVE = 3 * MM, 2.4 * MM
DOSE_LINE, NUMERAL = 6.9 * MM, 20.0


def render(cards: Sequence[Card], setting: Setting, section: str) -> list[Galley]:
    """One galley for each row; cards of a row are equally high."""
    across = 2 if len(cards) in (2, 4) else 3
    return [_row(cards[first : first + across], across, setting, section) for first in range(0, len(cards), across)]


def _row(cards: Sequence[Card], across: int, setting: Setting, section: str) -> Galley:
    width = (setting.width - (across - 1) * GUTTER) / across
    inner = setting.at(width - 2 * PAD)
    words = [inner.laid(_words, (card,), section, kind="card galleys")[0] for card in cards]
    doses = [_dose_height(card.dose, inner) for card in cards]
    foot = max(dose + 1.6 * MM for dose in doses)
    height = max(galley.height for galley in words) + 1.6 * MM + foot + 1 * MM
    sketch = Sketch(section)
    for number, (card, galley, dose) in enumerate(zip(cards, words, doses, strict=True)):
        x = number * (width + GUTTER)
        with sketch.element("Sect"):
            sketch.place(galley, x + PAD, 0)
            _picture(sketch, card, setting, x, width)
            _doses(sketch, card.dose, inner, x + PAD, height - 1 * MM - dose)
        _frame(sketch, setting, x, width, height)
    sketch.strip(height)
    return sketch.galley("card", before=setting.mm(3.2), tightest=setting.mm(2.3))


def _words(card: Card, setting: Setting, _section: str) -> tuple[Galley, ...]:
    """Name, steps and cautions."""
    scale = setting.scale
    sketch = Sketch("")
    y = setting.write(sketch, "H3", card.name, scale.card, x=0, y=PICTURE + ABOVE, width=setting.width)
    y += scale.card.after
    steps = Type(scale.body.weight, scale.body.size, scale.body.leading, 0, scale.body.after)
    y = lists.draw_steps(sketch, card.steps, steps, setting, x=0, y=y, width=setting.width, colour=setting.palette.ink)
    size, indent = 4.4 * MM, 6.2 * MM
    for line in card.cautions:
        y += steps.after
        setting.icon(sketch, "stop", -0.5, y + (steps.leading - size) / 2, size, setting.palette.ink)
        y = setting.write(sketch, "P", line, steps, x=indent, y=y, width=setting.width - indent)
    sketch.strip(y)
    return (sketch.galley("words"),)


def _picture(sketch: Sketch, card: Card, setting: Setting, x: float, width: float) -> None:
    """The picture on its tint; alternative text, no caption."""
    for picture in card.pictures:
        drawing = setting.illustrations[picture.id]
        scale = min((width - 2 * PAD) / drawing.width, (PICTURE - 2 * MM) / drawing.height)
        left = x + (width - drawing.width * scale) / 2
        top = PICTURE - 1 * MM - drawing.height * scale
        with sketch.element("Figure", Alt=picture.alt):
            pictures.art(sketch, setting, drawing, left, top, scale, mirrored=picture.mirrored)


def _label_lines(cell: DoseCell, setting: Setting) -> int:
    return len(setting.set(cell.label, setting.scale.label, setting.width - _label_left(setting)))


def _label_left(setting: Setting) -> float:
    """Where labels start: numerals of two figures stand right aligned before them."""
    return setting.measure("00", _numeral(setting)) + 2.2 * MM


def _numeral(setting: Setting) -> Type:
    return Type(Weight.EXTRABOLD, NUMERAL * setting.scale.body.size / 12, DOSE_LINE)


def _line_height(cell: DoseCell, setting: Setting) -> float:
    return max(DOSE_LINE, _label_lines(cell, setting) * setting.scale.label.leading + 1 * MM)


def _dose_height(cells: Sequence[DoseCell], setting: Setting) -> float:
    return sum(_line_height(cell, setting) for cell in cells)


def _doses(sketch: Sketch, cells: Sequence[DoseCell], setting: Setting, x: float, y: float) -> None:
    """A numeral and its label in each line, read as one paragraph, under a hair rule."""
    numeral, label = _numeral(setting), setting.scale.label
    left = _label_left(setting)
    if cells:
        with sketch.artifact():
            sketch.shape(rule(x, y - 0.8 * MM, x + setting.width, y - 0.8 * MM, 0.75, setting.palette.hair))
    for cell in cells:
        high = _line_height(cell, setting)
        with sketch.element("P"):
            figures = with_space(setting.set(cell.numeral, numeral, setting.width))
            at = x + left - 2.2 * MM - setting.measure(cell.numeral, numeral)
            sketch.lines(figures, numeral, x=at, y=y + (high - DOSE_LINE) / 2, colour=setting.palette.accent)
            words = setting.set(cell.label, label, setting.width - left)
            top = y + (high - len(words) * label.leading) / 2
            sketch.lines(words, label, x=x + left, y=top, colour=setting.palette.ink)
        y += high


def _frame(sketch: Sketch, setting: Setting, x: float, width: float, height: float) -> None:
    """The border, and the tint under the picture."""
    radius = setting.radius
    tint = rectangle(x, 0, width, PICTURE, radius=(radius, radius, 0, 0), fill=setting.palette.tint)
    inset = BORDER / 2
    border = rectangle(
        x + inset, inset, width - BORDER, height - BORDER, radius=radius, stroke=setting.palette.line, line=BORDER
    )
    sketch.behind(tint, border)
