"""Rows of pictures: as many as the pages have room for, and none where heat is barred."""

from __future__ import annotations

import json
import math
from pathlib import Path
from types import MappingProxyType

import pytest
from msgspec import structs

from handouts import resources
from handouts.deliver.record import record
from handouts.intake import read_order_file
from handouts.layout import lay_out, paginate, sides_within
from handouts.layout.blocks import render
from handouts.layout.galley import Art
from handouts.layout.units import MM
from handouts.library import load
from handouts.model.blocks import Front, PictureRow
from handouts.model.leaflet import Leaflet
from handouts.model.library import Library
from handouts.model.memo import Memo
from handouts.model.order import Order
from handouts.model.paper import Format
from handouts.model.selection import Verdict
from handouts.pipeline import Made, Settings, make
from tests.layout.bench import composed, setting_for
from tests.strategies import TODAY

ORDERS = resources.assets_dir() / "samples"
CASES = Path(__file__).parents[1] / "cases" / "orders"


def made_from(path: Path, library: Library, **changes: object) -> Made:
    order, problems = read_order_file(path, library.vocabulary, today=TODAY)
    assert order is not None, problems
    return make(Order.model_validate({**order.model_dump(by_alias=True), **changes}), library, Settings(today=TODAY))


def rows(leaflet: Leaflet) -> list[PictureRow]:
    return [block for section in leaflet.sections for block in section.blocks if isinstance(block, PictureRow)]


def shown(made: Made) -> set[str]:
    return {picture.id for row in rows(made.leaflet) for picture in row.shown()}


def without_rows(library: Library) -> Library:
    """The built-in library before it had rows of pictures."""
    sections = {
        id: section.model_copy(update={"blocks": tuple(b for b in section.blocks if b.type != "picture_row")})
        for id, section in library.sections.items()
    }
    return structs.replace(library, sections=MappingProxyType(sections))


@pytest.mark.parametrize("name", ["order", "everything", "neck", "large_print"])
def test_pictures_never_cost_a_page(name: str, library: Library) -> None:
    path = ORDERS / f"{name}.yaml"
    with_them, plain = made_from(path, library), made_from(path, without_rows(library))
    assert with_them.document.pages == plain.document.pages


def test_pictures_stand_where_there_is_room(library: Library) -> None:
    assert {"heat", "cold", "heat_check", "no_heat_bed"} <= shown(made_from(ORDERS / "everything.yaml", library))
    assert "heat" in shown(made_from(ORDERS / "order.yaml", library))


@pytest.mark.parametrize("name", ["neck", "flare"])
@pytest.mark.parametrize("format", ["standard", "large16", "large18"])
def test_no_page_begins_with_pictures(name: str, format: str, library: Library) -> None:
    """They stand with the last of what they go with."""
    laid = paginate(made_from(ORDERS / f"{name}.yaml", library, format=format).leaflet, library)
    firsts = [laid.galleys[page.placed[0].index].name for page in laid.pages]
    assert "pictures" not in firsts
    assert format == "standard" or "pictures" in {galley.name for galley in laid.galleys}


def test_what_gives_way_is_in_the_record(library: Library) -> None:
    made = made_from(ORDERS / "order.yaml", library)
    gone = {choice.id for choice in made.selection.of("line", Verdict.OUT) if choice.code == "no-room"}
    assert "heat_cold.picture_cold" in gone
    assert not gone & made.selection.lines
    said = json.loads(record(made.order, library, made.selection, made.leaflet, made.document, made_on=TODAY))
    assert not gone & set(said["lines_printed"])
    assert "heat_cold.picture_warm" in said["lines_printed"]


@pytest.mark.parametrize("name", ["order", "everything", "neck", "large_print"])
def test_sides_are_known_before_the_pages(name: str, library: Library) -> None:
    leaflet, memo = made_from(ORDERS / f"{name}.yaml", library).leaflet, Memo()
    sides = paginate(leaflet, library).sides
    found = [sides_within(most, leaflet, library, memo) for most in (sides - 1, sides, sides + 1, math.inf)]
    assert found == [None, sides, sides, sides]


def test_a_leaflet_that_is_fitted_stays_as_it_is(library: Library) -> None:
    made = made_from(ORDERS / "order.yaml", library)
    assert paginate(made.leaflet, library).leaflet == made.leaflet
    assert lay_out(made.leaflet, library).pdf == made.document.pdf


@pytest.mark.parametrize(
    ("case", "there", "never"),
    [
        ("opioid_patch", {"no_heat_patch"}, {"heat", "heat_check", "no_heat_bed", "no_heat_numb"}),
        ("numb_skin", {"no_heat_numb"}, {"heat", "cold", "heat_check", "no_heat_bed", "no_heat_patch"}),
        ("pregnant", {"heat"}, {"sleep_side", "sleep_back", "no_heat_patch", "no_heat_numb"}),
        ("thin_bones", set(), {"lift", "no_heat_patch", "no_heat_numb", "sleep_pregnant"}),
    ],
)
def test_a_picture_stands_with_its_line_alone(case: str, there: set[str], never: set[str], library: Library) -> None:
    """Room is no matter here: what was chosen counts, not what was printed."""
    made = made_from(CASES / f"{case}.yaml", library)
    sources = {
        f"{section.id}.{line.id}": line.picture
        for section in library.sections.values()
        for block in section.blocks
        if block.type == "picture_row"
        for line in block.pictures
    }
    chosen = made.selection.of("line")
    meant = {sources[c.id] for c in chosen if c.id in sources and (c.verdict is Verdict.IN or c.code == "no-room")}
    assert there <= meant
    assert not never & meant


def test_every_caption_goes_with_a_line_and_every_picture_of_a_pack_with_its_condition() -> None:
    library, _ = load()
    assert library is not None
    captions = [
        line
        for section in library.sections.values()
        for block in section.blocks
        if block.type == "picture_row"
        for line in block.pictures
    ]
    assert len(captions) >= 12
    for caption in captions:
        assert caption.only_with, caption.id
        assert len(str(caption.text).split()) <= 5, caption.id


@pytest.mark.parametrize("format", list(Format))
@pytest.mark.parametrize("width", [48 * MM, 84 * MM, 174 * MM])
def test_a_row_keeps_to_its_width(format: Format, width: float, library: Library) -> None:
    setting = setting_for(library, format=format)
    width = min(width, setting.width)
    (galley,) = render(composed("picture_row"), setting.at(width), "s")
    found = [op for strip in galley.strips for mark in strip.marks for op in mark.ops if isinstance(op, Art)]
    assert len(found) == 3
    for art in found:
        assert art.x >= -0.01
        assert art.x + art.drawing.width * art.scale <= width + 0.01
        assert art.y + art.drawing.height * art.scale <= galley.height
    if width > 170 * MM and format is Format.STANDARD:
        feet = {round(art.y + art.drawing.height * art.scale, 3) for art in found}
        assert len(feet) == 1
        assert all(art.drawing.width * art.scale >= 30 * MM for art in found)


@pytest.mark.parametrize(
    ("pack", "facts", "shows"),
    [
        (None, {"region": "low_back"}, "walk"),
        (None, {"region": "neck"}, "turn_head"),
        (None, {"region": "mid_back"}, "open_arms"),
        ("low_back_pregnancy", {"sex": "female", "pregnant": "yes"}, "walk_pregnant"),
        ("low_back_older_person", {"age": 78}, "walk_older"),
    ],
)
def test_the_title_figure_is_that_of_the_pack(
    pack: str | None, facts: dict[str, object], shows: str, library: Library
) -> None:
    base = {"age": 35, "region": "low_back", "onset_days": 20, "red_flag_screen": {"done": "yes"}}
    order = Order.model_validate({"reference": "T-1", "pack": pack, "facts": base | facts})
    leaflet = make(order, library, Settings(today=TODAY)).leaflet
    front = next(block for section in leaflet.sections for block in section.blocks if isinstance(block, Front))
    assert front.picture is not None
    assert front.picture.id == shows


def test_a_diary_stays_on_its_page(library: Library) -> None:
    """Its pictures would push the second week to another page, even where the leaflet has a page to spare."""
    facts = {"age": 41, "region": "low_back", "onset_days": 20, "red_flag_screen": {"done": "yes"}}
    known = {"other_conditions": "no", "medicines": "none", "allergies": "none"}
    sections = {"add": ["exercise_diary", "my_goals", "carer_copy", "posture_sleep"]}
    order = Order.model_validate({"reference": "T-5", "facts": facts | known, "sections": sections})
    made = make(order, library, Settings(today=TODAY))
    gone = {choice.id for choice in made.selection.of("line", Verdict.OUT) if choice.code == "no-room"}
    assert {"exercise_diary.picture_tick", "exercise_diary.picture_pain"} <= gone
    few = Order.model_validate(order.model_dump(by_alias=True) | {"exercises": [{"id": "pelvic_tilt"}]})
    assert "diary" in shown(make(few, library, Settings(today=TODAY)))
