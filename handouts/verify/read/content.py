"""What a page paints, sorted by owner (ISO 32000-1, 9.4 and 14.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import pikepdf

from handouts.verify.read.fonts import codes
from handouts.verify.read.nouns import ARTIFACT, NOBODY, WHITE, Colour, Font, Marked, Page, Patch, Shown
from handouts.verify.read.paths import RUN, apart, points
from handouts.verify.read.values import entries, follow, get, items, name, number, text, whole

_PAINT = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI"}) | {"INLINE IMAGE"}
_SHOW = frozenset({"Tj", "TJ", "'", '"'})
_STATE = frozenset({"BT", "Tf", "Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL", "Ts", "Tr", "q", "Q", "cm", "w", "gs"})
_FILL = frozenset({"g", "rg", "k", "cs", "sc", "scn"})
_STROKE = frozenset({"G", "RG", "K", "CS", "SC", "SCN"})
_PATH = frozenset({"m", "l", "c", "v", "y", "re"})
_CLIP = frozenset({"W", "W*"})
_FILLED = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_MARKS = frozenset({"BDC", "BMC", "EMC"})
_KNOWN = _PAINT - {"INLINE IMAGE"} | _SHOW | _STATE | _FILL | _STROKE | _PATH | _CLIP | _MARKS | {"n", "BI", "ID"}
_OPERATORS = " ".join(sorted(_KNOWN | {RUN}))
_SPOKEN = ("ActualText", "Alt", "E", "Lang")
WIDE = 8.0
"""Points: a line as wide as print hides what is under it."""
TINY = 1.0
"""Points: no letter of this size can be seen."""

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_content(pdf: pikepdf.Pdf, source: pikepdf.Page, page: Page, fonts: Mapping[str, Font]) -> None:
    """Fill ``page.marked`` and ``page.odd`` from ``source``, a page of ``pdf``. ``fonts`` are those of the page, by the
    name used in its content."""
    try:
        pieces = items(source.obj.get("/Contents"))
        content, runs = apart(b"\n".join(piece.read_bytes() for piece in pieces))
        instructions = pikepdf.parse_content_stream(pikepdf.Stream(pdf, content), _OPERATORS)
    except (pikepdf.PdfError, pikepdf.PdfParsingError, TypeError, ValueError):
        page.odd.append("its content cannot be read")
        return
    painter = _Painter(page, fonts, source.obj.get("/Resources"), runs)
    for instruction in instructions:
        painter.run(str(instruction.operator), list(instruction.operands))
    painter.end()


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _reach(matrix: Matrix, run: bytes) -> list[tuple[float, float]]:
    """Points of the page as far out as a run of steps: unless it is turned, corners of the box round it."""
    xs, ys = points(run)
    if not xs:
        return []
    if matrix[1] == matrix[2] == 0:
        return [_point(matrix, min(xs), min(ys)), _point(matrix, max(xs), max(ys))]
    return [_point(matrix, x, y) for x, y in zip(xs, ys, strict=True)]


def _colour(operands: Sequence[object]) -> Colour:
    """Grey, RGB or CMYK; a pattern or a colour space alone, which no leaflet has, counts as white."""
    match [number(operand) for operand in operands]:
        case [float(grey)]:
            return (grey, grey, grey)
        case [float(red), float(green), float(blue)]:
            return (red, green, blue)
        case [float(cyan), float(magenta), float(yellow), float(black)]:
            return ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
    return WHITE


@dataclass(slots=True)
class _State:
    """What q keeps and Q brings back."""

    matrix: Matrix = _IDENTITY
    font: str = ""
    size: float = 0.0
    letters: float = 0.0
    words: float = 0.0
    wide: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    fill: Colour = (0.0, 0.0, 0.0)
    stroke: Colour = (0.0, 0.0, 0.0)
    line: float = 1.0
    clipped: bool = False


class _Painter:
    """Runs the operators that matter."""

    def __init__(self, page: Page, fonts: Mapping[str, Font], resources: object, runs: Sequence[bytes]) -> None:
        self._page, self._fonts, self._resources, self._runs = page, fonts, resources, runs
        self._state = _State()
        self._kept: list[_State] = []
        self._line: Matrix = _IDENTITY
        self._text: Matrix = _IDENTITY
        self._open: list[Marked] = []
        self._nobody: Marked | None = None
        self._order = 0
        self._path: list[tuple[float, float]] = []
        self._far: list[tuple[Matrix, bytes]] = []
        """Steps that belong to the path too; how far they reach is worked out when it counts."""

    def run(self, operator: str, operands: Sequence[object]) -> None:
        """One operator."""
        if operator in _MARKS:
            self._mark(operator, operands)
        elif operator in _SHOW:
            self._show(operator, operands)
        elif operator == RUN:
            self._go_far(operands)
        elif operator in _PATH:
            self._draw(operator, operands)
        elif operator in _PAINT:
            self._owner().paints += 1
            self._paint(operator)
            if operator == "Do":
                self._external(operands)
        elif operator in _CLIP:
            self._state.clipped = True
        elif operator in _FILL:
            self._state.fill = _colour(operands)
        elif operator in _STROKE:
            self._state.stroke = _colour(operands)
        elif operator == "n":
            self._path, self._far = [], []
        else:
            self._set(operator, operands)

    def end(self) -> None:
        """After the last operator."""
        if self._open:
            self._page.odd.append("marked content is never ended")

    def _owner(self) -> Marked:
        if self._open:
            return self._open[-1]
        if self._nobody is None:
            self._nobody = Marked(NOBODY, "")
            self._page.marked.append(self._nobody)
        return self._nobody

    def _draw(self, operator: str, operands: Sequence[object]) -> None:
        values = [number(operand) or 0.0 for operand in operands]
        if operator == "re" and len(values) == 4:
            x, y, width, height = values
            values = [x, y, x + width, y, x, y + height, x + width, y + height]
        steps = zip(values[::2], values[1::2], strict=False)
        self._path += [_point(self._state.matrix, x, y) for x, y in steps]

    def _go_far(self, operands: Sequence[object]) -> None:
        match [whole(operand) for operand in operands]:
            case [int(place)] if 0 <= place < len(self._runs):
                self._far.append((self._state.matrix, self._runs[place]))
            case _:
                self._page.odd.append("a path begins with a number too many")

    def _paint(self, operator: str) -> None:
        """Keep what may lie over or under print."""
        self._order += 1
        state, path, far, grow = self._state, self._path, self._far, 0.0
        if operator in ("Do", "EI", "INLINE IMAGE"):
            path, far = [_point(state.matrix, x, y) for x in (0, 1) for y in (0, 1)], []
        elif operator == "sh":
            path, far = [(-1e6, -1e6), (1e6, 1e6)], []
        else:
            self._path, self._far = [], []
        if operator not in ("S", "s") and operator not in _FILLED:
            colour = WHITE
        elif operator in _FILLED:
            colour = state.fill
        else:
            a, b, c, d, *_ = state.matrix
            width = state.line * max(a * a + b * b, c * c + d * d) ** 0.5
            if width < WIDE:
                return
            colour, grow = state.stroke, width / 2
        path += chain.from_iterable(_reach(matrix, run) for matrix, run in far)
        if path:
            xs, ys = [x for x, _ in path], [y for _, y in path]
            box = (min(xs) - grow, min(ys) - grow, max(xs) + grow, max(ys) + grow)
            self._page.patches.append(Patch(self._order, box, colour))

    def _external(self, operands: Sequence[object]) -> None:
        found = follow(self._resources, "/XObject", str(operands[0])) if operands else None
        if name(get(found, "/Subtype")) != "Image":
            self._page.odd.append("it paints a form, whose inside is not checked")

    def _mark(self, operator: str, operands: Sequence[object]) -> None:
        if operator == "EMC":
            if self._open:
                self._open.pop()
            else:
                self._page.odd.append("marked content is ended more often than begun")
            return
        tag = name(operands[0]) if operands else ""
        properties = operands[1] if operator == "BDC" and len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = follow(self._resources, "/Properties", str(properties))
        known = entries(properties)
        mcid = whole(known.get("/MCID"))
        owner = mcid if mcid is not None and mcid >= 0 else ARTIFACT if tag == "Artifact" else NOBODY
        around = self._open[-1] if self._open else None
        spoken = {key for key in _SPOKEN if f"/{key}" in known}
        if tag == "OC":
            self._page.odd.append("part of it is on a layer, which may be hidden")
        if owner == NOBODY and around is not None:
            # A span for a language or the like: what is in it belongs to the sequence around.
            around.spoken |= spoken
            self._open.append(around)
            return
        actual = known.get("/ActualText")
        marked = Marked(
            owner,
            tag,
            kind=name(known.get("/Type")),
            subtype=name(known.get("/Subtype")),
            actual=text(actual) if isinstance(actual, pikepdf.String) else None,
            inside=around.owner if around else None,
            spoken=spoken,
        )
        self._page.marked.append(marked)
        self._open.append(marked)

    def _set(self, operator: str, operands: Sequence[object]) -> None:
        values = [number(operand) or 0.0 for operand in operands]
        match operator, values:
            case "q", _:
                self._kept.append(replace(self._state))
            case "Q", _ if self._kept:
                self._state = self._kept.pop()
            case "cm", [a, b, c, d, e, f]:
                self._state.matrix = _times((a, b, c, d, e, f), self._state.matrix)
            case "BT", _:
                self._line = self._text = _IDENTITY
            case "Tm", [a, b, c, d, e, f]:
                self._line = self._text = (a, b, c, d, e, f)
            case "Td", [x, y]:
                self._move(x, y)
            case "TD", [x, y]:
                self._state.leading = -y
                self._move(x, y)
            case "T*", _:
                self._move(0, -self._state.leading)
            case "Tf", [_, size]:
                self._state.font, self._state.size = str(operands[0]), size
            case "Tz", [percent]:
                self._state.wide = percent / 100
            case "Tc", [value]:
                self._state.letters = value
            case "Tw", [value]:
                self._state.words = value
            case "TL", [value]:
                self._state.leading = value
            case "Ts", [value]:
                self._state.rise = value
            case "Tr", [value]:
                self._state.mode = int(value)
            case "w", [value]:
                self._state.line = value
            case "gs", _:
                self._page.odd.append("it changes how paint covers what is under it, which is not checked")

    def _move(self, x: float, y: float) -> None:
        self._line = self._text = _times((1, 0, 0, 1, x, y), self._line)

    def _show(self, operator: str, operands: Sequence[object]) -> None:
        if operator in "'\"":
            if operator == '"' and len(operands) == 3:
                words, letters = number(operands[0]) or 0.0, number(operands[1]) or 0.0
                self._state.words, self._state.letters = words, letters
            self._move(0, -self._state.leading)
        font = self._fonts.get(self._state.font)
        if font is None:
            self._page.odd.append("text is shown in a font that is not there")
            return
        owner = self._owner()
        owner.paints += 1
        start = self._at()
        said = []
        for part in items(operands[-1]) if operands else []:
            if isinstance(part, pikepdf.String):
                said.append(self._string(bytes(part), font))
            else:
                self._advance(-(number(part) or 0.0) / 1000 * self._state.size * self._state.wide)
        a, b, c, d, *_ = _times(self._text, self._state.matrix)
        size = self._state.size * (a * a + b * b) ** 0.5
        high = self._state.size * (c * c + d * d) ** 0.5
        seen = min(abs(size * self._state.wide), abs(high)) >= TINY
        filled = seen and self._state.mode == 0 and not self._state.clipped
        self._order += 1
        owner.shown.append(Shown("".join(said), start, self._at(), size, self._order, self._state.fill, filled))

    def _string(self, data: bytes, font: Font) -> str:
        state, found = self._state, codes(font, data)
        font.used.update(found)
        widths = sum(font.widths.get(code, font.default_width) for code in found) / 1000 * state.size
        spaces = state.words * found.count(32) if font.code_bytes == 1 else 0.0
        self._advance((widths + state.letters * len(found) + spaces) * state.wide)
        unicode = font.unicode or {}
        return "".join([unicode.get(code, "\ufffd") for code in found])

    def _advance(self, x: float) -> None:
        self._text = _times((1, 0, 0, 1, x, 0), self._text)

    def _at(self) -> tuple[float, float]:
        return _point(_times(self._text, self._state.matrix), 0, self._state.rise)
