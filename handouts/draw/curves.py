"""Points, curves and areas: the small geometry that everything is drawn with."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from shapely import affinity
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

Pt = tuple[float, float]
Profile = Sequence[tuple[float, ...]]
"""Rows of (t, front, back), or (t, both)."""


def direction(degrees: float) -> Pt:
    """The unit vector that points this way."""
    return (math.cos(math.radians(degrees)), math.sin(math.radians(degrees)))


def along(start: Pt, degrees: float, length: float) -> Pt:
    """The point ``length`` away in a direction."""
    x, y = direction(degrees)
    return (start[0] + x * length, start[1] + y * length)


def angle(start: Pt, end: Pt) -> float:
    """The direction from one point to another."""
    return math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))


def placed(point: Pt, at: Pt, degrees: float = 0, scale: float = 1, flip: bool = False) -> Pt:
    """A point of a shape's own coordinates, turned and put ``at`` its place; ``flip`` mirrors its y first."""
    x, y = point[0] * scale, point[1] * scale * (-1 if flip else 1)
    c, s = direction(degrees)
    return (at[0] + x * c - y * s, at[1] + x * s + y * c)


def disc(at: Pt, radius: float) -> Polygon:
    """A full circle."""
    return Point(at).buffer(radius, quad_segs=16)


def ellipse(at: Pt, wide: float, high: float, degrees: float = 0) -> BaseGeometry:
    """An ellipse with these half axes, turned."""
    return affinity.rotate(affinity.scale(disc(at, 1), wide, high), degrees)


def smooth(points: Sequence[Pt], *, closed: bool = False, samples: int = 7) -> list[Pt]:
    """A uniform Catmull-Rom curve through ``points``."""
    if closed:
        ring = [points[-1], *points, points[0], points[1]]
    else:
        first = (2 * points[0][0] - points[1][0], 2 * points[0][1] - points[1][1])
        last = (2 * points[-1][0] - points[-2][0], 2 * points[-1][1] - points[-2][1])
        ring = [first, *points, last]
    found: list[Pt] = []
    for a, b, c, d in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        for step in range(samples):
            t = step / samples
            found.append((_catmull(a[0], b[0], c[0], d[0], t), _catmull(a[1], b[1], c[1], d[1], t)))
    if not closed:
        found.append(points[-1])
    return found


def _catmull(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


def blob(points: Sequence[Pt], at: Pt = (0, 0), degrees: float = 0, scale: float = 1, flip: bool = False) -> Polygon:
    """The area inside a smooth closed curve, turned and put at its place."""
    return solid(Polygon([placed(point, at, degrees, scale, flip) for point in smooth(points, closed=True)]))


def solid(area: BaseGeometry) -> BaseGeometry:
    """``area`` without crossings of its own edge."""
    return area if area.is_valid else area.buffer(0)


def capsule(start: Pt, end: Pt, one: float, other: float) -> BaseGeometry:
    """A straight limb with round ends of two radii."""
    return unary_union([disc(start, one), disc(end, other)]).convex_hull


def ribbon(points: Sequence[Pt], radius: float) -> BaseGeometry:
    """A line with a width: ``radius`` to both sides, round ends."""
    return LineString(points).buffer(radius)


def rounded(x: float, y: float, width: float, height: float, radius: float) -> BaseGeometry:
    """A rectangle with round corners, from its lower left corner."""
    return box(x + radius, y + radius, x + width - radius, y + height - radius).buffer(radius)


def close(area: BaseGeometry, radius: float) -> BaseGeometry:
    """``area`` with notches narrower than twice ``radius`` filled."""
    return area.buffer(radius).buffer(-radius)


def opened(area: BaseGeometry, radius: float) -> BaseGeometry:
    """``area`` without spikes narrower than twice ``radius``."""
    return area.buffer(-radius).buffer(radius)


def joined(*areas: BaseGeometry) -> BaseGeometry:
    """One area of several."""
    return unary_union(areas)


def profile(rows: Profile) -> Callable[[float], Pt]:
    """Front and back width at any station, by monotone cubics: others overshoot into balloons.

    F. N. Fritsch and R. E. Carlson, Monotone piecewise cubic interpolation, SIAM J. Numer. Anal. 17 (1980).
    """
    stations = [row[0] for row in rows]
    front, back = _monotone(stations, [row[1] for row in rows]), _monotone(stations, [row[-1] for row in rows])
    return lambda t: (front(t), back(t))


def _monotone(xs: Sequence[float], ys: Sequence[float]) -> Callable[[float], float]:
    steps = [b - a for a, b in pairwise(xs)]
    slopes = [(b - a) / step for a, b, step in zip(ys, ys[1:], steps, strict=False)]
    inner = [0.0 if one * two <= 0 else _harmonic(one, two, s, t)
             for one, two, s, t in zip(slopes, slopes[1:], steps, steps[1:], strict=False)]  # fmt: skip
    tangents = [slopes[0], *inner, slopes[-1]]

    def value(x: float) -> float:
        x = min(max(x, xs[0]), xs[-1])
        index = next(i for i in range(len(steps)) if x <= xs[i + 1])
        step, t = steps[index], (x - xs[index]) / steps[index]
        return (
            ys[index] * (2 * t**3 - 3 * t**2 + 1)
            + ys[index + 1] * (3 * t**2 - 2 * t**3)
            + step * (tangents[index] * (t**3 - 2 * t**2 + t) + tangents[index + 1] * (t**3 - t**2))
        )

    return value


def _harmonic(one: float, two: float, step: float, following: float) -> float:
    first, second = 2 * following + step, following + 2 * step
    return (first + second) / (first / one + second / two)


def bone(
    start: Pt,
    end: Pt,
    widths: Callable[[float], Pt],
    *,
    first: float = 0,
    last: float = 1,
    flat_start: bool = False,
    flat_end: bool = False,
    grow: Callable[[float], float] = lambda _t: 1,
    samples: int = 26,
) -> BaseGeometry:
    """A limb between two joints; ``front`` is to the left of the way from ``start`` to ``end``.

    Only the part between the fractions ``first`` and ``last`` is made; an end that is not flat is round.
    """
    x, y = end[0] - start[0], end[1] - start[1]
    length = math.hypot(x, y) or 1e-6
    nx, ny = -y / length, x / length
    left, right = [], []
    for step in range(samples):
        t = first + (last - first) * step / (samples - 1)
        front, back = (width * grow(t) for width in widths(t))
        px, py = start[0] + x * t, start[1] + y * t
        left.append((px + front * nx, py + front * ny))
        right.append((px - back * nx, py - back * ny))
    parts: list[BaseGeometry] = [solid(Polygon([*left, *reversed(right)]))]
    for flat, t in ((flat_start, first), (flat_end, last)):
        if not flat:
            front, back = (width * grow(t) for width in widths(t))
            shift = (front - back) / 2
            centre = (start[0] + x * t + shift * nx, start[1] + y * t + shift * ny)
            parts.append(disc(centre, (front + back) / 2))
    return joined(*parts)


def lines_of(points: Iterable[Pt]) -> LineString:
    """A line through points."""
    return LineString(list(points))
