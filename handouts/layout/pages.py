"""Place galleys on pages by arithmetic: fewest pages first, then the least harm.

Every legal page end is tried (dynamic programming over the strips). What belongs together stays
together; nothing is made smaller to fit; only gaps give way, on a full page, to 70 % or what the block
allows (LOOK.md, section 7).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from handouts.errors import Refused
from handouts.layout.galley import Galley
from handouts.layout.style import Grid

PAGE_COST = 10_000.0
WHITE_COST = 60.0
SQUEEZE_COST = 6.0
PARTING_COST = 10 * PAGE_COST
"""More than any page saved: what belongs together is parted only where no page can hold it."""
SPLIT_COSTS = {"bullets": 25.0, "table": 30.0, "ruled": 30.0, "tier-now": 150.0, "tier-today": 90.0, "tier-visit": 90.0}


@dataclass(frozen=True, slots=True)
class Placed:
    """Strips ``first`` up to but without ``end`` of galley ``index``, from the page's top ``y`` down.

    ``repeated``: the galley's repeated head stands above them.
    """

    index: int
    first: int
    end: int
    y: float
    repeated: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page, top to bottom."""

    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """One strip of a galley, with all that placing it needs."""

    galley: int
    strip: int
    height: float
    gap: float
    least: float
    head: float
    foot: float
    may_end: bool
    cost: float
    new_page: bool


def place(galleys: Sequence[Galley], grid: Grid) -> tuple[Page, ...]:
    """The pages. Raises :class:`~handouts.errors.Refused` if a piece is higher than a page."""
    units = _units(galleys)
    try:
        return _placed(units, grid)
    except _TooHigh:
        # What belongs together is higher than a page: it is parted where that does least harm.
        return _placed([_parted(unit, galleys[unit.galley]) for unit in units], grid)


def _parted(unit: _Unit, galley: Galley) -> _Unit:
    """``unit`` with leave to end a page: rather between blocks than after a heading, and least of all inside one."""
    if unit.may_end:
        return unit
    inside = unit.strip < len(galley.strips) - 1
    grave = 100 if inside else 10 if galley.name == "heading" else 1
    return replace(unit, may_end=True, cost=unit.cost + grave * PARTING_COST)


class _TooHigh(Refused):
    """Pieces that must stay together are higher than a page."""


def _placed(units: Sequence[_Unit], grid: Grid) -> tuple[Page, ...]:
    count = len(units)
    # From the last unit back: the least cost from each unit on, and where the page that starts there ends.
    best: list[tuple[float, int]] = [(float("inf"), count)] * count + [(0.0, count)]
    for start in reversed(range(count)):
        room = grid.body_height(first=start == 0)
        for end, solid, gaps, least in _grown(units, start):
            if end - start > 1 and units[end - 1].new_page:
                break
            if solid + least > room + 0.01:
                break
            if end < count and not (units[end - 1].may_end or units[end].new_page):
                continue
            cost = PAGE_COST + best[end][0] + SQUEEZE_COST * _squeeze(room, solid, gaps, least) ** 2
            if end < count:
                # White costs more on the pages that are read first.
                early = 1 + (count - start) / count
                cost += units[end - 1].cost + early * WHITE_COST * max(0.0, 1 - (solid + gaps) / room) ** 2
            if cost < best[start][0]:
                best[start] = (cost, end)
    if best[0][0] == float("inf"):
        raise _TooHigh("a block is higher than a page", remedy="Shorten it, or choose a smaller print.")
    pages, start = [], 0
    while start < count:
        end = best[start][1]
        heights = next((solid, gaps, least) for stop, solid, gaps, least in _grown(units, start) if stop == end)
        squeeze = _squeeze(grid.body_height(first=start == 0), *heights)
        pages.append(_page(units, start, end, squeeze))
        start = end
    return tuple(pages)


def _grown(units: Sequence[_Unit], start: int) -> Iterator[tuple[int, float, float, float]]:
    """A page that starts at unit ``start``, one unit longer each time.

    Yields where it ends, the height of what is drawn, of its gaps, and of its least gaps.
    """
    solid, gaps, least = units[start].head, 0.0, 0.0
    for index in range(start, len(units)):
        unit = units[index]
        if index > start:
            gaps += unit.gap
            least += unit.least
            if units[index - 1].galley != unit.galley:
                solid += units[index - 1].foot
        solid += unit.height
        yield index + 1, solid + unit.foot, gaps, least


def _squeeze(room: float, solid: float, gaps: float, least: float) -> float:
    """How far the gaps must give way: 0 not at all, 1 as far as they can."""
    over = solid + gaps - room
    return min(1.0, over / (gaps - least)) if over > 0 and gaps > least else 0.0


def _units(galleys: Sequence[Galley]) -> list[_Unit]:
    units = []
    for index, galley in enumerate(galleys):
        last = len(galley.strips) - 1
        foot = galley.box.foot if galley.box else 0.0
        for number, strip in enumerate(galley.strips):
            inside = number < last
            units.append(
                _Unit(
                    galley=index,
                    strip=number,
                    height=strip.height,
                    gap=0.0 if number else galley.before,
                    least=0.0 if number else galley.least_before,
                    head=galley.repeat.height if galley.repeat and number else 0.0,
                    foot=foot,
                    may_end=strip.may_end if inside else not galley.keep_next,
                    cost=SPLIT_COSTS.get(galley.name, 20.0) if inside else _cost_after(galleys, index),
                    new_page=galley.new_page and number == 0,
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


def _page(units: Sequence[_Unit], start: int, end: int, squeeze: float) -> Page:
    placed: list[Placed] = []
    y = 0.0
    index = start
    while index < end:
        first = units[index]
        stop = index
        while stop < end and units[stop].galley == first.galley:
            stop += 1
        y += first.gap - squeeze * (first.gap - first.least) if index > start else 0.0
        repeated = bool(first.head)
        placed.append(Placed(first.galley, first.strip, units[stop - 1].strip + 1, y, repeated))
        y += first.head + sum(unit.height for unit in units[index:stop]) + first.foot
        index = stop
    return Page(tuple(placed))
