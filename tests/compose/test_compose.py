"""Words: every variable filled in, dates and plurals in the language of the place, data printed as typed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct, structs

from handouts.compose import compose
from handouts.compose.speech import Speech
from handouts.model.exercise import Card
from handouts.model.leaflet import Leaflet
from handouts.model.library import Library
from handouts.model.line import Line
from handouts.model.locale import Language
from handouts.model.order import Order
from handouts.model.wording import Text
from handouts.select import select
from tests.strategies import BRANDS, TODAY, built_in, orders, plain_order, printable

LANGUAGES = get_args(Language)
MARKUP = [
    "<font size=40>big</font>",
    "{{ clinic_phone }}",
    "**bold**",
    "A <b B",
    "&lt;&amp;",
    "{% if x %}",
    "None",
    "<img src=/etc/passwd>",
]


def leaflet_for(order: Order, brand: str = "fernhollow", library: Library | None = None) -> Leaflet:
    library = library or built_in()
    selection = select(order, library, today=TODAY, brand=brand)
    return compose(order, library, selection, today=TODAY, brand=brand)


def words(leaflet: Leaflet) -> list[str]:
    return list(leaflet.read_aloud())


def inside(value: object, kind: type) -> Iterator[Any]:
    """Every ``kind`` anywhere in the leaflet."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from inside(item, kind)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from inside(getattr(value, name), kind)


def cards(leaflet: Leaflet) -> list[Card]:
    return list(inside(leaflet.sections, Card))


# What holds for every leaflet


@given(orders(), st.sampled_from(BRANDS))
def test_every_line_is_finished(order: Order, brand: str) -> None:
    """Nothing of the engine is left, but what was typed; so the typed words are taken out first."""
    plain = order.model_copy(update={"note": None, "follow_up": None, "clinician": None})
    plain = plain.model_copy(update={"variables": {k: v for k, v in order.variables.items() if v.isdecimal()}})
    for line in words(leaflet_for(plain, brand)):
        assert "{{" not in line
        assert "}}" not in line
        assert "**" not in line
        assert "None" not in line
        assert "  " not in line
        assert ".." not in line
        assert line == line.strip()
        assert line
        assert not re.search(r"\b1 (minutes|hours|weeks|days|moves|times|seconds|sets)\b", line), line
        assert not re.search(r"\b([02-9]|\d\d+) (minute|hour|week|day|move|time|second|set)\b", line), line


@given(orders(), st.sampled_from(BRANDS))
def test_every_line_has_an_id_and_words(order: Order, brand: str) -> None:
    leaflet = leaflet_for(order, brand)
    lines = list(inside(leaflet.sections, Line))
    assert len(lines) > 50
    for line in lines:
        assert "." in line.id
        assert isinstance(line.text, Text)
        assert line.text


@given(orders())
def test_the_cards_are_numbered_through_all_kinds(order: Order) -> None:
    places = [card.place for card in cards(leaflet_for(order))]
    assert places == [f"{number} of {len(places)}" for number in range(1, len(places) + 1)]


@given(orders())
def test_the_number_of_moves_in_words_is_the_number_of_cards(order: Order) -> None:
    leaflet = leaflet_for(order)
    titles = [str(section.title) for section in leaflet.sections if section.id == "moves"]
    count = len(cards(leaflet))
    assert titles == ([f"Your {count} move" + ("s" if count != 1 else "")] if count else [])


# Data is data


@given(printable(300), printable(60))
def test_the_note_and_the_name_are_printed_as_typed(note: str, name: str) -> None:
    leaflet = leaflet_for(plain_order(note=note, patient={"name": name}))
    assert note in words(leaflet)
    assert {cell.label: cell.value for cell in leaflet.strip}["For"] == name
    text = next(line.text for line in inside(leaflet.sections, Line) if line.id == "note.note")
    assert [span.bold for span in text.spans] == [False]


@pytest.mark.parametrize("typed", MARKUP)
def test_markup_in_any_free_text_is_printed_as_it_stands(typed: str) -> None:
    visit = {"date": "2026-12-14", "with": typed, "place": typed, "bring": typed}
    order = plain_order(
        patient={"name": typed},
        clinician={"name": typed, "role": typed},
        note=typed,
        follow_up=visit,
        variables={"step_1": typed},
    )
    leaflet = leaflet_for(order)
    said = words(leaflet)
    strip = {cell.label: cell.value for cell in leaflet.strip}
    assert strip["For"] == typed
    assert strip["Given by"] == f"{typed}, {typed}"
    assert said.count(typed) == 2  # the first step and the note
    assert f"With {typed}, {typed}." in said
    assert f"Bring this leaflet and {typed}." in said
    assert f"See {typed} on Monday 14 December." in said


def test_a_name_changes_nothing_but_the_strip() -> None:
    one, other = (leaflet_for(plain_order(patient={"name": name})) for name in ("Sam Okafor", "<b>Ruth</b>"))
    assert one.sections == other.sections
    assert one.footer == other.footer
    assert one.digest() != other.digest()


def test_no_name_no_strip_cell() -> None:
    assert [cell.label for cell in leaflet_for(plain_order()).strip] == ["Date"]


# Dates, times and numbers


@pytest.mark.parametrize(
    ("language", "style", "said"),
    [
        ("en-GB", "full", "Saturday 21 November 2026"),
        ("en-GB", "day", "Saturday 21 November"),
        ("en-GB", "long", "21 November 2026"),
        ("en-GB", "short", "21 Nov 2026"),
        ("en-US", "full", "Saturday, November 21, 2026"),
        ("en-US", "day", "Saturday, November 21"),
        ("en-US", "long", "November 21, 2026"),
        ("en-US", "short", "Nov 21, 2026"),
        ("en", "full", "Saturday 21 November 2026"),
        ("en", "day", "Saturday 21 November"),
        ("en", "long", "21 November 2026"),
        ("en", "short", "21 Nov 2026"),
    ],
)
def test_dates(library: Library, language: str, style: str, said: str) -> None:
    assert Speech(library, language).date(TODAY, style) == said


@pytest.mark.parametrize(
    ("time", "british", "american"),
    [
        (dt.time(10, 20), "10:20", "10:20 am"),
        (dt.time(0, 0), "0:00", "12:00 am"),
        (dt.time(12, 5), "12:05", "12:05 pm"),
        (dt.time(9, 5), "9:05", "9:05 am"),
        (dt.time(23, 59), "23:59", "11:59 pm"),
    ],
)
def test_times(library: Library, time: dt.time, british: str, american: str) -> None:
    assert Speech(library, "en-GB").time(time) == british
    assert Speech(library, "en-US").time(time) == american
    assert Speech(library, "en").time(time) == british


def test_months_and_lists(library: Library) -> None:
    british, american = Speech(library, "en-GB"), Speech(library, "en-US")
    assert british.month(TODAY) == "November 2026"
    assert british.month(TODAY, short=True) == "Nov 2026"
    assert british.listed(["a", "b", "c"]) == "a, b and c"
    assert american.listed(["a", "b", "c"]) == "a, b, and c"
    assert Speech(library, "en").listed(["a", "b", "c"]) == "a, b and c"
    assert british.listed(["a"]) == "a"


@pytest.mark.parametrize(
    ("word", "count", "said"),
    [
        ("minute", 1, "1 minute"),
        ("minute", 2, "2 minutes"),
        ("minute", 0, "0 minutes"),
        ("times_a_day", 1, "1 time a day"),
        ("times_a_day", 3, "3 times a day"),
        ("move", 1, "1 move"),
        ("hold_seconds", 1, "1 second hold"),
        ("hold_seconds", 21, "21 seconds hold"),
    ],
)
def test_plurals(library: Library, word: str, count: int, said: str) -> None:
    for language in LANGUAGES:
        assert Speech(library, language).counted(word, count) == said


def test_units_follow_their_number() -> None:
    said = " ".join(words(leaflet_for(plain_order(variables={"review_weeks": "1", "heat_gap_hours": "1"}))))
    assert "no better in 1 week." in said
    assert "1 hour off" in said


def test_the_next_visit_in_the_language_of_the_place() -> None:
    visit = {"date": "2026-12-14", "time": "10:20", "place": "Room 3.", "with": "Priya Nair"}
    british = words(leaflet_for(plain_order(follow_up=visit)))
    assert "Monday 14 December 2026, 10:20" in british
    assert "With Priya Nair, Room 3." in british
    assert "See Priya Nair on Monday 14 December." in british
    american = words(leaflet_for(plain_order(follow_up=visit), "quillmere"))
    assert "Monday, December 14, 2026, 10:20 am" in american
    assert "See Priya Nair on Monday, December 14." in american


def test_the_language_of_the_order_wins_over_the_brand() -> None:
    leaflet = leaflet_for(plain_order(language="en-GB"), "quillmere")
    assert leaflet.strip[-1].value == "Saturday 21 November 2026"


def test_a_birth_date_is_written_out() -> None:
    leaflet = leaflet_for(plain_order(patient={"name": "Sam Okafor", "birth_date": "1985-02-28"}))
    assert {cell.label: cell.value for cell in leaflet.strip}["Born"] == "28 February 1985"


# English of the place


def test_a_leaflet_in_american_english_says_the_american_words(library: Library) -> None:
    british, american = (" ".join(words(leaflet_for(plain_order(language=tag)))) for tag in ("en-GB", "en-US"))
    assert "you leak pee or poo." in british
    assert "you leak pee or poop." in american
    for term in library.terms.values():
        assert not re.search(rf"\b{term.gb}\b", american, re.IGNORECASE), term.id


def test_a_leaflet_in_english_for_everywhere_gives_both_words_where_a_reader_may_know_one(library: Library) -> None:
    everything = {"sections": {"add": ["clinic_treatment", "medicines"]}}
    british, american, neutral = (
        " ".join(words(leaflet_for(plain_order(language=tag, **everything)))) for tag in ("en-GB", "en-US", "en")
    )
    assert "Paracetamol on its own" in british
    assert "Acetaminophen on its own" in american
    assert "Paracetamol (acetaminophen) on its own" in neutral
    assert "A physio (physical therapist) can help you" in neutral
    assert "you leak pee or poo." in neutral


@pytest.mark.parametrize(
    ("language", "page", "department"),
    [
        ("en-GB", "a4", "go to A&E:"),
        ("en-US", "letter", "go to the emergency room:"),
        ("en", "a4", "go to the emergency department:"),
    ],
)
def test_the_place_has_a_page_and_words_of_its_own(language: Language, page: str, department: str) -> None:
    leaflet = leaflet_for(plain_order(language=language), library=with_bare_brand(built_in()))
    assert (leaflet.page, leaflet.language) == (page, language)
    assert department in " ".join(words(leaflet))


def test_what_a_clinic_sets_wins_over_the_place() -> None:
    leaflet = leaflet_for(plain_order(language="en-US"))
    assert leaflet.page == "a4"
    assert "go to the emergency department:" in " ".join(words(leaflet))


def with_bare_brand(library: Library) -> Library:
    """The library with a brand that leaves page and emergency department to the language."""
    brand = library.brands["fernhollow"]
    bare = brand.model_copy(update={"page": None, "emergency": brand.emergency.model_copy(update={"department": None})})
    return structs.replace(library, brands={**library.brands, "fernhollow": bare})


def test_every_place_is_in_the_library_and_in_the_term_table(library: Library) -> None:
    assert set(library.locales) == set(LANGUAGES)
    for term in library.terms.values():
        assert term.said_in("en-GB") == term.gb
        assert term.said_in("en") == (term.en or term.gb)


def test_what_was_typed_is_never_translated() -> None:
    typed = "Poo, towards the chemist: colour {{ clinic_phone }}"
    leaflet = leaflet_for(plain_order(language="en-US", note=typed, clinician={"name": "Poo", "role": "physio"}))
    assert typed in words(leaflet)
    assert {cell.label: cell.value for cell in leaflet.strip}["Given by"] == "Poo, physio"


# Frame


def test_the_frame_carries_reference_version_and_dates(library: Library) -> None:
    leaflet = leaflet_for(plain_order())
    foot = leaflet.footer
    assert foot.reference == "Ref T-0001"
    assert foot.version == f"Version {library.version}"
    assert foot.made == "Made 21 November 2026"
    assert foot.short_made == "Made 21 Nov 2026"
    assert foot.review_by == "Review by November 2027"
    assert foot.page.variables == {"page", "pages"}
    assert leaflet.title == "Low back muscle spasm: what to do"
    assert leaflet.letterhead.phone == library.brands["fernhollow"].contact.phone


@pytest.mark.parametrize(
    ("brand", "of_order", "asked", "page"),
    [
        ("fernhollow", None, None, "a4"),
        ("quillmere", None, None, "letter"),
        ("quillmere", "a4", None, "a4"),
        ("quillmere", "a4", "letter", "letter"),
    ],
)
def test_the_page_that_was_asked_for_wins(brand: str, of_order: str | None, asked: str | None, page: str) -> None:
    order = plain_order(page=of_order)
    selection = select(order, built_in(), today=TODAY, brand=brand)
    assert compose(order, built_in(), selection, today=TODAY, brand=brand, page=asked).page == page


def test_the_review_month_is_that_of_the_part_that_is_due_first(library: Library) -> None:
    soon = library.sections["overview"].model_copy(update={"review_by": dt.date(2027, 2, 1)})
    changed = structs.replace(library, sections={**library.sections, "overview": soon})
    order = plain_order()
    assert leaflet_for(order, library=changed).footer.review_by == "Review by February 2027"


def test_a_part_is_printed_under_the_heading_it_continues() -> None:
    leaflet = leaflet_for(plain_order())
    ids = [section.id for section in leaflet.sections]
    assert "moves" in ids
    assert not {"stretches", "strengthening", "walking", "stop_rules"} & set(ids)
    moves = next(section for section in leaflet.sections if section.id == "moves")
    assert "Stop" in list(moves.read_aloud())


def test_leaflets_that_differ_in_a_word_differ_in_their_digest() -> None:
    digests = {
        leaflet_for(plain_order()).digest(),
        leaflet_for(plain_order(), "quillmere").digest(),
        leaflet_for(plain_order(note="x")).digest(),
        leaflet_for(plain_order(format="large16")).digest(),
        leaflet_for(plain_order(page="letter")).digest(),
        leaflet_for(plain_order(reference="T-0002")).digest(),
    }
    assert len(digests) == 6


def test_nothing_in_a_leaflet_can_be_changed() -> None:
    leaflet = leaflet_for(plain_order())
    with pytest.raises(AttributeError, match="immutable"):
        leaflet.title = "x"  # type: ignore[misc]
    assert isinstance(leaflet.sections, tuple)
