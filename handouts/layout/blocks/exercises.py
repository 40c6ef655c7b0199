"""Exercise cards, row form: pictures, name, steps, hints, dose row. Never split."""

from __future__ import annotations

from handouts.layout.blocks import dose, lists, pictures, tall_cards
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rectangle, rule
from handouts.layout.style import Type
from handouts.layout.units import MM
from handouts.model.blocks import Exercises
from handouts.model.colour import HAIR, INK, LINE, SOFT
from handouts.model.exercise import Card

BORDER = 0.75
COLUMN, BAND, LEAST = 56 * MM, 42 * MM, 44 * MM
"""Width of the column of pictures; height of a band of them; least height of a card beside a column."""
SIDE, PAD = 4 * MM, 2 * MM
"""Left and right of the words, and round the pictures."""


def render(block: Exercises, setting: Setting, section: str) -> list[Galley]:
    """One galley for each card, or for each row of tall ones."""
    if block.tall:
        return tall_cards.render(block.cards, setting, section)
    return [_card(card, setting, section) for card in block.cards]


def _card(card: Card, setting: Setting, section: str) -> Galley:
    """Where there is room, the pictures stand at the left of the words; else in a band over them."""
    beside = bool(card.pictures) and setting.width > 150 * MM and setting.scale.body.size < 24
    left = COLUMN + SIDE if beside else SIDE
    width = setting.width - left - SIDE
    band = pictures.plan(card.pictures, setting, width, BAND) if card.pictures and not beside else None
    top = (band.height + 2 * PAD if band else 0.0) + setting.mm(3.1)
    name, y = _name(card, setting, left, top, width)
    words, height = _words(card, setting, left, y, width)
    sketch = Sketch(section)
    with sketch.element("Sect"):
        sketch.place(name, 0, 0)
        # Read after the name: the words of a column do not mix with those of the other.
        if band:
            band.draw(sketch, left, PAD)
        elif beside:
            height = max(height, LEAST)
            column = pictures.plan(card.pictures, setting, COLUMN - 2 * PAD, height - 2 * PAD)
            column.draw(sketch, PAD, (height - column.height) / 2)
        sketch.place(words, 0, 0)
    _frame(sketch, setting, height, column=beside, band=top - setting.mm(3.1))
    sketch.strip(height)
    return sketch.galley("card", before=setting.mm(3.2), tightest=setting.mm(2.3))


def _name(card: Card, setting: Setting, x: float, y: float, width: float) -> tuple[Galley, float]:
    """The name, and which card this is; and where both end."""
    scale = setting.scale
    sketch = Sketch("")
    place_width = setting.measure(card.place, scale.label)
    end = setting.write(sketch, "H3", card.name, scale.card, x=x, y=y, width=width - place_width - 4 * MM)
    label = Type(scale.body.weight, scale.label.size, scale.card.leading)
    setting.write(sketch, "P", card.place, label, x=x, y=y, width=width, colour=SOFT, align="right")
    sketch.strip(end)
    return sketch.galley("name"), end + scale.card.after


def _words(card: Card, setting: Setting, x: float, y: float, width: float) -> tuple[Galley, float]:
    """Steps, hints and dose; and the height of the card that they ask for."""
    body = setting.scale.body
    # Steps stand a little closer than bullets: a card is read as one thing.
    steps = Type(body.weight, body.size, body.leading, 0, body.after)
    sketch = Sketch("")
    y = lists.draw_steps(sketch, card.steps, steps, setting, x=x, y=y, width=width, colour=INK)
    size = setting.mm(4.4)
    indent = 6.2 * MM * body.size / 12
    hints = (("easier", card.easier), ("harder", card.harder), *(("stop", line) for line in card.cautions))
    for icon, hint in hints:
        if hint is None:
            continue
        y += steps.after
        colour = INK if icon == "stop" else SOFT
        setting.icon(sketch, icon, x - 0.5, y + (body.leading - size) / 2, size, colour)
        y = setting.write(sketch, "P", hint, body, x=x + indent, y=y, width=width - indent)
    if card.dose:
        y += setting.mm(1.4)
        with sketch.artifact():
            sketch.shape(rule(x, y, x + width, y, 0.75, HAIR))
        y = dose.draw(sketch, card.dose, setting, x=x, y=y + setting.mm(1.3), width=width)
    y += setting.mm(1.9)
    sketch.strip(y)
    return sketch.galley("words"), y


def _frame(sketch: Sketch, setting: Setting, height: float, *, column: bool, band: float) -> None:
    """The border, and the tint under the pictures."""
    radius = setting.radius
    corners = (radius, 0, 0, radius) if column else (radius, radius, 0, 0)
    under = (COLUMN, height) if column else (setting.width, band)
    tint = rectangle(0, 0, *under, radius=corners, fill=setting.palette.tint)
    inset = BORDER / 2
    wide, high = setting.width - BORDER, height - BORDER
    border = rectangle(inset, inset, wide, high, radius=radius, stroke=LINE, line=BORDER)
    sketch.behind(*([tint] if column or band else []), border)
