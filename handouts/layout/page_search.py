"""The search for the pages that cost least: dynamic programming over all legal page ends, in numbers alone."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import chain, combinations
from typing import NamedTuple

from handouts.layout.style import Grid

PAGE_COST = 10_000.0
WHITE_COST = 60.0
SQUEEZE_COST = 6.0
MOVE_COST = 5.0
MOST_TOGETHER = 2
"""Groups that may be moved up to the foot of one page."""


class Unit(NamedTuple):
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


_Extent = tuple[float, float, float, float]
"""Heights on a page: what is drawn, and its gaps, full, at 70 % and at their tightest."""
_NOTHING: _Extent = (0.0, 0.0, 0.0, 0.0)


def _sum(one: _Extent, other: _Extent) -> _Extent:
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3])


def _squeeze(extent: _Extent, room: float) -> float:
    """How far the gaps must give way: 0 not at all, 1 to 70 %, 2 as far as they can."""
    solid, gaps, soft, least = extent
    over = solid + gaps - room
    if over <= 0:
        return 0.0
    if over <= gaps - soft:
        return over / (gaps - soft)
    rest = over - (gaps - soft)
    return 1 + min(1.0, rest / (soft - least)) if soft > least else 1.0


_Way = tuple[float, int, int]
"""The least cost from a page on, where that page ends, and the groups that are moved up to its foot."""
_NOT_LOOKED: tuple[_Way, float] = ((math.inf, 0, 0), -math.inf)


class Search:
    """The way that costs least, from the first page on (dynamic programming over all legal page ends).

    A page is looked at only if a way through it could cost as little as the best that is known: each page costs more
    than all else, and what is left needs at least as many as its height. Sets of groups are numbers, a bit for each.
    """

    spare = 1e-6
    """More than sums of costs are rounded by."""

    def __init__(self, units: Sequence[Unit], grid: Grid, loose: Sequence[range]) -> None:
        groups = [_units_of(group, units) for group in loose]
        self._units, self._groups = units, groups
        self._rooms = (grid.body_height(first=True), grid.body_height(first=False))
        self._heights = [_height(units, group) for group in groups]
        self._feet = [
            (sum(1 << bit for bit in bits), len(bits), reduce(_sum, (self._heights[bit] for bit in bits), _NOTHING))
            for bits in _subsets(range(len(groups)), MOST_TOGETHER)
        ]
        self._no_foot = self._feet[:1]
        self._at = {group.start: bit for bit, group in enumerate(groups)}
        self._from = [
            sum(1 << bit for bit, group in enumerate(groups) if group.start >= index) for index in range(len(units) + 1)
        ]
        """The groups that begin at a unit or later."""
        self._known: dict[tuple[int, int], tuple[_Way, float]] = {}
        """The best way from a page, and up to what cost it was looked for: a way that costs more is none."""
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

    def _best(self, start: int, moved: int, most: float) -> _Way:
        """The best way from a page that begins with unit ``start``, where ``moved`` stand on earlier pages, if it costs
        no more than ``most``; else some way that costs more."""
        way, looked = self._known.get((start, moved), _NOT_LOOKED)
        if way[0] > looked and most > looked:
            way = self._found(start, moved, most)
            self._known[start, moved] = way, most
        return way

    def _found(self, start: int, moved: int, most: float) -> _Way:
        units, count, room = self._units, len(self._units), self._rooms[1 if start else 0]
        early = 1 + (count - start) / count
        best: _Way = (math.inf, count, 0)
        # From the fullest page down: it sets a mark that most others cannot reach.
        for end, extent in reversed(self._ends(start, moved, room)):
            following = self._next(end, moved)
            open_to = self._from[following] & ~moved if following < count and units[following].begins else 0
            at_end: _Way = (math.inf, end, 0)
            for foot, groups, height in self._feet if open_to else self._no_foot:
                if foot & ~open_to:
                    continue
                whole = _sum(extent, height) if foot else extent
                solid, gaps, _, least = whole
                if foot and solid + least > room + (0.01 if groups != 1 else 0.0):
                    continue
                gone = (moved | foot) & self._from[following]
                on = self._next(following, gone)
                gone &= self._from[on]
                left = PAGE_COST * self._pages_left(on, gone) if on < count else 0.0
                mark = min(best[0], at_end[0], most)
                if PAGE_COST + left > mark:
                    continue
                cost = PAGE_COST + MOVE_COST * groups
                if solid + gaps > room:
                    cost = PAGE_COST + SQUEEZE_COST * _squeeze(whole, room) ** 2 + MOVE_COST * groups
                if on < count:
                    # White costs more on the pages that are read first.
                    white = max(0.0, 1 - (solid + gaps) / room)
                    cost += (0.0 if foot else units[end - 1].cost) + early * WHITE_COST * white**2
                    if cost + left > mark:
                        continue
                    cost += self._best(on, gone, mark - cost + self.spare)[0]
                if cost < at_end[0]:
                    at_end = (cost, end, foot)
            if at_end[0] <= best[0]:
                best = at_end
        return best

    def _ends(self, start: int, moved: int, room: float) -> list[tuple[int, _Extent]]:
        """Where a page that begins with unit ``start`` may end, and its heights."""
        units, count, most = self._units, len(self._units), room + 0.01
        unit, index = units[start], start
        solid, gaps, soft, least = unit.head, 0.0, 0.0, 0.0
        found: list[tuple[int, _Extent]] = []
        while True:
            galley, _, height, _, _, _, _, foot, may_end, _, _, _ = unit
            solid += height
            if solid + foot + least > most:
                return found
            following = self._next(index + 1, moved) if moved else index + 1
            if following == count:
                found.append((index + 1, (solid + foot, gaps, soft, least)))
                return found
            unit = units[following]
            if may_end or unit.new_page:
                found.append((index + 1, (solid + foot, gaps, soft, least)))
                if unit.new_page:
                    return found
            if unit.galley != galley:
                solid += foot
            gaps, soft, least = gaps + unit.gap, soft + unit.soft, least + unit.least
            index = following

    def in_order(self) -> bool:
        """Whether pages can hold all units, one after the other."""
        start = 0
        while start < len(self._units):
            ends = self._ends(start, 0, self._rooms[1 if start else 0])
            if not ends:
                return False
            start = ends[-1][0]
        return True

    def pages(self, most: float = math.inf) -> list[tuple[list[Unit], float]] | None:
        """The pages of the way that costs least, with how far their gaps must give way; None where each way costs more
        than ``most``, or there is none."""
        if self._units:
            cost = self._best(0, 0, most)[0] if PAGE_COST * self._pages_left(0, 0) <= most else math.inf
            if cost > most or cost == math.inf:
                return None
        return list(self._pages())

    def _pages(self) -> Iterator[tuple[list[Unit], float]]:
        """The pages of the best way, which is known."""
        start, moved = 0, 0
        while start < len(self._units):
            (_, end, foot), _ = self._known[start, moved]
            room = self._rooms[1 if start else 0]
            extent = dict(self._ends(start, moved, room))[end]
            for bit, height in enumerate(self._heights):
                extent = _sum(extent, height) if foot >> bit & 1 else extent
            on_page = [*self._run(start, end, moved), *chain.from_iterable(self._in(foot))]
            yield [self._units[index] for index in on_page], _squeeze(extent, room)
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


def _units_of(group: range, units: Sequence[Unit]) -> range:
    """The units of a group of galleys."""
    found = [index for index, unit in enumerate(units) if unit.galley in group]
    return range(found[0], found[-1] + 1)


def _subsets(bits: Sequence[int], most: int) -> Iterator[tuple[int, ...]]:
    return chain.from_iterable(combinations(bits, size) for size in range(min(most, len(bits)) + 1))


def _height(units: Sequence[Unit], group: range) -> _Extent:
    """A whole group, with the gap above it."""
    extent = _NOTHING
    for index in group:
        unit = units[index]
        ends = index + 1 == group.stop or units[index + 1].galley != unit.galley
        extent = _sum(extent, (unit.height + (unit.foot if ends else 0.0), unit.gap, unit.soft, unit.least))
    return extent
