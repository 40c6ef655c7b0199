"""Half a sheet (A5, half Letter): one column, standard print, the help box on page 1 whatever is in it."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import Refused
from handouts.intake import read_order_file
from handouts.layout.units import MM
from handouts.model.library import Library
from handouts.model.order import Order
from handouts.model.paper import Format
from handouts.pipeline import Made, Settings, make
from tests.strategies import TODAY, built_in, plain_order
from tests.verify.leaflets import assert_sound

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "tests" / "cases" / "orders").glob("*.yaml"))
SAMPLES = sorted((ROOT / "assets" / "samples").glob("*.yaml"))
SIZES = {"a5": (148 * MM, 210 * MM), "half_letter": (396.0, 612.0)}
MARGINS = {"a5": 18 * MM, "half_letter": 14 * MM}
FOOT = 26 * MM
MOST_SIGNS = 6


def order_of(path: Path) -> Order:
    order, problems = read_order_file(path, built_in().vocabulary, today=TODAY)
    assert order is not None, problems
    return order.model_copy(update={"format": Format.STANDARD, "pages": None})


@cache
def made_of(path: Path, page: str) -> Made:
    return make(order_of(path), built_in(), Settings(today=TODAY, page=page))


def first_page(made: Made) -> str:
    document = pypdfium2.PdfDocument(made.document.pdf)
    try:
        return " ".join(document[0].get_textpage().get_text_bounded().split())
    finally:
        document.close()


@pytest.mark.parametrize("page", SIZES)
@pytest.mark.parametrize("path", [*CASES, *SAMPLES], ids=lambda path: path.stem)
def test_page_one_holds_the_title_and_the_whole_help_box(path: Path, page: str) -> None:
    made = made_of(path, page)
    if made.selection.sheet is not None:
        return
    said = first_page(made)
    help_box = next(block for s in made.leaflet.sections for block in s.blocks if type(block).__name__ == "Help")
    if len(help_box.lines) > MOST_SIGNS and "Get help now" not in said:
        # So many signs do not always fit under a title.
        return
    for words in help_box.read_aloud():
        assert words in said


@pytest.mark.parametrize("page", SIZES)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_text_stays_inside_the_margins_and_is_never_too_small(path: Path, page: str) -> None:
    made = made_of(path, page)
    if made.selection.sheet is not None:
        return
    width, height = SIZES[page]
    with pdfplumber.open(io.BytesIO(made.document.pdf)) as pdf:
        for number, sheet in enumerate(pdf.pages, 1):
            assert (float(sheet.width), float(sheet.height)) == pytest.approx((width, height), abs=0.01)
            assert f"Page {number} of {made.document.pages}" in sheet.extract_text()
            for char in sheet.chars:
                assert char["x0"] >= MARGINS[page] - 0.5
                assert char["x1"] <= width - MARGINS[page] + 0.5 or char["text"] == " "
                assert char["bottom"] <= height - 8 * MM
                assert char["size"] >= (10 if char["top"] > height - FOOT else 12) - 0.01


@pytest.mark.parametrize("page", SIZES)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_it_is_as_accessible_as_any_other(path: Path, page: str) -> None:
    made = made_of(path, page)
    assert_sound(made.document, made.leaflet)


@settings(max_examples=15)
@given(
    moves=st.lists(
        st.sampled_from(["cat_cow", "pelvic_tilt", "bird_dog", "walking", "hip_lift", "knee_rolls"]),
        unique=True,
        max_size=5,
    ),
    often=st.integers(1, 3),
    forms=st.lists(st.sampled_from(["my_goals", "exercise_diary", "questions"]), unique=True),
)
def test_forms_and_cards_find_a_place_however_many(moves: list[str], often: int, forms: list[str]) -> None:
    order = plain_order(exercises=[{"id": move, "times_a_day": often} for move in moves], sections={"add": forms})
    made = make(order, built_in(), Settings(today=TODAY, page="a5"))
    assert_sound(made.document, made.leaflet)


@pytest.mark.parametrize("format", ["large16", "large18", "xl24"])
@pytest.mark.parametrize(("page", "whole"), [("a5", "a4"), ("half_letter", "letter")])
def test_large_print_is_refused_with_one_way_out(library: Library, format: str, page: str, whole: str) -> None:
    with pytest.raises(Refused, match=format) as caught:
        make(plain_order(format=format), library, Settings(today=TODAY, page=page))
    (problem,) = caught.value.problems
    assert whole in problem.hint
    assert problem.path == ("format",)


@pytest.mark.parametrize(("brand", "language", "whole"), [("fernhollow", "en-GB", "a4"), ("quillmere", None, "letter")])
@pytest.mark.parametrize("format", ["standard", "large18"])
def test_an_urgent_sheet_has_a_whole_page_and_staff_are_told(
    library: Library, brand: str, language: str | None, whole: str, format: str
) -> None:
    more: dict[str, Any] = {"language": language} if language else {}
    order = plain_order({"red_flags": ["saddle_numb"]}, page="a5", brand=brand, format=format, **more)
    made = make(order, library, Settings(today=TODAY))
    assert made.leaflet.page == whole
    warnings = [problem for problem in made.selection.warnings if problem.code == "sheet-on-whole-page"]
    assert len(warnings) == 1
    assert whole in warnings[0].hint


def test_a_sheet_on_the_page_that_was_asked_for_warns_of_nothing(library: Library) -> None:
    made = make(plain_order({"red_flags": ["saddle_numb"]}, page="letter"), library, Settings(today=TODAY))
    assert "sheet-on-whole-page" not in {problem.code for problem in made.selection.warnings}
