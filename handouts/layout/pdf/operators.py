"""Recorded operations as operators of a content stream (ISO 32000-1, annex A)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from handouts.layout.fonts import Face, Fonts
from handouts.layout.galley import Art, Dots, Glyphs, Stamp
from handouts.layout.pdf import art as arts
from handouts.layout.pdf import photos
from handouts.layout.pdf.fonts import FontKey, font_name
from handouts.layout.pdf.objects import colour, number
from handouts.layout.pdf.pieces import Piece, one, piece, stored
from handouts.model.drawing import Segment, Shape

_WRITTEN = {code: f"\\{code:03o}" for code in range(0x100) if not 0x20 <= code < 0x7F}
_WRITTEN |= {ord(character): f"\\{character}" for character in "()\\"}
_NAMES = {"M": " m", "L": " l", "C": " c", "Z": "h"}


def string(codes: bytes) -> str:
    """A literal string."""
    return f"({codes.decode('latin-1').translate(_WRITTEN)})"


@lru_cache(maxsize=2048)
def _path(segments: tuple[Segment, ...]) -> str:
    """A path; the y of a page goes up."""
    return "\n".join(
        " ".join([number(-n if index % 2 else n) for index, n in enumerate(numbers)]) + _NAMES[name]
        for name, numbers in segments
    )


def shown(face: Face, text: str, size: float) -> tuple[tuple[str, str, FontKey], ...]:
    """The operators that show a text: of each run the one that sets its font, the one that shows it, and what the file
    must hold of the face."""
    runs = [((face.name, alphabet), codes) for alphabet, codes in face.coded(text)]
    return tuple([(f"/{font_name(key)} {number(size)} Tf", f"{string(codes)} Tj", key) for key, codes in runs])


_shown = lru_cache(maxsize=4096)(shown)
"""The same for what stands on many leaflets."""


@lru_cache(maxsize=4096)
def moved(x: float, y: float) -> Piece:
    """What the next piece paints is counted from ``x``, ``y``: it ends by taking that back."""
    return stored(f"q 1 0 0 1 {number(x)} {number(y)} cm\n".encode("ascii"))


@dataclass(slots=True)
class Operators:
    """The code of one piece of a page. What was set before is not set again; the next piece knows nothing of it.

    ``fonts`` and ``dotted`` (photos) collect what the file must hold for it.
    """

    family: Fonts
    code: list[str] = field(default_factory=list)
    fonts: dict[FontKey, None] = field(default_factory=dict)
    dotted: dict[photos.PhotoKey, None] = field(default_factory=dict)
    _now: dict[str, str] = field(default_factory=dict)
    _ended: list[Piece] = field(default_factory=list)

    def piece(self) -> Piece:
        """All of the code, compressed, with the end of what ``moved`` began; some of it was compressed before."""
        self.code.append("Q")
        self._end()
        return one(self._ended)

    def _end(self) -> None:
        self._ended.append(piece("\n".join([*self.code, ""]).encode("ascii")))
        self.code.clear()

    def glyphs(self, op: Glyphs, x: float, y: float) -> None:
        """A run of characters with its baseline at ``x``, ``y``."""
        now, paint = self._now, colour(op.colour)
        code = f"BT 1 0 0 1 {number(x)} {number(y)} Tm"
        if now.get("rg") != paint:
            now["rg"] = paint
            code = f"{code} {paint} rg"
        for font, text, key in _shown(self.family.named(op.font), op.text, op.size):
            if now.get("Tf") != font:
                now["Tf"] = font
                self.fonts[key] = None
                code = f"{code} {font}"
            code = f"{code} {text}"
        self.code.append(f"{code} ET")

    def shape(self, shape: Shape, x: float, y: float) -> None:
        """A path that is counted from ``x``, ``y``."""
        if shape.fill:
            self._set("rg", colour(shape.fill))
        if shape.stroke:
            self._set("RG", colour(shape.stroke))
            self._set("w", number(shape.width))
            self._set("J", "1" if shape.round else "0")
            self._set("j", "1" if shape.round else "0")
            self._set("d", f"[{' '.join(map(number, shape.dash))}] 0")
        fill = ("f*" if shape.even_odd else "f") if shape.fill else ""
        both = {"f": "B", "f*": "B*", "": "S"}[fill]
        paint = both if shape.stroke else fill or "n"
        self.code.append(f"q 1 0 0 1 {number(x)} {number(y)} cm\n{_path(shape.segments)}\n{paint}\nQ")

    def art(self, art: Art, x: float, y: float) -> None:
        """An illustration with its top left corner at ``x``, ``y``."""
        self.code.append(f"q {arts.place(art, x, y)}")
        self._end()
        self._ended.append(arts.painted(art))
        self.code.append("Q")

    def dots(self, op: Dots, x: float, y: float) -> None:
        """A photo with its lower left corner at ``x``, ``y``; the file holds each one once."""
        key = (op.photo, op.ground)
        self.dotted[key] = None
        self.code.append(photos.painted(photos.name_of(key), x, y, op.width, op.height))

    def stamp(self, op: Stamp, x: float, y: float) -> None:
        """Shapes that are the same wherever they stand, with their corner at ``x``, ``y``."""
        self.code.append(f"q 1 0 0 1 {number(x)} {number(y)} cm\n{_stamped(op.shapes, self.family)}\nQ")

    def _set(self, operator: str, value: str) -> None:
        if self._now.get(operator) != value:
            self._now[operator] = value
            self.code.append(f"{value} {operator}")


@lru_cache(maxsize=512)
def _stamped(shapes: tuple[Shape, ...], family: Fonts) -> str:
    """The operators that paint shapes, from their corner on."""
    work = Operators(family)
    for shape in shapes:
        work.shape(shape, shape.x, -shape.y)
    return "\n".join(work.code)
