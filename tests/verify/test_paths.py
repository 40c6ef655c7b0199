"""Paths are read apart: a page says and shows the same as when all of it is read as one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handouts.verify.read import Unreadable, content, paths, read
from handouts.verify.read.nouns import File
from tests.verify.test_read import page_with

STEPS = st.sampled_from(["10 20 m", "-3.5 .25 l", "1 2 3 4 5 6 c", "+7 8 9 10 v", "1 1 90 90 y", "h", "0 0 50 40 re"])
"""Steps of a path."""
OTHERS = st.sampled_from(
    [
        *("f", "f*", "S", "n", "W n", "q", "Q", "12 w", "1 0 0 rg", "0 G", "1 0 0 1 5 5 cm", "0 1 -1 0 30 0 cm"),
        *("0.6 0.8 -0.8 0.6 3 4 cm", "/P <</MCID 0>> BDC", "/Artifact BMC", "EMC", "<0001> Tj", "[<00> 20 (\x01)] TJ"),
        *("BT /F 10 Tf", "ET", "(\x01\x02 3 4 m 5 6 l) Tj", "(1 2 m \\) 3 4 l) Tj", "(\\\\) Tj"),
        "/Span <</E (1 2 l>)>> BDC",
        # What is too hard to tell: all of it is left as it was.
        *("(a (1 2 m 3 4 l) b) Tj", "% 1 2 m 3 4 l", "BI /W 1 /H 1 /BPC 8 /CS /G ID 1 2 m EI", "/handouts.path BMC"),
        *("99999999999 1 l", "1 2 mm", "m", ") 1 2 m", "< 1 2 m"),
    ]
)
CONTENT = st.lists(STEPS | STEPS | OTHERS, max_size=30)
BETWEEN = st.sampled_from(["\n", " ", "\r\n", "\t"])


def at_once(raw: bytes) -> tuple[bytes, list[bytes]]:
    return raw, []


def outcome(raw: bytes) -> object:
    """All that was read of a page, with numbers as exact as they count."""
    try:
        file: File = page_with(raw)
    except Unreadable as error:
        return str(error)
    (page,) = file.pages
    patches = [(patch.order, patch.colour, [round(edge, 6) for edge in patch.box]) for patch in page.patches]
    return page.marked, page.odd, patches


@given(CONTENT, BETWEEN)
@example(["0.6 0.8 -0.8 0.6 3 4 cm", "10 20 m", "90 20 l", "50 80 l", "f"], "\n")
@example(["10 20 m", "-3.5 .25 l", "f", "60 60 m", "70 70 l", "f"], "\n")
@example(["10 20 m", "-3.5 .25 l", "n", "60 60 m", "70 70 l", "f"], "\n")
@example(["12 w", "q", "10 20 m", "Q", "-3.5 .25 l", "1 0 0 1 5 5 cm", "60 60 m", "S"], "\n")
def test_the_same_as_in_one(parts: list[str], between: str) -> None:
    raw = between.join(parts).encode("latin-1")
    with pytest.MonkeyPatch.context() as patch:
        found = outcome(raw)
        patch.setattr(content, "apart", at_once)
        assert found == outcome(raw)


def test_runs_are_taken_out_and_strings_are_not() -> None:
    raw = b"q 1 0 0 rg 1 2 m 3 4 l\n5 6 7 8 9 10 c h f (1 2 m 3 4 l) Tj .5 -1 m f"
    left, runs = paths.apart(raw)
    assert left == b"q 1 0 0 rg 0 handouts.path f (1 2 m 3 4 l) Tj 1 handouts.path f"
    assert runs == [b"1 2 m 3 4 l\n5 6 7 8 9 10 c h", b".5 -1 m"]
    assert paths.points(runs[0]) == ([1, 3, 5, 7, 9], [2, 4, 6, 8, 10])


@pytest.mark.parametrize("hard", [b"(a (b) c) Tj", b"% note", b"BI ID EI", b"0 handouts.path", b"( ", b"> "])
def test_what_is_hard_is_left_alone(hard: bytes) -> None:
    raw = b"1 2 m 3 4 l f " + hard + b" 1 2 m 3 4 l f"
    assert paths.apart(raw) == (raw, ())


@pytest.mark.parametrize("raw", [b"1 2 3 m 4 5 l f", b"0 handouts.path f", b"1 2 m % note\n0 handouts.path f"])
def test_what_no_reader_understands_is_said(raw: bytes) -> None:
    assert page_with(raw).pages[0].odd == ["a path begins with a number too many"]


def test_long_paths_take_no_longer_than_they_are() -> None:
    raw = b"1 2 l " * 200_000 + b"1 2 x"
    left, runs = paths.apart(raw)
    assert (len(runs), left) == (1, b"0 handouts.path 1 2 x")
    assert paths.apart(b"1 " * 200_000)[1] == []


def test_a_page_in_pieces_is_one() -> None:
    import io

    import pikepdf

    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(500, 500))
    page.obj.Contents = pikepdf.Array([pdf.make_stream(b"1 0 0 rg 10 10 m 50 10 l"), pdf.make_stream(b"50 60 l f")])
    out = io.BytesIO()
    pdf.save(out)
    (patch,) = read(out.getvalue()).pages[0].patches
    assert patch.box == (10, 10, 50, 60)
