"""Fonts in the file: ReportLab's subsets with true widths and a true ToUnicode map.

ReportLab gives codes to characters while it paints, and cuts the subsets. Its own ToUnicode map has
U+0000 in it, which PDF/UA-1 and PDF/A-2 both forbid, so maps and font dictionaries are written here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from handouts.layout.gate import TTFont
from handouts.layout.pdf.objects import File, Name, Ref, Value


def embed(file: File, canvas: Any) -> dict[str, Ref]:
    """Put the fonts that ReportLab's ``canvas`` used into ``file``, by the names its operators call them."""
    document = canvas._doc
    fonts: dict[str, Ref] = {}
    for font in document.delayedFonts:
        for part, codes in enumerate(font.state[document].subsets):
            name = font.getSubsetInternalName(part, document)[1:]
            fonts[name] = _font(file, font, codes)
    return fonts


def _font(file: File, font: TTFont, codes: Sequence[int]) -> Ref:
    """One subset; ``codes[i]`` is the character that code ``i`` stands for, 0 for none."""
    face: Any = font.face
    data: bytes = face.makeSubset(list(codes))
    family = face.name.decode("ascii")
    name = Name(f"{_tag(family, codes)}+{family}")
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
        "FontFile2": file.stream(data, {"Length1": len(data)}),
    }
    return file.put(
        {
            "Type": Name("Font"),
            "Subtype": Name("TrueType"),
            "BaseFont": name,
            "FirstChar": 0,
            "LastChar": len(codes) - 1,
            "Widths": [float(face.getCharWidth(code)) for code in codes],
            "FontDescriptor": file.put(descriptor),
            "ToUnicode": file.stream(_to_unicode(codes)),
        }
    )


def _tag(family: str, codes: Sequence[int]) -> str:
    """Six letters that stand for this subset."""
    digest = hashlib.sha256(f"{family} {list(codes)}".encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _to_unicode(codes: Sequence[int]) -> bytes:
    rows = [
        f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
        for code, character in enumerate(codes)
        if character
    ]
    blocks = []
    for first in range(0, len(rows), 100):
        part = rows[first : first + 100]
        blocks.append(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n")
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        + "".join(blocks)
        + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
