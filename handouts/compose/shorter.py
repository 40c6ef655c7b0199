"""A leaflet that takes less room and says as much of what matters: a leaflet in, a leaflet out.

Warnings, doses, steps and cautions stay as they are (LOOK.md, section 7, step 4).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from handouts.model.blocks import Block, Exercises, Front
from handouts.model.exercise import Card
from handouts.model.leaflet import Leaflet, LeafletSection
from handouts.model.memo import Memo

QR = "qr"
"""The section with the QR code."""
MOST_STEPS, LONGEST_STEP = 4, 45
"""Steps of a tall card, and characters of a step (LOOK.md, exercise card, tall form)."""


def without_qr(leaflet: Leaflet, _memo: Memo) -> Leaflet:
    """``leaflet`` without its QR code."""
    return replace(leaflet, sections=tuple(section for section in leaflet.sections if section.id != QR))


def without_figure(leaflet: Leaflet, memo: Memo) -> Leaflet:
    """``leaflet`` without the picture beside its title."""
    return _with_others(leaflet, memo, Front, _plain)


def two_sided(leaflet: Leaflet, memo: Memo) -> Leaflet:
    """``leaflet`` in the two-side form; its title panel has no room for a figure."""
    return replace(without_figure(leaflet, memo), two_sides=True)


def with_tall_cards(leaflet: Leaflet, memo: Memo) -> Leaflet:
    """``leaflet`` with all its exercises as tall cards; as it is, where a step is too long for one."""
    return _with_others(leaflet, memo, Exercises, _tall)


Change = Callable[[LeafletSection, Memo], tuple[Block, ...]]


def _with_others(leaflet: Leaflet, memo: Memo, sort: type[Block], blocks: Change) -> Leaflet:
    """Its sections that hold a block of this ``sort`` with other blocks; those that stay as they are stay the same."""

    def changed(section: LeafletSection) -> LeafletSection:
        found = blocks(section, memo)
        return section if found == section.blocks else replace(section, blocks=found)

    sections = (
        memo.same("shorter", (section,), blocks, partial(changed, section))
        if sort in map(type, section.blocks)
        else section
        for section in leaflet.sections
    )
    return replace(leaflet, sections=tuple(sections))


def _plain(section: LeafletSection, _memo: Memo) -> tuple[Block, ...]:
    return tuple(replace(block, picture=None) if isinstance(block, Front) else block for block in section.blocks)


def _tall(section: LeafletSection, memo: Memo) -> tuple[Block, ...]:
    """Its blocks, the cards of all kinds in one row: they would not stand side by side otherwise."""
    rows = [block for block in section.blocks if isinstance(block, Exercises)]
    cards = tuple(card for row in rows for card in row.cards)
    if len(cards) < 2 or not all(map(_fits, cards)):
        return section.blocks
    row = Exercises(tuple(memo.same("tall card", (card,), None, partial(_short, card)) for card in cards), tall=True)
    return tuple(
        row if block is rows[0] else block for block in section.blocks if not (block in rows and block is not rows[0])
    )


def _fits(card: Card) -> bool:
    return len(card.steps) <= MOST_STEPS and all(len(str(step)) <= LONGEST_STEP for step in card.steps)


def _short(card: Card) -> Card:
    """The card with the picture that shows the move made, and without an easier or harder form."""
    return replace(card, easier=None, harder=None, pictures=card.pictures[-1:])
