"""Galleys: nothing is painted without an owner, and nothing is left unfinished."""

from __future__ import annotations

import pytest

from handouts.layout.galley import ARTIFACT, Glyphs, Sketch
from handouts.layout.shapes import rectangle
from handouts.model.library import Library
from handouts.model.wording import Text
from tests.layout.bench import setting_for


def test_text_without_an_owner_cannot_be_recorded(library: Library) -> None:
    setting = setting_for(library)
    lines = setting.set(Text.plain("words"), setting.scale.body, 300)
    with pytest.raises(ValueError, match="element"):
        Sketch("s").lines(lines, setting.scale.body, x=0, y=0, colour="#000000")


def test_a_shape_outside_a_figure_is_an_artifact(library: Library) -> None:
    sketch = Sketch("s")
    with sketch.element("P"):
        sketch.shape(rectangle(0, 0, 5, 5, fill="#000000"))
    with sketch.element("Figure", Alt="a square"):
        sketch.shape(rectangle(0, 0, 5, 5, fill="#000000"))
    sketch.strip(5)
    owners = [mark.owner for mark in sketch.galley("g").strips[0].marks]
    assert owners == [ARTIFACT, 1]


def test_a_strip_must_be_ended(library: Library) -> None:
    sketch = Sketch("s")
    sketch.shape(rectangle(0, 0, 5, 5, fill="#000000"))
    with pytest.raises(ValueError, match="not ended"):
        sketch.galley("g")


def test_a_placed_galley_brings_its_elements_and_moves_its_ops(library: Library) -> None:
    setting = setting_for(library)
    inner = Sketch("inner")
    setting.write(inner, "P", "words", setting.scale.body, x=0, y=0, width=200)
    inner.strip(20)
    outer = Sketch("outer")
    assert outer.place(inner.galley("inner"), 100, 50) == 70
    outer.strip(70)
    galley = outer.galley("outer")
    (glyphs,) = [op for mark in galley.strips[0].marks for op in mark.ops if isinstance(op, Glyphs)]
    assert glyphs.x == 100
    assert glyphs.y > 50
    assert [(e.tag, e.section) for e in galley.elements] == [("P", "inner")]


def test_a_foreign_passage_says_its_language(library: Library) -> None:
    setting = setting_for(library)
    sketch = Sketch("s")
    text = Text.joined([Text.plain("In Welsh:"), Text.plain("Ffoniwch ni").in_language("cy")])
    setting.write(sketch, "P", text, setting.scale.body, x=0, y=0, width=300)
    sketch.strip(20)
    galley = sketch.galley("g")
    spans = [index for index, element in enumerate(galley.elements) if element.tag == "Span"]
    assert [galley.elements[index].attributes for index in spans] == [(("Lang", "cy"),)]
    said = ["".join(op.text for op in mark.ops if isinstance(op, Glyphs)) for mark in galley.strips[0].marks]
    assert said == ["In Welsh: ", "Ffoniwch ni"]
