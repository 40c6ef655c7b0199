"""Fonts: whether they are embedded, how wide their characters are, and what these mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import pikepdf

from handouts.verify.read.nouns import Font
from handouts.verify.read.values import Object, follow, get, items, name, number, whole

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|([\[\]])|([A-Za-z]+)")
_LONGEST_RANGE = 65536


def read_font(font: Object) -> Font:
    """One font, simple or composite."""
    composite = name(get(font, "/Subtype")) == "Type0"
    own = next(iter(items(get(font, "/DescendantFonts"))), None) if composite else font
    descriptor = get(own, "/FontDescriptor")
    widths = dict(_composite_widths(items(get(own, "/W")))) if composite else _widths(font)
    missing = number(get(own, "/DW")) if composite else number(get(descriptor, "/MissingWidth"))
    return Font(
        name=name(get(font, "/BaseFont")),
        embedded=any(isinstance(get(descriptor, file), pikepdf.Stream) for file in _FILES),
        unicode=_unicode(get(font, "/ToUnicode")),
        widths=widths,
        default_width=missing if missing is not None else (1000.0 if composite else 0.0),
        code_bytes=2 if composite else 1,
    )


def codes(font: Font, data: bytes) -> Sequence[int]:
    """The codes in a string that is shown in ``font``."""
    step = font.code_bytes
    return data if step == 1 else [int.from_bytes(data[at : at + step], "big") for at in range(0, len(data), step)]


def fonts_of(resources: object) -> Iterator[tuple[str, Object]]:
    """The fonts of a page by the names its operators call them."""
    found = follow(resources, "/Font")
    if isinstance(found, pikepdf.Dictionary):
        yield from found.items()


def _widths(font: Object) -> dict[int, float]:
    first = whole(get(font, "/FirstChar")) or 0
    return {first + index: number(width) or 0.0 for index, width in enumerate(items(get(font, "/Widths")))}


def _composite_widths(entries: Sequence[Object]) -> Iterator[tuple[int, float]]:
    """/W: a code and an array of widths, or two codes and the width of all between (ISO 32000-1, 9.7.4.3)."""
    index = 0
    while index + 1 < len(entries):
        first = whole(entries[index]) or 0
        if isinstance(entries[index + 1], pikepdf.Array):
            for offset, width in enumerate(items(entries[index + 1])):
                yield first + offset, number(width) or 0.0
            index += 2
        elif index + 2 < len(entries):
            last = min(whole(entries[index + 1]) or 0, first + _LONGEST_RANGE)
            for code in range(first, last + 1):
                yield code, number(entries[index + 2]) or 0.0
            index += 3
        else:
            return


def _unicode(stream: object) -> Mapping[int, str] | None:
    """The map of a ToUnicode stream (ISO 32000-1, 9.10.3); ``None`` without one."""
    return _map(stream.read_bytes()) if isinstance(stream, pikepdf.Stream) else None


@lru_cache(32)
def _map(content: bytes) -> Mapping[int, str]:
    """Kept for the next file: leaflets share their fonts."""
    found: dict[int, str] = {}
    operands: list[bytes | list[bytes]] = []
    array: list[bytes] | None = None
    for text, bracket, word in _TOKEN.findall(content):
        if bracket == b"[":
            array = []
        elif bracket == b"]":
            operands.append(array or [])
            array = None
        elif not word:
            (operands if array is None else array).append(_bytes(text))
        elif word == b"endbfchar":
            found.update(_characters(operands))
            operands = []
        elif word == b"endbfrange":
            found.update(_ranges(operands))
            operands = []
        else:
            operands = []
    return found


def _bytes(digits: bytes) -> bytes:
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))


def _characters(operands: Sequence[bytes | list[bytes]]) -> Iterator[tuple[int, str]]:
    for code, text in zip(operands[::2], operands[1::2], strict=False):
        if isinstance(code, bytes) and isinstance(text, bytes):
            yield int.from_bytes(code, "big"), _said(text)


def _ranges(operands: Sequence[bytes | list[bytes]]) -> Iterator[tuple[int, str]]:
    for low, high, text in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
        if not isinstance(low, bytes) or not isinstance(high, bytes):
            continue
        first = int.from_bytes(low, "big")
        last = min(int.from_bytes(high, "big"), first + _LONGEST_RANGE)
        for offset in range(last - first + 1):
            if isinstance(text, bytes):
                start = int.from_bytes(text, "big") + offset
                yield first + offset, _said(start.to_bytes(max(2, len(text)) + 1, "big")[1:])
            elif offset < len(text):
                yield first + offset, _said(text[offset])


def _said(text: bytes) -> str:
    return text.decode("utf-16-be", errors="replace")
