"""Things: timer, packs and bottles, boxes, the marks on a back, the diary and the pain line."""

from __future__ import annotations

from typing import Literal

from pydantic import Field
from shapely.geometry import MultiLineString, Polygon, box

from handouts.draw.curves import Pt, along, blob, disc, placed, ribbon, rounded, smooth
from handouts.draw.sheet import BODY, DETAIL, FINE, Sheet
from handouts.model.illustration import Role
from handouts.model.read import Read


class Box(Read):
    """A carton with a strip of tape."""

    type: Literal["box"]
    x: float
    y: float
    width: float = 20
    height: float = 17

    def draw(self, sheet: Sheet) -> None:
        """Carton and tape."""
        sheet.area(box(self.x, self.y, self.x + self.width, self.y + self.height), Role.WOOD, line=Role.LINE)
        middle = self.x + self.width / 2
        tape = box(middle - 2, self.y + self.height - 5.4, middle + 2, self.y + self.height)
        sheet.area(tape, Role.WHITE)


class Timer(Read):
    """A stop watch. It shows no number of minutes: the words beside it do, and they may differ."""

    type: Literal["timer"]
    at: Pt
    radius: float = 14

    def draw(self, sheet: Sheet) -> None:
        """Crown, ring, face, ticks and one hand."""
        r, (x, y) = self.radius, self.at
        sheet.area(rounded(x - 0.14 * r, y + r, 0.28 * r, 0.3 * r, 0.4), Role.LINE, line=Role.LINE)
        sheet.area(rounded(x - 0.3 * r, y + 1.22 * r, 0.6 * r, 0.2 * r, 0.5), Role.LINE, line=Role.LINE)
        sheet.area(disc(self.at, r), Role.PROP_DARK, line=Role.LINE, width=BODY)
        sheet.area(disc(self.at, 0.84 * r), Role.WHITE, line=Role.LINE, width=FINE)
        ticks = [[along(self.at, step * 30, r * 0.64), along(self.at, step * 30, r * 0.75)] for step in range(12)]
        sheet.line(MultiLineString(ticks), Role.LINE, FINE)
        sheet.line([self.at, along(self.at, 38, r * 0.6)], Role.LINE, 1.6)
        sheet.fill(disc(self.at, r * 0.1), Role.LINE)


class HotBottle(Read):
    """A rubber hot-water bottle, standing, with warmth rising from it; ``x`` is its middle."""

    type: Literal["hot_bottle"]
    x: float
    y: float
    scale: float = 1
    turn: float = 0
    warmth: Literal["yes", "no"] = "yes"

    def draw(self, sheet: Sheet) -> None:
        """Tab, ribbed body, neck, funnel, stopper and waves."""
        at, k = (self.x, self.y), self.scale

        def put(*points: Pt) -> list[Pt]:
            return [placed(point, at, self.turn, k) for point in points]

        sheet.area(Polygon(put((-2.2, -1.4), (2.2, -1.4), (2.2, 1), (-2.2, 1))), Role.WARM, line=Role.LINE)
        body: list[Pt] = [
            (-6.4, 0.6), (-7.0, 4), (-7.0, 10.5), (-6.0, 13.2), (-3.2, 14.6), (-2.0, 16), (2.0, 16), (3.2, 14.6),
            (6.0, 13.2), (7.0, 10.5), (7.0, 4), (6.4, 0.6), (3.4, 0), (-3.4, 0),
        ]  # fmt: skip
        sheet.area(blob(body, at, self.turn, k), Role.WARM, line=Role.LINE)
        ribs = [put((x, 2.6), (x, 11.6 - abs(x) * 0.2)) for x in (-4.2, -1.4, 1.4, 4.2)]
        sheet.line(MultiLineString(ribs), Role.LINE, FINE)
        funnel = Polygon(put((-2, 15.4), (2, 15.4), (3.8, 18.4), (-3.8, 18.4)))
        sheet.area(funnel, Role.WARM, line=Role.LINE)
        sheet.area(Polygon(put((-1.6, 18.4), (1.6, 18.4), (1.6, 20.2), (-1.6, 20.2))), Role.LINE, line=Role.LINE)
        if self.warmth == "yes":
            wave: list[Pt] = [(0.9 if step % 2 else -0.9, 20.6 + step * 1.7) for step in range(4)]
            rising = [smooth(put(*((x + dx, y) for dx, y in wave))) for x in (-5, 5)]
            sheet.line(MultiLineString(rising), Role.ARROW, 1.1)


class Towel(Read):
    """A folded towel."""

    type: Literal["towel"]
    x: float
    y: float
    width: float
    height: float

    def draw(self, sheet: Sheet) -> None:
        """A soft block with a hem."""
        x, y, w, h = self.x, self.y, self.width, self.height
        sheet.area(rounded(x, y, w, h, 2.2), Role.WHITE, line=Role.LINE)
        sheet.line([(x, y + h * 0.35), (x + w, y + h * 0.35)], Role.LINE, FINE)
        sheet.line([(x, y + h * 0.52), (x + w, y + h * 0.52)], Role.LINE, FINE)


class Cloth(Read):
    """A damp cloth, laid in waves."""

    type: Literal["cloth"]
    x: float
    y: float
    width: float
    height: float

    def draw(self, sheet: Sheet) -> None:
        """A wavy block with drops."""
        x, y, w, h = self.x, self.y, self.width, self.height
        edge: list[Pt] = [
            (x, y + h * 0.15), (x + w * 0.3, y), (x + w * 0.7, y + h * 0.1), (x + w, y), (x + w * 1.02, y + h * 0.5),
            (x + w, y + h * 0.95), (x + w * 0.7, y + h), (x + w * 0.35, y + h * 0.86), (x, y + h),
            (x - w * 0.02, y + h * 0.55),
        ]  # fmt: skip
        sheet.area(blob(edge), Role.WHITE, line=Role.LINE)
        for dx, dy in ((0.25, 0.42), (0.5, 0.5), (0.75, 0.4)):
            sheet.fill(drop((x + w * dx, y + h * dy), 1.5), Role.ARROW)


def drop(at: Pt, size: float) -> Polygon:
    """A drop of water, its tip up."""
    points: list[Pt] = [(0, 2.0), (0.7, 0.7), (0.9, -0.2), (0, -1.1), (-0.9, -0.2), (-0.7, 0.7)]
    return blob(points, at, scale=size)


class ColdPack(Read):
    """A cold pack with a snowflake; ``x`` is its middle."""

    type: Literal["cold_pack"]
    x: float
    y: float
    scale: float = 1

    def draw(self, sheet: Sheet) -> None:
        """Pack and flake."""
        k = self.scale
        sheet.area(rounded(self.x - 8 * k, self.y, 16 * k, 14 * k, 2 * k), Role.TINT, line=Role.LINE)
        middle = (self.x, self.y + 8.2 * k)
        arms = []
        for turn in range(6):
            end = along(middle, 60 * turn + 30, 4.6 * k)
            fork = along(middle, 60 * turn + 30, 3.0 * k)
            arms.append([middle, end])
            arms += [[fork, along(fork, 60 * turn + 30 + side, 1.7 * k)] for side in (45, -45)]
        sheet.line(MultiLineString(arms), Role.LINE, FINE)


class Pack(Read):
    """A wrapped pack that lies on the back along a line."""

    type: Literal["pack"]
    along: tuple[Pt, ...] = Field(min_length=2)
    radius: float = 2.2
    warm: Literal["yes", "no"] = "yes"

    def draw(self, sheet: Sheet) -> None:
        """Wrap and core."""
        core = ribbon(smooth(self.along), self.radius)
        sheet.area(core.buffer(0.9), Role.WHITE, line=Role.LINE)
        sheet.area(core, Role.ARROW if self.warm == "yes" else Role.TINT, line=Role.LINE, width=FINE)


class Blades(Read):
    """Both shoulder blades, ``apart`` from the middle line, round the height ``y``."""

    type: Literal["blades"]
    apart: float
    y: float

    def draw(self, sheet: Sheet) -> None:
        """Two pale triangles with round corners."""
        half: list[Pt] = [(0.4, 7.8), (3.6, 8.6), (6.6, 7.2), (6.2, 4.4), (4.4, 0.2), (2.2, -1.6), (0.8, 1.4)]
        for side in (1, -1):
            points = [(side * (self.apart + x), self.y + y) for x, y in half]
            sheet.area(blob(points), Role.TINT, line=Role.LINE, width=FINE)


class BikeSaddle(Read):
    """A bicycle saddle from the side on its post; its top marked like the skin that touches it."""

    type: Literal["bike_saddle"]
    x: float
    y: float
    scale: float = 1

    def draw(self, sheet: Sheet) -> None:
        """Post, springs and seat."""
        at, k = (self.x, self.y), self.scale
        post = Polygon([placed(point, at, scale=k) for point in ((-2.2, 6), (1.2, 6), (3.4, -14), (-0.2, -14))])
        sheet.area(post, Role.PROP_DARK, line=Role.LINE)
        for x in (-8.5, -4.5):
            spring = [placed((x + (1.3 if step % 2 else -1.3), 1 + step * 1.5), at, scale=k) for step in range(6)]
            sheet.line(smooth(spring), Role.LINE, DETAIL)
        seat: list[Pt] = [
            (-13, 12.5), (-12.5, 9), (-9, 7.2), (-3, 6.4), (3, 7.4), (9, 9.6), (15, 10.6), (17, 11.8), (15.5, 13.2),
            (8, 13), (0, 12.6), (-6, 14.6), (-11, 15),
        ]  # fmt: skip
        sheet.area(blob(seat, at, scale=k), Role.ARROW, line=Role.LINE)


class Diary(Read):
    """A week of tick boxes: the upper row is filled in."""

    type: Literal["diary"]
    x: float
    y: float
    cell: float = 10

    def draw(self, sheet: Sheet) -> None:
        """Frame, a tinted head, ticks and a pencil."""
        c, x, y = self.cell, self.x, self.y
        width, height = 7 * c, 3 * c
        sheet.fill(rounded(x, y, width, height, 1.5), Role.WHITE)
        sheet.fill(box(x, y + 2 * c, x + width, y + height), Role.BED)
        for step in range(1, 7):
            sheet.line([(x + step * c, y), (x + step * c, y + height)], Role.PROP_LINE, FINE)
        for step in (1, 2):
            sheet.line([(x, y + step * c), (x + width, y + step * c)], Role.PROP_LINE, FINE)
        sheet.line(rounded(x, y, width, height, 1.5).boundary, Role.LINE, BODY)
        for step in range(7):
            sheet.fill(disc((x + (step + 0.5) * c, y + 2.5 * c), 0.16 * c), Role.PROP_LINE)
        for step in range(5):
            sheet.line(_tick((x + (step + 0.5) * c, y + 1.5 * c), c * 0.3), Role.ARROW, 1.6)
        for step in range(4):
            sheet.line(_tick((x + (step + 0.5) * c, y + 0.5 * c), c * 0.3), Role.ARROW, 1.6)
        _pencil(sheet, (x + 4.55 * c, y + 0.35 * c), c * 0.2)


def _tick(at: Pt, size: float) -> list[Pt]:
    return [(at[0] - size, at[1]), (at[0] - size * 0.3, at[1] - size * 0.8), (at[0] + size, at[1] + size * 0.9)]


def _pencil(sheet: Sheet, tip: Pt, size: float) -> None:
    """A pencil with its tip at ``tip``, pointing down to the left."""
    turn = 50.0

    def part(points: list[Pt]) -> Polygon:
        return Polygon([placed(point, tip, turn, size) for point in points])

    sheet.area(part([(0, 0), (5, 2.2), (5, -2.2)]), Role.WOOD, line=Role.LINE)
    sheet.area(part([(5, 2.2), (22, 2.2), (22, -2.2), (5, -2.2)]), Role.ARROW, line=Role.LINE)
    sheet.area(part([(22, 2.2), (25, 2.2), (25, -2.2), (22, -2.2)]), Role.PROP_DARK, line=Role.LINE)
    sheet.fill(part([(0, 0), (1.8, 0.8), (1.8, -0.8)]), Role.LINE)


class PainLine(Read):
    """Eleven rings from 0 to 10, each fuller than the last."""

    type: Literal["pain_line"]
    x: float
    y: float
    width: float

    def draw(self, sheet: Sheet) -> None:
        """A line, rings and a wedge that grows."""
        step = self.width / 10
        wedge = Polygon([(self.x, self.y + 9), (self.x + self.width, self.y + 9), (self.x + self.width, self.y + 21)])
        sheet.area(wedge, Role.WARM, line=Role.LINE, width=DETAIL)
        sheet.line([(self.x, self.y), (self.x + self.width, self.y)], Role.LINE, BODY)
        for index in range(11):
            sheet.area(disc((self.x + index * step, self.y), step * 0.33), Role.WHITE, line=Role.LINE)
        chosen = disc((self.x + 4 * step, self.y), step * 0.33)
        sheet.area(chosen, Role.ARROW, line=Role.LINE)
