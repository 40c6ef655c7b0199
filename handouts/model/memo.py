"""What was worked out before, kept for the next leaflet."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from handouts.errors import Bug

T = TypeVar("T")

MOST = 512
"""Results of one kind that are kept."""
FEW = {
    **dict.fromkeys(("body", "printed lines"), 256),
    **dict.fromkeys(("ruled", "situation", "tags", "usual values", "valued"), 128),
    **dict.fromkeys(("content", "lines by section", "parts"), 64),
}
"""Kinds of large results, of which fewer are kept: a worker stays below 150 MB."""


class Memo:
    """Results by kind and key. It belongs to one process, one library and one day.

    What is kept is exact: a key holds all that its result was made of, so that a leaflet has the same bytes with a
    memo and without. It is bounded: of each kind, about ``most`` results stay, and those that nobody asked for while
    half as many new ones came go first. With ``most`` 0 nothing is kept.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._run: tuple[object, ...] = ()
        self._kept: dict[str, _Kept] = {}
        self.found = 0
        """How often a result was there already."""

    def serve(self, *run: object) -> None:
        """Say for which library and settings results are kept: they do not stand in the keys.

        Raises :class:`~handouts.errors.Bug` when it served others before.
        """
        if not self._run:
            self._run = run
        elif any(known is not now and known != now for known, now in zip(self._run, run, strict=True)):
            raise Bug("a memo serves one library and one set of settings")

    @property
    def keeps(self) -> bool:
        """Whether anything is kept."""
        return self._most > 0

    def of(self, kind: str, key: Hashable, make: Callable[[], T]) -> T:
        """The result for ``key``; ``make`` works it out when it is not there."""
        if not self._most:
            return make()
        kept = self._kept.get(kind)
        known: Any = _NOTHING if kept is None else kept.new.get(key, _NOTHING)
        if known is _NOTHING and (known := self._once_known(kind, key)) is _NOTHING:
            return self._keep(kind, key, make())
        self.found += 1
        result: T = known
        return result

    def same(self, kind: str, things: tuple[object, ...], key: Hashable, make: Callable[[], T]) -> T:
        """The result for these very ``things``, which are told apart without being read; ``key``: what else counts.

        What is kept holds on to the things, so that no other can take their place in memory.
        """
        return self.of(kind, (key, *map(id, things)), lambda: (make(), things))[0]

    def number(self, kind: str, key: Hashable) -> int:
        """A number in place of a long ``key``: the same for the same one while it is kept, and never given again."""
        return self.of(kind, key, lambda: next(_NUMBERS))

    def _once_known(self, kind: str, key: Hashable) -> Any:
        """A result of the old half, which goes over to the new one."""
        kept = self._kept.get(kind)
        known = _NOTHING if kept is None else kept.old.get(key, _NOTHING)
        return known if known is _NOTHING else self._keep(kind, key, known)

    def _keep(self, kind: str, key: Hashable, result: T) -> T:
        kept = self._kept.get(kind)
        if kept is None:
            kept = self._kept[kind] = _Kept(min(self._most, FEW.get(kind, self._most)))
        if 2 * len(kept.new) >= kept.most:
            kept.old, kept.new = kept.new, {}
        kept.new[key] = result
        return result


@dataclass(slots=True)
class _Kept:
    """Results of one kind: the ``new`` half, and the ``old`` one, out of which what is asked for again is saved."""

    most: int
    new: dict[Hashable, object] = field(default_factory=dict)
    old: dict[Hashable, object] = field(default_factory=dict)


_NOTHING: Any = object()
_NUMBERS = itertools.count(1)
