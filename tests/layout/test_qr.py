"""The QR code, measured and decoded on the rendered page by a decoder that is not ours."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from msgspec.structs import replace
from PIL import Image

from handouts.intake import read_order_file
from handouts.layout.units import MM
from handouts.model.brand import Brand
from handouts.model.fit import Step
from handouts.model.library import Library
from handouts.model.order import Order
from handouts.model.paper import Format
from handouts.model.web_page import LONGEST, as_printed
from handouts.pipeline import Made, Settings, make
from tests.strategies import TODAY
from tests.verify.leaflets import SAMPLES, assert_sound, library

ORDER = {
    "reference": "QR-1",
    "facts": {"age": 41, "region": "low_back", "onset_days": 5, "red_flag_screen": {"done": "yes"}},
}
PAGE = "https://fernhollow.example/back"
LONG = f"https://fernhollow.example/{'a-long-way-down/' * 3}".ljust(LONGEST, "x")[:LONGEST]
DPI = 150
QUIET = 4
LOOKS: dict[str, Any] = {
    "colour": lambda page: page.convert("RGB"),
    "grey": lambda page: page.convert("L"),
    "photocopy": lambda page: page.convert("L").point(lambda grey: 255 if grey >= 150 else 0).convert("1").convert("L"),
}


def with_brand(**changes: Any) -> Library:
    """The built-in library, with other words in the brand fernhollow."""
    data = library().brands["fernhollow"].model_dump()
    contact = {**data["contact"], **changes.pop("contact", {})}
    brand = Brand.model_validate({**data, **changes, "contact": contact})
    return replace(library(), brands={**library().brands, "fernhollow": brand})


@cache
def printed(
    page: str = "a4", format: str = "standard", address: str = PAGE, colour: str = "#0B5563", scheme: str | None = None
) -> Made:
    """A leaflet of a brand that has a page of its own."""
    order = Order.model_validate({**ORDER, "format": format})
    found = with_brand(contact={"qr_page": address}, colours={"brand": colour})
    return make(order, found, Settings(today=TODAY, page=page, colours=scheme))


def rendered(made: Made, number: int, dpi: int = DPI) -> Image.Image:
    """One page as it comes out of the renderer."""
    document = pypdfium2.PdfDocument(made.document.pdf)
    try:
        picture: Image.Image = document[number].render(scale=dpi / 72).to_pil()
        return picture
    finally:
        document.close()


def codes(page: Image.Image) -> list[Any]:
    """The QR codes that the decoder finds."""
    return list(zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode))


def figure(made: Made) -> tuple[int, tuple[float, ...]]:
    """On which page the code stands, and its box in points from the page's top left corner."""
    with pikepdf.open(io.BytesIO(made.document.pdf)) as pdf:
        found = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and str(one.get("/Alt", "")).startswith("QR code")
        ]
        assert len(found) == 1
        left, bottom, right, top = map(float, found[0]["/A"]["/BBox"])
        number = next(n for n, page in enumerate(pdf.pages) if page.obj.objgen == found[0]["/Pg"].objgen)
        high = float(pdf.pages[number].mediabox[3])
    return number, (left, high - top, right, high - bottom)


SIZES = [(page, format.value) for page in ("a4", "letter") for format in Format]


@pytest.mark.parametrize(("page", "format"), SIZES)
def test_it_leads_where_it_should_in_colour_in_grey_and_on_a_photocopy(page: str, format: str) -> None:
    made = printed(page, format)
    number, _ = figure(made)
    picture = rendered(made, number)
    for name, look in LOOKS.items():
        found = codes(look(picture))
        assert [code.text for code in found] == [PAGE], name
        assert found[0].ec_level == "M"


@pytest.mark.parametrize("colour", ["#0B5563", "#6B2C7A", "#C8102E", "#FFE600"])
@pytest.mark.parametrize("scheme", [None, "high_contrast", "ink_saver"])
def test_it_is_exactly_black_whatever_the_colours(colour: str, scheme: str | None) -> None:
    made = printed(colour=colour, scheme=scheme)
    number, box = figure(made)
    picture = rendered(made, number, 300).convert("RGB")
    assert [code.text for code in codes(picture)] == [PAGE]
    cut = picture.crop(tuple(round(edge * 300 / 72) for edge in box))  # type: ignore[arg-type]
    colours = cut.getcolors(1 << 20) or []
    assert all(len(set(rgb)) == 1 for _, rgb in colours), "nothing but grey between black and white"
    pure = {rgb[0]: count / (cut.width * cut.height) for count, rgb in colours if rgb[0] in (0, 255)}
    assert pure[0] > 0.4, "black, not dark"
    assert pure[255] > 0.4, "white, not pale"


@pytest.mark.parametrize(("page", "format"), SIZES)
@pytest.mark.parametrize("address", [PAGE, LONG])
def test_paper_round_it_is_bare_and_its_modules_are_large_enough(page: str, format: str, address: str) -> None:
    made = printed(page, format, address)
    number, (left, top, right, bottom) = figure(made)
    picture = rendered(made, number, 300).convert("L")
    assert [code.text for code in codes(picture)] == [address]
    module = (right - left) / modules_of(address)
    assert right - left == pytest.approx(bottom - top, abs=0.05)
    assert right - left >= 21 * MM - 0.05
    assert module >= 0.5 * MM
    quiet = QUIET * module
    ring = [edge * 300 / 72 for edge in (left - quiet, top - quiet, right + quiet, bottom + quiet)]
    assert ring[0] >= 0
    assert ring[3] <= picture.height
    outer = tuple(round(edge + inward) for edge, inward in zip(ring, (2, 2, -2, -2), strict=True))
    inner = tuple(
        round(edge * 300 / 72 + out) for edge, out in zip((left, top, right, bottom), (-2, -2, 2, 2), strict=True)
    )
    picture.paste(255, inner)  # type: ignore[arg-type]
    assert picture.crop(outer).getextrema() == (255, 255), "something is printed in the quiet zone"  # type: ignore[arg-type]


def modules_of(address: str) -> int:
    """Modules a side of the smallest code of level M that holds ``address`` as bytes (ISO/IEC 18004, table 7)."""
    room = (14, 26, 42, 62, 84, 106)
    return 17 + 4 * next(version for version, most in enumerate(room, 1) if len(address) <= most)


@pytest.mark.parametrize(("page", "format"), SIZES)
@pytest.mark.parametrize("address", [PAGE, LONG])
def test_the_address_is_printed_said_and_leads_there(page: str, format: str, address: str) -> None:
    made = printed(page, format, address)
    short = as_printed(address)
    assert f"QR code that leads to {short}" in made.document.alts
    assert short in " ".join(made.document.words)
    number, _ = figure(made)
    with pdfplumber.open(io.BytesIO(made.document.pdf)) as pdf:
        assert short in [word["text"] for word in pdf.pages[number].extract_words()], "on one line"
    assert_sound(made.document, made.leaflet)
    with pikepdf.open(io.BytesIO(made.document.pdf)) as pdf:
        links = {str(note["/A"]["/URI"]) for page in pdf.pages for note in page.get("/Annots", [])}
    assert address in links


def test_no_page_no_code() -> None:
    made = make(Order.model_validate(ORDER), library(), Settings(today=TODAY))
    assert not any(codes(rendered(made, number)) for number in range(made.document.pages))
    assert "qr" not in made.selection.sections


def test_a_clinician_may_leave_it_out_and_an_urgent_sheet_has_none() -> None:
    found = with_brand(contact={"qr_page": PAGE})
    without = Order.model_validate({**ORDER, "sections": {"leave_out": ["qr"]}})
    assert "qr" not in make(without, found, Settings(today=TODAY)).selection.sections
    facts = {**ORDER["facts"], "red_flags": ["saddle_numb"]}  # type: ignore[dict-item]
    urgent = make(Order.model_validate({**ORDER, "facts": facts}), found, Settings(today=TODAY))
    assert urgent.selection.sheet is not None
    assert not any(codes(rendered(urgent, number)) for number in range(urgent.document.pages))


def test_it_goes_before_anything_else_where_that_saves_a_side() -> None:
    sample = next(path for path in SAMPLES if path.stem == "letter_us")
    order, problems = read_order_file(sample, library().vocabulary, today=TODAY)
    assert order is not None, problems
    tight = make(order, library(), Settings(today=TODAY))
    taken = [step.step for step in tight.fit]
    assert Step.NO_QR in taken
    assert Step.SECTION_OUT not in taken
    assert not any(codes(rendered(tight, number)) for number in range(tight.document.pages))


def test_the_address_never_depends_on_the_patient() -> None:
    named = Order.model_validate({**ORDER, "patient": {"name": "Robin Example"}, "reference": "OTHER-7"})
    made = make(named, with_brand(contact={"qr_page": PAGE}), Settings(today=TODAY))
    number, _ = figure(made)
    assert [code.text for code in codes(rendered(made, number))] == [PAGE]
