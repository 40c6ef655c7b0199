"""Fonts in the file: alphabets of a face, cut by ReportLab, with true widths and a true ToUnicode map.

ReportLab's own ToUnicode map has U+0000 in it, which PDF/UA-1 and PDF/A-2 both forbid, so maps and font
dictionaries are written here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from handouts.layout.fonts import Face, Fonts
from handouts.layout.gate import TTFont
from handouts.layout.pdf.objects import Holder, Name, Ref, Stream, Value, entries, stream

FontKey = tuple[str, int]
"""A face by its name, and the number of an alphabet of it."""


def font_name(key: FontKey) -> str:
    """What an alphabet of a face is called in a file."""
    face, alphabet = key
    return f"{face}.{alphabet}"


def embed(file: Holder, family: Fonts, key: FontKey) -> Ref:
    """Put one alphabet of a face into ``file``."""
    face = family.named(key[0])
    return _font(file, face, face.alphabets[key[1]])


class _Prepared(Struct, frozen=True):
    """An alphabet as it stands in every file: streams, and dictionaries but for their references."""

    program: Stream
    to_unicode: Stream
    descriptor: bytes
    font: bytes


def _font(file: Holder, owner: Face, codes: tuple[int, ...]) -> Ref:
    """One alphabet; ``codes[i]`` is the character that code ``i`` stands for, 0 for none."""
    known = _prepared(owner.font, codes)
    program = file.put_stream(known.program)
    descriptor = file.put_written(b"<<%b /FontFile2 %d 0 R>>" % (known.descriptor, program.number))
    to_unicode = file.put_stream(known.to_unicode)
    refs = (descriptor.number, to_unicode.number)
    return file.put_written(b"<<%b /FontDescriptor %d 0 R /ToUnicode %d 0 R>>" % (known.font, *refs))


@lru_cache(maxsize=64)
def _prepared(font: TTFont, codes: tuple[int, ...]) -> _Prepared:
    face: Any = font.face
    family = face.name.decode("ascii")
    name = Name(f"{_tag(family, codes)}+{family}")
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
    return _Prepared(program, _to_unicode(codes), entries(descriptor), entries(dictionary))


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
