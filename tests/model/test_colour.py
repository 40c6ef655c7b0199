"""Colours: WCAG contrast, and the palettes that the design worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from handouts.model.brand import Colours
from handouts.model.colour import (
    AMBER,
    AMBER_TINT,
    BLACK,
    INK,
    LINE,
    RED,
    SOFT,
    WHITE,
    channels,
    contrast,
    luminance,
    mixed,
    palette,
)

hexes = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "#{:02X}{:02X}{:02X}".format(*rgb))

# LOOK.md, section 3: brand, strong, its contrast on white and on tint, tint.
WORKED = [
    ("#0B5563", "#0B5563", 8.4, 7.7, "#F0F5F6"),
    ("#6B2C7A", "#6B2C7A", 9.3, 8.4, "#F7F3F8"),
    ("#5BC0EB", "#2D5E73", 7.1, 6.4, "#E8F6FC"),
    ("#F2B705", "#6F5402", 7.1, 6.5, "#FDF4D8"),
    ("#D7263D", "#AC1E31", 7.0, 6.4, "#FCF1F2"),
]


def test_known_values_of_wcag() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == pytest.approx(1)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)
    assert contrast("#FF0000", WHITE) == pytest.approx(4.0, abs=0.01)
    assert luminance("#808080") == pytest.approx(0.2159, abs=0.0001)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        (INK, WHITE, 17.6),
        (SOFT, WHITE, 8.8),
        (LINE, WHITE, 3.2),
        (RED, WHITE, 9.0),
        (AMBER, WHITE, 7.7),
        (INK, AMBER_TINT, 14.8),
    ],
)
def test_fixed_colours_have_the_contrast_of_the_design(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.06)


@pytest.mark.parametrize(("brand", "strong", "on_white", "on_tint", "tint"), WORKED)
def test_palettes_of_the_design(brand: str, strong: str, on_white: float, on_tint: float, tint: str) -> None:
    found = palette(brand)
    near(found.strong, strong)
    near(found.tint, tint)
    assert contrast(found.strong, WHITE) == pytest.approx(on_white, abs=0.06)
    # The design gives 7.7 for petrol; by the formula it is 7.6.
    assert contrast(found.strong, found.tint) == pytest.approx(on_tint, abs=0.1)


def near(found: str, wanted: str) -> None:
    """Within 1 of 255 in each channel."""
    for one, other in zip(channels(found), channels(wanted), strict=True):
        assert abs(one - other) * 255 <= 1.001, (found, wanted)


@given(hexes)
def test_any_brand_colour_gives_readable_text_and_the_same_greys(brand: str) -> None:
    found = palette(brand)
    assert contrast(found.strong, WHITE) >= 7
    assert contrast(found.strong, found.tint) >= 4.5
    assert contrast(INK, found.tint) >= 15
    assert contrast(SOFT, found.tint) >= 7
    # 8 bits a channel allow steps of about 1 % in luminance.
    for colour, target in ((found.mid, 0.33), (found.soft2, 0.62), (found.tint2, 0.76), (found.tint, 0.90)):
        assert luminance(colour) == pytest.approx(target, abs=0.012)


@given(hexes, hexes)
def test_contrast_is_symmetric_and_between_1_and_21(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


@given(hexes, hexes)
def test_mixing_goes_from_one_colour_to_the_other(one: str, other: str) -> None:
    assert mixed(one, other, 0) == one
    assert mixed(one, other, 1) == other


@pytest.mark.parametrize(
    ("text", "fine"), [("#0B5563", True), ("#767676", False), ("#FFFFFF", False), ("#000000", True)]
)
def test_a_text_colour_of_the_brand_must_be_readable_on_paper_and_tint(text: str, fine: bool) -> None:
    if fine:
        assert Colours(brand="#0B5563", text=text).text == text
        return
    with pytest.raises(ValidationError, match=r"4\.5"):
        Colours(brand="#0B5563", text=text)


@pytest.mark.parametrize("value", ["0B5563", "#0B556", "#0B55633", "#GG5563", "red", "rgb(0,0,0)", "#0B5563\n", ""])
def test_a_colour_is_six_hex_digits(value: str) -> None:
    with pytest.raises(ValidationError):
        Colours(brand=value)
