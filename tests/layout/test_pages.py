"""Pages: every strip is placed once, in order, inside the body; what belongs together stays together."""

from __future__ import annotations

import math
from itertools import pairwise
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from handouts.errors import Refused
from handouts.layout.galley import Box, Galley, Strip
from handouts.layout.page_search import Search
from handouts.layout.pages import Page, Squeeze, fewest, place, place_within
from handouts.layout.style import Grid, grid
from handouts.model.paper import Format

A4 = grid("a4", Format.STANDARD)
ROOM = A4.body_height(first=False)


def galley(*heights: float, name: str = "block", before: float = 10, keep_next: bool = False) -> Galley:
    return Galley(name, tuple(Strip(height, ()) for height in heights), before=before, keep_next=keep_next)


@st.composite
def galleys(draw: st.DrawFn) -> list[Galley]:
    found = []
    for _ in range(draw(st.integers(1, 25))):
        heights = draw(st.lists(st.floats(5, 300), min_size=1, max_size=6))
        strips = tuple(Strip(height, (), draw(st.booleans())) for height in heights)
        repeat = Strip(20, ()) if draw(st.booleans()) else None
        box = Box("#000000", 1, 2, 8) if draw(st.booleans()) else None
        name = draw(st.sampled_from(["bullets", "heading", "card", "tier-now", "stop"]))
        found.append(Galley(name, strips, (), draw(st.floats(0, 30)), None, draw(st.booleans()), repeat, box))
    return found


def spans(pages: tuple[Page, ...], found: list[Galley], page_grid: Grid) -> list[list[tuple[float, float]]]:
    """Top and bottom of each placed piece, page by page."""
    result = []
    for page in pages:
        rows = []
        for placed in page.placed:
            piece = found[placed.index]
            height = sum(strip.height for strip in piece.strips[placed.first : placed.end])
            height += piece.repeat.height if placed.repeated and piece.repeat else 0
            height += piece.box.foot if piece.box else 0
            rows.append((placed.y, placed.y + height))
        result.append(rows)
    return result


@given(found=galleys())
def test_every_strip_is_placed_once_in_order_and_inside_the_body(found: list[Galley]) -> None:
    pages = place(found, A4)
    order = [(p.index, n) for page in pages for p in page.placed for n in range(p.first, p.end)]
    assert order == [(i, n) for i, piece in enumerate(found) for n in range(len(piece.strips))]
    for number, rows in enumerate(spans(pages, found, A4)):
        assert rows[0][0] == 0
        assert rows[-1][1] <= A4.body_height(first=number == 0) + 0.1
        assert all(above[1] <= below[0] + 0.01 for above, below in pairwise(rows))


def test_a_heading_moves_with_what_it_heads() -> None:
    found = [galley(ROOM - 60), galley(30, name="heading", keep_next=True), galley(60)]
    assert [[p.index for p in page.placed] for page in place(found, A4)] == [[0], [1, 2]]


def test_gaps_give_way_only_on_a_full_page_and_only_to_seventy_percent() -> None:
    loose = place([galley(100), galley(100)], A4)[0]
    assert loose.placed[1].y == pytest.approx(110)
    room = A4.body_height(first=True)
    tight = place([galley(room / 2), galley(room / 2 - 8)], A4)[0]
    assert tight.placed[1].y == pytest.approx(room / 2 + 8)
    assert len(place([galley(room / 2), galley(room / 2 - 6)], A4)) == 2


def test_a_continued_part_has_its_head_again() -> None:
    piece = replace(galley(*[60.0] * 20, name="tier-now"), repeat=Strip(20, ()))
    pages = place([piece], A4)
    assert [placed.repeated for page in pages for placed in page.placed] == [False, True]


def test_what_belongs_together_but_is_higher_than_a_page_is_parted_rather_than_lost() -> None:
    found = [galley(ROOM * 0.6, keep_next=True), galley(ROOM * 0.6, keep_next=True), galley(50)]
    assert len(place(found, A4)) == 2


def test_one_piece_higher_than_a_page_is_an_error_not_a_cut() -> None:
    with pytest.raises(Refused, match="higher than a page"):
        place([galley(ROOM + 50)], A4)


def test_a_loose_section_fills_the_foot_of_an_earlier_page() -> None:
    found = [galley(ROOM - 200, keep_next=False), galley(ROOM - 100), galley(150)]
    sections = [range(1), range(1, 2), range(2, 3)]
    assert len(place(found, A4, sections)) == 3
    pages = place(found, A4, sections, [range(2, 3)])
    assert [[placed.index for placed in page.placed] for page in pages] == [[0, 2], [1]]


def test_a_loose_section_never_stands_in_the_middle_of_another() -> None:
    found = [galley(ROOM - 200), galley(ROOM - 100), galley(150)]
    sections = [range(2), range(2, 3)]
    pages = place(found, A4, sections, [range(2, 3)])
    assert [[placed.index for placed in page.placed] for page in pages] == [[0], [1], [2]]


@given(found=galleys(), data=st.data())
def test_every_strip_is_placed_once_whatever_is_loose(found: list[Galley], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, len(found)))) | {len(found)})
    sections = [range(start, end) for start, end in pairwise([0, *cuts])]
    loose = data.draw(st.lists(st.sampled_from(sections[1:]), max_size=4, unique=True)) if len(sections) > 1 else []
    pages = place(found, A4, sections, loose)
    placed = [(p.index, n) for page in pages for p in page.placed for n in range(p.first, p.end)]
    assert sorted(placed) == [(i, n) for i, piece in enumerate(found) for n in range(len(piece.strips))]
    for group in loose:
        assert [at for at in placed if at[0] in group] == sorted(at for at in placed if at[0] in group)
    for number, rows in enumerate(spans(pages, found, A4)):
        assert rows[-1][1] <= A4.body_height(first=number == 0) + 0.02
    assert len(pages) <= len(place(found, A4, sections))


@given(found=galleys(), data=st.data())
def test_what_is_not_looked_at_could_not_be_better(found: list[Galley], data: st.DataObject) -> None:
    """The search gives the same pages when it looks at every page end."""
    cuts = sorted(data.draw(st.sets(st.integers(1, len(found)), max_size=6)) | {len(found)})
    sections = [range(start, end) for start, end in pairwise([0, *cuts])]
    loose = data.draw(st.lists(st.sampled_from(sections[1:]), max_size=2, unique=True)) if len(sections) > 1 else []
    with mock.patch.object(Search, "_pages_left", return_value=0), mock.patch.object(Search, "spare", math.inf):
        every = place(found, A4, sections, loose)
    assert place(found, A4, sections, loose) == every
    assert fewest(found, A4) <= len(every)
    for most in (len(every), len(every) + 1, math.inf):
        assert place_within(most, found, A4, sections, loose) == every
    assert all(place_within(most, found, A4, sections, loose) is None for most in range(len(every)))


@pytest.mark.parametrize(
    ("over", "squeeze", "gaps"),
    [(0, Squeeze.NONE, (10, 10)), (3, Squeeze.GAPS, (8.5, 8.5)), (8, Squeeze.CLOSER, (7, 5))],
)
def test_cards_and_tiers_come_closer_only_after_all_gaps_gave_way(
    over: float, squeeze: Squeeze, gaps: tuple[float, float]
) -> None:
    first = A4.body_height(first=True) - 220 + over
    (page,) = place([galley(first), galley(100), replace(galley(100), tightest=3)], A4)
    _, second, third = page.placed
    assert page.squeeze is squeeze
    assert (second.y - first, third.y - second.y - 100) == pytest.approx(gaps)
