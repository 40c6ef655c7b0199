"""Logos on the page: drawings stay drawings, photos become images that every archive can show."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from msgspec import structs

from handouts.layout.galley import Dots, Stamp
from handouts.layout.pdf.photos import flat
from handouts.layout.shapes import placed
from handouts.model.colour import Scheme, palette
from handouts.model.drawing import Drawing, Photo, Shape
from handouts.model.library import Library
from handouts.pipeline import Made, Settings, make
from tests.strategies import TODAY, plain_order
from tests.verify.leaflets import assert_sound

# Two dots: solid teal, and one that is not there.
PHOTO = Photo(2, 1, bytes([0, 128, 128, 255, 0, 0, 0, 0]))


def made_with(library: Library, logo: Photo, *, header: str = "rule", scheme: Scheme = Scheme.FULL) -> Made:
    look = library.brands["fernhollow"].model_copy(update={"header": header})
    changed = structs.replace(
        library, brands={**library.brands, "fernhollow": look}, logos={**library.logos, "fernhollow": logo}
    )
    return make(plain_order(colours=scheme), changed, Settings(today=TODAY))


def test_what_is_see_through_shows_the_ground() -> None:
    assert flat(PHOTO, "#F0F5F6") == bytes([0, 128, 128, 0xF0, 0xF5, 0xF6])
    half = Photo(1, 1, bytes([0, 0, 0, 128]))
    assert flat(half, "#FFFFFF") == bytes([127, 127, 127])


def test_a_photo_keeps_its_shape_in_the_middle_of_its_box() -> None:
    dots = placed(PHOTO, 40, 40, "#FFFFFF")
    assert isinstance(dots, Dots)
    assert (dots.x, dots.y, dots.width, dots.height) == (0, 10, 40, 20)
    drawing = Drawing(2, 1, (Shape((("M", (0, 0)), ("L", (2, 1))), "#000000"),))
    assert isinstance(placed(drawing, 40, 40, "#FFFFFF"), Stamp)


@pytest.mark.parametrize(
    ("header", "scheme", "ground"),
    [
        ("rule", Scheme.FULL, "paper"),
        ("panel", Scheme.FULL, "tint"),
        ("panel", Scheme.INK_SAVER, "tint"),
        ("panel", Scheme.HIGH_CONTRAST, "tint"),
    ],
)
def test_a_photo_stands_on_the_colour_under_it(library: Library, header: str, scheme: Scheme, ground: str) -> None:
    made = made_with(library, PHOTO, header=header, scheme=scheme)
    found = palette(made.leaflet.brand.colours.brand, scheme=scheme)
    with pikepdf.open(io.BytesIO(made.document.pdf)) as file:
        kept = {name: image.read_bytes() for page in file.pages for name, image in page.Resources.XObject.items()}
    assert list(kept.values()) == [flat(PHOTO, getattr(found, ground))], "once in the file, on its ground"


def test_a_leaflet_with_a_photo_passes_every_check_and_gives_the_same_bytes(library: Library) -> None:
    made = made_with(library, PHOTO)
    assert_sound(made.document, made.leaflet)
    assert made_with(library, PHOTO).document.pdf == made.document.pdf
    with pikepdf.open(io.BytesIO(made.document.pdf)) as file:
        (image,) = file.pages[0].Resources.XObject.values()
        assert "/SMask" not in image, "transparency is worked in: nothing is left to chance"
        assert "/Interpolate" not in image


def test_the_photo_is_seen_on_the_page(library: Library) -> None:
    document = pypdfium2.PdfDocument(made_with(library, PHOTO).document.pdf)
    picture = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    corner = picture.crop((51, 37, 90, 75))
    assert sum(pixel == (0, 128, 128) for pixel in corner.get_flattened_data()) > 100
