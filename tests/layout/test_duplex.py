"""Duplex: a leaflet ends on an even side, so that the next one of a print job starts on a new sheet."""

from __future__ import annotations

import pypdfium2
import pytest

from handouts.model.library import Library
from handouts.model.order import Order
from handouts.pipeline import Settings, make
from tests.strategies import TODAY, plain_order
from tests.verify.leaflets import assert_sound

ONE = plain_order({"red_flags": ["saddle_numb"]})
ODD = plain_order(format="large16")
EVEN = plain_order()


@pytest.mark.parametrize("page", ["a4", "letter"])
@pytest.mark.parametrize("order", [ONE, ODD, EVEN])
def test_an_odd_number_of_sides_gets_a_blank_one(library: Library, order: Order, page: str) -> None:
    plain = make(order, library, Settings(today=TODAY, page=page)).document
    padded = make(order, library, Settings(today=TODAY, page=page, duplex=True)).document
    file = pypdfium2.PdfDocument(padded.pdf)
    assert len(file) == plain.pages + plain.pages % 2
    assert padded.pages == plain.pages
    assert padded.words == plain.words
    if plain.pages % 2 == 0:
        assert padded.pdf == plain.pdf
        return
    assert list(file[len(file) - 1].get_objects()) == []
    assert file[len(file) - 1].get_size() == file[0].get_size()
    last = " ".join(file[plain.pages - 1].get_textpage().get_text_bounded().split())
    assert f"Page {plain.pages} of {plain.pages}" in last
    assert_sound(padded)


def test_both_kinds_are_tried(library: Library) -> None:
    sides = {make(order, library, Settings(today=TODAY)).document.pages % 2 for order in (ONE, ODD, EVEN)}
    assert sides == {0, 1}
