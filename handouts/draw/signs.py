"""Signs: arrows, lines, badges, marked areas, sleep and speech. No letters: captions can be translated."""

from __future__ import annotations

import math
from typing import Literal

from pydantic import Field
from shapely.geometry import LineString, MultiLineString, Polygon

from handouts.draw.arrows import HALO, HEAD, arrow
from handouts.draw.curves import Pt, blob, disc, joined, placed, rounded, smooth
from handouts.draw.sheet import BODY, DETAIL, Sheet
from handouts.model.illustration import Role
from handouts.model.read import Read

DASH = (2.2, 2.6)


class Arrow(Read):
    """The way something moves."""

    type: Literal["arrow"]
    along: tuple[Pt, ...] = Field(min_length=2)
    width: float = 2.6
    both: Literal["yes", "no"] = "no"
    head: float = HEAD

    def draw(self, sheet: Sheet) -> None:
        """The arrow in its halo."""
        shape = arrow(self.along, width=self.width, both=self.both == "yes", head=self.head)
        sheet.fill(shape.buffer(HALO), Role.WHITE)
        sheet.fill(shape, Role.ARROW)


class Dash(Read):
    """A dashed line to see a move by."""

    type: Literal["dash"]
    along: tuple[Pt, ...] = Field(min_length=2)

    def draw(self, sheet: Sheet) -> None:
        """A dashed line."""
        sheet.line(list(self.along), Role.ARROW, 1.1, DASH)


class Line(Read):
    """A plain line, from a part of the body to its badge."""

    type: Literal["line"]
    along: tuple[Pt, ...] = Field(min_length=2)
    width: float = BODY
    curved: Literal["yes", "no"] = "no"

    def draw(self, sheet: Sheet) -> None:
        """A line."""
        sheet.line(smooth(self.along) if self.curved == "yes" else list(self.along), Role.LINE, self.width)


_DIGITS: dict[str, list[list[Pt]]] = {
    "1": [[(-1.6, 1.9), (0.4, 3.4), (0.4, -3.4)]],
    "2": [[(-2, 1.8), (-1.2, 3.2), (1, 3.3), (2, 1.7), (1, 0), (-2.1, -3.3)], [(-2.1, -3.3), (2.2, -3.3)]],
    "3": [[(-1.9, 2.5), (-0.4, 3.4), (1.7, 2.6), (1.5, 0.8), (0, 0.2), (1.8, -0.7), (1.8, -2.5), (0, -3.4),
           (-2, -2.5)]],
}  # fmt: skip


class Badge(Read):
    """A white numeral on a dark disc."""

    type: Literal["badge"]
    at: Pt
    radius: float = 7
    digit: Literal["1", "2", "3"]

    def draw(self, sheet: Sheet) -> None:
        """Disc and numeral, both as areas."""
        sheet.fill(disc(self.at, self.radius), Role.LINE)
        scale = self.radius / 7
        strokes = [[placed(point, self.at, scale=scale) for point in line] for line in _DIGITS[self.digit]]
        lines = [LineString(smooth(line) if len(line) > 3 else line) for line in strokes]
        sheet.fill(joined(*(line.buffer(0.85 * scale, join_style="mitre") for line in lines)), Role.WHITE)


class Ban(Read):
    """A ring with a slash: do not do this."""

    type: Literal["ban"]
    at: Pt
    radius: float

    def draw(self, sheet: Sheet) -> None:
        """Ring and slash in a white halo."""
        ring = disc(self.at, self.radius).difference(disc(self.at, 0.9 * self.radius))
        reach = 0.95 * self.radius * math.sqrt(0.5)
        x, y = self.at
        slash = LineString([(x - reach, y + reach), (x + reach, y - reach)]).buffer(0.05 * self.radius)
        sheet.fill(slash.buffer(0.7).intersection(disc(self.at, 0.95 * self.radius)), Role.WHITE)
        sheet.fill(joined(ring, slash), Role.LINE)


class Disc(Read):
    """A white ground for a drawing in a ring."""

    type: Literal["disc"]
    at: Pt
    radius: float

    def draw(self, sheet: Sheet) -> None:
        """A white disc."""
        sheet.fill(disc(self.at, self.radius), Role.WHITE)


class Shape(Read):
    """An area through points."""

    type: Literal["shape"]
    outline: tuple[Pt, ...] = Field(min_length=3)
    role: Role = Role.WHITE
    curved: Literal["yes", "no"] = "no"

    def draw(self, sheet: Sheet) -> None:
        """The area and its outline."""
        sheet.area(blob(self.outline) if self.curved == "yes" else Polygon(self.outline), self.role, line=Role.LINE)


class Patch(Read):
    """A medicine patch: a plaster with rounded corners and its small holes."""

    type: Literal["patch"]
    at: Pt
    size: float = 10
    turn: float = 0

    def draw(self, sheet: Sheet) -> None:
        """Plaster, pad and dots."""
        h = self.size / 2
        corners = [(-h, -h), (h, -h), (h, h), (-h, h)]
        square = Polygon([placed(point, self.at, self.turn) for point in corners])
        sheet.area(square.buffer(-0.18 * self.size).buffer(0.18 * self.size), Role.WHITE, line=Role.LINE)
        pad = Polygon([placed((x * 0.5, y * 0.5), self.at, self.turn) for x, y in corners])
        sheet.area(pad, Role.PROP_DARK, line=Role.LINE, width=0.75)


class Dots(Read):
    """Points on the skin, where feeling is lost."""

    type: Literal["dots"]
    at: tuple[Pt, ...]
    radius: float = 0.7

    def draw(self, sheet: Sheet) -> None:
        """Small discs."""
        sheet.fill(joined(*(disc(point, self.radius) for point in self.at)), Role.LINE)


class Eye(Read):
    """An eye, and with ``along`` what it looks at: a dashed line from the eye."""

    type: Literal["eye"]
    at: Pt
    size: float = 8
    along: tuple[Pt, ...] = ()

    def draw(self, sheet: Sheet) -> None:
        """Lids, iris and pupil."""
        if self.along:
            sheet.line([self.at, *self.along], Role.ARROW, 1.2, DASH)
        k = self.size / 8
        lids: list[Pt] = [(-8, 0), (-4.6, 3.5), (0, 4.8), (4.6, 3.5), (8, 0), (4.6, -3.5), (0, -4.8), (-4.6, -3.5)]
        sheet.area(blob(lids, self.at, scale=k), Role.WHITE, line=Role.LINE, width=BODY)
        sheet.fill(disc(self.at, 3.5 * k), Role.LINE)
        sheet.fill(disc((self.at[0] + 1.1 * k, self.at[1] + 1.2 * k), 1.0 * k), Role.WHITE)


class Bubble(Read):
    """Somebody talks. The tip points at the mouth; ``urgent``: it is a call for help."""

    type: Literal["bubble"]
    x: float
    y: float
    width: float
    height: float
    tail: Literal["left", "right"] = "left"
    urgent: Literal["yes", "no"] = "no"

    def draw(self, sheet: Sheet) -> None:
        """A bubble with three dots, or with an exclamation mark."""
        corners: list[Pt] = [(3.4, 1), (1.0, -3.4), (7.4, 1)]
        tail = Polygon([(self.x + (dx if self.tail == "left" else self.width - dx), self.y + dy) for dx, dy in corners])
        sheet.area(joined(rounded(self.x, self.y, self.width, self.height, 3), tail), Role.WHITE, line=Role.LINE)
        middle = (self.x + self.width / 2, self.y + self.height / 2)
        if self.urgent == "yes":
            k = self.height / 10
            stroke: list[Pt] = [(-1.2, 3.4), (1.2, 3.4), (0.7, -1), (-0.7, -1)]
            dot = disc((middle[0], middle[1] - 2.9 * k), 0.95 * k)
            sheet.fill(joined(Polygon([placed(point, middle, scale=k) for point in stroke]), dot), Role.LINE)
            return
        dots = [disc((middle[0] + step * self.width * 0.2, middle[1]), 0.85) for step in (-1, 0, 1)]
        sheet.fill(joined(*dots), Role.LINE)


class Waves(Read):
    """Warmth: wavy lines that rise from these points."""

    type: Literal["waves"]
    at: tuple[Pt, ...]
    height: float = 7

    def draw(self, sheet: Sheet) -> None:
        """One wavy line each."""
        for x, y in self.at:
            steps = [(x + (1.1 if index % 2 else -1.1), y + self.height * index / 4) for index in range(5)]
            sheet.line(smooth(steps), Role.ARROW, 1.1)


class Zzz(Read):
    """Somebody sleeps: three letters Z as in comics, read in every script."""

    type: Literal["zzz"]
    x: float
    y: float
    size: float = 4

    def draw(self, sheet: Sheet) -> None:
        """Three, growing."""
        lines, x, y = [], self.x, self.y
        for step in range(3):
            size = self.size * (0.7 + 0.3 * step)
            lines.append([(x, y + size), (x + size, y + size), (x, y), (x + size, y)])
            x, y = x + size * 1.15, y + size * 1.1
        sheet.line(MultiLineString(lines), Role.LINE, DETAIL)
