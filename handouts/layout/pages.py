"""Place galleys on pages by arithmetic: fewest pages first, then the least harm.

Every legal page end is tried (dynamic programming over the strips). What belongs together stays
together; nothing is made smaller to fit; only gaps give way, on a full page, to 70 %, and then between
cards and tiers to what the block allows (LOOK.md, section 7).
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, combinations

from handouts.errors import Refused
from handouts.layout.galley import Galley
from handouts.layout.style import Grid

PAGE_COST = 10_000.0
WHITE_COST = 60.0
SQUEEZE_COST = 6.0
MOVE_COST = 5.0
PARTING_COST = 10 * PAGE_COST
"""More than any page saved: what belongs together is parted only where no page can hold it."""
SPLIT_COSTS = {"bullets": 25.0, "table": 30.0, "ruled": 30.0, "tier-now": 150.0, "tier-today": 90.0, "tier-visit": 90.0}
MOST_TOGETHER = 2
"""Groups that may be moved up to the foot of one page."""


class Squeeze(StrEnum):
    """How far the gaps of a page gave way."""

    NONE = "none"
    GAPS = "gaps"
    CLOSER = "closer"


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
    """What stands on one page, top to bottom, and how its gaps gave way."""

    placed: tuple[Placed, ...]
    squeeze: Squeeze = Squeeze.NONE


@dataclass(frozen=True, slots=True)
class _Unit:
    """One strip of a galley, with all that placing it needs.

    ``soft``: the gap at 70 %; ``least``: the tightest; ``begins``: whether it is the first of a section.
    """

    galley: int
    strip: int
    height: float
    gap: float
    soft: float
    least: float
    head: float
    foot: float
    may_end: bool
    cost: float
    new_page: bool
    begins: bool


@dataclass(frozen=True, slots=True)
class _Extent:
    """Heights on a page: what is drawn, and its gaps, full, at 70 % and at their tightest."""

    solid: float = 0.0
    gaps: float = 0.0
    soft: float = 0.0
    least: float = 0.0

    def plus(self, solid: float, unit: _Unit | None = None) -> _Extent:
        """With ``solid`` more, and the gap above ``unit``."""
        if unit is None:
            return _Extent(self.solid + solid, self.gaps, self.soft, self.least)
        return _Extent(self.solid + solid, self.gaps + unit.gap, self.soft + unit.soft, self.least + unit.least)

    def __add__(self, other: _Extent) -> _Extent:
        return _Extent(
            self.solid + other.solid, self.gaps + other.gaps, self.soft + other.soft, self.least + other.least
        )

    def squeeze(self, room: float) -> float:
        """How far the gaps must give way: 0 not at all, 1 to 70 %, 2 as far as they can."""
        over = self.solid + self.gaps - room
        if over <= 0:
            return 0.0
        if over <= self.gaps - self.soft:
            return over / (self.gaps - self.soft)
        rest = over - (self.gaps - self.soft)
        return 1 + min(1.0, rest / (self.soft - self.least)) if self.soft > self.least else 1.0


def place(
    galleys: Sequence[Galley], grid: Grid, sections: Sequence[range] = (), loose: Sequence[range] = ()
) -> tuple[Page, ...]:
    """The pages. ``sections``: galleys that belong together; those of them that are ``loose`` may be moved up to the
    foot of an earlier page, but never into the middle of another.

    Raises :class:`~handouts.errors.Refused` if a piece is higher than a page.
    """
    units = _units(galleys, {section.start for section in sections})
    try:
        return _placed(units, grid, loose)
    except _TooHigh:
        # What belongs together is higher than a page: it is parted where that does least harm.
        return _placed([_parted(unit, galleys[unit.galley]) for unit in units], grid, loose)


def _parted(unit: _Unit, galley: Galley) -> _Unit:
    """``unit`` with leave to end a page: rather between blocks than after a heading, and least of all inside one."""
    if unit.may_end:
        return unit
    inside = unit.strip < len(galley.strips) - 1
    grave = 100 if inside else 10 if galley.name == "heading" else 1
    return replace(unit, may_end=True, cost=unit.cost + grave * PARTING_COST)


class _TooHigh(Refused):
    """Pieces that must stay together are higher than a page."""


_Best = dict[tuple[int, frozenset[range]], tuple[float, int, tuple[range, ...]]]
"""For the unit a page starts with and the groups already placed: the least cost from there on, where that page ends,
and the groups moved up to its foot."""


def _placed(units: Sequence[_Unit], grid: Grid, loose: Sequence[range]) -> tuple[Page, ...]:
    count = len(units)
    groups = [_units_of(group, units) for group in loose]
    heights = {group: _with(_Extent(), units, group) for group in groups}
    # From the last unit back: the least cost from each unit on, given the groups that stand on earlier pages,
    # and where the page that starts there ends and what is moved up to its foot.
    best: _Best = {}
    for start in reversed(range(count)):
        room = grid.body_height(first=start == 0)
        for moved in _subsets([group for group in groups if group.start >= start], len(groups)):
            if any(group.start == start for group in moved):
                continue
            found: tuple[float, int, tuple[range, ...]] = (float("inf"), count, ())
            for end, extent in _grown(units, start, moved):
                if extent.solid + extent.least > room + 0.01:
                    break
                last, following = units[end - 1], _next(end, moved)
                if following < count and not (last.may_end or units[following].new_page):
                    continue
                open_to = groups if following < count and units[following].begins else []
                later = [
                    group
                    for group in open_to
                    if group.start >= following
                    and group not in moved
                    and extent.solid + extent.least + heights[group].solid + heights[group].least <= room
                ]
                for foot in _subsets(later, MOST_TOGETHER):
                    whole = sum((heights[group] for group in foot), extent)
                    if whole.solid + whole.least > room + 0.01:
                        continue
                    gone = frozenset(group for group in (*moved, *foot) if group.start >= following)
                    rest, on = _rest(best, following, gone, count)
                    cost = PAGE_COST + rest + SQUEEZE_COST * whole.squeeze(room) ** 2 + MOVE_COST * len(foot)
                    if on < count:
                        # White costs more on the pages that are read first.
                        early = 1 + (count - start) / count
                        white = max(0.0, 1 - (whole.solid + whole.gaps) / room)
                        cost += (0.0 if foot else last.cost) + early * WHITE_COST * white**2
                    if cost < found[0]:
                        found = (cost, end, foot)
            best[start, frozenset(moved)] = found
    return tuple(_pages(units, grid, best))


def _pages(units: Sequence[_Unit], grid: Grid, best: _Best) -> Iterator[Page]:
    """The pages of the way that costs least."""
    start, moved = 0, frozenset[range]()
    while start < len(units):
        cost, end, foot = best[start, moved]
        if cost == float("inf"):
            raise _TooHigh("a block is higher than a page", remedy="Shorten it, or choose a smaller print.")
        extent = next(extent for stop, extent in _grown(units, start, moved) if stop == end)
        extent = sum((_with(_Extent(), units, group) for group in foot), extent)
        on_page = [*_run(start, end, moved), *chain.from_iterable(foot)]
        yield _page([units[index] for index in on_page], extent.squeeze(grid.body_height(first=start == 0)))
        following = _next(end, moved)
        start, moved = _settled(following, frozenset(group for group in (*moved, *foot) if group.start >= following))


def _rest(best: _Best, start: int, moved: frozenset[range], count: int) -> tuple[float, int]:
    """The least cost from ``start`` on, and the first unit from there that is not placed yet."""
    start, moved = _settled(start, moved)
    return (0.0, count) if start == count else (best[start, moved][0], start)


def _settled(start: int, moved: frozenset[range]) -> tuple[int, frozenset[range]]:
    """The first unit from ``start`` on that is not placed yet, and the groups after it that are."""
    start = _next(start, moved)
    return start, frozenset(group for group in moved if group.start >= start)


def _units_of(group: range, units: Sequence[_Unit]) -> range:
    """The units of a group of galleys."""
    found = [index for index, unit in enumerate(units) if unit.galley in group]
    return range(found[0], found[-1] + 1)


def _subsets(groups: Sequence[range], most: int) -> Iterator[tuple[range, ...]]:
    return chain.from_iterable(combinations(groups, size) for size in range(min(most, len(groups)) + 1))


def _next(index: int, moved: Collection[range]) -> int:
    """``index``, or the end of the groups that begin there and are placed already."""
    while group := next((group for group in moved if group.start == index), None):
        index = group.stop
    return index


def _run(start: int, end: int, moved: Collection[range]) -> Iterator[int]:
    """Units from ``start`` up to but without ``end`` that are not placed already."""
    index = start
    while index < end:
        yield index
        index = _next(index + 1, moved)


def _grown(units: Sequence[_Unit], start: int, moved: Collection[range]) -> Iterator[tuple[int, _Extent]]:
    """A page that starts at unit ``start``, one unit longer each time: where it ends, and its heights."""
    extent, before = _Extent(units[start].head), None
    for index in _run(start, len(units), moved):
        unit = units[index]
        if before is not None and unit.new_page:
            break
        between = before.foot if before is not None and before.galley != unit.galley else 0.0
        extent = extent.plus(between + unit.height, unit if before is not None else None)
        yield index + 1, extent.plus(unit.foot)
        before = unit


def _with(extent: _Extent, units: Sequence[_Unit], group: range) -> _Extent:
    """``extent`` with a whole group below it."""
    for index in group:
        unit = units[index]
        ends = index + 1 == group.stop or units[index + 1].galley != unit.galley
        extent = extent.plus(unit.height + (unit.foot if ends else 0.0), unit)
    return extent


def _units(galleys: Sequence[Galley], starts: Container[int]) -> list[_Unit]:
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


def _page(units: Sequence[_Unit], squeeze: float) -> Page:
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
