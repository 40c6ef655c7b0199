"""Warnings on a bad photocopy: pages cut to black and white, in every scheme and for every worked brand."""

from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
import yaml
from msgspec import structs
from PIL import Image

from handouts.model.colour import Scheme
from handouts.model.library import Library
from handouts.pipeline import Settings, make
from tests.strategies import TODAY, plain_order

CASES = sorted((Path(__file__).parents[1] / "cases" / "brand_colours").glob("*.yaml"))
CUT = 150
"""Of 255: what is paler comes out white (LOOK.md, section 9)."""
DOTS = 2
"""To a point."""
TIERS = ("Get help now", "Get help today", "Book a visit")
HEAD = (0.7, 0.9), (0.18, 0.28), (0.0, 0.14)
"""Share of black in the head bar of each tier, words included."""


def in_colour(library: Library, brand: str) -> Library:
    look = library.brands["fernhollow"]
    changed = look.model_copy(update={"colours": look.colours.model_copy(update={"brand": brand})})
    return structs.replace(library, brands={**library.brands, "fernhollow": changed})


def copied(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.render(scale=DOTS).to_pil().convert("L") for page in document]
    finally:
        document.close()
    return [page.point(lambda value: 255 if value >= CUT else 0) for page in pages]


def black(page: Image.Image, box: tuple[float, float, float, float]) -> float:
    """Share of black dots in a box, in points."""
    part = page.crop(tuple(round(DOTS * value) for value in box))
    return part.histogram()[0] / (part.width * part.height)


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_three_tiers_are_told_apart_without_colour(library: Library, path: Path, scheme: Scheme) -> None:
    brand = yaml.safe_load(path.read_text(encoding="utf-8"))["brand"]
    made = make(plain_order(colours=scheme), in_colour(library, brand), Settings(today=TODAY))
    copies = copied(made.document.pdf)
    shares = []
    with pdfplumber.open(io.BytesIO(made.document.pdf)) as pdf:
        for title in TIERS:
            number, found = next(
                (number, line)
                for number, page in reversed(list(enumerate(pdf.pages)))
                for line in page.extract_text_lines()
                if line["text"].startswith(title) and line["chars"][0]["size"] > 14
            )
            middle = (found["top"] + found["bottom"]) / 2
            shares.append(black(copies[number], (54, middle - 10, 541, middle + 10)))
    for share, (least, most) in zip(shares, HEAD, strict=True):
        assert least < share < most, shares
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_help_box_is_the_darkest_thing_on_page_one(library: Library, path: Path, scheme: Scheme) -> None:
    brand = yaml.safe_load(path.read_text(encoding="utf-8"))["brand"]
    made = make(plain_order(colours=scheme), in_colour(library, brand), Settings(today=TODAY))
    copy = copied(made.document.pdf)[0]
    with pdfplumber.open(io.BytesIO(made.document.pdf)) as pdf:
        numbers = [word for word in pdf.pages[0].extract_words() if word["text"] == "999"]
    call = max(numbers, key=lambda word: float(word["bottom"] - word["top"]))
    key = (58, call["top"] - 60, 165, call["bottom"])
    assert black(copy, key) > 0.6
    rows = [black(copy, (54, y, 541, y + 60)) for y in range(60, 760, 20)]
    assert abs((60 + 20 * rows.index(max(rows))) - call["top"]) < 120, "nothing else comes near it"
