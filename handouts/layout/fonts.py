"""Fonts: five weights of one family, measured and checked before anything is drawn."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from handouts.errors import BadInput
from handouts.layout.gate import TTFError, TTFont, pdfmetrics
from handouts.model.library import FontFile
from handouts.model.problem import Place, Problem


class Weight(StrEnum):
    """A weight of the family: 400, 500, 600, 700, 800."""

    REGULAR = "regular"
    MEDIUM = "medium"
    SEMIBOLD = "semibold"
    BOLD = "bold"
    EXTRABOLD = "extrabold"


HARD_SPACE = "\u00a0"


@dataclass(frozen=True)
class Face:
    """One weight: widths in thousandths of the size by character code, and ReportLab's name for it."""

    name: str
    widths: Mapping[int, float]
    font: TTFont

    def width(self, text: str, size: float) -> float:
        """Width of ``text`` in points at ``size`` points."""
        widths = self.widths
        return sum(widths[ord(character)] for character in text) * size / 1000


class Fonts:
    """The family of a brand."""

    def __init__(self, faces: Mapping[Weight, Face]) -> None:
        self._faces = faces

    def __getitem__(self, weight: Weight) -> Face:
        return self._faces[weight]

    def missing(self, text: str) -> str:
        """Characters of ``text`` that the family cannot print, each once."""
        known = self._faces[Weight.REGULAR].widths
        return "".join(dict.fromkeys(character for character in text if ord(character) not in known))


@lru_cache(maxsize=64)
def _face(path: str, data: bytes) -> Face:
    # ReportLab never replaces a font under a name that it knows: the name is made from the file itself.
    name = f"H{hashlib.sha256(data).hexdigest()[:12]}"
    try:
        font = TTFont(name, io.BytesIO(data), asciiReadable=0, shapable=False)
    except (TTFError, AssertionError, IndexError, KeyError, ValueError) as error:
        raise BadInput(
            "a font file cannot be used",
            problems=[
                Problem(
                    "bad-font",
                    f"this is not a TrueType font that can be embedded ({type(error).__name__})",
                    "Use static .ttf files with TrueType outlines.",
                    Place(path),
                )
            ],
        ) from None
    pdfmetrics.registerFont(font)
    widths = {code: font.face.charWidths.get(code, font.face.defaultWidth) for code in font.face.charToGlyph}
    widths.setdefault(ord(HARD_SPACE), widths[ord(" ")])
    return Face(name, widths, font)


def fonts(family: Mapping[str, FontFile]) -> Fonts:
    """The family in ``family``, by weight name. Raises :class:`BadInput` on a file that is not a font."""
    return Fonts({weight: _face(family[weight].path, family[weight].data) for weight in Weight})
