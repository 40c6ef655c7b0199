"""Every sample in every format, brand and page size is measured, in colour, in grey and as a 1-bit copy; and again
with text that is 40 % longer. What is measured is the finished PDF.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.intake import read_order_file
from handouts.layout import lay_out
from handouts.model.order import Order
from handouts.pipeline import Made, Settings, make
from tests.pages import LIMITS, Limits, measure, report, sheet
from tests.pages.longer import MORE, longer
from tests.strategies import TODAY
from tests.verify.leaflets import SAMPLES, library

FORMATS = tuple(LIMITS)
BRANDS = ("fernhollow", "quillmere")
PAGES = ("a4", "letter")
FORMS = "forms"
"""The sample ``order`` with everything that is written on by hand."""
ORDERS = (*(path.stem for path in SAMPLES), FORMS)
MOST_TONER = 15.0
"""Mean darkness in percent that no page may pass. More than 11 is worth a look: solid heads in the largest print."""


def made(name: str, format: str, brand: str, page: str) -> Made:
    path: Path = next(path for path in SAMPLES if path.stem == ("order" if name == FORMS else name))
    order, problems = read_order_file(path, library().vocabulary, today=TODAY)
    assert order is not None, problems
    fields = order.model_dump(by_alias=True) | {"format": format}
    if name == FORMS:
        fields["sections"] = {"add": ["diary", "goals", "questions"]}
    return make(Order.model_validate(fields), library(), Settings(today=TODAY, page=page, brand=brand))


def limits_of(name: str, format: str) -> Limits:
    return sheet(LIMITS[format]) if name.startswith("urgent_") else LIMITS[format]


def check(pdf: bytes, limits: Limits) -> None:
    findings = measure(pdf, limits)
    faults = [found for found in findings if not found.warning or (found.code == "toner" and found.figure > MOST_TONER)]
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
    check(lay_out(leaflet, library()).pdf, limits_of(name, format))


@pytest.mark.parametrize("name", ORDERS)
def test_longer_text_is_at_least_two_fifths_longer(name: str) -> None:
    leaflet = made(name, "standard", "fernhollow", "a4").leaflet
    before, after = (sum(map(len, each.read_aloud())) for each in (leaflet, longer(leaflet)))
    assert 0.9 * MORE <= after / before <= 1.3 * MORE
