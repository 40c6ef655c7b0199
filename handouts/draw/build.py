"""How wide a body is: the usual widths, changed by what is said of one person."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

from msgspec import Struct
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from handouts.draw import anatomy as body
from handouts.draw.curves import Pt, direction, joined
from handouts.draw.pose import Cast, Figure
from handouts.draw.skeleton import Spine

HEM = 6.0


class Build(Struct, frozen=True):
    """The widths of one figure."""

    cast: Cast
    figure: Figure

    @property
    def sleeve(self) -> float:
        """Where the sleeve ends."""
        return self.cast.sleeve if self.figure.sleeve is None else self.figure.sleeve

    @property
    def limb(self) -> float:
        """Factor for arms."""
        return 1 + 0.6 * (self.cast.limb - 1)

    @property
    def broad(self) -> float:
        """Factor for the distance of the shoulders."""
        return 1 + 0.5 * (self.cast.limb - 1)

    def thigh(self, t: float) -> float:
        """Factor for the thigh at fraction ``t``: all of it at the hip, less at the knee."""
        return self.cast.thigh + (1 - self.cast.thigh) * 0.6 * t

    @property
    def shank(self) -> float:
        """Factor for the lower leg."""
        return 1 + 0.8 * (self.cast.limb - 1)

    def trunk(self, s: float) -> Pt:
        """Front and back width of the trunk at distance ``s`` above the hip."""
        if self.figure.view == "front":
            wide = self.front(s)
            return wide, wide
        side = self.side(s)
        if not self.figure.twist:
            return side
        part = min(max((s - 6) / 14, 0), 1)
        q = part * part * (3 - 2 * part) * self.figure.twist
        wide = self.front(s)
        return side[0] * (1 - q) + wide * q, side[1] * (1 - q) + wide * q

    def side(self, s: float) -> Pt:
        """Widths in profile (DRAWINGS.md, section 10)."""
        front, back = body.TORSO_SIDE(s)
        cast = self.cast
        hip = math.exp(-((s / 7) ** 2))
        front *= 1 + (cast.front - 1) * math.exp(-(((s - 11) / 7) ** 2)) + 0.5 * (cast.hip - 1) * hip
        front += cast.bump * math.exp(-(((s - 9.5) / 5.6) ** 2)) + cast.bust * math.exp(-(((s - 21) / 6) ** 2))
        front += sum(more * math.exp(-(((s - at) / wide) ** 2)) for at, wide, more in self.figure.swell)
        back *= 1 + (cast.back - 1) * min(max((30 - s) / 10, 0), 1)
        return front, back + 5 * (cast.hip - 1) * hip

    def front(self, s: float) -> float:
        """Half width seen from the front."""
        wide = body.TORSO_FRONT(s)[0]
        cast = self.cast
        wide *= (
            1 + 1.0 * (cast.front - 1) * math.exp(-(((s - 9) / 9) ** 2)) + (cast.hip - 1) * math.exp(-((s / 6) ** 2))
        )
        return wide + 2 * (cast.limb - 1)

    def sweep(self, spine: Spine, first: float, last: float) -> BaseGeometry:
        """The trunk between two distances above the hip: one piece for each short step of the spine."""
        return sweep(spine, self.trunk, first, last)


def sweep(spine: Spine, widths: Callable[[float], Pt], first: float, last: float) -> BaseGeometry:
    """The area that a changing width covers along the spine. Survives sharp bends."""
    count = max(4, math.ceil((last - first) / 0.7))
    edges = []
    for step in range(count + 1):
        s = first + (last - first) * step / count
        (x, y), turn = spine.at(s)
        dx, dy = direction(turn - 90)
        front, back = widths(s)
        edges.append(((x + dx * front, y + dy * front), (x - dx * back, y - dy * back)))
    pieces = []
    for (a, b), (c, d) in pairwise(edges):
        piece = Polygon([a, c, d, b])
        pieces.append((piece if piece.is_valid else piece.convex_hull).buffer(0.02))
    return joined(*pieces)
