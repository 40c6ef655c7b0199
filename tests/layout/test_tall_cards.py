"""Tall exercise cards: equally high, doses level at the foot, nothing beyond the border."""

from __future__ import annotations

import pytest

from handouts.compose.shorter import with_tall_cards
from handouts.layout.blocks import render
from handouts.layout.galley import Galley, Glyphs
from handouts.layout.units import MM
from handouts.model.blocks import Exercises
from handouts.model.drawing import Shape
from handouts.model.library import Library
from handouts.model.memo import Memo
from tests.compose.test_compose import leaflet_for
from tests.layout.bench import extent, setting_for
from tests.layout.test_blocks import spoken
from tests.strategies import plain_order

MOVES = ["cat_cow", "pelvic_tilt", "walking", "knee_rolls", "open_book"]


def rows(count: int, library: Library, page: str, brand: str) -> tuple[Exercises, list[Galley], float]:
    leaflet = with_tall_cards(leaflet_for(plain_order({"region": "several"}, exercises=MOVES[:count])), Memo())
    (block,) = [block for section in leaflet.sections for block in section.blocks if isinstance(block, Exercises)]
    assert block.tall
    setting = setting_for(library, page=page, brand=brand)
    return block, render(block, setting, "moves"), setting.width


@pytest.mark.parametrize(("page", "brand"), [("a4", "fernhollow"), ("letter", "quillmere")])
@pytest.mark.parametrize(("count", "in_rows"), [(2, 1), (3, 1), (4, 2), (5, 2)])
def test_rows_hold_all_words_inside_their_cards(
    count: int, in_rows: int, page: str, brand: str, library: Library
) -> None:
    block, found, width = rows(count, library, page, brand)
    assert len(found) == in_rows
    assert spoken(found) == " ".join(" ".join(block.read_aloud()).split())
    setting = setting_for(library, page=page, brand=brand)
    faces = {face.name: face for face in (setting.fonts[w] for w in ("regular", "medium", "bold", "extrabold"))}  # type: ignore[index]
    for galley in found:
        (strip,) = galley.strips
        borders = [
            op for mark in strip.marks for op in mark.ops if isinstance(op, Shape) and op.stroke and op.width == 0.75
        ]
        boxes = [box for shape in borders if (box := extent(shape))[3] - box[1] > 20 * MM]
        assert len({round(box[3], 3) for box in boxes}) == 1, "equally high"
        for op in (op for mark in strip.marks for op in mark.ops if isinstance(op, Glyphs)):
            right = op.x + faces[op.font].width(op.text.rstrip(), op.size)
            assert any(left < op.x and right < end and op.y < foot for left, _, end, foot in boxes), op.text
        assert max(box[2] for box in boxes) <= width


def test_doses_stand_level_at_the_foot(library: Library) -> None:
    _, (galley,), _ = rows(3, library, "a4", "fernhollow")
    numerals = [op for mark in galley.strips[0].marks for op in mark.ops if isinstance(op, Glyphs) and op.size == 20]
    lowest = sorted((op.y for op in numerals), reverse=True)[:3]
    assert max(lowest) - min(lowest) < 0.01
    assert galley.height - lowest[0] < 4 * MM
