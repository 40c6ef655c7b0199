"""Reading what our own layout does not write today: composite fonts, ranges, arrays, all ways to move text."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name

from handouts.verify.read import read
from handouts.verify.read.nouns import ARTIFACT, NOBODY, File

MAP = b"""1 begincodespacerange <0000> <FFFF> endcodespacerange
2 beginbfrange <0001> <0003> <0041> <0010> <0011> [<00660069> <D83DDE00>] endbfrange
1 beginbfchar <0020> <0020> endbfchar"""


def page_with(content: bytes, *, composite: bool = True) -> File:
    """A file of one page whose font F has letters 600 units wide."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(500, 500))
    unicode = pdf.make_stream(MAP)
    if composite:
        descendant = Dictionary(Subtype=Name.CIDFontType2, W=Array([1, Array([600, 600]), 3, 40, 600]), DW=100)
        font = Dictionary(Subtype=Name.Type0, DescendantFonts=Array([descendant]), ToUnicode=unicode)
    else:
        font = Dictionary(Subtype=Name.TrueType, FirstChar=1, Widths=Array([600] * 40), ToUnicode=unicode)
    page.obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    page.obj.Contents = pdf.make_stream(content)
    out = io.BytesIO()
    pdf.save(out)
    return read(out.getvalue())


def said(file: File) -> list[str]:
    return [shown.text for marked in file.pages[0].marked for shown in marked.shown]


def starts(file: File) -> list[tuple[float, float]]:
    return [
        (round(shown.start[0], 1), round(shown.start[1], 1))
        for marked in file.pages[0].marked
        for shown in marked.shown
    ]


def test_composite_fonts_have_codes_of_two_bytes() -> None:
    assert said(page_with(b"BT /F 10 Tf <000100020003> Tj <00100011> Tj ET")) == ["ABC", "fi\U0001f600"]


def test_simple_fonts_have_codes_of_one_byte() -> None:
    assert said(page_with(b"BT /F 10 Tf <010203> Tj ET", composite=False)) == ["ABC"]


def test_a_code_without_a_character_is_seen() -> None:
    file = page_with(b"BT /F 10 Tf <0099> Tj ET")
    assert said(file) == ["\ufffd"]
    assert file.fonts[0].used == {0x99}


def test_strings_in_an_array_are_one() -> None:
    file = page_with(b"BT /F 10 Tf [<0001> -500 <0002>] TJ ET")
    assert said(file) == ["AB"]
    (shown,) = file.pages[0].marked[0].shown
    assert round(shown.end[0], 1) == 6 + 5 + 6


def test_every_way_to_move() -> None:
    content = b"""q 1 0 0 1 100 100 cm BT /F 10 Tf 12 TL 10 20 Td <0001> Tj T* <0001> Tj 5 -30 TD <0001> Tj
    <0001> ' 2 1 <0001> " ET Q BT 2 0 0 2 7 8 Tm /F 10 Tf 3 Ts <0001> Tj ET"""
    assert starts(page_with(content)) == [
        (110.0, 120.0),
        (110.0, 108.0),
        (115.0, 78.0),
        (115.0, 48.0),
        (115.0, 18.0),
        (7.0, 14.0),
    ]


def test_owners() -> None:
    content = b"""/P <</MCID 0>> BDC BT /F 10 Tf <0001> Tj ET EMC /Artifact BMC 0 0 1 1 re f EMC
    /P <</MCID 1>> BDC /Span <</Lang (cy)>> BDC BT /F 10 Tf <0002> Tj ET EMC EMC 0 0 1 1 re f"""
    marked = page_with(content).pages[0].marked
    assert [(item.owner, item.text, item.paints) for item in marked] == [
        (0, "A", 1),
        (ARTIFACT, "", 1),
        (1, "B", 1),
        (NOBODY, "", 1),
    ]


def test_actual_text_wins() -> None:
    file = page_with(b"/P <</MCID 0 /ActualText (said)>> BDC BT /F 10 Tf <0001> Tj ET EMC")
    assert file.pages[0].marked[0].text == "said"


def test_clipping_is_no_painting() -> None:
    assert page_with(b"0 0 1 1 re W n q Q").pages[0].marked == []


def test_an_inline_picture_is_painting() -> None:
    content = b"BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI"
    assert [item.paints for item in page_with(content).pages[0].marked] == [1]
