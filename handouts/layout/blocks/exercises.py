"""Exercise cards, row form: pictures, name, steps, hints, dose row. Never split."""

from __future__ import annotations

from handouts.layout.blocks import dose, lists, pictures
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rectangle, rule
from handouts.layout.style import Type
from handouts.layout.units import MM
from handouts.model.blocks import Exercises
from handouts.model.colour import HAIR, INK, LINE, SOFT
from handouts.model.exercise import Card

BORDER = 0.75
PICTURES, BAND, LEAST = 56, 42, 44
"""Millimetres: width of the picture column, height of a band of pictures, least height beside a column."""
PAD = 2 * MM


def render(block: Exercises, setting: Setting, section: str) -> list[Galley]:
    """One galley for each card."""
    return [_card(card, setting, section) for card in block.cards]


def _card(card: Card, setting: Setting, section: str) -> Galley:
    scale = setting.scale
    # Where there is room, the pictures stand at the left of the words; else over them.
    column = PICTURES * MM if card.pictures and setting.wide else 0.0
    side, pad = column + 4 * MM, setting.mm(3.1)
    width = setting.width - side - 4 * MM
    body = scale.body
    # Steps stand a little closer than bullets: a card is read as one thing.
    steps = Type(body.weight, body.size, body.leading, 0, body.after)
    sketch = Sketch(section)
    shown = pictures.plan(card.pictures, setting, width, BAND * MM) if card.pictures and not column else None
    band = shown.height + 2 * PAD if shown else 0.0
    pad += band
    with sketch.element("Sect"):
        place_width = setting.measure(card.place, scale.label)
        title_width = width - place_width - 4 * MM
        y = setting.write(sketch, "H3", card.name, scale.card, x=side, y=pad, width=title_width)
        label = Type(scale.body.weight, scale.label.size, scale.card.leading)
        setting.write(sketch, "P", card.place, label, x=side, y=pad, width=width, colour=SOFT, align="right")
        y += scale.card.after
        y = lists.draw_steps(sketch, card.steps, steps, setting, x=side, y=y, width=width, colour=INK)
        size = setting.mm(4.4)
        left = side + 6.2 * MM * body.size / 12
        hints = (("easier", card.easier), ("harder", card.harder), *(("stop", line) for line in card.cautions))
        for icon, hint in hints:
            if hint is None:
                continue
            y += steps.after
            colour = INK if icon == "stop" else SOFT
            setting.icon(sketch, icon, side - 0.5, y + (body.leading - size) / 2, size, colour)
            y = setting.write(sketch, "P", hint, body, x=left, y=y, width=side + width - left)
        if card.dose:
            y += setting.mm(1.4)
            with sketch.artifact():
                sketch.shape(rule(side, y, side + width, y, 0.75, HAIR))
            y = dose.draw(sketch, card.dose, setting, x=side, y=y + setting.mm(1.3), width=width)
        y += setting.mm(1.9)
        if shown:
            shown.draw(sketch, side, PAD)
        elif column:
            y = max(y, LEAST * MM)
            shown = pictures.plan(card.pictures, setting, column - 2 * PAD, y - 2 * PAD)
            shown.draw(sketch, PAD, (y - shown.height) / 2)
    radius = setting.radius
    corners = (radius, 0, 0, radius) if column else (radius, radius, 0, 0)
    tint = rectangle(0, 0, column or setting.width, y if column else band, radius=corners, fill=setting.palette.tint)
    border = rectangle(
        BORDER / 2, BORDER / 2, setting.width - BORDER, y - BORDER, radius=radius, stroke=LINE, line=BORDER
    )
    sketch.behind(*([tint] if shown else []), border)
    sketch.strip(y)
    return sketch.galley("card", before=setting.mm(3.2), tightest=setting.mm(2.3))
