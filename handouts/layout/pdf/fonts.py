"""Fonts in the file: the alphabets of a face that it uses."""

from __future__ import annotations

from handouts.layout.fonts import Fonts
from handouts.layout.pdf.objects import Holder, Ref, Stream

FontKey = tuple[str, int]
"""A face by its name, and the number of an alphabet of it."""


def font_name(key: FontKey) -> str:
    """What an alphabet of a face is called in a file."""
    face, alphabet = key
    return f"{face}.{alphabet}"


def embed(file: Holder, family: Fonts, key: FontKey) -> Ref:
    """Put one alphabet of a face into ``file``."""
    known = family.named(key[0]).cut(key[1])
    program = file.put_stream(Stream((known.program,)))
    descriptor = file.put_written(b"<<%b /FontFile2 %d 0 R>>" % (known.descriptor, program.number))
    to_unicode = file.put_stream(Stream((known.to_unicode,)))
    refs = (descriptor.number, to_unicode.number)
    return file.put_written(b"<<%b /FontDescriptor %d 0 R /ToUnicode %d 0 R>>" % (known.font, *refs))
