"""``handouts sample-sheet``: every component in the look of one brand."""

from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
import pytest

from handouts import brand_kit
from handouts.layout.blocks import RENDERERS
from handouts.model.blocks import Callout, Tier
from handouts.model.blocks.callout import Level
from handouts.model.blocks.tier import Urgency
from handouts.model.colour import Scheme, grey, palette
from handouts.pipeline import Settings
from tests.cli.conftest import TODAY, Cli
from tests.own_library import OwnLibrary
from tests.strategies import TODAY as DAY
from tests.verify.leaflets import assert_sound

WORKED = {"petrol": "#0B5563", "plum": "#6B2C7A", "pale_blue": "#5BC0EB", "yellow": "#F2B705", "red": "#D7263D"}


def test_every_block_type_level_and_urgency_is_on_it() -> None:
    sheet, _ = brand_kit.sample_sheet(Settings(today=DAY), "fernhollow")
    blocks = [block for section in sheet.sections for block in section.blocks]
    assert {type(block) for block in blocks} == set(RENDERERS)
    assert {block.level for block in blocks if isinstance(block, Callout)} == set(Level)
    assert {block.urgency for block in blocks if isinstance(block, Tier)} == set(Urgency)


@pytest.mark.parametrize("page", ["a4", "letter"])
@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("brand", ["fernhollow", "quillmere"])
def test_it_passes_every_check(brand: str, scheme: Scheme, page: str) -> None:
    sheet, document = brand_kit.sample_sheet(Settings(today=DAY, colours=scheme, page=page), brand)
    assert_sound(document, sheet)
    assert sheet.title == "Sample sheet"
    assert sheet.page == page
    assert document.pages <= 8


@pytest.mark.parametrize("name", WORKED)
def test_the_worked_brands_of_the_design_with_their_codes_and_figures(tmp_path: Path, name: str) -> None:
    own = OwnLibrary(tmp_path / "lib")
    own.brand(name, colours={"brand": WORKED[name]})
    sheet, document = brand_kit.sample_sheet(Settings(today=DAY, library=own.root), name)
    assert_sound(document, sheet)
    with pdfplumber.open(io.BytesIO(document.pdf)) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
        filled = {tuple(round(255 * c) for c in r["non_stroking_color"]) for page in pdf.pages for r in page.rects}
    found = palette(WORKED[name])
    for colour in (found.brand, found.accent, found.tint, found.red, found.amber):
        assert colour in text
        assert grey(colour) in text
        assert tuple(bytes.fromhex(colour[1:])) in filled
    assert "For staff, not for patients" in text


def test_the_command_writes_one_file(cli: Cli, tmp_path: Path) -> None:
    result = cli("sample-sheet", "--brand", "quillmere", "--colours", "ink_saver", *TODAY)
    assert result.code == 0, result.err
    assert [path.name for path in tmp_path.iterdir()] == ["sample-quillmere.pdf"]
    assert cli("verify", "sample-quillmere.pdf").code == 0
    assert cli("sample-sheet", "-o", "new/look.pdf", "--page", "letter", *TODAY).code == 0
    assert (tmp_path / "new/look.pdf").is_file()
    assert cli("sample-sheet", "-o", "new", *TODAY).code == 0
    assert (tmp_path / "new/sample-fernhollow.pdf").is_file()


def test_a_brand_that_there_is_not(cli: Cli, tmp_path: Path) -> None:
    result = cli("sample-sheet", "--brand", "fernholow", *TODAY)
    assert result.code == 2
    assert "fernhollow" in result.err
    assert not list(tmp_path.iterdir())
