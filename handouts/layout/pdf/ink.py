"""Where the ink of a piece is, measured on its operators (ISO 32000-1, annex A), as a mail house measures a page.

Text counts as high as the highest and deepest letters of its font; a curve as far as its control points. So what is
measured is never less than the ink, and hardly more.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from handouts.layout.fonts import Fonts
from handouts.layout.pdf.pieces import Piece

Rect = tuple[float, float, float, float]
"""Left, bottom, right and top."""
_TOKEN = re.compile(rb"\((?:[^\\()]|\\[0-7]{3}|\\.)*\)|\[[^\]]*\]|<<|>>|/[\w.+-]*|[A-Za-z]+\*?|[-+.\d]+")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_PLAIN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Matrix = tuple[float, float, float, float, float, float]


class Ink(NamedTuple):
    """A box, and whether it is that of a path that is only filled."""

    box: Rect
    filled: bool


def ink(piece: Piece, family: Fonts) -> tuple[Ink, ...]:
    """Each text and each path that ``piece`` paints, from the piece's own corner, in points."""
    code = zlib.decompressobj(-zlib.MAX_WBITS).decompress(piece.data)
    return _Reader(family).read(code)


def union(boxes: Sequence[Rect]) -> Rect | None:
    """The box round all of them."""
    if not boxes:
        return None
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


class _Reader:
    """The part of the imaging model that pieces use: paths, text set by ``Tm``, images, and the state they need."""

    def __init__(self, family: Fonts) -> None:
        self._family = family
        self._found: list[Ink] = []
        self._points: list[tuple[float, float]] = []
        self._now: tuple[Matrix, float] = (_PLAIN, 1.0)
        self._kept = [self._now]  # a piece ends by taking back what moved it
        self._font, self._size = ("", 0), 0.0
        self._pen = (0.0, 0.0)

    def read(self, code: bytes) -> tuple[Ink, ...]:
        for found in _USUAL.finditer(code):
            kind = found.lastgroup
            if kind == "text":
                if found["face"]:
                    self.face([found["face"], found["size"]])
                self._pen = (float(found["x"]), float(found["y"]))
                self.show([found["text"]])
            elif kind == "path" and self._now[0] is _PLAIN:
                box, more, filled = _path(found["path"])
                if box is not None:
                    x, y = float(found["across"]), float(found["up"])
                    more *= self._now[1] / 2
                    around = (x + box[0] - more, y + box[1] - more, x + box[2] + more, y + box[3] + more)
                    self._found.append(Ink(around, filled))
            elif kind == "layer":
                box, width = _layer(found["layer"])
                self._now = (self._now[0], self._now[1] if width is None else width)
                self._points = [self._turned(across, up) for across in box[::2] for up in box[1::2]]
                self.fill([]) if width is None else self.stroke([])
            elif kind is not None:
                self._line(found[0])
        return tuple(self._found)

    def _line(self, line: bytes) -> None:
        """Any number of operators."""
        operands: list[bytes] = []
        for token in _TOKEN.findall(line):
            if token[0] in _OPERAND:
                operands.append(token)
                continue
            if (do := _WORK.get(token)) is not None:
                do(self, operands)
            operands = []

    def save(self, _operands: list[bytes]) -> None:
        self._kept.append(self._now)

    def restore(self, _operands: list[bytes]) -> None:
        self._now = self._kept.pop()

    def concat(self, operands: list[bytes]) -> None:
        a, b, c, d, e, f = map(float, operands)
        (k, m, n, o, p, q), width = self._now
        moved = (a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q)
        self._now = (moved, width)

    def wide(self, operands: list[bytes]) -> None:
        self._now = (self._now[0], float(operands[0]))

    def point(self, operands: list[bytes]) -> None:
        numbers = [float(value) for value in operands]
        points = zip(numbers[::2], numbers[1::2], strict=True)
        if self._now[0] is _PLAIN:
            self._points += points
        else:
            self._points += [self._turned(x, y) for x, y in points]

    def fill(self, _operands: list[bytes]) -> None:
        self._paint(0.0, filled=True)

    def stroke(self, _operands: list[bytes]) -> None:
        (a, b, c, d, *_), width = self._now
        self._paint(width / 2 * max(abs(a) + abs(c), abs(b) + abs(d)))

    def forget(self, _operands: list[bytes]) -> None:
        self._points = []

    def begin(self, _operands: list[bytes]) -> None:
        self._pen = (0.0, 0.0)

    def face(self, operands: list[bytes]) -> None:
        name, alphabet = operands[0][1:].decode("ascii").rsplit(".", 1)
        self._font, self._size = (name, int(alphabet)), float(operands[1])

    def go(self, operands: list[bytes]) -> None:
        self._pen = (float(operands[4]), float(operands[5]))

    def show(self, operands: list[bytes]) -> None:
        wide, low, high = _text(self._family, self._font, operands[0])
        x, y = self._pen
        size = self._size / 1000
        box = (x, y + low * size, x + wide * size, y + high * size)
        if self._now[0] is _PLAIN:
            self._found.append(Ink(box, filled=False))
        else:
            self._points = [self._turned(across, up) for across in box[::2] for up in box[1::2]]
            self._paint(0.0)
        self._pen = (x + wide * size, y)

    def image(self, _operands: list[bytes]) -> None:
        self._points = [self._turned(x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
        self._paint(0.0)

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self._now[0]
        return (a * x + c * y + e, b * x + d * y + f)

    def _paint(self, more: float, *, filled: bool = False) -> None:
        if self._points:
            across, up = [x for x, _ in self._points], [y for _, y in self._points]
            box = (min(across) - more, min(up) - more, max(across) + more, max(up) + more)
            self._found.append(Ink(box, filled))
        self._points = []


@lru_cache(maxsize=4096)
def _text(family: Fonts, font: tuple[str, int], text: bytes) -> tuple[float, float, float]:
    """Width, lowest and highest of a literal string, in thousandths of the size."""
    face = family.named(font[0])
    alphabet = face.alphabets[font[1]]
    codes = _ESCAPE.sub(_unescaped, text[1:-1])
    _, low, _, high = face.box
    return sum(face.widths[chr(alphabet[code])] for code in codes), low, high


def _unescaped(found: re.Match[bytes]) -> bytes:
    text = found[1]
    return bytes([int(text, 8)]) if len(text) == 3 else text


_OPERAND = frozenset(b"(/[<>+-.0123456789")
_USUAL = re.compile(
    rb"BT 1 0 0 1 (?P<x>[-\d.]+) (?P<y>[-\d.]+) Tm(?: [\d.]+ [\d.]+ [\d.]+ rg)?"
    rb"(?: (?P<face>/\S+) (?P<size>[\d.]+) Tf)? (?P<text>\((?:[^\\()\n]|\\[0-7]{3}|\\.)*\)) Tj ET\n"
    rb"|q 1 0 0 1 (?P<across>[-\d.]+) (?P<up>[-\d.]+) cm\n"
    rb"(?P<path>[-\d.]+ [-\d.]+ m\n(?:[-\d. ]+ [mlc]\n|h\n)*(?:f\*?|S|B\*?|n)\n)Q\n"
    rb"|(?P<layer>[\d.]+ [\d.]+ [\d.]+ (?:RG [\d.]+ w \[[\d. ]*\] 0 d|rg) [-\d.]+ [-\d.]+ m [-\d. mlh]+ (?:S|f\*))\n"
    rb"|(?:[\d.]+ [\d.]+ [\d.]+ (?:rg|RG)|\d [Jj]|/\w+ <<[^\n]*>> BDC|EMC)\n"
    rb"|(?P<other>[^\n]+)"
)
"""What is usual: a text, a path in its place, a layer of an illustration, what leaves no ink; and any other line."""


@lru_cache(maxsize=4096)
def _path(code: bytes) -> tuple[Rect | None, float, bool]:
    """The box of a path's points, how many times half its line goes beyond, and whether it is only filled."""
    *segments, last = code.split(b"\n")[:-1]
    points = [float(number) for line in segments if line != b"h" for number in line.split()[:-1]]
    box = None if last == b"n" else (min(points[::2]), min(points[1::2]), max(points[::2]), max(points[1::2]))
    return box, 0.0 if last in (b"f", b"f*") else 1.0, last in (b"f", b"f*")


@lru_cache(maxsize=4096)
def _layer(code: bytes) -> tuple[Rect, float | None]:
    """The box of a layer's points, in its own coordinates, and the width of its line; None for a fill."""
    words = code.split()
    width = float(words[4]) if words[3] == b"RG" else None
    start = 4 if width is None else words.index(b"d") + 1
    points = [float(word) for word in words[start:-1] if word not in (b"m", b"l", b"h")]
    return (min(points[::2]), min(points[1::2]), max(points[::2]), max(points[1::2])), width


_WORK: dict[bytes, Callable[[_Reader, list[bytes]], None]] = {
    b"q": _Reader.save,
    b"Q": _Reader.restore,
    b"cm": _Reader.concat,
    b"w": _Reader.wide,
    b"m": _Reader.point,
    b"l": _Reader.point,
    b"c": _Reader.point,
    b"f": _Reader.fill,
    b"f*": _Reader.fill,
    b"S": _Reader.stroke,
    b"B": _Reader.stroke,
    b"B*": _Reader.stroke,
    b"n": _Reader.forget,
    b"BT": _Reader.begin,
    b"Tf": _Reader.face,
    b"Tm": _Reader.go,
    b"Tj": _Reader.show,
    b"Do": _Reader.image,
}
