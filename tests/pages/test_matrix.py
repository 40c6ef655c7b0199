"""Every sample in every format, brand and page size is measured, in colour, in grey and as a 1-bit copy; and again
with text that is 40 % longer. What is measured is the finished PDF.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.intake import read_order_file
from handouts.layout import lay_out
from handouts.model.extra import Extra
from handouts.model.order import Order
from handouts.pipeline import Made, Settings, make
from tests.pages import LIMITS, Limits, measure, report, sheet
from tests.pages.limits import HALVES, POSTER, TWO_SIDES
from tests.pages.longer import MORE, longer
from tests.strategies import TODAY
from tests.verify.leaflets import SAMPLES, library

FORMATS = tuple(LIMITS)
BRANDS = ("fernhollow", "quillmere")
PAGES = ("a4", "letter")
FORMS = "forms"
"""The sample ``order`` with everything that is written on by hand."""
ORDERS = (*(path.stem for path in SAMPLES), FORMS)
MOST_TONER, MOST_TONER_LONGER = 16.0, 18.0
"""Mean darkness in percent that no page may pass. More than 11 is worth a look: solid heads in the largest print,
which wrap to a second line where the text is longer."""
LEAFLETS = tuple(name for name in ORDERS if not name.startswith("urgent_"))


def made(name: str, format: str, brand: str, page: str, **more: object) -> Made:
    path: Path = next(path for path in SAMPLES if path.stem == ("order" if name == FORMS else name))
    order, problems = read_order_file(path, library().vocabulary, today=TODAY)
    assert order is not None, problems
    fields = order.model_dump(by_alias=True) | {"format": format} | more
    if name == FORMS:
        fields["sections"] = {"add": ["my_goals", "exercise_diary", "questions", "medicines_list"]}
    return make(Order.model_validate(fields), library(), Settings(today=TODAY, page=page, brand=brand))


def limits_of(name: str, format: str) -> Limits:
    return sheet(LIMITS[format]) if name.startswith("urgent_") else LIMITS[format]


def check(pdf: bytes, limits: Limits, most_toner: float = MOST_TONER, but: tuple[str, ...] = ()) -> None:
    findings = [found for found in measure(pdf, limits) if found.code not in but]
    faults = [found for found in findings if not found.warning or (found.code == "toner" and found.figure > most_toner)]
    assert not faults, report(faults)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", ORDERS)
def test_the_pages_are_sound(name: str, format: str, brand: str, page: str) -> None:
    check(made(name, format, brand, page).document.pdf, limits_of(name, format))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", ORDERS)
def test_the_pages_are_sound_with_longer_text(name: str, format: str, brand: str, page: str) -> None:
    leaflet = longer(made(name, format, brand, page).leaflet)
    check(lay_out(leaflet, library()).pdf, limits_of(name, format), MOST_TONER_LONGER)


@pytest.mark.parametrize("page", ["a5", "half_letter"])
@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("name", LEAFLETS)
def test_half_sheets_are_sound(name: str, brand: str, page: str) -> None:
    done = made(name, "standard", brand, page)
    check(done.document.pdf, HALVES[page])
    check(lay_out(longer(done.leaflet), library()).pdf, HALVES[page], MOST_TONER_LONGER)


@pytest.mark.parametrize("colours", ["high_contrast", "ink_saver"])
@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("name", ORDERS)
def test_other_colours_are_sound(name: str, brand: str, colours: str) -> None:
    check(made(name, "standard", brand, "a4", colours=colours).document.pdf, limits_of(name, "standard"))


@pytest.mark.parametrize("pages", [2, 4])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", LEAFLETS)
def test_leaflets_with_a_budget_are_sound(name: str, page: str, pages: int) -> None:
    limits = TWO_SIDES if pages == 2 else LIMITS["standard"]
    check(made(name, "standard", "quillmere", page, pages=pages).document.pdf, limits)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", [name for name in LEAFLETS if name != FORMS])
def test_posters_are_sound(name: str, page: str) -> None:
    settings = Settings(today=TODAY, page=page, brand="fernhollow", also=(Extra.POSTER,))
    order = made(name, "standard", "fernhollow", page).order
    (poster,) = make(order, library(), settings).extras.values()
    # Its cards have heads of their own, and are no tiers.
    check(poster.pdf, POSTER, but=("tiers-alike",))


@pytest.mark.parametrize("name", ORDERS)
def test_longer_text_is_at_least_two_fifths_longer(name: str) -> None:
    leaflet = made(name, "standard", "fernhollow", "a4").leaflet
    before, after = (sum(map(len, each.read_aloud())) for each in (leaflet, longer(leaflet)))
    assert 0.9 * MORE <= after / before <= 1.3 * MORE
