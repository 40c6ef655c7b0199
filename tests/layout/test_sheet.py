"""Urgent sheets on the page: one page, large print, nothing but what is urgent."""

from __future__ import annotations

import io
from itertools import combinations, pairwise
from typing import Any

import pdfplumber
import pytest

from handouts.layout.blocks import form
from handouts.layout.blocks.banner import HEIGHT
from handouts.layout.galley import Galley
from handouts.layout.setting import Setting
from handouts.layout.sheet import flow, in_style
from handouts.layout.units import MM
from handouts.model.blocks import Form
from handouts.model.document import normalised
from handouts.model.drawing import Shape
from handouts.model.library import Alarm, Library
from handouts.model.paper import Format
from handouts.pipeline import Made, Settings, make
from tests.layout.bench import extent, setting_for
from tests.strategies import BRANDS, TODAY, built_in, plain_order
from tests.verify.leaflets import assert_sound

REDS = [flag.id for flag in built_in().red_flags.values() if flag.alarm is Alarm.RED]
AMBERS = [flag.id for flag in built_in().red_flags.values() if flag.alarm is Alarm.AMBER]
PAGES = ("a4", "letter")
URGENT_PARTS = ("red_flags", "red_flags_short", "urgent_sheet_emergency", "urgent_sheet_same_day")


def sheet(flags: list[str], library: Library, *, page: str = "a4", brand: str = "fernhollow", **fields: Any) -> Made:
    order = plain_order({"red_flags": flags}, **({"patient": {"name": "Wilhelmina Testerton"}} | fields))
    return make(order, library, Settings(today=TODAY, page=page, brand=brand))


def words_of(made: Made) -> str:
    with pdfplumber.open(io.BytesIO(made.document.pdf)) as pdf:
        return " ".join(normalised(page.extract_text() for page in pdf.pages))


def galleys_of(made: Made, library: Library) -> tuple[list[Galley], int, Setting]:
    setting = setting_for(library, page=made.leaflet.page, brand=made.leaflet.brand.id)
    setting = in_style(made.leaflet, setting)
    found, pages = flow(made.leaflet, setting)
    return found, len(pages), setting


def longest(flags: list[str], library: Library, count: int) -> list[str]:
    """The signs whose lines take most room; no two with the same line."""
    lines = {
        f"{section.id}.{line.id}": str(line.text) for section in library.sections.values() for line in section.lines()
    }
    by_line = {library.red_flags[flag].line: flag for flag in flags}
    return [by_line[line] for line in sorted(by_line, key=lambda line: -len(lines[line]))][:count]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("language", ["en-GB", "en-US"])
def test_an_emergency_sheet_with_the_five_longest_signs_is_one_page(
    page: str, brand: str, language: str, library: Library
) -> None:
    worst = longest(REDS, library, 5)
    made = sheet(worst, library, page=page, brand=brand, language=language)
    assert made.document.pages == 1
    cauda_equina = ["saddle_numb", "urinary_change", "incontinence", "sexual_change", "both_legs"]
    fields = {"urgent": {"nothing_by_mouth": "yes"}, "patient": {"name": "Ada Example", "birth_date": "1985-04-30"}}
    assert sheet(cauda_equina, library, page=page, brand=brand, language=language, **fields).document.pages == 1


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("brand", BRANDS)
def test_a_same_day_sheet_with_two_signs_is_one_page(page: str, brand: str, library: Library) -> None:
    for flags in [*([flag] for flag in AMBERS), *map(list, combinations(("fever", "fracture_risk", "weight_loss"), 2))]:
        assert sheet(flags, library, page=page, brand=brand).document.pages == 1, flags


@pytest.mark.parametrize("flags", [REDS[:1], AMBERS[:1], REDS, AMBERS, REDS + AMBERS], ids=len)
@pytest.mark.parametrize("format", list(Format))
@pytest.mark.parametrize("page", PAGES)
def test_print_is_large_whatever_has_to_go_on(flags: list[str], format: Format, page: str, library: Library) -> None:
    made = sheet(flags, library, page=page, format=format.value)
    least, foot = (24, 16) if format is Format.EXTRA_LARGE_24 else (18, 14)
    with pdfplumber.open(io.BytesIO(made.document.pdf)) as pdf:
        for number, sheet_page in enumerate(pdf.pages, 1):
            sizes = {round(char["size"], 1) for char in sheet_page.chars if char["text"].strip()}
            assert min(size for size in sizes if size != foot) >= least
            assert f"Page {number} of {made.document.pages}" in sheet_page.extract_text()
            for char in sheet_page.chars:
                assert (char["x0"] >= 18 * MM - 0.5 and char["x1"] <= sheet_page.width - 18 * MM + 0.5) or char[
                    "text"
                ] == " "
                assert char["bottom"] <= sheet_page.height - 7.5 * MM
        assert max(char["size"] for char in pdf.pages[0].chars) >= 40


@pytest.mark.parametrize("flag", [*REDS, *AMBERS])
def test_a_sheet_says_what_was_composed_and_nothing_of_self_care(flag: str, library: Library) -> None:
    made = sheet([flag], library)
    printed = words_of(made)
    for said in made.leaflet.read_aloud():
        assert all(word in printed.split() for word in said.split()), said
    other = [section for id, section in library.sections.items() if id not in URGENT_PARTS]
    lines = [str(line.text) for item in (*other, *library.exercises.values()) for line in item.lines()]
    lines += [str(exercise.name) for exercise in library.exercises.values()]
    plain = [line.replace("**", "") for line in lines if "{{" not in line]
    assert len(plain) > 400
    assert not [line for line in plain if line in printed]


@pytest.mark.parametrize("flags", [REDS[:2], AMBERS[:2]], ids=["emergency", "same_day"])
@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("format", ["standard", "xl24"])
def test_a_sheet_is_an_accessible_pdf_without_pictures(
    flags: list[str], brand: str, format: str, library: Library
) -> None:
    made = sheet(flags, library, brand=brand, format=format)
    assert_sound(made.document, made.leaflet)
    assert made.document.alts == ()
    assert b"/Figure" not in made.document.pdf
    assert b"/Subtype /Image" not in made.document.pdf


def test_the_name_may_be_written_by_hand(library: Library) -> None:
    for patient in ({}, {"birth_date": "1985-04-30"}):
        made = sheet(["fever"], library, patient=patient)
        head, *_ = galleys_of(made, library)[0]
        rules = [op for op in ops(head) if isinstance(op, Shape) and op.width == 0.75]
        assert len(rules) == 1
    named = galleys_of(sheet(["fever"], library), library)[0][0]
    assert not [op for op in ops(named) if isinstance(op, Shape) and op.width == 0.75]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("count", [1, 3, 5])
def test_the_box_for_the_team_reaches_the_foot_and_has_room_to_write(page: str, count: int, library: Library) -> None:
    made = sheet(longest(REDS, library, count), library, page=page)
    galleys, pages, setting = galleys_of(made, library)
    assert pages == 1
    team = galleys[-1]
    assert team.name == "form"
    ys = sorted({extent(op)[1] for op in ops(team) if isinstance(op, Shape) and op.width == 0.75})
    assert len(ys) > 1
    assert all(lower - upper >= 12 * MM - 0.01 for upper, lower in pairwise(ys))
    solid = sum(galley.height for galley in galleys)
    gaps = sum(galley.before for galley in galleys[1:])
    least = sum(galley.least_before for galley in galleys[1:])
    room = setting.grid.body_height(first=True)
    assert solid + least <= room
    if count == 1:
        assert galleys[1].height == HEIGHT
        assert room - solid - gaps < 3 * MM


def test_a_form_grows_only_where_it_has_a_field_for_it(library: Library) -> None:
    made = sheet(["fever"], library)
    setting = in_style(made.leaflet, setting_for(library))
    booked, team = (b for section in made.leaflet.sections for b in section.blocks if isinstance(b, Form))
    for block, grows in ((booked, False), (team, True)):
        (least,), (more,) = (form.render(block, setting, "s", spare=spare) for spare in (0, 50 * MM))
        assert more.height - least.height == pytest.approx(50 * MM if grows else 0)


def test_a_second_page_says_whose_it_is(library: Library) -> None:
    made = sheet(REDS, library)
    assert made.document.pages > 1
    with pdfplumber.open(io.BytesIO(made.document.pdf)) as pdf:
        for page in pdf.pages[-1:]:
            assert page.extract_text().startswith("For Wilhelmina Testerton 21 November 2026\n")
    assert_sound(made.document, made.leaflet)


def ops(galley: Galley) -> list[Any]:
    return [op for strip in galley.strips for mark in strip.marks for op in mark.ops]
