"""Whole leaflets: every sample, as a reader and as a printer would meet it."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from msgspec.structs import replace

from handouts.errors import Refused
from handouts.intake import read_order_file
from handouts.layout import paginate, sides_within
from handouts.layout.units import MM
from handouts.model.library import Library
from handouts.model.memo import Memo
from handouts.model.order import Order
from handouts.pipeline import Made, Settings, make
from tests.compose.test_compose import leaflet_for
from tests.strategies import TODAY, plain_order

SAMPLES = sorted((Path(__file__).parents[2] / "assets" / "samples").glob("*.yaml"))
LEAFLETS = [path for path in SAMPLES if not path.stem.startswith("urgent_")]
SETTINGS = Settings(today=TODAY)
SMALLEST = {"standard": 12, "large16": 16, "large18": 18, "xl24": 24}
SMALLEST_FOOTER = {"standard": 10, "large16": 14, "large18": 14, "xl24": 16}


def order_of(path: Path, library: Library) -> Order:
    order, problems = read_order_file(path, library.vocabulary, today=TODAY)
    assert order is not None, problems
    return order


@cache
def _made(path: Path, format: str | None, page: str | None) -> Made:
    from handouts.library import load

    library, _ = load()
    assert library is not None
    order = order_of(path, library)
    changes = {"format": format} if format else {}
    order = Order.model_validate({**order.model_dump(by_alias=True), **changes})
    return make(order, library, Settings(today=TODAY, page=page))


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_composed_sentence_is_in_the_text_in_order(path: Path) -> None:
    made = _made(path, None, None)
    text = words_of(made.document.pdf)
    at = 0
    for sentence in made.document.words:
        found = text.find(" ".join(sentence.split()), at)
        assert found >= 0, sentence
        at = found + 1


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_printed_words_are_the_composed_words(path: Path) -> None:
    made = _made(path, None, None)
    assert sorted(made.document.words[-len(tuple(made.leaflet.read_aloud())) :]) == sorted(made.leaflet.read_aloud())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("format", SMALLEST)
@pytest.mark.parametrize("page", ["a4", "letter"])
def test_pages_hold_their_text_inside_the_margins_and_never_too_small(path: Path, format: str, page: str) -> None:
    made = _made(path, format, page)
    with pdfplumber.open(io.BytesIO(made.document.pdf)) as pdf:
        assert len(pdf.pages) == made.document.pages
        for number, sheet in enumerate(pdf.pages, 1):
            width, height = (595.28, 841.89) if page == "a4" else (612, 792)
            assert (float(sheet.width), float(sheet.height)) == pytest.approx((width, height), abs=0.01)
            text = sheet.extract_text()
            assert f"Page {number} of {made.document.pages}" in text
            for char in sheet.chars:
                assert char["x0"] >= 18 * MM - 0.5
                assert char["x1"] <= width - 18 * MM + 0.5 or char["text"] == " "
                assert char["bottom"] <= height - 5 * MM
                footer = char["top"] > height - 36 * MM
                least = SMALLEST_FOOTER[format] if footer else SMALLEST[format]
                assert char["size"] >= least - 0.01


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_same_order_gives_the_same_bytes(library: Library, path: Path) -> None:
    order = order_of(path, library)
    assert make(order, library, SETTINGS).document.pdf == make(order, library, SETTINGS).document.pdf


@pytest.mark.parametrize("path", LEAFLETS, ids=lambda path: path.stem)
def test_page_one_has_the_title_the_help_box_and_the_emergency_number(path: Path) -> None:
    made = _made(path, None, None)
    document = pypdfium2.PdfDocument(made.document.pdf)
    first = " ".join(document[0].get_textpage().get_text_bounded().split())
    document.close()
    brand = made.leaflet.brand
    assert "Get help now" in first
    assert f"Call {brand.emergency.number}" in first
    assert "Your" in first or "You" in first


@pytest.mark.parametrize("page", ["a4", "letter"])
@pytest.mark.parametrize("brand", ["fernhollow", "quillmere"])
@pytest.mark.parametrize(
    ("format", "flags"),
    [("standard", ["fever", "fracture_risk", "cancer"]), ("large16", ["fever", "fracture_risk"]), ("large18", [])],
)
def test_signs_that_were_cleared_stand_on_page_one_below_the_help_box(
    library: Library, page: str, brand: str, format: str, flags: list[str]
) -> None:
    cleared = [{"flag": flag, "by": "Priya Nair", "on": str(TODAY)} for flag in flags]
    order = plain_order({"red_flags": flags, "cleared": cleared}, format=format)
    made = make(order, library, Settings(today=TODAY, page=page, brand=brand))
    document = pypdfium2.PdfDocument(made.document.pdf)
    first = " ".join(document[0].get_textpage().get_text_bounded().split())
    document.close()
    help_box = first.index("Get help now")
    for flag in flags:
        section, _, name = library.red_flags[flag].line.partition(".")
        line = next(str(line.text) for line in library.sections[section].lines() if line.id == name)
        assert first.index("Get help today if it comes back") > help_box
        assert line in first, flag
    assert ("Get help today" in first) is bool(flags)


def test_the_sample_of_the_quick_start_has_four_sides(library: Library) -> None:
    path = next(path for path in SAMPLES if path.stem == "order")
    assert make(order_of(path, library), library, SETTINGS).document.pages <= 4


def test_a_name_with_markup_is_printed_as_typed(library: Library) -> None:
    name = '<font size="40">Ada</font> & <img src="/etc/passwd"/> {{ x }} **B**'
    made = make(plain_order(patient={"name": name}), library, SETTINGS)
    assert name in words_of(made.document.pdf)


def test_a_very_long_name_stays_on_the_page(library: Library) -> None:
    made = make(plain_order(patient={"name": "Wolfeschlegelsteinhausen" * 7}), library, SETTINGS)
    with pdfplumber.open(io.BytesIO(made.document.pdf)) as pdf:
        assert all(char["x1"] <= 595.3 - 18 * MM + 0.5 for char in pdf.pages[0].chars if char["text"] != " ")


def test_a_character_without_a_glyph_is_refused_by_its_code_not_printed_as_a_box(library: Library) -> None:
    with pytest.raises(Refused, match=r"U\+674E") as caught:
        make(plain_order(patient={"name": "李 Nobody"}), library, SETTINGS)
    assert "李" not in caught.value.message


@pytest.mark.parametrize("place", ["clinic", "reference", "address", "phone", "name", "note"])
def test_a_character_without_a_glyph_is_refused_wherever_it_stands_before_a_page_is_painted(
    place: str, library: Library
) -> None:
    order = plain_order(patient={"name": "Ada Nobody"}, note="It is 李." if place == "note" else "It is well.")
    leaflet = leaflet_for(order)
    if place in ("clinic", "reference"):
        leaflet = replace(leaflet, footer=replace(leaflet.footer, **{place: "李"}))
    elif place in ("address", "phone"):
        leaflet = replace(leaflet, letterhead=replace(leaflet.letterhead, **{place: "李"}))
    elif place == "name":
        leaflet = replace(leaflet, strip=(replace(leaflet.strip[0], value="李"), *leaflet.strip[1:]))
    with pytest.raises(Refused, match=r"U\+674E"):
        paginate(leaflet, library)
    with pytest.raises(Refused, match=r"U\+674E"):
        sides_within(9, leaflet, library, Memo())


def test_fonts_are_embedded_and_no_other_is_named(library: Library) -> None:
    made = make(plain_order(), library, SETTINGS)
    with pdfplumber.open(io.BytesIO(made.document.pdf)) as pdf:
        names = {char["fontname"] for page in pdf.pages for char in page.chars}
    assert all("+AtkinsonHyperlegibleNext-" in name for name in names)
    assert b"Helvetica" not in made.document.pdf


def test_the_patients_name_is_not_in_the_documents_properties(library: Library) -> None:
    made = make(plain_order(patient={"name": "Ada Nobody"}), library, SETTINGS)
    document = pypdfium2.PdfDocument(made.document.pdf)
    properties = document.get_metadata_dict()
    document.close()
    assert "Nobody" not in str(properties)
    assert properties["Title"] == "Low back muscle spasm: what to do"
