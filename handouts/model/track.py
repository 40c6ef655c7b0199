"""How a long piece of work tells what it is at, without knowing who looks on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Track(Protocol):
    """Hands out ``items`` one by one, unchanged and in order; ``doing`` says in a few words what is done to them."""

    def __call__(self, items: Sequence[T], doing: str, /) -> Iterable[T]:
        """The items."""
        ...


def untracked(items: Sequence[T], _doing: str, /) -> Iterable[T]:
    """Nobody looks on."""
    return items
