"""Place galleys on pages by arithmetic: fewest pages first, then the least harm.

Every legal page end is tried (dynamic programming over the strips). What belongs together stays
together; nothing is made smaller to fit; only gaps give way, on a full page, to 70 %, and then between
cards and tiers to what the block allows (LOOK.md, section 7).
"""

from __future__ import annotations

import math
from collections.abc import Container, Sequence
from enum import StrEnum
from itertools import starmap

from msgspec import Struct

from handouts.errors import Refused
from handouts.layout.galley import Galley
from handouts.layout.page_search import PAGE_COST, Search, Unit
from handouts.layout.style import Grid

PARTING_COST = 10 * PAGE_COST
"""More than any page saved: what belongs together is parted only where no page can hold it."""
DEAREST = 400.0
"""More than a page costs besides, where what belongs together is not parted."""
SPLIT_COSTS = {"bullets": 25.0, "table": 30.0, "ruled": 30.0, "tier-now": 150.0, "tier-today": 90.0, "tier-visit": 90.0}


class Squeeze(StrEnum):
    """How far the gaps of a page gave way."""

    NONE = "none"
    GAPS = "gaps"
    CLOSER = "closer"


class Placed(Struct, frozen=True):
    """Strips ``first`` up to but without ``end`` of galley ``index``, from the page's top ``y`` down.

    ``repeated``: the galley's repeated head stands above them.
    """

    index: int
    first: int
    end: int
    y: float
    repeated: bool


class Page(Struct, frozen=True):
    """What stands on one page, top to bottom, and how its gaps gave way."""

    placed: tuple[Placed, ...]
    squeeze: Squeeze = Squeeze.NONE


def place(
    galleys: Sequence[Galley], grid: Grid, sections: Sequence[range] = (), loose: Sequence[range] = ()
) -> tuple[Page, ...]:
    """The pages. ``sections``: galleys that belong together; those of them that are ``loose`` may be moved up to the
    foot of an earlier page, but never into the middle of another.

    Raises :class:`~handouts.errors.Refused` if a piece is higher than a page.
    """
    units = _units(galleys, {section.start for section in sections})
    found = Search(units, grid, loose).pages()
    if found is None:
        # What belongs together is higher than a page: it is parted where that does least harm.
        found = Search([_parted(unit, galleys[unit.galley]) for unit in units], grid, loose).pages()
    if found is None:
        raise Refused("a block is higher than a page", remedy="Shorten it, or choose a smaller print.")
    return tuple(starmap(_page, found))


def place_within(
    most: float, galleys: Sequence[Galley], grid: Grid, sections: Sequence[range] = (), loose: Sequence[range] = ()
) -> tuple[Page, ...] | None:
    """What :func:`place` gives if that is ``most`` pages or fewer, else None: that it is more is known long before the
    pages are."""
    if fewest(galleys, grid) > most:
        return None
    if most * DEAREST < PAGE_COST:
        search = Search(_units(galleys, {section.start for section in sections}), grid, loose)
        found = search.pages(PAGE_COST * (most + 1) - 1)
        if found is not None or search.in_order():
            return None if found is None else tuple(starmap(_page, found))
    pages = place(galleys, grid, sections, loose)
    return pages if len(pages) <= most else None


def fewest(galleys: Sequence[Galley], grid: Grid) -> int:
    """Pages that ``galleys`` take at least, in whatever order and however their gaps give way."""
    room = max(grid.body_height(first=True), grid.body_height(first=False)) + 0.02
    forms = sum(galley.new_page for galley in galleys)
    return max(math.ceil(sum(galley.height for galley in galleys) / room), forms)


def _parted(unit: Unit, galley: Galley) -> Unit:
    """``unit`` with leave to end a page: rather between blocks than after a heading, and least of all inside one."""
    if unit.may_end:
        return unit
    inside = unit.strip < len(galley.strips) - 1
    grave = 100 if inside else 10 if galley.name == "heading" else 1
    return unit._replace(may_end=True, cost=unit.cost + grave * PARTING_COST)


def _units(galleys: Sequence[Galley], starts: Container[int]) -> list[Unit]:
    units = []
    for index, galley in enumerate(galleys):
        last = len(galley.strips) - 1
        foot = galley.box.foot if galley.box else 0.0
        for number, strip in enumerate(galley.strips):
            inside = number < last
            units.append(
                Unit(
                    galley=index,
                    strip=number,
                    height=strip.height,
                    gap=0.0 if number else galley.before,
                    soft=0.0 if number else galley.soft_before,
                    least=0.0 if number else galley.least_before,
                    head=galley.repeat.height if galley.repeat and number else 0.0,
                    foot=foot,
                    may_end=strip.may_end if inside else not galley.keep_next,
                    cost=SPLIT_COSTS.get(galley.name, 20.0) if inside else _cost_after(galleys, index),
                    new_page=galley.new_page and number == 0,
                    begins=index in starts and number == 0,
                )
            )
    return units


def _cost_after(galleys: Sequence[Galley], index: int) -> float:
    """What it costs to end a page after a whole galley: nothing before a heading, a little inside a section."""
    if index + 1 >= len(galleys):
        return 0.0
    following = galleys[index + 1].name
    if following in ("heading", "pair", "tier-now"):
        return 0.0
    if following in ("tier-today", "small"):
        return 6.0
    if following == "tier-visit":
        # The smallest tier does not stand on a page alone.
        return 60.0
    if following == "stop":
        # When to stop is read with the moves, not on a page after them.
        return 80.0
    if galleys[index].name == "watch":
        # Where page 1 has no room for it, it does not stand on a page alone.
        return 80.0
    if following == "callout" and galleys[index].name == "help":
        # What to know before all else is read with the help box.
        return 80.0
    if following == "card":
        return 30.0
    return 30.0 if galleys[index].name in ("schedule", "callout") else 10.0


def _page(units: Sequence[Unit], squeeze: float) -> Page:
    placed: list[Placed] = []
    y = 0.0
    index = 0
    while index < len(units):
        first = units[index]
        stop = index
        while stop < len(units) and units[stop].galley == first.galley:
            stop += 1
        if index:
            y += first.gap - min(1.0, squeeze) * (first.gap - first.soft)
            y -= max(0.0, squeeze - 1) * (first.soft - first.least)
        placed.append(Placed(first.galley, first.strip, units[stop - 1].strip + 1, y, bool(first.head)))
        y += first.head + sum(unit.height for unit in units[index:stop]) + first.foot
        index = stop
    gave = Squeeze.NONE if squeeze == 0 else Squeeze.GAPS if squeeze <= 1 else Squeeze.CLOSER
    return Page(tuple(placed), gave)
