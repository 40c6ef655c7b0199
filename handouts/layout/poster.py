"""The exercise poster: one page of moves, big, with the stop strip and the emergency number at its foot."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from handouts.layout.blocks import exercises, help, pictures, render
from handouts.layout.furniture import letterhead
from handouts.layout.galley import Galley, Sketch
from handouts.layout.pages import Page, Placed
from handouts.layout.setting import Setting
from handouts.layout.style import SCALES, Scale, grid
from handouts.layout.units import MM
from handouts.model.blocks import Block, Exercises, Help, Stop
from handouts.model.exercise import Card
from handouts.model.leaflet import Leaflet, LeafletSection
from handouts.model.paper import Format

LEAST = {Format.STANDARD: Format.LARGE_16}
"""A poster is read from afar: 16 pt where the leaflet has 12."""
COLUMN = 0.385
"""Share of the width that pictures take beside words."""
GAP = 2.9
"""Between cards, as the design measures (mm)."""
LOWEST = 18 * MM
"""Least height of a picture."""
ROOMY, TIGHT = 1.1, 0.65
"""How much boxes and gaps grow with the text: as they should, and where the page is full."""
LARGEST = 1.3 * MM
"""Points for a unit of a drawing."""
FEW = 2
"""So many moves have their pictures over the words, across the page."""
BELOW = 21 * MM
"""Body limit from the foot of the page, unless the footer needs more."""


def in_style(leaflet: Leaflet, setting: Setting, foot: float) -> Setting:
    """``setting`` with the type and page of a poster; ``foot``: height of the footer."""
    format = LEAST.get(leaflet.format, leaflet.format)
    page = replace(grid(leaflet.page, format), bottom=max(BELOW, foot + 11 * MM))
    return setting.changed("poster", scale=_scale(SCALES[format], setting.scale), grid=page)


def _scale(scale: Scale, leaflet: Scale) -> Scale:
    """Large print, with closer lines, for nothing here is longer than two; the footer is that of the leaflet."""
    body = replace(scale.body, leading=1.25 * scale.body.size, after=1.5)
    label = replace(scale.label, leading=1.1 * scale.label.size)
    numeral = replace(scale.numeral, size=0.82 * scale.numeral.size, leading=0.9 * scale.numeral.size)
    title = replace(scale.title, size=0.9 * scale.title.size, leading=scale.title.size)
    card = replace(scale.card, leading=1.12 * scale.card.size)
    clinic = replace(scale.clinic, size=scale.body.size, leading=1.15 * scale.body.size)
    return replace(
        scale,
        title=title,
        clinic=clinic,
        card=card,
        body=body,
        label=label,
        label_text=label,
        numeral=numeral,
        footer=leaflet.footer,
        page_number=leaflet.page_number,
    )


def flow(leaflet: Leaflet, setting: Setting) -> tuple[list[Galley], tuple[Page, ...]] | None:
    """The galleys of a poster and its one page; None when one page cannot hold it."""
    (section,) = leaflet.sections
    cards = [card for block in section.blocks if isinstance(block, Exercises) for card in block.cards]
    for over in (True, False) if len(cards) <= FEW else (False,):
        for grow in (ROOMY, TIGHT):
            spaced = setting.changed(f"grow {grow}", scale=replace(setting.scale, grow=grow))
            if found := _flow(leaflet, section, cards, spaced, over=over):
                return found
    return None


def _flow(
    leaflet: Leaflet, section: LeafletSection, cards: Sequence[Card], setting: Setting, *, over: bool
) -> tuple[list[Galley], tuple[Page, ...]] | None:
    head = [*letterhead(leaflet.letterhead, leaflet.strip, setting), _title(section, setting)]
    foot: list[Galley] = []
    for block in section.blocks:
        if isinstance(block, Stop | Help):
            foot += _foot(block, setting)
        elif not isinstance(block, Exercises):
            head += render(block, setting, section.id)
    gap = setting.mm(GAP)
    # Below the header is a gap already.
    end = _height(foot, gap)
    room = setting.grid.body_height(first=True) - _height(head, gap) + gap - end - gap * (len(cards) + 1)
    heights = _heights(cards, setting, room, over=over)
    if heights is None:
        return None
    moves = [_card(card, setting, height, over=over) for card, height in zip(cards, heights, strict=True)]
    galleys = [*head, *moves, *foot]
    placed, y = [], 0.0
    for index, galley in enumerate(galleys):
        y += gap if index > 1 else 0.0
        if index == len(galleys) - len(foot):
            # What to do in danger stands at the foot of the page, wherever the moves end.
            y = setting.grid.body_height(first=True) - end
        placed.append(Placed(index, 0, len(galley.strips), y, repeated=False))
        y += galley.height
    return galleys, (Page(tuple(placed)),)


def _height(galleys: Sequence[Galley], gap: float) -> float:
    return sum(galley.height for galley in galleys) + gap * (len(galleys) - 1)


def _title(section: LeafletSection, setting: Setting) -> Galley:
    sketch = Sketch(section.id)
    assert section.title is not None, "a poster has a title"
    sketch.strip(setting.write(sketch, "H1", section.title, setting.scale.title, x=0, y=0, width=setting.width))
    return sketch.galley("title")


def _foot(block: Block, setting: Setting) -> list[Galley]:
    return help.bar(block, setting, "poster") if isinstance(block, Help) else render(block, setting, "poster")


def _heights(cards: Sequence[Card], setting: Setting, room: float, *, over: bool) -> list[float] | None:
    """Heights of the cards: what their words need, and the rest of the page for pictures; None without room."""
    least = [_measured(card, setting, over=over) for card in cards]
    if sum(least) > room:
        return None
    most = [max(low, _most(card, setting, low, over=over)) for card, low in zip(cards, least, strict=True)]

    def at(level: float) -> list[float]:
        """All of one height, but none lower than its words or higher than its pictures can use."""
        return [min(max(low, level), high) for low, high in zip(least, most, strict=True)]

    under, above = 0.0, room
    for _ in range(40):
        middle = (under + above) / 2
        under, above = (middle, above) if sum(at(middle)) <= room else (under, middle)
    return at(under)


def _words_left(setting: Setting, *, over: bool) -> float:
    return exercises.SIDE + (0.0 if over else setting.width * COLUMN)


def _drawn(card: Card, setting: Setting, top: float, *, over: bool) -> tuple[list[Galley], float]:
    """Name and words from ``top`` down; and where they end."""
    left = _words_left(setting, over=over)
    width = setting.width - left - exercises.SIDE
    name, y = exercises.draw_name(card, setting, left, top + setting.mm(2), width, tag="H2")
    words, end = exercises.draw_words(card, setting, left, y, width)
    return [name, words], end


def _measured(card: Card, setting: Setting, *, over: bool) -> float:
    """What the words need, and the least that pictures do."""
    height = _drawn(card, setting, 0.0, over=over)[1]
    if not card.pictures:
        return height
    if over:
        return height + 2.5 * LOWEST
    plan = pictures.plan(card.pictures, setting, _picture_width(setting, over=False), 0.0, largest=LARGEST)
    return max(height, LOWEST + plan.height + 2 * exercises.PAD)


def _most(card: Card, setting: Setting, least: float, *, over: bool) -> float:
    """The height at which pictures are as large as their width allows."""
    if not card.pictures:
        return least
    words = _drawn(card, setting, 0.0, over=over)[1] if over else 0.0
    plan = pictures.plan(card.pictures, setting, _picture_width(setting, over=over), 200 * MM, largest=LARGEST)
    return words + plan.height + 2 * exercises.PAD


def _picture_width(setting: Setting, *, over: bool) -> float:
    return setting.width * (1 if over else COLUMN) - 2 * exercises.PAD


def _card(card: Card, setting: Setting, height: float, *, over: bool) -> Galley:
    """One move: pictures at the left of its words, or over them."""
    natural = _drawn(card, setting, 0.0, over=over)[1]
    band = height - natural if over else 0.0
    top = band if over else (height - natural) / 2
    (name, words), _ = _drawn(card, setting, top, over=over)
    column = setting.width * COLUMN
    sketch = Sketch("poster")
    with sketch.element("Sect"):
        sketch.place(name, 0, 0)
        if card.pictures:
            high = (band if over else height) - 2 * exercises.PAD
            plan = pictures.plan(card.pictures, setting, _picture_width(setting, over=over), high, largest=LARGEST)
            area = band if over else height
            plan.draw(sketch, exercises.PAD, (area - plan.height) / 2)
        sketch.place(words, 0, 0)
    radius = setting.radius
    under = (
        setting.panel(0, 0, setting.width, band, (radius, radius, 0, 0))
        if over
        else setting.panel(0, 0, column, height, (radius, 0, 0, radius))
    )
    sketch.behind(*([under] if card.pictures else []), exercises.border(setting, height))
    sketch.strip(height)
    return sketch.galley("card")
