"""Branches of the structure tree: a galley that goes on over the page, and one that lost an element on the way."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace

from handouts.errors import Bug
from handouts.layout.fonts import Weight
from handouts.layout.galley import Galley, Sketch, Strip
from handouts.layout.pages import Page, Placed
from handouts.layout.pdf.metadata import About
from handouts.layout.setting import Setting
from handouts.layout.shapes import rectangle
from handouts.layout.text import Run, TextLine
from handouts.layout.writer import paint_sides, write
from handouts.model.library import Library
from handouts.model.memo import Memo
from tests.layout.bench import setting_for

ABOUT = About("A title", "A clinic", "Ref 1", "en-GB", "Handouts", dt.date(2026, 11, 21))
ALT = "50 % of a (round) shape"


def galley(section: str, setting: Setting) -> Galley:
    """A paragraph with a link, and a figure: each over two strips."""
    face, style = setting.fonts[Weight.REGULAR], setting.scale.body
    sketch = Sketch(section)

    def line(text: str, link: str = "") -> list[TextLine]:
        return [TextLine((Run(face, text, 20, link=link),), 20)]

    with sketch.element("P"):
        sketch.lines(line("One"), style, x=0, y=0, colour="#000000")
        sketch.strip(20)
        sketch.lines(line("Two"), style, x=0, y=0, colour="#000000")
        sketch.lines(line("three", "https://example.org/"), style, x=30, y=0, colour="#000000")
    with sketch.element("Figure", Alt=ALT):
        sketch.shape(rectangle(0, 20, 10, 10, fill="#000000"))
        sketch.strip(40)
        sketch.shape(rectangle(50, 0, 10, 10, fill="#000000"))
    sketch.strip(20)
    return sketch.galley("split")


def written(galleys: Sequence[Galley], pages: Sequence[Page], setting: Setting, memo: Memo) -> bytes:
    sides = paint_sides(galleys, pages, [[Strip(0, ())]] * len(pages), setting, None, memo)
    return write(galleys, sides, setting, ABOUT, memo=memo)


SPLIT = [
    Page((Placed(0, 0, 3, 0, False), Placed(1, 0, 1, 100, False))),
    Page((Placed(1, 1, 2, 0, False),)),
    Page((Placed(1, 2, 3, 0, False),)),
]
"""A galley whole, and the same again on three pages."""


def test_a_galley_may_go_on_over_the_page(library: Library) -> None:
    setting = setting_for(library)
    galleys = [galley("one", setting), galley("two", setting)]
    with pikepdf.open(io.BytesIO(written(galleys, SPLIT, setting, Memo()))) as pdf:
        first, second, third = (page.obj for page in pdf.pages)
        root: Any = pdf.Root.StructTreeRoot
        whole, split = (section.K for section in root.K[0].K)

        text, figure = whole
        assert (text.Pg, text.K[0], text.K[1]) == (first, 0, 1)
        link = text.K[2]
        assert (link.P, link.K[0]) == (text, 2)
        assert (link.K[1].Pg, link.K[1].Obj) == (first, first.Annots[0])
        assert ([*figure.K], str(figure.Alt)) == ([3, 4], ALT)

        text, figure = split
        assert (text.Pg, text.K[0]) == (first, 32)
        assert (text.K[1].Type, text.K[1].Pg, text.K[1].MCID) == ("/MCR", second, 0)
        link = text.K[2]
        assert (link.P, link.Pg, link.K[0]) == (text, second, 1)
        assert (link.K[1].Pg, link.K[1].Obj) == (second, second.Annots[0])
        assert (figure.Pg, figure.K[0], figure.K[1].Pg, figure.K[1].MCID) == (second, 2, third, 0)
        # What stands on the second page and on the third, in one box.
        top, margin = float(setting.grid.height - setting.grid.body_top), float(setting.grid.margin)
        assert [*map(float, figure.A.BBox)] == pytest.approx([margin, top - 30, margin + 60, top], abs=0.01)

        rows = list(root.ParentTree.Nums)
        contents = [[*whole[0:1], whole[0], whole[0].K[2], whole[1], whole[1]], [text, link, figure], [figure]]
        assert rows[0::2] == [0, 1, 2, 3, 4]
        assert [*rows[1]][:5] == contents[0]
        assert [*rows[1]][5:] == [None] * 27 + [text]
        assert [[*rows[3]], [*rows[5]]] == contents[1:]
        assert [rows[7], rows[9]] == [whole[0].K[2], link]
        assert [page.Annots[0].StructParent for page in (first, second)] == [3, 4]


def test_a_branch_that_is_known_gives_the_same_file(library: Library) -> None:
    setting, memo = setting_for(library), Memo()
    galleys = [galley("one", setting), galley("two", setting)]
    alone = written([replace(one, painted={}) for one in galleys], SPLIT, setting, Memo(0))
    whole = [Page((Placed(0, 0, 3, 0, False), Placed(1, 0, 3, 100, False)))]
    in_two = [SPLIT[0], Page((Placed(1, 1, 3, 0, False),))]
    for pages in (whole, in_two, SPLIT, SPLIT):
        again = written([replace(one, painted={}) for one in galleys], pages, setting, memo)
    assert again == alone
    assert memo.found


def test_an_element_that_is_on_no_page_is_an_error(library: Library) -> None:
    setting = setting_for(library)
    one = galley("one", setting)
    with pytest.raises(Bug, match="an element Link was laid out, but is on no page"):
        written([one], [Page((Placed(0, 0, 1, 0, False),))], setting, Memo(0))


def test_an_attribute_that_is_not_known_is_an_error(library: Library) -> None:
    setting = setting_for(library)
    one = galley("one", setting)
    elements = (replace(one.elements[0], attributes=(("Colour", "red"),)), *one.elements[1:])
    with pytest.raises(Bug, match="the attribute Colour of P is not known"):
        written([replace(one, elements=elements)], [Page((Placed(0, 0, 3, 0, False),))], setting, Memo(0))
