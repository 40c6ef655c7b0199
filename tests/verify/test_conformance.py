"""Every leaflet we can lay out passes both profiles and all checks of ours, word for word."""

from __future__ import annotations

import hashlib

import pytest

from handouts.layout import lay_out
from handouts.model.document import Document
from tests.layout.bench import block_names, composed
from tests.verify.leaflets import SAMPLES, assert_sound, filler, library, longest, made, nothing_but, table, with_blocks

FORMATS = ("standard", "large16", "large18", "xl24")
PAGES = ("a4", "letter")


@pytest.mark.parametrize("brand", ["fernhollow", "quillmere"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", [path.stem for path in SAMPLES])
def test_every_sample(name: str, format: str, page: str, brand: str) -> None:
    whole = made(name, format, page, brand)
    assert_sound(whole.document, whole.leaflet)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", block_names())
def test_every_block_alone(name: str, format: str, page: str) -> None:
    assert_sound(nothing_but(composed(name), format=format, page=page))


@pytest.mark.parametrize("stretch", [0, 0.4])
@pytest.mark.parametrize("format", FORMATS)
def test_all_blocks_in_one_leaflet(format: str, stretch: float) -> None:
    # A banner is the title of a sheet, a front that of a leaflet: there is one H1.
    names = [name for name in block_names() if name != "banner"]
    assert_sound(nothing_but(*(composed(name, stretch) for name in names), format=format))


@pytest.mark.parametrize("lines", range(0, 40, 5))
@pytest.mark.parametrize("format", ["standard", "xl24"])
def test_a_block_split_anywhere(format: str, lines: int) -> None:
    split = (table(12), composed("bullets", 0.4), composed("tier"), composed("steps"))
    assert_sound(with_blocks(*filler(lines), *split, format=format))


@pytest.mark.parametrize("format", FORMATS)
def test_the_shortest_leaflet(format: str) -> None:
    assert_sound(nothing_but(format=format))


@pytest.mark.parametrize("format", FORMATS)
def test_the_longest_leaflet(format: str) -> None:
    document = longest(format)
    assert document.pages > 12
    assert_sound(document)


@pytest.mark.parametrize("name", [path.stem for path in SAMPLES])
def test_the_same_bytes_twice(name: str) -> None:
    first = made(name)
    again = lay_out(first.leaflet, library())
    assert hashlib.sha256(again.pdf).hexdigest() == first.document.digest()
    assert again.text_digest() == first.document.text_digest()


def test_another_text_has_another_digest() -> None:
    assert Document(b"", 1, ("Do  not\nrest",)).text_digest() == Document(b"", 1, ("Do", "not rest")).text_digest()
    assert Document(b"", 1, ("Donot rest",)).text_digest() != Document(b"", 1, ("Do not rest",)).text_digest()
