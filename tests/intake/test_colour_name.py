"""Colours as people write them."""

from __future__ import annotations

import pytest

from handouts.errors import BadInput
from handouts.intake.colour_name import read_colour


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#D7263D", "#D7263D"),
        ("#d7263d", "#D7263D"),
        (" d7263d ", "#D7263D"),
        ("#abc", "#AABBCC"),
        ("abc", "#AABBCC"),
        ("teal", "#008080"),
        ("Dark Slate Blue", "#483D8B"),
        ("rgb(215, 38, 61)", "#D7263D"),
        ("#D7263D80", "#D7263D"),
    ],
)
def test_a_colour_is_understood(text: str, colour: str) -> None:
    assert read_colour(text) == colour


@pytest.mark.parametrize("text", ["", "#", "#12", "fern", "url(#a)", "#GGGGGG", "12345", "red; blue"])
def test_a_colour_that_nobody_knows(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_colour(text)
    assert "teal" in caught.value.remedy
