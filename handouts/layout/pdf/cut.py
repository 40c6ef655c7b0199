"""Font files opened and cut by ReportLab: alphabets of a face, with true widths and a true ToUnicode map.

ReportLab's own ToUnicode map has U+0000 in it, which PDF/UA-1 and PDF/A-2 both forbid, so maps and font
dictionaries are written here.
"""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from msgspec import Struct

from handouts.errors import BadInput
from handouts.layout.fonts import HARD_SPACE, Alphabet, Measures
from handouts.layout.gate import TTFError, TTFont
from handouts.layout.pdf.objects import Name, Stream, Value, entries, stream
from handouts.model.library import FontFile
from handouts.model.problem import Place, Problem


class Opened(Struct, frozen=True):
    """A font file that ReportLab has read. Its methods raise :class:`BadInput` when it cannot be embedded."""

    path: str
    face: Any

    def measures(self) -> Measures:
        """Box and widths."""
        face = self.face
        with _readable(self.path):
            widths = {chr(code): face.charWidths.get(code, face.defaultWidth) for code in face.charToGlyph}
            widths.setdefault(HARD_SPACE, widths[" "])
        return Measures(tuple(face.bbox), widths)

    def alphabet(self, codes: tuple[int, ...]) -> Alphabet:
        """One alphabet; ``codes[i]`` is the character that code ``i`` stands for, 0 for none."""
        face = self.face
        family = face.name.decode("ascii")
        name = Name(f"{_tag(family, codes)}+{family}")
        with _readable(self.path):
            data: bytes = face.makeSubset(list(codes))
        descriptor: dict[str, Value] = {
            "Type": Name("FontDescriptor"),
            "FontName": name,
            # Symbolic: the subset's own table maps codes to glyphs.
            "Flags": 4,
            "FontBBox": [round(value) for value in face.bbox],
            "ItalicAngle": 0,
            "Ascent": round(face.ascent),
            "Descent": round(face.descent),
            "CapHeight": round(face.capHeight),
            "StemV": round(face.stemV),
        }
        dictionary: dict[str, Value] = {
            "Type": Name("Font"),
            "Subtype": Name("TrueType"),
            "BaseFont": name,
            "FirstChar": 0,
            "LastChar": len(codes) - 1,
            "Widths": [float(face.getCharWidth(code)) for code in codes],
        }
        program = stream(data, {"Length1": len(data)})
        return Alphabet(program.written, _to_unicode(codes).written, entries(descriptor), entries(dictionary))


def opened(file: FontFile) -> Opened:
    """The font in ``file``. Raises :class:`BadInput` when it cannot be embedded."""
    with _readable(file.path):
        # The name is ReportLab's own, which is never asked for it: nothing is registered.
        return Opened(file.path, TTFont("font", io.BytesIO(file.data), asciiReadable=0, shapable=False).face)


@contextmanager
def _readable(path: str) -> Iterator[None]:
    try:
        yield
    except (TTFError, AssertionError, IndexError, KeyError, ValueError, struct.error) as error:
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


def _tag(family: str, codes: Sequence[int]) -> str:
    """Six letters that stand for this subset."""
    digest = hashlib.sha256(f"{family} {list(codes)}".encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _to_unicode(codes: tuple[int, ...]) -> Stream:
    rows = [
        f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
        for code, character in enumerate(codes)
        if character
    ]
    blocks = []
    for first in range(0, len(rows), 100):
        part = rows[first : first + 100]
        blocks.append(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n")
    return stream(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        + "".join(blocks)
        + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
