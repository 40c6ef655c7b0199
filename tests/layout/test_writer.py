"""The writer: text that never came to a page is an error, and objects are written as the standard has them."""

from __future__ import annotations

import datetime as dt
import io
import re
import zlib
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from handouts.errors import Bug
from handouts.layout.blocks import render
from handouts.layout.galley import Galley, Strip
from handouts.layout.pages import place
from handouts.layout.pdf.metadata import About, info, xmp
from handouts.layout.pdf.objects import Name, Objects, Ref, file, joined_stream, number, serialised, stream
from handouts.layout.pdf.pieces import piece, zlib_stream
from handouts.layout.writer import paint_sides, write
from handouts.model.library import Library
from tests.layout.bench import composed, setting_for

ABOUT = About("A title", "A clinic", "Ref 1", "en-GB", "Handouts", dt.date(2026, 11, 21))


def written(library: Library, galleys: list[Galley], keep: int | None = None) -> bytes:
    setting = setting_for(library)
    pages = place(galleys, setting.grid)
    pages = tuple(type(page)(page.placed[:keep]) for page in pages) if keep else pages
    sides = paint_sides(galleys, pages, [[Strip(0, ())]] * len(pages), setting, None, setting.memo)
    return write(galleys, sides, setting, ABOUT)


def test_text_that_is_on_no_page_is_an_error(library: Library) -> None:
    setting = setting_for(library)
    galleys = [*render(composed("bullets"), setting, "one"), *render(composed("paragraph"), setting, "two")]
    assert written(library, galleys).startswith(b"%PDF-1.7")
    with pytest.raises(Bug, match="on no page"):
        written(library, galleys, keep=1)


def test_sections_are_read_in_the_order_of_painting(library: Library) -> None:
    setting = setting_for(library)
    galleys = [*render(composed("lead"), setting, "one"), *render(composed("steps"), setting, "two")]
    with pikepdf.open(io.BytesIO(written(library, galleys))) as pdf:
        document = pdf.Root.StructTreeRoot.K[0]
        assert [str(child.S) for child in document.K] == ["/Sect", "/Sect"]
        assert str(document.K[1].K.S) == "/L"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, b"null"),
        (True, b"true"),
        (7, b"7"),
        (1.5, b"1.5"),
        (-0.0001, b"0"),
        (Name("Type"), b"/Type"),
        (Ref(3), b"3 0 R"),
        ("a (b) \\", b"(a \\(b\\) \\\\)"),
        ("é", b"<FEFF00E9>"),
        (b"\x01\xff", b"<01ff>"),
        ([1, None], b"[1 null]"),
        ({"A": Name("B")}, b"<</A /B>>"),
    ],
)
def test_values(value: object, text: bytes) -> None:
    assert serialised(value) == text  # type: ignore[arg-type]


@given(st.floats(-1e5, 1e5))
def test_numbers_are_near_enough_and_plain(value: float) -> None:
    text = number(value)
    assert abs(float(text) - value) <= 0.0005001
    assert "e" not in text


@given(texts=st.lists(st.text(max_size=60), min_size=1, max_size=30), data=st.binary(max_size=400))
def test_a_file_gives_back_what_was_put_in(texts: list[str], data: bytes) -> None:
    objects = Objects(2)
    refs = [objects.put({"Text": text}) for text in texts]
    pages = objects.put({"Type": Name("Pages"), "Kids": [], "Count": 0})
    root = objects.put({"Type": Name("Catalog"), "Pages": pages, "Texts": refs, "Data": Ref(1)})
    raw = file(objects.body(root), [stream(data), serialised({"Title": "x"})], Ref(2))
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        assert [str(item.Text) for item in pdf.Root.Texts] == texts
        assert pdf.Root.Data.read_bytes() == data
        assert not pdf.check_pdf_syntax()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"words": b"Walk a little."}, {"words": b"Rest a little."}),
        ({"words": b"Walk a little."}, {"words": b"Walk a little"}),
        ({"said": "Ref 1"}, {"said": "Ref 2"}),
        ({"listed": "Ref 1"}, {"listed": "Ref 2"}),
        ({"body": "one"}, {"body": "two"}),
    ],
    ids=str,
)
def test_files_are_told_apart_by_all_that_is_in_them(before: dict[str, Any], after: dict[str, Any]) -> None:
    def identity(words: bytes = b"", said: str = "Ref 1", listed: str = "Ref 1", body: str = "one") -> bytes:
        objects = Objects(3)
        root = objects.put({"Type": Name("Catalog"), "Lang": body})
        own = [
            joined_stream([piece(words * 9)]),
            xmp(replace(ABOUT, subject=said)),
            info(replace(ABOUT, subject=listed)),
        ]
        raw = file(objects.body(root), own, Ref(3))
        found = re.search(rb"/ID \[<(\w+)>", raw)
        assert found is not None
        return found[1]

    assert identity(**before) == identity(**before)
    assert identity(**before) != identity(**after)


def test_pieces_in_a_row_are_the_stream_of_all_their_bytes() -> None:
    contents = [b"q\n", b"", b"0 0 m\n" * 90, bytes(range(256)) * 300]
    data, _ = zlib_stream([piece(content) for content in contents])
    assert zlib.decompress(b"".join(data)) == b"".join(contents)
