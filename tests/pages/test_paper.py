"""The reading that all measures stand on agrees with another reader of PDFs."""

from __future__ import annotations

import io
from itertools import pairwise

import pdfplumber
import pytest

from tests.pages.paper import MM, read
from tests.verify.leaflets import made


@pytest.mark.parametrize(
    ("name", "format", "page"),
    [("order", "standard", "a4"), ("neck", "large16", "letter"), ("urgent_same_day", "standard", "a4")],
)
def test_print_stands_where_pdfplumber_sees_it(name: str, format: str, page: str) -> None:
    pdf = made(name, format, page).document.pdf
    paper = read(pdf)
    with pdfplumber.open(io.BytesIO(pdf)) as other:
        assert len(other.pages) == len(paper.pages)
        for sheet, ours in zip(other.pages, paper.pages, strict=True):
            assert (ours.width, ours.height) == pytest.approx((float(sheet.width) / MM, float(sheet.height) / MM))
            letters = [char for char in sheet.chars if char["text"].strip()]
            assert "".join(char["text"] for char in letters) == "".join("".join(run.text.split()) for run in ours.runs)
            at = 0
            for run in ours.runs:
                places = _places(run.text, run.x, run.advances)
                at += len(places)
                if ours.in_footer(run):
                    continue  # pdfium gives one space for the two beside each dot
                for char, (text, x) in zip(letters[at - len(places) : at], places, strict=True):
                    assert char["text"] == text
                    assert char["x0"] / MM == pytest.approx(x, abs=0.05)
                    assert char["size"] == pytest.approx(run.size, abs=0.02)
                    # The ink of a letter lies within the height of its line.
                    assert char["top"] / MM - 0.5 < run.baseline < char["bottom"] / MM + 0.5


def _places(text: str, x: float, advances: tuple[float, ...]) -> list[tuple[str, float]]:
    found = []
    for letter, advance in zip(text, advances, strict=True):
        if letter.strip():
            found.append((letter, x))
        x += advance
    return found


def test_rules_and_frames_stand_where_pdfplumber_sees_them() -> None:
    pdf = made("order").document.pdf
    paper = read(pdf)
    with pdfplumber.open(io.BytesIO(pdf)) as other:
        drawn = [line for line in other.pages[0].lines if line["width"] > 50 * MM]
        lines = sorted((line["x0"] / MM, line["top"] / MM, line["x1"] / MM) for line in drawn)
    half = {shape: shape.line / 2 / MM for shape in paper.pages[0].shapes}
    ours = sorted(
        (shape.box.left + half[shape], shape.box.top + half[shape], shape.box.right - half[shape])
        for shape in paper.pages[0].shapes
        if shape.stroke and not shape.figure and shape.box.width > 50 and shape.box.height < 2
    )
    assert len(ours) == 2, "the rules of header and footer"
    assert ours == [pytest.approx(line, abs=0.02) for line in lines]


def test_blocks_are_read_in_the_order_of_the_tags_and_rows_from_the_top_down() -> None:
    paper = read(made("order").document.pdf)
    assert [block.text for block in paper.blocks if block.tag == "H1"] == ["Your back muscles are tight and sore"]
    for block in paper.blocks:
        assert all(above.page == below.page for above, below in pairwise(block.rows))
    heads = [block.text for block in paper.blocks if block.tag == "H2"]
    assert heads[:2] == ["Your 3 next steps", "Get help now"]
    assert heads[-4:-1] == ["Get help now", "Get help today", "Book a visit"]
