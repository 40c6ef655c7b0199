"""Every block type renders in every format, at both pages, with text 40 % longer, and says all its words."""

from __future__ import annotations

from typing import get_args

import pytest

from handouts.layout.blocks import RENDERERS, render
from handouts.layout.galley import ARTIFACT, Galley, Glyphs
from handouts.layout.style import grid
from handouts.model import blocks
from handouts.model.drawing import Shape
from handouts.model.library import Library
from handouts.model.paper import Format
from tests.layout.bench import block_names, composed, extent, setting_for

SIZES = [(page, format) for page in ("a4", "letter") for format in Format]


def spoken(galleys: list[Galley]) -> str:
    """The words of the tree, without the labels of lists."""
    words = []
    for galley in galleys:
        for strip in galley.strips:
            for mark in strip.marks:
                if mark.owner != ARTIFACT and galley.elements[mark.owner].tag != "Lbl":
                    words.append("".join(op.text for op in mark.ops if isinstance(op, Glyphs)))
    return " ".join("".join(f"{word} " for word in words).split())


def test_types_renderers_and_cases_are_the_same_list() -> None:
    types = set(get_args(blocks.Block))
    assert set(RENDERERS) == types
    assert {type(composed(name)) for name in block_names()} == types


@pytest.mark.parametrize("name", block_names())
@pytest.mark.parametrize(("page", "format"), SIZES)
@pytest.mark.parametrize("stretch", [0, 0.4])
def test_a_block_says_all_its_words_within_its_width(
    library: Library, name: str, page: str, format: Format, stretch: float
) -> None:
    setting = setting_for(library, page=page, format=format)
    block = composed(name, stretch)
    galleys = render(block, setting, "section")
    assert spoken(galleys) == " ".join(" ".join(block.read_aloud()).split())
    for galley in galleys:
        assert galley.height > 0
        for strip in galley.strips:
            assert strip.height <= grid(page, format).body_height(first=True)
            for op in (op for mark in strip.marks for op in mark.ops):
                if isinstance(op, Glyphs):
                    assert op.x >= -0.5
                    face = next(
                        f
                        for w in ("regular", "medium", "semibold", "bold", "extrabold")
                        if (f := setting.fonts[w]).name == op.font
                    )  # type: ignore[index]
                    assert op.x + face.width(op.text.rstrip(), op.size) <= setting.width + 0.5
                    assert 0 <= op.y <= strip.height
                elif isinstance(op, Shape):
                    left, _, right, _ = extent(op)
                    assert left >= -0.5
                    assert right <= setting.width + 0.5


# A week of boxes needs the whole width; no section of half a width may hold one.
@pytest.mark.parametrize("name", sorted(set(block_names()) - {"diary"}))
def test_a_narrow_column_holds_every_block(library: Library, name: str) -> None:
    setting = setting_for(library)
    block = composed(name)
    galleys = render(block, setting.at(setting.grid.half), "section")
    assert spoken(galleys) == " ".join(" ".join(block.read_aloud()).split())


def drawn(galleys: list[Galley]) -> list[list[object]]:
    """All of them but what was painted."""
    return [[getattr(galley, name) for name in Galley.__struct_fields__ if name != "painted"] for galley in galleys]


@pytest.mark.parametrize("name", block_names())
def test_the_same_block_gives_the_same_galley(library: Library, name: str) -> None:
    first, second = setting_for(library), setting_for(library)
    assert drawn(render(composed(name), first, "s")) == drawn(render(composed(name), second, "s"))
