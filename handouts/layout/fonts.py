"""Fonts: five weights of one family, measured and checked before anything is drawn.

A simple font in a file holds at most 255 characters. So the characters of a face are shared out among alphabets, the
same way each time: the first has what plain English needs, the next ones hold the letters of other languages. A file
embeds the alphabets that it uses, whole, so that each is cut once and not for every leaflet; a compiled library
keeps what was cut (:class:`Cut`), so that most processes neither open a font nor load ReportLab.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache, lru_cache

from msgspec import Struct, msgpack, structs

from handouts.model.library import FontFile


class Weight(StrEnum):
    """A weight of the family: 400, 500, 600, 700, 800."""

    REGULAR = "regular"
    MEDIUM = "medium"
    SEMIBOLD = "semibold"
    BOLD = "bold"
    EXTRABOLD = "extrabold"


HARD_SPACE = "\u00a0"


ASCII = range(0x20, 0x7F)
SIGNS = (range(0xA1, 0xC0), range(0xD7, 0xD8), range(0xF7, 0xF8), range(0x2010, 0x2045))
"""Signs beside ASCII that stand in the first alphabet: Latin-1 and general punctuation."""
FIRST_SIGN = 0x80
"""Codes from here on are for what is not ASCII; those below 0x20 stay empty."""
OTHERS = 0xFF - 0x20 + 1
"""Characters of each further alphabet, at codes from 0x20 on."""


@lru_cache(maxsize=64)
def alphabets(characters: frozenset[int]) -> tuple[tuple[int, ...], ...]:
    """The alphabets of a face that has ``characters``: each the character for codes 0, 1, ...; 0 for none."""
    known = characters
    signs = sorted(code for code in known if any(code in block for block in SIGNS))
    plain = [code if code in known else 0 for code in ASCII]
    first = (*[0] * ASCII.start, *plain, *[0] * (FIRST_SIGN - ASCII.stop), *signs)
    rest = sorted(code for code in known.difference(signs, (ord(HARD_SPACE),)) if code >= FIRST_SIGN)
    others = (rest[start : start + OTHERS] for start in range(0, len(rest), OTHERS))
    return (first, *((*[0] * ASCII.start, *other) for other in others))


class Alphabet(Struct, frozen=True):
    """An alphabet of a face as it stands in every file: streams, and dictionaries but for their references."""

    program: bytes
    to_unicode: bytes
    descriptor: bytes
    font: bytes


class Measures(Struct, frozen=True):
    """Of a face, in thousandths of its size: the box that holds all its letters, and widths by character."""

    box: tuple[int | float, int | float, int | float, int | float]
    widths: dict[str, int | float]


class Cut(Struct, frozen=True):
    """All that leaflets need of a font file."""

    measures: Measures
    alphabets: tuple[Alphabet, ...]


class Face(Struct, frozen=True, eq=False):
    """One weight: a name made from its file, its measures, and its alphabets, each cut when it is asked for."""

    name: str
    box: tuple[float, float, float, float]
    widths: Mapping[str, float]
    alphabets: tuple[tuple[int, ...], ...]
    places: Mapping[str, tuple[int, int]]
    """Alphabet and code, by character."""
    cut: Callable[[int], Alphabet]

    def coded(self, text: str) -> list[tuple[int, bytes]]:
        """``text`` in runs of one alphabet: its number and the codes."""
        if text.isascii():
            return [(0, text.encode("ascii"))]
        runs: list[tuple[int, bytearray]] = []
        for character in text:
            alphabet, code = self.places[character]
            if not runs or runs[-1][0] != alphabet:
                runs.append((alphabet, bytearray()))
            runs[-1][1].append(code)
        return [(alphabet, bytes(codes)) for alphabet, codes in runs]

    def width(self, text: str, size: float) -> float:
        """Width of ``text`` in points at ``size`` points."""
        return _thousandths(self, text) * size / 1000


@lru_cache(maxsize=8192)
def _thousandths(face: Face, text: str) -> float:
    """Width of a word or line in thousandths of its size: most of them stand on many leaflets."""
    return sum(map(face.widths.__getitem__, text))


class Fonts:
    """The family of a brand."""

    def __init__(self, faces: Mapping[Weight, Face]) -> None:
        self._faces = faces
        self._by_name = {face.name: face for face in faces.values()}
        self._known = frozenset(faces[Weight.REGULAR].widths)
        self._has_ascii = self._known.issuperset(map(chr, ASCII))

    def __getitem__(self, weight: Weight) -> Face:
        return self._faces[weight]

    def named(self, name: str) -> Face:
        """The face with this name."""
        return self._by_name[name]

    def missing(self, text: str) -> str:
        """Characters of ``text`` that the family cannot print, each once."""
        if self._has_ascii and text.isascii() and text.isprintable():
            return ""  # most texts, told at once
        return "".join(dict.fromkeys(character for character in text if character not in self._known))


@lru_cache(maxsize=64)
def _face(file: FontFile) -> Face:
    cut: Callable[[int], Alphabet]
    if file.cut:
        kept = msgpack.decode(file.cut, type=Cut)
        measures, cut = kept.measures, kept.alphabets.__getitem__
    else:
        from handouts.layout.pdf.cut import opened

        font = opened(file)
        measures, cut = font.measures(), cache(lambda number: font.alphabet(found[number]))
    widths = measures.widths
    found = alphabets(frozenset(map(ord, widths)))
    name = f"H{hashlib.sha256(file.data).hexdigest()[:12]}"
    return Face(name, measures.box, widths, found, _places(found), cut)


@lru_cache(maxsize=64)
def _places(found: tuple[tuple[int, ...], ...]) -> Mapping[str, tuple[int, int]]:
    """Alphabet and code by character: the weights of a family share them."""
    return {
        chr(character): (number, code)
        for number, alphabet in enumerate(found)
        for code, character in enumerate(alphabet)
        if character
    }


def with_cut(file: FontFile) -> FontFile:
    """``file`` with what leaflets need of it; as it is when it cannot be cut."""
    from handouts.layout.pdf.cut import opened

    try:
        font = opened(file)
        measures = font.measures()
        every = tuple(map(font.alphabet, alphabets(frozenset(map(ord, measures.widths)))))
    except Exception:  # noqa: BLE001  (whoever uses this font is told what is wrong with it; others are not held up)
        return file
    return structs.replace(file, cut=msgpack.encode(Cut(measures, every)))


def fonts(family: Mapping[str, FontFile]) -> Fonts:
    """The family in ``family``, by weight name. Raises :class:`BadInput` on a file that is not a font."""
    return Fonts({weight: _face(family[weight]) for weight in Weight})
