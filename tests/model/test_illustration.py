"""Paints: every role has a colour that a black and white printer keeps apart, for any brand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.colour import INK, contrast, luminance
from handouts.model.illustration import Layer, Role, paints

BRANDS = ["#0B5563", "#6B2C7A", "#5BC0EB", "#F2B705", "#D7263D", "#000000", "#FFFFFF"]
colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")


def colour(brand: str, role: Role, palette: str = "full") -> str:
    return paints(brand, palette)(Layer(role, ""))  # type: ignore[arg-type]


@given(colours)
def test_every_brand_prints_the_same_greys(brand: str) -> None:
    for role, target in ((Role.SHIRT, 0.47), (Role.MAT, 0.60), (Role.BED, 0.80)):
        assert luminance(colour(brand, role)) == pytest.approx(target, abs=0.02)
    assert luminance(colour(brand, Role.ARROW)) <= 0.16
    assert contrast(colour(brand, Role.ARROW), "#FFFFFF") >= 5


@pytest.mark.parametrize("brand", BRANDS)
def test_lines_stand_out_from_what_they_enclose(brand: str) -> None:
    for role in (Role.SHIRT, Role.TROUSERS, Role.SKIN, Role.BED, Role.MAT, Role.PROP):
        assert contrast(INK, colour(brand, role)) >= 5
    for role in (Role.SHIRT_FAR, Role.TROUSERS_FAR):
        assert contrast(INK, colour(brand, role)) >= 3.5


@pytest.mark.parametrize("palette", ["full", "outline"])
def test_every_role_has_a_colour(palette: str) -> None:
    for role in Role:
        assert colour("#0B5563", role, palette).startswith("#")


def test_outlines_leave_natural_tones_out() -> None:
    layer = Layer(Role.SKIN, "", "#7D543A")
    assert paints("#0B5563")(layer) == "#7D543A"
    assert paints("#0B5563", "outline")(layer) == "#FFFFFF"
