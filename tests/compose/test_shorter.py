"""Shorter leaflets: what goes, and what never does."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from handouts.compose.shorter import LONGEST_STEP, two_sided, with_tall_cards, without_figure, without_qr
from handouts.model.blocks import Exercises, Front
from handouts.model.exercise import Card
from handouts.model.leaflet import LeafletSection
from handouts.model.library import Library
from handouts.model.line import Line
from handouts.model.memo import Memo
from handouts.model.wording import Text
from tests.compose.test_compose import cards, leaflet_for
from tests.strategies import plain_order

MOVES = ["cat_cow", "pelvic_tilt", "walking"]


def test_tall_cards_stand_in_one_row_with_one_picture_and_all_steps() -> None:
    plain = leaflet_for(plain_order(exercises=MOVES))
    found = with_tall_cards(plain, Memo())
    (row,) = [block for section in found.sections for block in section.blocks if isinstance(block, Exercises)]
    assert row.tall
    assert [card.id for card in row.cards] == [card.id for card in cards(plain)]
    for card, before in zip(row.cards, cards(plain), strict=True):
        assert (card.steps, card.cautions, card.dose) == (before.steps, before.cautions, before.dose)
        assert (card.easier, card.harder, card.pictures) == (None, None, before.pictures[-1:])
    words = " ".join(row.read_aloud())
    assert "1 of 3" not in words
    assert str(row.cards[0].name) in words


@pytest.mark.parametrize("moves", [["walking"], []])
def test_one_card_alone_is_not_tall(moves: list[str]) -> None:
    plain = leaflet_for(plain_order(exercises=moves))
    assert with_tall_cards(plain, Memo()) == plain


@pytest.mark.parametrize(("length", "count", "tall"), [(45, 4, True), (46, 4, False), (45, 5, False)])
def test_a_step_that_is_too_long_or_one_too_many_keeps_the_row(length: int, count: int, tall: bool) -> None:
    assert LONGEST_STEP == 45
    plain = leaflet_for(plain_order(exercises=MOVES))

    def stretched(card: Card) -> Card:
        step = Line("step", Text.plain("x" * length))
        return replace(card, steps=(step,) * count)

    sections = tuple(
        replace(
            section,
            blocks=tuple(
                replace(block, cards=tuple(map(stretched, block.cards))) if isinstance(block, Exercises) else block
                for block in section.blocks
            ),
        )
        for section in plain.sections
    )
    found = with_tall_cards(replace(plain, sections=sections), Memo())
    rows = [block for section in found.sections for block in section.blocks if isinstance(block, Exercises)]
    assert [row.tall for row in rows] == ([True] if tall else [False] * len(rows))


def test_most_exercises_may_stand_in_a_tall_card(library: Library) -> None:
    """The packs must be able to take the short form: their steps are short."""
    used = {pick.id for pack in library.packs.values() for pick in pack.exercises}
    for id in sorted(used - {"side_neck_stretch"}):
        assert len(library.exercises[id].steps) <= 4, id
        assert max(len(str(step.text)) for step in library.exercises[id].steps) <= LONGEST_STEP, id


def test_the_code_and_the_figure_go_and_nothing_else() -> None:
    plain = leaflet_for(plain_order())
    code = LeafletSection("qr", None, None, half=False, blocks=())
    assert without_qr(replace(plain, sections=(*plain.sections, code)), Memo()) == plain
    bare = without_figure(plain, Memo())
    assert [block.picture for s in bare.sections for block in s.blocks if isinstance(block, Front)] == [None]
    assert tuple(bare.read_aloud()) == tuple(plain.read_aloud())
    assert two_sided(plain, Memo()) == replace(bare, two_sides=True)
