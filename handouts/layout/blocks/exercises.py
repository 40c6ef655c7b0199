"""Exercise cards, row form: pictures, name, steps, hints, dose row. Never split."""

from __future__ import annotations

from handouts.layout.blocks import dose, lists, pictures, tall_cards
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rectangle, rule
from handouts.layout.style import Type
from handouts.layout.units import MM
from handouts.model.blocks import Exercises
from handouts.model.drawing import Shape
from handouts.model.exercise import Card

BORDER = 0.75
COLUMN, BAND, LEAST = 56 * MM, 42 * MM, 44 * MM
"""Width of the column of pictures; height of a band of them; least height of a card beside a column."""
NARROW_COLUMN, HIGHEST = 40 * MM, 62 * MM
"""On half a sheet: width of that column, and the most that its pictures may take in height."""
SIDE, PAD = 4 * MM, 2 * MM
"""Left and right of the words, and round the pictures."""


def render(block: Exercises, setting: Setting, section: str) -> list[Galley]:
    """One galley for each card, or for each row of tall ones."""
    if block.tall:
        return tall_cards.render(block.cards, setting, section)
    return [galley for card in block.cards for galley in setting.laid(_card, (card,), section, kind="card galleys")]


def _card(card: Card, setting: Setting, section: str) -> tuple[Galley, ...]:
    """Where there is room, the pictures stand at the left of the words; else in a band over them."""
    if setting.grid.narrow and card.pictures:
        return (_narrow_card(card, setting, section),)
    beside = bool(card.pictures) and setting.width > 150 * MM and setting.scale.body.size < 24
    left = COLUMN + SIDE if beside else SIDE
    width = setting.width - left - SIDE
    band = pictures.plan(card.pictures, setting, width, BAND) if card.pictures and not beside else None
    top = (band.height + 2 * PAD if band else 0.0) + setting.mm(3.1)
    name, y = draw_name(card, setting, left, top, width)
    words, height = draw_words(card, setting, left, y, width)
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
    return (sketch.galley("card", before=setting.mm(3.2), tightest=setting.mm(2.3)),)


def _narrow_card(card: Card, setting: Setting, section: str) -> Galley:
    """Half a sheet: pictures at the left of the steps, and the dose under both, where all of it has one row."""
    left = NARROW_COLUMN + SIDE * 0.75
    width = setting.width - left - SIDE * 0.75
    name, y = draw_name(card, setting, left, setting.mm(3.1), width)
    words, y = draw_words(card, setting, left, y, width, dosed=False)
    column = pictures.plan(card.pictures, setting, NARROW_COLUMN - 2 * PAD, HIGHEST)
    y = max(y, column.height + 2 * PAD)
    sketch = Sketch(section)
    with sketch.element("Sect"):
        sketch.place(name, 0, 0)
        column.draw(sketch, PAD, (y - column.height) / 2)
        sketch.place(words, 0, 0)
        height = y
        if card.dose:
            height = dose.draw(sketch, card.dose, setting, x=SIDE, y=y + 1.4 * MM, width=setting.width - 2 * SIDE)
            height += 1.9 * MM
    sketch.behind(
        setting.panel(0, 0, NARROW_COLUMN, y, (setting.radius, 0, 0, 0)),
        *([rule(0, y, setting.width, y, 0.75, setting.palette.hair)] if card.dose else []),
        border(setting, height),
    )
    sketch.strip(height)
    return sketch.galley("card", before=setting.mm(3.2), tightest=setting.mm(2.3))


def draw_name(
    card: Card, setting: Setting, x: float, y: float, width: float, *, tag: str = "H3"
) -> tuple[Galley, float]:
    """The name, and which card this is; and where both end."""
    scale = setting.scale
    sketch = Sketch("")
    place_width = setting.measure(card.place, scale.label)
    end = setting.write(sketch, tag, card.name, scale.card, x=x, y=y, width=width - place_width - 4 * MM)
    label = Type(scale.body.weight, scale.label.size, scale.card.leading)
    setting.write(sketch, "P", card.place, label, x=x, y=y, width=width, colour=setting.palette.soft, align="right")
    sketch.strip(end)
    return sketch.galley("name"), end + scale.card.after


def draw_words(
    card: Card, setting: Setting, x: float, y: float, width: float, *, dosed: bool = True
) -> tuple[Galley, float]:
    """Steps, hints and (``dosed``) the dose; and the height of the card that they ask for."""
    body = setting.scale.body
    # Steps stand a little closer than bullets: a card is read as one thing.
    steps = Type(body.weight, body.size, body.leading, 0, body.after)
    sketch = Sketch("")
    if card.steps:
        y = lists.draw_steps(sketch, card.steps, steps, setting, x=x, y=y, width=width, colour=setting.palette.ink)
    size = setting.mm(4.4)
    indent = 6.2 * MM * body.size / 12
    hints = (("easier", card.easier), ("harder", card.harder), *(("stop", line) for line in card.cautions))
    for icon, hint in hints:
        if hint is None:
            continue
        y += steps.after
        colour = setting.palette.ink if icon == "stop" else setting.palette.soft
        setting.icon(sketch, icon, x - 0.5, y + (body.leading - size) / 2, size, colour)
        y = setting.write(sketch, "P", hint, body, x=x + indent, y=y, width=width - indent)
    if card.dose and dosed:
        y += setting.mm(1.4)
        with sketch.artifact():
            sketch.shape(rule(x, y, x + width, y, 0.75, setting.palette.hair))
        y = dose.draw(sketch, card.dose, setting, x=x, y=y + setting.mm(1.3), width=width)
    y += setting.mm(1.9)
    sketch.strip(y)
    return sketch.galley("words"), y


def _frame(sketch: Sketch, setting: Setting, height: float, *, column: bool, band: float) -> None:
    """The border, and the tint under the pictures."""
    radius = setting.radius
    corners = (radius, 0, 0, radius) if column else (radius, radius, 0, 0)
    under = (COLUMN, height) if column else (setting.width, band)
    tint = setting.panel(0, 0, *under, corners)
    sketch.behind(*([tint] if column or band else []), border(setting, height))


def border(setting: Setting, height: float) -> Shape:
    """The line round a card."""
    inset = BORDER / 2
    wide, high = setting.width - BORDER, height - BORDER
    return rectangle(inset, inset, wide, high, radius=setting.radius, stroke=setting.palette.line, line=BORDER)
