"""From a pose file to what ships: layers of path data, simplified and rounded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import shapely
from pydantic import BaseModel
from shapely import affinity
from shapely.geometry import LinearRing, LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from handouts import strict
from handouts.draw import figure as figures
from handouts.draw.curves import rounded
from handouts.draw.pose import Cast, Casting, Pose, Templates
from handouts.draw.sheet import Paint, Sheet
from handouts.draw.skeleton import OutOfReach
from handouts.model.illustration import Role
from handouts.model.problem import Place, Problem

M = TypeVar("M", bound=BaseModel)

SHARED, COMPILED = "shared", "compiled"
TOLERANCE = 0.035
"""Units: at 40 mm, a hundredth of a millimetre."""
SMALLEST = 0.02
"""Square units: what is smaller cannot be seen."""
PANEL_RADIUS = 3.0
MARGIN = 0.6
"""Units round the ink, for half a line's width."""


@dataclass
class Studio:
    """The cast and the templates that poses are drawn with."""

    cast: dict[str, Cast] = field(default_factory=dict)
    templates: dict[str, dict[str, Any]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, folder: Path) -> None:
        """Read the two files of ``folder``, if they are there."""
        casting = self._read(folder / "cast.yaml", Casting)
        if casting is not None:
            self.cast |= casting.cast
        templates = self._read(folder / "templates.yaml", Templates)
        if templates is not None:
            self.templates |= templates.templates

    def _read(self, path: Path, model: type[M]) -> M | None:
        if not path.is_file():
            return None
        value, problems, _ = strict.read(path.read_bytes(), str(path), model)
        self.problems += problems
        return value


def compiled(path: Path, studio: Studio) -> tuple[str | None, list[Problem]]:
    """The compiled text for the pose in ``path`` (None with problems), and every problem with it."""
    raw = path.read_bytes()
    document, problems = strict.parse(raw, str(path))
    if problems:
        return None, problems
    _merge(document, studio, problems)
    pose, found = strict.check(document, Pose)
    problems += found
    if pose is None or problems:
        return None, problems
    if pose.id != path.stem:
        place = document.place(("id",))
        return None, [Problem("id-not-file", f"the id is {pose.id}, but the file is called {path.stem}",
                              "Make them the same.", place)]  # fmt: skip
    try:
        paints = _paints(pose, studio.cast)
    except OutOfReach as error:
        message = f"a hand or foot cannot get where it should: {error}"
        return None, [Problem("out-of-reach", message, "Move the target, or the body.", Place(str(path), 1, 1))]
    return _text(pose, paints, hashlib.sha256(raw).hexdigest()), []


def _merge(document: strict.Document, studio: Studio, problems: list[Problem]) -> None:
    """Put under each figure the template that it uses."""
    data = document.data
    listed = data.get("figures") if isinstance(data, dict) else None
    for index, figure in enumerate(listed if isinstance(listed, list) else []):
        if not isinstance(figure, dict):
            continue
        used, cast = figure.get("use"), figure.get("cast")
        for what, name, known in (("template", used, studio.templates), ("cast member", cast, studio.cast)):
            if isinstance(name, str) and name not in known:
                place = document.place(("figures", index, "use" if what == "template" else "cast"))
                hint = f"Choose from: {', '.join(sorted(known))}"
                problems.append(Problem("unknown-name", f"there is no {what} of this name", hint, place))
        if isinstance(used, str) and used in studio.templates:
            listed[index] = {**studio.templates[used], **figure}  # type: ignore[index]


def _paints(pose: Pose, cast: Mapping[str, Cast]) -> list[Paint]:
    left, bottom, width, height = pose.frame
    sheet = Sheet()
    for prop in pose.behind:
        prop.draw(sheet)
    for figure in pose.figures:
        figures.draw(figure, cast, sheet)
    for prop in pose.front:
        prop.draw(sheet)
    paints = sheet.paints
    if pose.flip == "yes":
        middle = (0, bottom + height / 2)
        paints = [_changed(paint, affinity.scale(paint.shape, 1, -1, origin=middle)) for paint in paints]
    frame = box(left, bottom, left + width, bottom + height)
    if pose.panel == "yes":
        frame = rounded(left, bottom, width, height, PANEL_RADIUS)
        paints.insert(0, Paint(Role.PANEL, frame))
    return [_changed(paint, paint.shape.intersection(frame)) for paint in paints]


def _changed(paint: Paint, shape: BaseGeometry) -> Paint:
    return Paint(paint.role, shape, paint.tone, paint.width, paint.dash)


def _text(pose: Pose, paints: list[Paint], digest: str) -> str:
    layers, bounds = [], []
    for paint in paints:
        path = _line_path(paint.shape) if paint.width else _area_path(paint.shape)
        if path:
            bounds.append(paint.shape.bounds)
            layers.append([paint.role.value, path, paint.tone, paint.width, list(paint.dash)])
    left, bottom = (min(values) for values in list(zip(*bounds, strict=True))[:2])
    right, top = (max(values) for values in list(zip(*bounds, strict=True))[2:])
    edge = 0 if pose.panel == "yes" else MARGIN
    head = {
        "id": pose.id,
        "alt": pose.alt,
        "caption": pose.caption.source,
        "shows": pose.shows,
        "box": [round(value, 2) for value in (left - edge, bottom - edge, right + edge, top + edge)],
        "pose": digest,
    }
    rows = ",\n".join(json.dumps(layer, separators=(",", ":")) for layer in layers)
    start = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    return f'{start[:-1]},"layers":[\n{rows}\n]}}\n'


def _pieces(shape: BaseGeometry) -> list[BaseGeometry]:
    return list(shape.geoms) if hasattr(shape, "geoms") else [shape]


def _area_path(shape: BaseGeometry) -> str:
    rings: list[str] = []
    for piece in _pieces(shape):
        if not isinstance(piece, Polygon) or piece.area < SMALLEST:
            continue
        simple = piece.simplify(TOLERANCE)
        for ring in (simple.exterior, *simple.interiors):
            if Polygon(ring).area >= SMALLEST:
                rings.append(_ring(ring))
    return " ".join(rings)


def _line_path(shape: BaseGeometry) -> str:
    lines = [piece for piece in _pieces(shape) if isinstance(piece, LineString | LinearRing) and piece.length > 0.05]
    if not lines:
        return ""
    merged = shapely.line_merge(shapely.union_all(lines)) if len(lines) > 1 else lines[0]
    # A crossing parts a line in two where shapes touch; pieces that are single points leave no mark.
    found = []
    for piece in _pieces(merged):
        simple = piece.simplify(TOLERANCE)
        if simple.length > 0.05:
            found.append(_ring(simple) if simple.is_ring else _open(simple))
    return " ".join(found)


def _ring(ring: BaseGeometry) -> str:
    return _open(LineString(list(ring.coords)[:-1])) + " h"


def _open(line: BaseGeometry) -> str:
    (x, y), *rest = [(point[0], point[1]) for point in line.coords]
    steps = [f"{_number(x)} {_number(y)} m", *(f"{_number(a)} {_number(b)} l" for a, b in rest)]
    return " ".join(steps)


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
