"""A leaflet has the same bytes with a memo that thousands went through, with a small one, and with none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from handouts import resources
from handouts.errors import BadInput, Bug, Refused
from handouts.intake import read_order_file
from handouts.model.library import Library
from handouts.model.memo import Memo
from handouts.model.order import Order
from handouts.pipeline import Made, Settings, make
from tests.benchmarks import patients
from tests.strategies import BRANDS, TODAY, built_in, orders, plain_order

SETTINGS = Settings(today=TODAY)
FILES = [
    *sorted((resources.assets_dir() / "samples").glob("*.yaml")),
    *sorted((Path(__file__).parent / "cases" / "orders").glob("*.yaml")),
]
WARM, SMALL = Memo(), Memo(3)


def made(order: Order, library: Library, memo: Memo | None, settings: Settings = SETTINGS) -> Made | str:
    try:
        return make(order, library, settings, memo=memo)
    except (BadInput, Refused) as error:
        return error.message


def assert_same(order: Order, library: Library, memo: Memo, settings: Settings = SETTINGS) -> None:
    known, fresh = made(order, library, memo, settings), made(order, library, None, settings)
    if isinstance(known, str) or isinstance(fresh, str):
        assert known == fresh
        return
    assert known.document.pdf == fresh.document.pdf
    assert (known.document, known.leaflet, known.selection, known.fit) == (
        fresh.document,
        fresh.leaflet,
        fresh.selection,
        fresh.fit,
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_case_has_the_same_bytes(path: Path, library: Library) -> None:
    order, _ = read_order_file(path, library.vocabulary, today=TODAY)
    if order is None:
        pytest.fail(f"{path} is no order")
    other = order.model_copy(update={"note": "Walk to the shop and back.", "reference": "OTHER-1"})
    for one in (order, other, order):
        assert_same(one, library, WARM)
    assert_same(order, library, SMALL)


@pytest.mark.parametrize("format", ["large16", "large18", "xl24"])
@pytest.mark.parametrize("brand", BRANDS)
def test_large_print_too(format: str, brand: str, library: Library) -> None:
    for note in ("Rest a little.", "Rest a little. " * 12):
        order = plain_order(format=format, brand=brand, note=note.strip())
        assert_same(order, library, WARM)


@pytest.mark.parametrize("page", ["a4", "letter", "a5"])
@pytest.mark.parametrize("pages", [None, 2, 4])
def test_budgets_and_papers_too(page: str, pages: int | None, library: Library) -> None:
    for region in ("low_back", "neck"):
        assert_same(plain_order({"region": region}, page=page, pages=pages), library, WARM)


def test_without_any_memo(library: Library) -> None:
    order = plain_order()
    assert_same(order, library, Memo(0))


def test_patients_with_a_name_a_dose_and_a_note_of_their_own(library: Library) -> None:
    for order in (*patients.orders(12), *patients.orders(24, kinds=3)):
        assert_same(order, library, WARM)


@settings(max_examples=15)
@given(orders())
def test_any_order(order: Order) -> None:
    assert_same(order, built_in(), WARM)


def test_another_day_needs_a_memo_of_its_own(library: Library) -> None:
    order, memo = plain_order(), Memo()
    assert_same(order, library, memo)
    with pytest.raises(Bug, match="one library and one set of settings"):
        make(order, library, replace(SETTINGS, today=TODAY.replace(day=22)), memo=memo)
