"""Floors, mats, chairs, beds and pillows."""

from __future__ import annotations

from typing import Literal

from shapely.geometry import Polygon, box

from handouts.draw.curves import Pt, blob, rounded
from handouts.draw.sheet import BODY, Sheet
from handouts.model.illustration import Role
from handouts.model.read import Read


class Floor(Read):
    """The line that all stand on."""

    type: Literal["floor"]
    left: float
    right: float
    y: float = 0

    def draw(self, sheet: Sheet) -> None:
        """A line."""
        sheet.line([(self.left, self.y), (self.right, self.y)], Role.FLOOR, BODY)


class Mat(Read):
    """An exercise mat from the side; its top is the floor of the pose."""

    type: Literal["mat"]
    left: float
    right: float

    def draw(self, sheet: Sheet) -> None:
        """A flat slab."""
        sheet.area(rounded(self.left, -1.9, self.right - self.left, 1.9, 0.8), Role.MAT)


class MatTop(Read):
    """A mat from above."""

    type: Literal["mat_top"]
    x: float
    y: float
    width: float
    height: float

    def draw(self, sheet: Sheet) -> None:
        """A rectangle with round corners."""
        sheet.area(rounded(self.x, self.y, self.width, self.height, 3), Role.BED)


class Pillow(Read):
    """A fat rectangle, turned by ``turn`` degrees round its middle."""

    type: Literal["pillow"]
    x: float
    y: float
    width: float
    height: float
    turn: float = 0

    def draw(self, sheet: Sheet) -> None:
        """A soft white shape."""
        w, h = self.width / 2, self.height / 2
        points: list[Pt] = [
            (-w, -h * 0.92), (-w * 0.5, -h), (w * 0.5, -h), (w, -h * 0.92), (w * 1.02, 0), (w, h * 0.92),
            (w * 0.5, h), (-w * 0.5, h), (-w, h * 0.92), (-w * 1.02, 0),
        ]  # fmt: skip
        sheet.area(blob(points, (self.x + w, self.y + h), self.turn), Role.WHITE)


class BedTop(Read):
    """A bed from above, its head end at the left."""

    type: Literal["bed_top"]
    x: float
    y: float
    width: float
    height: float

    def draw(self, sheet: Sheet) -> None:
        """A mattress and a head board."""
        sheet.area(rounded(self.x - 3.4, self.y - 1, 4.2, self.height + 2, 1.2), Role.WOOD)
        sheet.area(rounded(self.x, self.y, self.width, self.height, 3), Role.BED)


class BedSide(Read):
    """A bed from the side: the top of the mattress is at ``top``."""

    type: Literal["bed_side"]
    left: float
    right: float
    top: float

    def draw(self, sheet: Sheet) -> None:
        """Head board, frame, legs and mattress."""
        for x in (self.left - 3.4, self.right - 3):
            sheet.area(box(x, 0, x + 2.6, self.top - 6), Role.WOOD)
        sheet.area(rounded(self.left - 3.6, 0, 3, self.top + 16, 1), Role.WOOD)
        sheet.area(rounded(self.left - 3, self.top - 10, self.right - self.left + 4, 4, 0.8), Role.WOOD)
        sheet.area(rounded(self.left, self.top - 6.4, self.right - self.left, 6.4, 2), Role.BED)


class Chair(Read):
    """A chair from the side, its back at the left, from ``x`` on."""

    type: Literal["chair"]
    x: float
    seat: float = 25.4
    width: float = 24
    back: float = 26
    lean: float = 1.6

    def draw(self, sheet: Sheet) -> None:
        """Legs, back and seat."""
        x, end, under = self.x, self.x + self.width, self.seat - 2.8
        legs = [
            [(x + 1.2, under), (x + 3.4, under), (x + 1.6, 0), (x - 0.4, 0)],
            [(end - 4.4, under), (end - 2.2, under), (end - 0.6, 0), (end - 2.6, 0)],
        ]
        for leg in legs:
            sheet.area(Polygon(leg), Role.PROP)
        top = self.seat + self.back
        post = [(x, under + 0.4), (x + 3, under + 0.4), (x + 3 - self.lean, top), (x + 0.2 - self.lean, top)]
        sheet.area(Polygon(post).buffer(0.3), Role.PROP_DARK)
        sheet.area(rounded(x, under, self.width, 2.8, 0.9), Role.PROP)


class Stool(Read):
    """A chair from the front, behind whoever sits on it."""

    type: Literal["stool"]
    x: float
    seat: float = 25.5
    width: float = 36
    back: float = 26

    def draw(self, sheet: Sheet) -> None:
        """Back panel, legs and seat."""
        left = self.x - self.width / 2
        sheet.area(rounded(left + 1, self.seat - 2, self.width - 2, self.back, 3), Role.PROP_DARK)
        for x in (left + 0.6, left + self.width - 3.6):
            sheet.area(box(x, 0, x + 3, self.seat - 2), Role.PROP)
        sheet.area(rounded(left, self.seat - 3.2, self.width, 3.6, 1.2), Role.PROP)
