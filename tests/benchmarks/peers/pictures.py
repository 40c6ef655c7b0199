"""Drawings for platypus: SVG files read once, each put into a document once, as a form that its pages share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import Flowable

_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_MATRIX = re.compile(r'<g transform="matrix\(([^)]*)\)"')
_PATH = re.compile(r"<path ([^>]*)/>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_STEP = re.compile(r"([MLCZ])([^MLCZ]*)")


@dataclass(frozen=True)
class Drawn:
    """A drawing as paths: fill, line, its width and dashes, whether round and even-odd, and the steps."""

    name: str
    width: float
    height: float
    matrix: tuple[float, ...] | None
    paths: tuple[tuple[Color | None, Color | None, float, tuple[float, ...], bool, bool, tuple[Any, ...]], ...]

    def form(self, canvas: Any) -> str:
        """The name of its form in this document, made when it is first asked for."""
        if canvas.hasForm(self.name):
            return self.name
        canvas.beginForm(self.name, 0, 0, self.width, self.height)
        canvas.transform(1, 0, 0, -1, 0, self.height)
        if self.matrix:
            canvas.transform(*self.matrix)
        for fill, line, width, dash, smooth, even_odd, steps in self.paths:
            canvas.setLineCap(1 if smooth else 0)
            canvas.setLineJoin(1 if smooth else 0)
            canvas.setDash(*([list(dash)] if dash else []))
            if fill:
                canvas.setFillColor(fill)
            if line:
                canvas.setStrokeColor(line)
                canvas.setLineWidth(width)
            path = canvas.beginPath()
            for step, numbers in steps:
                {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}[step](*numbers)
            canvas.drawPath(path, stroke=line is not None, fill=fill is not None, fillMode=0 if even_odd else 1)
        canvas.endForm()
        return self.name


class Pictures:
    """The SVG files of a folder by name, each read when it is first asked for. Reads what ``content`` writes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, Drawn] = {}

    def __getitem__(self, name: str) -> Drawn:
        if name not in self._read:
            self._read[name] = _read(name, (self._folder / name).read_text(encoding="utf-8"))
        return self._read[name]


def _read(name: str, svg: str) -> Drawn:
    size, matrix = _SIZE.search(svg), _MATRIX.search(svg)
    assert size, name
    return Drawn(
        name=re.sub(r"\W", "_", name),
        width=float(size[1]),
        height=float(size[2]),
        matrix=tuple(map(float, matrix[1].split())) if matrix else None,
        paths=tuple(_path(dict(_ATTRIBUTE.findall(path)), in_group=matrix is not None) for path in _PATH.findall(svg)),
    )


def _path(found: dict[str, str], *, in_group: bool) -> Any:
    def colour(key: str) -> Color | None:
        value = found.get(key, "none")
        return None if value == "none" else HexColor(value)

    dash = tuple(map(float, found.get("stroke-dasharray", "").split()))
    smooth = in_group or found.get("stroke-linecap") == "round"
    steps = tuple((step, tuple(map(float, numbers.split()))) for step, numbers in _STEP.findall(found["d"]))
    return (
        colour("fill"), colour("stroke"), float(found.get("stroke-width", 0)), dash, smooth,
        found.get("fill-rule") == "evenodd", steps,
    )  # fmt: skip


class Picture(Flowable):
    """A drawing in the middle of a box, as large as the box allows."""

    def __init__(self, drawn: Drawn, width: float, height: float, *, mirrored: bool = False) -> None:
        super().__init__()
        self._drawn, self._mirrored = drawn, mirrored
        self._scale = min(width / drawn.width, height / drawn.height)
        self.width, self.height = width, drawn.height * self._scale

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its size, in points."""
        return self.width, self.height

    def draw(self) -> None:
        """Onto the canvas."""
        form, canvas = self._drawn.form(self.canv), self.canv
        canvas.saveState()
        canvas.translate((self.width - self._drawn.width * self._scale) / 2, 0)
        if self._mirrored:
            canvas.translate(self._drawn.width * self._scale, 0)
            canvas.scale(-1, 1)
        canvas.scale(self._scale, self._scale)
        canvas.doForm(form)
        canvas.restoreState()


class Icon(Picture):
    """A drawing in a square."""

    def __init__(self, drawn: Drawn, size: float) -> None:
        super().__init__(drawn, size, size)


class Bars(Flowable):
    """How long a pack stays on (``first`` points wide), the gap after it, and how often again."""

    height = 14.0

    def __init__(self, first: float, times: int, colour: Color) -> None:
        super().__init__()
        self._first, self._times, self._colour = first, times, colour

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its size, in points."""
        return width, self.height

    def draw(self) -> None:
        """Onto the canvas."""
        canvas = self.canv
        canvas.setFillColor(self._colour)
        canvas.setStrokeColor(self._colour)
        canvas.roundRect(0, 2, self._first, 8, 1.5, stroke=0, fill=1)
        canvas.setDash(1, 2)
        canvas.line(self._first + 6, 6, self._first + 66, 6)
        canvas.setDash()
        for number in range(self._times):
            canvas.roundRect(self._first + 72 + 26 * number, 2, 22, 8, 1.5, stroke=0, fill=1)
