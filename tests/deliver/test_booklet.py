"""A booklet: folded and stapled, its pages follow one another; each is there once, whole and in its place."""

from __future__ import annotations

import io
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.deliver.booklet import booklet, imposition
from handouts.model.document import Document
from handouts.model.library import Library
from handouts.pipeline import Settings, make
from tests.strategies import TODAY, plain_order

MM = 72 / 25.4
SHEETS = {"a5": (297 * MM, 210 * MM), "half_letter": (792.0, 612.0)}


def read(sides: tuple[tuple[int | None, int | None], ...]) -> list[int | None]:
    """The pages in the order in which a reader of the folded stack turns them.

    Each sheet is two sides; its back is seen when it is flipped on the short edge, so that the left half of the
    back lies behind the right half of the front. Sheets lie inside one another, the first outermost.
    """
    sheets = [(sides[n], sides[n + 1]) for n in range(0, len(sides), 2)]
    first = [page for front, back in sheets for page in (front[1], back[0])]
    second = [page for front, back in reversed(sheets) for page in (back[1], front[0])]
    return first + second


@given(pages=st.integers(1, 80))
def test_the_folded_stack_reads_from_first_to_last(pages: int) -> None:
    order = read(imposition(pages))
    assert len(order) % 4 == 0
    assert len(order) - pages < 4
    assert order == [*range(1, pages + 1), *[None] * (len(order) - pages)]


def test_four_and_eight_pages_are_imposed_as_printers_do() -> None:
    assert imposition(4) == ((4, 1), (2, 3))
    assert imposition(8) == ((8, 1), (2, 7), (6, 3), (4, 5))


@pytest.fixture(scope="module", params=["a5", "half_letter"])
def pair(request: pytest.FixtureRequest, library: Library) -> tuple[str, Document, Document]:
    """A leaflet on half sheets, and its booklet."""
    order = plain_order(patient={"name": "Ada Nobody", "birth_date": "1980-01-02"})
    leaflet = make(order, library, Settings(today=TODAY, page=request.param)).document
    return request.param, leaflet, booklet(leaflet, request.param)


def text(page: pypdfium2.PdfPage, left: float = 0, right: float = 9999) -> str:
    return str(page.get_textpage().get_text_bounded(left=left, right=right))


def test_each_half_says_what_its_page_says(pair: tuple[str, Document, Document]) -> None:
    name, leaflet, made = pair
    source, out = pypdfium2.PdfDocument(leaflet.pdf), pypdfium2.PdfDocument(made.pdf)
    sides = imposition(leaflet.pages)
    assert len(out) == made.pages == len(sides)
    for page, halves in zip(out, sides, strict=True):
        wide, high = page.get_size()
        assert (wide, high) == pytest.approx(SHEETS[name], abs=0.01)
        for number, (left, right) in zip(halves, ((0, wide / 2), (wide / 2, wide)), strict=True):
            said = text(page, left, right).split()
            assert said == ([] if number is None else text(source[number - 1]).split())


def test_pages_touch_the_fold_and_are_never_scaled(pair: tuple[str, Document, Document]) -> None:
    name, leaflet, made = pair
    with pikepdf.open(io.BytesIO(made.pdf)) as file, pikepdf.open(io.BytesIO(leaflet.pdf)) as source:
        width = float(source.pages[0].MediaBox[2])
        fold = SHEETS[name][0] / 2
        for page in file.pages:
            moves = [ops for ops, operator in pikepdf.parse_content_stream(page) if str(operator) == "cm"]
            assert [list(map(float, ops))[:4] for ops in moves] == [[1, 0, 0, 1]] * len(moves)
            for ops, operator in pairwise(pikepdf.parse_content_stream(page)):
                if str(ops.operator) == "cm":
                    edge = float(ops.operands[4]) + (width if str(operator.operands[0]) == "/Left" else 0)
                    assert edge == pytest.approx(fold, abs=0.01)


def test_it_tells_the_printer_how_to_flip(pair: tuple[str, Document, Document]) -> None:
    with pikepdf.open(io.BytesIO(pair[2].pdf)) as file:
        assert file.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert file.Root.ViewerPreferences.PrintScaling == "/None"


def test_the_same_leaflet_gives_the_same_bytes(pair: tuple[str, Document, Document]) -> None:
    name, leaflet, made = pair
    assert booklet(leaflet, name).pdf == made.pdf


def test_nothing_about_the_patient_is_in_its_properties(pair: tuple[str, Document, Document]) -> None:
    out = pypdfium2.PdfDocument(pair[2].pdf)
    said = str(out.get_metadata_dict())
    assert "muscle spasm" in said
    assert "Nobody" not in said
    assert "1980" not in said


def test_the_blank_side_of_a_duplex_leaflet_is_no_page_of_a_booklet(library: Library) -> None:
    settings = Settings(today=TODAY, page="a5")
    order = next(
        order
        for order in (plain_order(exercises=moves) for moves in ([], ["cat_cow"], ["cat_cow", "walking"]))
        if make(order, library, settings).document.pages % 2
    )
    plain = make(order, library, settings).document
    padded = make(order, library, Settings(today=TODAY, page="a5", duplex=True)).document
    assert len(pypdfium2.PdfDocument(padded.pdf)) == plain.pages + 1
    assert booklet(padded, "a5").pages == booklet(plain, "a5").pages
