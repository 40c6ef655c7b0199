"""Arrows: a smooth, tapering shaft with one head or two, in a white halo."""

from __future__ import annotations

import math
from collections.abc import Sequence

from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from handouts.draw.curves import Pt, joined, smooth, solid

HEAD = 6.0
NOTCH = 0.86
ROUND, HALO = 0.28, 0.75


def arrow(along: Sequence[Pt], *, width: float = 2.6, both: bool = False, head: float = HEAD) -> BaseGeometry:
    """The area of an arrow that runs along a curve through the points."""
    line = LineString(smooth(along, samples=14))
    head = min(head, 0.55 * line.length) if not both else min(head, 0.3 * line.length)
    first, last = (NOTCH * head if both else 0.0), line.length - NOTCH * head
    left, right = [], []
    steps = 40
    for step in range(steps + 1):
        at = first + (last - first) * step / steps
        part = 1.0 if both else min(1.0, 0.6 + 0.4 * at / (0.6 * line.length))
        (x, y), (dx, dy) = _at(line, at)
        half = width * part / 2
        left.append((x - dy * half, y + dx * half))
        right.append((x + dy * half, y - dx * half))
    parts = [solid(Polygon([*left, *reversed(right)])), _head(line, line.length - head, line.length, head)]
    if both:
        parts.append(_head(line, head, 0, head))
    return joined(*parts).buffer(ROUND)


def _at(line: LineString, at: float) -> tuple[Pt, Pt]:
    """A point of the line, and the direction there."""
    one, two = (line.interpolate(min(max(at + step, 0), line.length)) for step in (-0.05, 0.05))
    length = math.hypot(two.x - one.x, two.y - one.y) or 1
    here = line.interpolate(at)
    return (here.x, here.y), ((two.x - one.x) / length, (two.y - one.y) / length)


def _head(line: LineString, foot: float, tip: float, size: float) -> BaseGeometry:
    base, point = line.interpolate(foot), line.interpolate(tip)
    length = math.hypot(point.x - base.x, point.y - base.y) or 1
    dx, dy = (point.x - base.x) / length, (point.y - base.y) / length
    half = 0.6 * size
    notch = (base.x + dx * size * (1 - NOTCH), base.y + dy * size * (1 - NOTCH))
    wings = [(base.x - dy * half, base.y + dx * half), notch, (base.x + dy * half, base.y - dx * half)]
    return solid(Polygon([(point.x, point.y), *wings]))
