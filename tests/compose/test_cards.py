"""Cards of exercises: their order, their side, and the row of doses."""

from __future__ import annotations

import pytest

from tests.compose.test_compose import cards, leaflet_for
from tests.strategies import plain_order


def test_cards_of_one_kind_stand_together_and_the_number_follows() -> None:
    leaflet = leaflet_for(plain_order(exercises=["walking", "pelvic_tilt", "cat_cow"]))
    assert [(card.id, card.place) for card in cards(leaflet)] == [
        ("cat_cow", "1 of 3"),
        ("pelvic_tilt", "2 of 3"),
        ("walking", "3 of 3"),
    ]


@pytest.mark.parametrize(
    ("side", "name", "count"),
    [
        (None, "One knee to chest", "times each side"),
        ("both", "One knee to chest", "times each side"),
        ("left", "One knee to chest, left side", "times"),
        ("right", "One knee to chest, right side", "times"),
    ],
)
def test_the_side_of_a_one_sided_exercise(side: str | None, name: str, count: str) -> None:
    pick = {"id": "knee_to_chest", "reps": 3} | ({"side": side} if side else {})
    (card,) = cards(leaflet_for(plain_order(exercises=[pick])))
    assert str(card.name) == name
    assert (card.dose[0].numeral, card.dose[0].label) == ("3", count)


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("both", ["Sit tall. Hold the seat with one hand.", "Tip your head slowly away from that hand."]),
        ("left", ["Sit tall. Hold the seat with your left hand.", "Tip your head slowly to the right."]),
        ("right", ["Sit tall. Hold the seat with your right hand.", "Tip your head slowly to the left."]),
    ],
)
def test_a_card_for_one_side_says_which_hand_and_which_way(side: str, said: list[str]) -> None:
    pick = {"id": "side_neck_stretch", "side": side}
    (card,) = cards(leaflet_for(plain_order(exercises=[pick])))
    assert [str(step) for step in card.steps[:2]] == said


def test_a_dose_row_goes_how_many_how_long_how_often() -> None:
    pick = {"id": "cat_cow", "sets": 2, "reps": 1, "hold_seconds": 1, "minutes": 1, "times_a_day": 1}
    (card,) = cards(leaflet_for(plain_order(exercises=[pick])))
    assert [(cell.numeral, cell.label) for cell in card.dose] == [
        ("2", "sets"),
        ("1", "slow move"),
        ("1", "second hold"),
        ("1", "minute each time"),
        ("1", "time a day"),
    ]


def test_one_set_is_not_printed() -> None:
    (card,) = cards(leaflet_for(plain_order(exercises=[{"id": "cat_cow", "sets": 1}])))
    assert "set" not in {cell.label for cell in card.dose}
