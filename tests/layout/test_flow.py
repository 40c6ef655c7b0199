"""The flow of a leaflet: what page 1 holds, and which sections move up."""

from __future__ import annotations

import io
from typing import Any

import pdfplumber
import pytest
from msgspec.structs import replace

from handouts.compose.shorter import two_sided
from handouts.layout.blocks import render
from handouts.layout.flow import Flow, flow, shape
from handouts.layout.pages import Squeeze
from handouts.layout.parts import parts_of
from handouts.layout.setting import Setting
from handouts.layout.style import SCALES
from handouts.layout.units import MM
from handouts.model.blocks import Bullets, NextSteps, Paragraph, PictureRow
from handouts.model.fit import Step
from handouts.model.leaflet import Leaflet, LeafletSection
from handouts.model.library import Library
from handouts.model.line import Line
from handouts.model.memo import Memo
from handouts.model.paper import Format
from handouts.model.typical import typical_order
from handouts.model.wording import Text
from handouts.pipeline import Made, Settings, make
from tests.layout.bench import setting_for
from tests.layout.test_blocks import spoken
from tests.strategies import TODAY, built_in, plain_order

PACKS = sorted(built_in().packs)
PAPERS = [("a4", "fernhollow"), ("letter", "quillmere")]
LARGE = [Format.LARGE_16, Format.LARGE_18, Format.EXTRA_LARGE_24]
NAMED: dict[str, Any] = {
    "patient": {"name": "Sam Okafor"},
    "clinician": {"name": "Priya Nair", "role": "physiotherapist"},
    "follow_up": {"date": "2026-12-14", "time": "10:20"},
}


def made(pack: str, library: Library, page: str, brand: str, **fields: Any) -> Made:
    order = typical_order(library.packs[pack], library)
    order = type(order).model_validate(order.model_dump(exclude_none=True, exclude_defaults=True) | fields)
    return make(order, library, Settings(today=TODAY, page=page, brand=brand))


def setting_of(leaflet: Leaflet, library: Library) -> Setting:
    return setting_for(library, page=leaflet.page, format=leaflet.format, brand=leaflet.brand.id)


def first_page(run: Made) -> str:
    with pdfplumber.open(io.BytesIO(run.document.pdf)) as pdf:
        return " ".join(pdf.pages[0].extract_text().split())


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize(("page", "brand"), PAPERS)
@pytest.mark.parametrize("format", LARGE)
def test_title_message_and_help_box_stand_on_page_one_in_any_large_print(
    pack: str, format: Format, page: str, brand: str, library: Library
) -> None:
    run = made(pack, library, page, brand, format=format.value)
    first = first_page(run)
    assert "Get help now" in first
    for words in ("between your", "trouble breathing", "cannot pee", "legs"):
        assert words in first


def test_a_long_role_does_not_push_the_help_box_off_page_one(library: Library) -> None:
    named = {"patient": {"name": "Jordan Reyes"}, "clinician": {"name": "Casey Whitlow", "role": "physical therapist"}}
    run = made("low_back_acute", library, "letter", "quillmere", format="xl24", **named)
    first = first_page(run)
    assert "Jordan Reyes · Casey Whitlow" in first
    assert "physical therapist" not in first
    assert "Get help now" in first


@pytest.mark.parametrize("pack", PACKS)
def test_moved_sections_stand_between_others_and_all_words_stay(pack: str, library: Library) -> None:
    run = made(pack, library, "a4", "fernhollow", **NAMED)
    found = flow(run.leaflet, setting_of(run.leaflet, library))
    assert sorted(words for part in found.parts for words in part.told.words) == sorted(run.leaflet.read_aloud())
    printed = [section.id for part in found.parts for section in part.sections]
    assert {*printed} >= {section.id for section in run.leaflet.sections}
    at = [placed.index for page in found.pages for placed in page.placed]
    assert at == sorted(at), "galleys are in the order of print"
    assert sections_of(found) == [id for id in printed if id in sections_of(found)]
    moved = {id for step in found.fit if step.step is Step.MOVED_UP for id in step.where}
    assert moved <= {section.id for section in run.leaflet.sections if section.loose}


def sections_of(found: Flow) -> list[str]:
    """Sections in the order of the galleys; a section that is split or interrupted would stand here twice."""
    ids: list[str] = []
    for galley in found.galleys:
        for element in galley.elements:
            if element.section and element.section != "letterhead" and (not ids or ids[-1] != element.section):
                ids.append(element.section)
    return ids


def test_some_pack_moves_a_section_up_and_says_so(library: Library) -> None:
    steps = [step for pack in PACKS for step in made(pack, library, "a4", "fernhollow", **NAMED).fit]
    assert Step.MOVED_UP in {step.step for step in steps}
    assert Step.GAPS in {step.step for step in steps}


def test_a_page_whose_gaps_gave_way_is_named(library: Library) -> None:
    run = made("low_back_acute", library, "a4", "fernhollow", **NAMED)
    found = flow(run.leaflet, setting_of(run.leaflet, library))
    for step, squeeze in ((Step.GAPS, Squeeze.GAPS), (Step.CLOSER, Squeeze.CLOSER)):
        pages = tuple(str(number) for number, page in enumerate(found.pages, 1) if page.squeeze is squeeze)
        assert [s.where for s in run.fit if s.step is step] == ([pages] if pages else [])


@pytest.mark.parametrize(("page", "brand"), PAPERS)
def test_the_two_side_form_has_title_and_steps_in_one_panel(page: str, brand: str, library: Library) -> None:
    leaflet = two_sided(make(plain_order(), library, Settings(today=TODAY, page=page, brand=brand)).leaflet, Memo())
    setting = setting_of(leaflet, library)
    found = flow(leaflet, replace(setting, two_sides=True))
    (panel,) = [galley for galley in found.galleys if galley.name == "title"]
    assert "next-steps" not in {galley.name for galley in found.galleys}
    assert spoken([panel]) == " ".join(" ".join(leaflet.sections[0].read_aloud()).split())
    assert panel.height < 75 * MM


def test_three_steps_share_the_row_by_need(library: Library) -> None:
    setting = setting_for(library)
    texts = ["Walk for 10 minutes.", "Do your 3 moves.", "See Priya Nair on Monday 14 December."]
    steps = tuple(Line(f"step{n}", Text.plain(text)) for n, text in enumerate(texts))
    (row,) = render(NextSteps(Line("title", Text.plain("Your 3 next steps")), steps), setting, "front")
    size = SCALES[Format.STANDARD]
    assert row.height <= size.h2.leading + 1.8 * MM + 2 * size.step.leading + 8.2 * MM - size.step.leading


@pytest.mark.parametrize("pictures_go", [True, False], ids=["pictures alone", "pictures beside words"])
def test_leaflets_of_one_shape_have_it_also_without_their_pictures(pictures_go: bool, library: Library) -> None:
    """Two short sections with pictures alone between them stand side by side once these go: then the words of the
    first take one line in one leaflet, and two in the other."""
    base = made("low_back_acute", library, "a4", "fernhollow").leaflet
    setting = setting_of(base, library)
    row = next(block for section in base.sections for block in section.blocks if isinstance(block, PictureRow))
    said = Bullets((line("Rest a little."),))
    between = LeafletSection("between", None, None, half=False, blocks=(row,) if pictures_go else (said, row))
    last = short("last", "Move a little.")

    def with_first(words: str) -> Leaflet:
        return replace(base, sections=(short("first", words), between, last))

    one, other = with_first("Walk. " * 7), with_first("Walk. " * 11)
    assert parts_of(one, setting)[1].measured == parts_of(other, setting)[1].measured, "with them, it is one in both"
    assert (shape(one, setting) == shape(other, setting)) is not pictures_go


def line(words: str) -> Line:
    return Line("any.line", Text.plain(words.strip()))


def short(id: str, words: str) -> LeafletSection:
    return LeafletSection(id, None, None, half=True, blocks=(Paragraph((line(words),)),))
