"""SVG to :class:`~handouts.model.drawing.Drawing`: shapes with plain colours; no text, pictures or gradients."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from typing import Any, cast

from handouts.model.colour import WHITE, mixed
from handouts.model.drawing import CURRENT, PAPER, Drawing, Segment, Shape
from handouts.model.problem import Place, Problem

_REFUSED = {
    "text": "turn the letters into outlines",
    "image": "use a drawing made of shapes, not a photo",
    "linearGradient": "use plain colours",
    "radialGradient": "use plain colours",
    "filter": "use plain shapes",
    "mask": "use plain shapes",
    "script": "use plain shapes",
    "foreignObject": "use plain shapes",
}

# The parser knows no currentColor nor paper: each goes through as a colour that nobody would draw with.
_STAND_INS = {b"currentColor": b"#010203", b'"paper"': b'"#010305"'}
_MARKS = {"#010203": CURRENT, "#010305": PAPER}


def read_svg(raw: bytes, file: str) -> tuple[Drawing | None, list[Problem]]:
    """The drawing in ``raw``, or why it cannot be used, at line and column."""
    if b"<!ENTITY" in raw or b"<!DOCTYPE" in raw.replace(b"<!DOCTYPE svg PUBLIC", b""):
        line = raw[: raw.find(b"<!")].count(b"\n") + 1
        return None, [
            Problem("bad-drawing", "entities are not read", "Save the drawing as plain SVG.", Place(file, line, 1))
        ]
    parser: ET.XMLPullParser[Any] = ET.XMLPullParser(events=("start",))
    try:
        for number, text in enumerate(raw.splitlines(keepends=True), 1):
            parser.feed(text)
            for event in cast("Iterable[tuple[str, ET.Element]]", parser.read_events()):
                element = event[1]
                name = str(element.tag).rsplit("}", 1)[-1]
                if name in _REFUSED:
                    return None, [
                        Problem(
                            "bad-drawing",
                            f"a logo cannot hold <{name}>",
                            f"In the drawing program, {_REFUSED[name]}.",
                            Place(file, number, 1),
                        )
                    ]
        parser.close()
    except ET.ParseError as error:
        line, column = error.position
        return None, [
            Problem(
                "bad-drawing",
                "this is not a readable SVG file",
                "Save it again as plain SVG.",
                Place(file, line, column + 1),
            )
        ]
    drawing = _drawing(raw)
    if drawing is None or not drawing.shapes:
        return None, [
            Problem(
                "bad-drawing",
                "there is nothing to draw in this SVG file",
                "Save it again as plain SVG.",
                Place(file, 1, 1),
            )
        ]
    return drawing, []


def _drawing(raw: bytes) -> Drawing | None:
    from svgelements import SVG, Path
    from svgelements import Shape as Element

    for paint, stand_in in _STAND_INS.items():
        raw = raw.replace(paint, stand_in)
    try:
        # Shapes come out in the size of the picture, with transforms and the viewBox worked in.
        svg = SVG.parse(io.BytesIO(raw), reify=True)
    except (ValueError, TypeError, KeyError, AttributeError, ZeroDivisionError):
        return None
    width, height = _number(svg.width), _number(svg.height)
    if width <= 0 or height <= 0:
        return None
    shapes = []
    for element in svg.elements():
        if not isinstance(element, Element) or element.values.get("display") == "none":
            continue
        path = Path(element)
        path.approximate_arcs_with_cubics()
        fill, stroke = _paint(element.fill), _paint(element.stroke)
        segments = _segments(path)
        if segments and (fill or stroke):
            shapes.append(
                Shape(
                    segments=segments,
                    fill=fill,
                    stroke=stroke,
                    width=_number(element.stroke_width) if stroke else 0,
                    round=element.values.get("stroke-linecap") == "round",
                    even_odd=element.values.get("fill-rule") == "evenodd",
                )
            )
    return Drawing(width, height, tuple(shapes))


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0


def _paint(colour: Any) -> str | None:
    if colour is None or colour.value is None:
        return None
    written = str(colour.hexrgb).lower()
    if colour.opacity < 1 and written not in _MARKS:
        # What is see-through looks as it does on white paper.
        return mixed(written.upper(), WHITE, 1 - colour.opacity) if colour.opacity > 0 else None
    return _MARKS.get(written, written.upper())


def _segments(path: Any) -> tuple[Segment, ...]:
    from svgelements import Close, CubicBezier, Line, Move, QuadraticBezier

    def points(*values: Any) -> tuple[float, ...]:
        return tuple(round(float(number), 4) for point in values for number in (point.x, point.y))

    segments: list[Segment] = []
    for segment in path:
        match segment:
            case Move():
                segments.append(("M", points(segment.end)))
            case Close():
                segments.append(("Z", ()))
            case Line():
                segments.append(("L", points(segment.end)))
            case CubicBezier():
                segments.append(("C", points(segment.control1, segment.control2, segment.end)))
            case QuadraticBezier():
                first = segment.start + (segment.control - segment.start) * (2 / 3)
                second = segment.end + (segment.control - segment.end) * (2 / 3)
                segments.append(("C", points(first, second, segment.end)))
    return tuple(segments)
