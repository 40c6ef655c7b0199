"""Pieces of a stream that are compressed one by one and joined without being compressed again.

A piece is raw deflate data that ends on a byte and refers to nothing before it (a full flush, RFC 1951), so any
pieces in a row, between the head and the checksum of zlib (RFC 1950), are the stream of all their bytes. What
stands on many leaflets is compressed once.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from msgspec import Struct

LEVEL = 6
SHORT = 80
"""Bytes that are not worth the time to make them a few less."""
_HEAD = b"\x78\x9c"
_END = b"\x03\x00"
_MODULUS = 65521


class Piece(Struct, frozen=True):
    """``data`` is deflated; ``length`` and ``adler`` are those of the bytes behind it."""

    data: bytes
    length: int
    adler: int


def piece(content: bytes, level: int = LEVEL) -> Piece:
    """``content``, compressed unless it is short."""
    if len(content) < SHORT:
        return stored(content)
    work = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Piece(work.compress(content) + work.flush(zlib.Z_FULL_FLUSH), len(content), zlib.adler32(content))


def stored(content: bytes) -> Piece:
    """``content`` as it is."""
    size = len(content)
    head = struct.pack("<BHH", 0, size, size ^ 0xFFFF)
    return Piece(head + content, size, zlib.adler32(content))


def one(pieces: Iterable[Piece]) -> Piece:
    """All ``pieces`` in order as a single one."""
    data, length, adler = _together(pieces)
    return Piece(b"".join(data), length, adler)


def zlib_stream(pieces: Iterable[Piece]) -> tuple[list[bytes], bytes]:
    """The zlib stream of all ``pieces`` in order, in chunks; and what tells it from others: length and check sum."""
    data, length, adler = _together(pieces)
    end = adler.to_bytes(4, "big")
    return [_HEAD, *data, _END, end], length.to_bytes(8, "big") + end


def _together(pieces: Iterable[Piece]) -> tuple[list[bytes], int, int]:
    """Data, length and Adler-32 of all ``pieces``."""
    data, length, low, high = [], 0, 1, 0
    for part in pieces:
        data.append(part.data)
        size, adler = part.length, part.adler
        # The sums of texts in a row, from those of each and its length (as zlib combines two).
        high += (adler >> 16) + size * (low - 1)
        low += (adler & 0xFFFF) - 1
        length += size
    return data, length, high % _MODULUS << 16 | low % _MODULUS
