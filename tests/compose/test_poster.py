"""The exercise poster: the leaflet's own lines, no name, every warning, one page for one to five moves."""

from __future__ import annotations

import io
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.compose.poster import posters
from handouts.deliver.record import lines_in
from handouts.errors import BadInput
from handouts.model.blocks import Exercises, Stop
from handouts.model.document import Document
from handouts.model.extra import Extra
from handouts.model.leaflet import Leaflet
from handouts.model.library import Library
from handouts.model.order import Order
from handouts.pipeline import Settings, make
from tests.strategies import TODAY, built_in, plain_order
from tests.verify.leaflets import assert_sound

MOVES = ["cat_cow", "pelvic_tilt", "bird_dog", "hip_lift", "walking"]
OWN = {"poster.see_leaflet", "poster.title"}


def poster_of(order: Order, library: Library, page: str | None = None) -> tuple[Leaflet, Document]:
    """The leaflet of an order, and its poster."""
    made = make(order, library, Settings(today=TODAY, page=page, also=(Extra.POSTER,)))
    return made.leaflet, made.extras[Extra.POSTER]


def text(document: Document) -> str:
    file = pypdfium2.PdfDocument(document.pdf)
    try:
        return " ".join(file[0].get_textpage().get_text_bounded().split())
    finally:
        file.close()


@pytest.mark.parametrize("page", ["a4", "letter", "a5", "half_letter"])
@pytest.mark.parametrize("count", range(1, 6))
def test_one_page_holds_one_to_five_moves(library: Library, count: int, page: str) -> None:
    leaflet, poster = poster_of(plain_order(exercises=MOVES[:count]), library, page)
    file = pypdfium2.PdfDocument(poster.pdf)
    assert len(file) == poster.pages == 1
    width, height = file[0].get_size()
    assert (round(width), round(height)) == {"a": (595, 842), "l": (612, 792), "h": (612, 792)}[page[0]]
    file.close()
    said = text(poster)
    cards = [card for s in leaflet.sections for b in s.blocks if isinstance(b, Exercises) for card in b.cards]
    assert len(cards) == count
    for card in cards:
        assert str(card.name) in said
        assert all(str(line) in said for line in card.cautions)
        assert all(f"{cell.numeral} {cell.label}" in said for cell in card.dose)
    (stop,) = [block for section in leaflet.sections for block in section.blocks if isinstance(block, Stop)]
    assert all(words in said for words in stop.read_aloud())
    assert f"Get help now Call {leaflet.brand.emergency.number}" in said
    assert_sound(poster)


@pytest.mark.parametrize("count", [1, 5])
def test_it_is_big(library: Library, count: int) -> None:
    _, poster = poster_of(plain_order(exercises=MOVES[:count]), library)
    with pdfplumber.open(io.BytesIO(poster.pdf)) as pdf:
        (page,) = pdf.pages
        body = [char["size"] for char in page.chars if char["top"] < page.height - 21 * 72 / 25.4]
    assert min(body) >= 15.99


def test_few_moves_keep_their_steps_and_many_say_where_they_are(library: Library) -> None:
    step = "Get on your hands and knees."
    few = text(poster_of(plain_order(exercises=MOVES[:1]), library)[1])
    some = text(poster_of(plain_order(exercises=MOVES[:3]), library)[1])
    assert step in few
    assert step not in some
    assert "Your leaflet says how to do each move." in some
    assert "Your leaflet says" not in few


@settings(max_examples=25)
@given(
    moves=st.lists(st.sampled_from(sorted(built_in().exercises)), min_size=1, max_size=5, unique=True),
    age=st.sampled_from([30, 70]),
    format=st.sampled_from(["standard", "large16", "large18", "xl24"]),
    conditions=st.dictionaries(st.sampled_from(["hypermobility", "hernia", "falls_risk", "athlete"]), st.just("yes")),
)
def test_its_lines_are_those_of_the_leaflet(
    moves: list[str], age: int, format: str, conditions: dict[str, str]
) -> None:
    """Whatever the order, each form of the poster says nothing of its own, and leaves out no warning."""
    from handouts.errors import Refused

    order = plain_order({"age": age, "region": "several", "conditions": conditions}, exercises=moves, format=format)
    try:
        made = make(order, built_in(), Settings(today=TODAY))
    except Refused:
        return
    lines = {line.id: str(line) for line in lines_in(made.leaflet.sections)}
    must = {
        line.id
        for section in made.leaflet.sections
        if section.id == "moves"
        for block in section.blocks
        for line in (
            [caution for card in block.cards for caution in card.cautions]
            if isinstance(block, Exercises)
            else []
            if type(block).__name__ == "Paragraph"
            else lines_in(block)
        )
    }
    for poster in posters(made.leaflet, built_in()):
        said = {line.id: str(line) for line in lines_in(poster.sections)}
        assert {id: words for id, words in said.items() if id not in OWN}.items() <= lines.items()
        assert must <= set(said)


def test_it_names_nobody(library: Library) -> None:
    order = plain_order(
        exercises=MOVES, patient={"name": "Ada Nobody", "birth_date": "1980-01-02"}, clinician={"name": "Priya Nair"}
    )
    _, poster = poster_of(order, library)
    file = pypdfium2.PdfDocument(poster.pdf)
    said = text(poster) + str(file.get_metadata_dict())
    file.close()
    assert not any(word in said for word in ("Nobody", "1980", "Nair"))


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"exercises": []}, "no exercises"),
        ({"exercises": [{"id": move, "times_a_day": 3} for move in MOVES], "format": "xl24"}, "do not fit on one page"),
    ],
)
def test_what_cannot_be_made_is_said(library: Library, fields: dict[str, Any], why: str) -> None:
    with pytest.raises(BadInput, match=why) as caught:
        poster_of(plain_order(**fields), library)
    assert caught.value.problems[0].code == "no-poster"
    assert caught.value.problems[0].hint


def test_an_urgent_sheet_has_none(library: Library) -> None:
    order = plain_order({"red_flags": ["saddle_numb"]})
    assert make(order, library, Settings(today=TODAY, also=tuple(Extra))).extras == {}


def test_the_same_order_gives_the_same_bytes(library: Library) -> None:
    order = plain_order(exercises=MOVES)
    assert poster_of(order, library)[1].pdf == poster_of(order, library)[1].pdf
