"""What was worked out before, kept for the next leaflet."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")

MOST = 4096
"""Results of one kind that are kept."""


class Memo:
    """Results by kind and key. It belongs to one process, one library and one day.

    What is kept is exact: a key holds all that its result was made of, so that a leaflet has the same bytes with a
    memo and without. It is bounded: of each kind, ``most`` results stay, and the oldest quarter goes when there are
    more. With ``most`` 0 nothing is kept.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: dict[str, dict[Hashable, object]] = {}
        self.found = 0
        """How often a result was there already."""

    @property
    def keeps(self) -> bool:
        """Whether anything is kept."""
        return self._most > 0

    def of(self, kind: str, key: Hashable, make: Callable[[], T]) -> T:
        """The result for ``key``; ``make`` works it out when it is not there."""
        if not self._most:
            return make()
        kept = self._kept.setdefault(kind, {})
        known = kept.get(key, _NOTHING)
        if known is not _NOTHING:
            self.found += 1
            return cast(T, known)
        made = make()
        if len(kept) >= self._most:
            for old in list(kept)[: max(1, self._most // 4)]:
                del kept[old]
        kept[key] = made
        return made

    def same(self, kind: str, things: tuple[object, ...], key: Hashable, make: Callable[[], T]) -> T:
        """The result for these very ``things``, which are told apart without being read; ``key``: what else counts.

        What is kept holds on to the things, so that no other can take their place in memory.
        """
        if not self._most:
            return make()
        return self.of(kind, (key, *map(id, things)), lambda: (make(), things))[0]


_NOTHING: Any = object()
