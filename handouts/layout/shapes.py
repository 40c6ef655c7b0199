"""Plain shapes as paths. Points, y down."""

from __future__ import annotations

from functools import lru_cache

from handouts.layout.galley import Dots, Stamp
from handouts.model.drawing import CURRENT, PAPER, Drawing, Logo, Segment, Shape

_K = 0.5522847498
"""Handle length for a quarter circle as a cubic curve."""


def rectangle(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    radius: float | tuple[float, float, float, float] = 0,
    fill: str | None = None,
    stroke: str | None = None,
    line: float = 0,
) -> Shape:
    """A rectangle; ``radius`` may be given for top left, top right, bottom right and bottom left."""
    corners = (radius,) * 4 if isinstance(radius, int | float) else radius
    return Shape(_outline(width, height, corners), fill, stroke, line, x=x, y=y)


@lru_cache(maxsize=1024)
def _outline(right: float, bottom: float, corners: tuple[float, ...]) -> tuple[Segment, ...]:
    tl, tr, br, bl = (min(corner, right / 2, bottom / 2) for corner in corners)
    segments: list[Segment] = [("M", (tl, 0)), ("L", (right - tr, 0))]
    if tr:
        k = tr * (1 - _K)
        segments.append(("C", (right - k, 0, right, k, right, tr)))
    segments.append(("L", (right, bottom - br)))
    if br:
        k = br * (1 - _K)
        segments.append(("C", (right, bottom - k, right - k, bottom, right - br, bottom)))
    segments.append(("L", (bl, bottom)))
    if bl:
        k = bl * (1 - _K)
        segments.append(("C", (k, bottom, 0, bottom - k, 0, bottom - bl)))
    segments.append(("L", (0, tl)))
    if tl:
        k = tl * (1 - _K)
        segments.append(("C", (0, k, k, 0, tl, 0)))
    segments.append(("Z", ()))
    return tuple(segments)


def disc(x: float, y: float, diameter: float, fill: str) -> Shape:
    """A filled circle round the point ``x``, ``y``."""
    r = diameter / 2
    return rectangle(x - r, y - r, diameter, diameter, radius=r, fill=fill)


def ring(x: float, y: float, diameter: float, line: float, stroke: str) -> Shape:
    """A circle round the point ``x``, ``y``, drawn with a line."""
    r = diameter / 2
    return rectangle(x - r, y - r, diameter, diameter, radius=r, stroke=stroke, line=line)


def rule(x1: float, y1: float, x2: float, y2: float, width: float, colour: str, dash: tuple[float, ...] = ()) -> Shape:
    """A straight line; dashed ones have round ends."""
    segments = (("M", (0, 0)), ("L", (x2 - x1, y2 - y1)))
    return Shape(segments, None, colour, width, round=bool(dash), dash=dash, x=x1, y=y1)


def drawn(
    drawing: Drawing,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    current: str = "#000000",
    paper: str = "#FFFFFF",
    mirrored: bool = False,
) -> tuple[Shape, ...]:
    """``drawing`` as large as the box allows, in its middle, with the chosen paints; ``mirrored``: left for right."""
    scale = min(width / drawing.width, height / drawing.height)
    dx = x + (width - drawing.width * scale) / 2
    dy = y + (height - drawing.height * scale) / 2
    across = -scale if mirrored else scale
    dx += drawing.width * scale if mirrored else 0
    paints = {CURRENT: current, PAPER: paper}
    return tuple(
        Shape(
            tuple(
                (name, tuple(n * scale + dy if index % 2 else n * across + dx for index, n in enumerate(numbers)))
                for name, numbers in shape.segments
            ),
            paints.get(shape.fill, shape.fill) if shape.fill else None,
            paints.get(shape.stroke, shape.stroke) if shape.stroke else None,
            shape.width * scale,
            shape.round,
            shape.even_odd,
            shape.dash,
        )
        for shape in drawing.shapes
    )


def placed(logo: Logo, width: float, height: float, ground: str) -> Stamp | Dots:
    """``logo`` as large as the box allows, in its middle, on ``ground``; the box begins at 0, 0."""
    if isinstance(logo, Drawing):
        return Stamp(0, 0, drawn(logo, 0, 0, width, height))
    scale = min(width / logo.width, height / logo.height)
    wide, high = logo.width * scale, logo.height * scale
    return Dots((width - wide) / 2, (height - high) / 2, wide, high, logo, ground)


def hatch(
    x: float, y: float, width: float, height: float, *, gap: float, line: float, colour: str
) -> tuple[Shape, ...]:
    """Lines at 45 degrees, rising to the right, inside a rectangle; ``gap`` is measured across them."""
    step = gap * 2**0.5
    lines = []
    start = x - height + step / 2
    while start < x + width:
        # From the foot of the line up; cut off at both sides.
        x1, y1, x2, y2 = start, y + height, start + height, y
        if x1 < x:
            x1, y1 = x, y1 - (x - x1)
        if x2 > x + width:
            x2, y2 = x + width, y2 + (x2 - x - width)
        if x2 > x1:
            lines.append(rule(x1, y1, x2, y2, line, colour))
        start += step
    return tuple(lines)
