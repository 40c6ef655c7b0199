"""Place galleys on pages by arithmetic: fewest pages first, then the least harm.

Every legal page end is tried (dynamic programming over the strips). What belongs together stays
together; nothing is made smaller to fit; only gaps give way, on a full page, to 70 %, and then between
cards and tiers to what the block allows (LOOK.md, section 7).
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Sequence
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


def fewest(galleys: Sequence[Galley], grid: Grid) -> int:
    """Pages that ``galleys`` take at least, in whatever order and however their gaps give way."""
    room = max(grid.body_height(first=True), grid.body_height(first=False)) + 0.02
    forms = sum(galley.new_page for galley in galleys)
    return max(math.ceil(sum(galley.height for galley in galleys) / room), forms)


def _parted(unit: _Unit, galley: Galley) -> _Unit:
    """``unit`` with leave to end a page: rather between blocks than after a heading, and least of all inside one."""
    if unit.may_end:
        return unit
    inside = unit.strip < len(galley.strips) - 1
    grave = 100 if inside else 10 if galley.name == "heading" else 1
    return replace(unit, may_end=True, cost=unit.cost + grave * PARTING_COST)


class _TooHigh(Refused):
    """Pieces that must stay together are higher than a page."""


_Way = tuple[float, int, int]
"""The least cost from a page on, where that page ends, and the groups that are moved up to its foot."""


def _placed(units: Sequence[_Unit], grid: Grid, loose: Sequence[range]) -> tuple[Page, ...]:
    search = _Search(units, grid, [_units_of(group, units) for group in loose])
    return tuple(search.pages())


class _Search:
    """The way that costs least, from the first page on (dynamic programming over all legal page ends).

    A page is looked at only if a way through it could cost as little as the best that is known: each page costs more
    than all else, and what is left needs at least as many as its height. Sets of groups are numbers, a bit for each.
    """

    def __init__(self, units: Sequence[_Unit], grid: Grid, groups: Sequence[range]) -> None:
        self._units, self._groups = units, groups
        self._rooms = (grid.body_height(first=True), grid.body_height(first=False))
        self._heights = [_with(_Extent(), units, group) for group in groups]
        self._feet = [
            (sum(1 << bit for bit in bits), len(bits), sum((self._heights[bit] for bit in bits), _Extent()))
            for bits in _subsets(range(len(groups)), MOST_TOGETHER)
        ]
        self._at = {group.start: bit for bit, group in enumerate(groups)}
        self._from = [
            sum(1 << bit for bit, group in enumerate(groups) if group.start >= index) for index in range(len(units) + 1)
        ]
        """The groups that begin at a unit or later."""
        self._known: dict[tuple[int, int], _Way] = {}
        self._measure_rest()

    def _measure_rest(self) -> None:
        """The height from each unit on, and the pages it takes at least; a page's first gap is not drawn."""
        count = len(self._units)
        self._capacity = max(self._rooms) + max((unit.least for unit in self._units), default=0.0) + 0.02
        self._rest, self._least = [0.0] * (count + 1), [0] * (count + 1)
        height, after = 0.0, 0
        self._gone = {0: 0.0}
        for index in reversed(range(count)):
            unit = self._units[index]
            ends = index + 1 == count or self._units[index + 1].galley != unit.galley
            own = unit.height + unit.least + (unit.foot if ends else 0.0)
            self._rest[index] = self._rest[index + 1] + own
            height += own
            self._least[index] = math.ceil(height / self._capacity) + after
            if unit.new_page:
                height, after = 0.0, self._least[index]

    def _pages_left(self, start: int, moved: int) -> int:
        """The least pages from ``start`` on."""
        if not moved:
            return self._least[start]
        if (gone := self._gone.get(moved)) is None:
            gone = self._gone[moved] = sum(self._rest[g.start] - self._rest[g.stop] for g in self._in(moved))
        return max(math.ceil((self._rest[start] - gone) / self._capacity), self._least[start] - moved.bit_count())

    def _in(self, groups: int) -> Iterator[range]:
        return (group for bit, group in enumerate(self._groups) if groups >> bit & 1)

    def _next(self, index: int, moved: int) -> int:
        """``index``, or the end of the groups that begin there and are placed already."""
        while (bit := self._at.get(index)) is not None and moved >> bit & 1:
            index = self._groups[bit].stop
        return index

    def _best(self, start: int, moved: int) -> _Way:
        """The best way from a page that begins with unit ``start``, where ``moved`` stand on earlier pages."""
        key = (start, moved)
        if key not in self._known:
            self._known[key] = self._found(start, moved)
        return self._known[key]

    def _found(self, start: int, moved: int) -> _Way:
        units, count, room = self._units, len(self._units), self._rooms[1 if start else 0]
        early = 1 + (count - start) / count
        best: _Way = (float("inf"), count, 0)
        # From the fullest page down: it sets a mark that most others cannot reach.
        for end, extent in reversed(list(self._ends(start, moved, room))):
            following = self._next(end, moved)
            open_to = self._from[following] & ~moved if following < count and units[following].begins else 0
            at_end: _Way = (float("inf"), end, 0)
            for foot, groups, height in self._feet:
                if foot & ~open_to:
                    continue
                whole = extent + height if foot else extent
                if whole.solid + whole.least > room + (0.01 if groups != 1 else 0.0) and foot:
                    continue
                cost = PAGE_COST + SQUEEZE_COST * whole.squeeze(room) ** 2 + MOVE_COST * groups
                gone = (moved | foot) & self._from[following]
                on = self._next(following, gone)
                if on < count:
                    # White costs more on the pages that are read first.
                    white = max(0.0, 1 - (whole.solid + whole.gaps) / room)
                    cost += (0.0 if foot else units[end - 1].cost) + early * WHITE_COST * white**2
                    gone &= self._from[on]
                    if cost + PAGE_COST * self._pages_left(on, gone) > min(best[0], at_end[0]):
                        continue
                    cost += self._best(on, gone)[0]
                if cost < at_end[0]:
                    at_end = (cost, end, foot)
            if at_end[0] <= best[0]:
                best = at_end
        return best

    def _ends(self, start: int, moved: int, room: float) -> Iterator[tuple[int, _Extent]]:
        """Where a page that begins with unit ``start`` may end, and its heights."""
        units, count = self._units, len(self._units)
        solid, gaps, soft, least = units[start].head, 0.0, 0.0, 0.0
        before: _Unit | None = None
        index = start
        while index < count:
            unit = units[index]
            if before is not None:
                if unit.new_page:
                    return
                if before.galley != unit.galley:
                    solid += before.foot
                gaps, soft, least = gaps + unit.gap, soft + unit.soft, least + unit.least
            solid += unit.height
            if solid + unit.foot + least > room + 0.01:
                return
            following = self._next(index + 1, moved)
            if following >= count or unit.may_end or units[following].new_page:
                yield index + 1, _Extent(solid + unit.foot, gaps, soft, least)
            before, index = unit, following

    def pages(self) -> Iterator[Page]:
        """The pages of the way that costs least."""
        start, moved = 0, 0
        while start < len(self._units):
            cost, end, foot = self._best(start, moved)
            if cost == float("inf"):
                raise _TooHigh("a block is higher than a page", remedy="Shorten it, or choose a smaller print.")
            room = self._rooms[1 if start else 0]
            extent = next(extent for stop, extent in self._ends(start, moved, room) if stop == end)
            extent = sum((self._heights[bit] for bit in range(len(self._groups)) if foot >> bit & 1), extent)
            on_page = [*self._run(start, end, moved), *chain.from_iterable(self._in(foot))]
            yield _page([self._units[index] for index in on_page], extent.squeeze(room))
            following = self._next(end, moved)
            gone = (moved | foot) & self._from[following]
            start = self._next(following, gone)
            moved = gone & self._from[start]

    def _run(self, start: int, end: int, moved: int) -> Iterator[int]:
        """Units from ``start`` up to but without ``end`` that are not placed already."""
        index = start
        while index < end:
            yield index
            index = self._next(index + 1, moved)


def _units_of(group: range, units: Sequence[_Unit]) -> range:
    """The units of a group of galleys."""
    found = [index for index, unit in enumerate(units) if unit.galley in group]
    return range(found[0], found[-1] + 1)


def _subsets(bits: Sequence[int], most: int) -> Iterator[tuple[int, ...]]:
    return chain.from_iterable(combinations(bits, size) for size in range(min(most, len(bits)) + 1))


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
