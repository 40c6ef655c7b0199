"""Drawings: paths with fills and strokes, x right and y down, in their own units; and photos, made of dots."""

from __future__ import annotations

from msgspec import Struct

Segment = tuple[str, tuple[float, ...]]
"""``M`` and ``L`` with a point, ``C`` with three points, ``Z`` with none."""

CURRENT, PAPER = "current", "paper"
"""Paints that whoever prints the drawing chooses: the colour of the words beside it, and the ground."""


class Shape(Struct, frozen=True, cache_hash=True):
    """One path, counted from ``x``, ``y``: so paths of one form are the same path.

    ``fill`` and ``stroke`` are ``#rrggbb``, CURRENT, PAPER or None; ``width`` is of the stroke.
    """

    segments: tuple[Segment, ...]
    fill: str | None = None
    stroke: str | None = None
    width: float = 0
    round: bool = False
    even_odd: bool = False
    dash: tuple[float, ...] = ()
    x: float = 0
    y: float = 0


class Drawing(Struct, frozen=True):
    """Shapes in a box of ``width`` by ``height``, painted in order."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


class Photo(Struct, frozen=True):
    """Dots in rows from the top: ``rgba`` has four bytes for each, red, green, blue and how solid it is."""

    width: int
    height: int
    rgba: bytes


Logo = Drawing | Photo
