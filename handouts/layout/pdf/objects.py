"""PDF objects as Python values, and the file that holds them.

A name is :class:`Name`, a reference :class:`Ref`, a string ``str`` (text) or ``bytes``; numbers, booleans,
lists and dicts are themselves. All that is not a stream goes into compressed object streams, and the
cross-reference is a stream too (ISO 32000-1, 7.5.7 and 7.5.8).

A file has two parts. Its *body* is what other files may hold too, byte for byte: fonts, structure, page
dictionaries. Its *own* objects are numbered first, so that the body can refer to them, and stand last, so
that the body always begins at the same place.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, count, repeat
from typing import Any, Protocol, TypeAlias

from msgspec import Struct

from handouts.errors import Bug
from handouts.layout.pdf.pieces import LEVEL, Piece, piece, zlib_stream
from handouts.model.colour import channels

QUICK = 1
"""The level of compression of a cross-reference: a quarter of the time of the usual one, and no byte longer."""
_PACKED = 4
"""That of object streams: half the time, and a fiftieth longer."""


class Name(str):
    """A name, without its slash. Only the plain characters that this program uses."""

    __slots__ = ()


class Ref(Struct, frozen=True):
    """A reference to an object by number."""

    number: int


Value: TypeAlias = "bool | int | float | str | bytes | Name | Ref | Sequence[Value] | Mapping[str, Value] | None"


def serialised(value: Value) -> bytes:
    """``value`` as it stands in a file."""
    return _FORMS[type(value)](value)


def entries(value: Mapping[str, Value]) -> bytes:
    """What stands in a dictionary."""
    return b" ".join([b"/%b %b" % (key.encode("ascii"), _FORMS[type(item)](item)) for key, item in value.items()])


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """A number with at most three decimals: a thousandth of a point is finer than any printer."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@lru_cache(maxsize=1024)
def colour(paint: str) -> str:
    """``#rrggbb`` as three numbers."""
    return " ".join(map(number, channels(paint)))


def _text(value: str) -> bytes:
    if value.isascii() and value.isprintable():
        escaped = value.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(" + escaped.encode("ascii") + b")"
    return b"<FEFF" + value.encode("utf-16-be").hex().upper().encode("ascii") + b">"


def _array(value: Sequence[Value]) -> bytes:
    return b"[%b]" % b" ".join([_FORMS[type(item)](item) for item in value])


_FORMS: dict[type, Callable[[Any], bytes]] = {
    type(None): lambda _: b"null",
    bool: lambda value: b"true" if value else b"false",
    Name: lambda value: b"/" + value.encode("ascii"),
    Ref: lambda value: b"%d 0 R" % value.number,
    int: lambda value: b"%d" % value,
    float: lambda value: number(value).encode("ascii"),
    bytes: lambda value: b"<%b>" % value.hex().encode("ascii"),
    str: _text,
    dict: lambda value: b"<<%b>>" % entries(value),
    list: _array,
    tuple: _array,
}


class Stream(Struct, frozen=True):
    """A stream as it stands in a file, in ``chunks``. ``mark``: what tells it from others, where that is less than all
    of it."""

    chunks: tuple[bytes, ...]
    mark: bytes = b""

    @property
    def written(self) -> bytes:
        """All of it."""
        return b"".join(self.chunks)


def stream(data: bytes | str, entries: Mapping[str, Value] | None = None, *, compress: bool = True) -> Stream:
    """``data`` as a stream; ``entries`` join its dictionary. Text is that of operators, in ASCII."""
    content = data.encode("ascii") if isinstance(data, str) else data
    return _stream([zlib.compress(content, LEVEL)], entries, _DEFLATED) if compress else _stream([content], entries)


def joined_stream(pieces: Iterable[Piece], entries: Mapping[str, Value] | None = None) -> Stream:
    """The stream of all ``pieces`` in order."""
    data, mark = zlib_stream(pieces)
    return _stream(data, entries, _DEFLATED, mark)


_DEFLATED = b" /Filter /FlateDecode"


def _stream(data: Sequence[bytes], given: Mapping[str, Value] | None, coding: bytes = b"", mark: bytes = b"") -> Stream:
    head = b"<<%b%b /Length %d>>\nstream\n" % (entries(given) if given else b"", coding, sum(map(len, data)))
    # Two characters close the data: after one alone, data that ends in a carriage return seems a byte shorter.
    return Stream((head, *data, b"\r\nendstream"), mark)


def packed(numbers: Sequence[int], written: Sequence[bytes]) -> Stream:
    """Objects that are no streams, with their ``numbers``, as one object stream (ISO 32000-1, 7.5.7)."""
    starts = accumulate([len(one) + 1 for one in written], initial=0)
    index = b" ".join([b"%d %d" % pair for pair in zip(numbers, starts, strict=False)])
    head: dict[str, Value] = {"Type": Name("ObjStm"), "N": len(numbers), "First": len(index) + 1}
    return _stream([zlib.compress(b"\n".join([index, *written, b""]), _PACKED)], head, _DEFLATED)


class Holder(Protocol):
    """What objects are put into: a body, or a file that is written as it comes."""

    def reserve(self) -> Ref:
        """A number for an object that is put later."""

    def put(self, value: Value, ref: Ref | None = None) -> Ref:
        """Keep ``value`` under ``ref``, or under the next number."""

    def put_written(self, written: bytes, ref: Ref | None = None) -> Ref:
        """Keep a value that is written already, as it stands in a file."""

    def put_stream(self, stream: Stream) -> Ref:
        """Keep a stream under the next number."""


class Body(Struct, frozen=True):
    """The part of a file that others may share. ``rows``: its lines of the cross-reference.

    ``chunks`` are its bytes; those of fonts are the same objects in every body that holds them.
    """

    chunks: tuple[bytes, ...]
    size: int
    rows: Piece
    own: int
    last: int
    root: Ref
    digest: bytes


class Objects:
    """The objects of a body, by number in the order they were asked for; numbers up to ``own`` are each file's own."""

    def __init__(self, own: int) -> None:
        self._own = self._last = own
        self._plain: dict[int, bytes] = {}
        self._streams: dict[int, bytes] = {}

    def reserve(self) -> Ref:
        """A number for an object that is put later."""
        self._last += 1
        return Ref(self._last)

    def reserve_all(self, count: int) -> range:
        """So many numbers in a row."""
        first = self._last + 1
        self._last += count
        return range(first, first + count)

    def put(self, value: Value, ref: Ref | None = None) -> Ref:
        """Keep ``value`` under ``ref``, or under the next number."""
        return self.put_written(serialised(value), ref)

    def put_written(self, written: bytes, ref: Ref | None = None) -> Ref:
        """Keep a value that is written already, as it stands in a file."""
        ref = ref or self.reserve()
        self._plain[ref.number] = written
        return ref

    def put_all(self, numbers: range, written: Sequence[bytes]) -> None:
        """Keep values that are written already under ``numbers``."""
        self._plain.update(zip(numbers, written, strict=True))

    def put_stream(self, stream: Stream) -> Ref:
        """Keep a stream under the next number."""
        ref = self.reserve()
        self._streams[ref.number] = stream.written
        return ref

    def body(self, root: Ref) -> Body:
        """All of them, with ``root`` as the catalog. The same objects give the same bytes."""
        plain = sorted(self._plain)
        holder = self.reserve().number
        streams = {**self._streams, holder: packed(plain, [self._plain[number] for number in plain]).written}
        rows = dict(zip(plain, map(_row, repeat(2), repeat(holder), count()), strict=False))
        chunks: list[bytes] = []
        size, mark = 0, hashlib.sha256()
        for number, written in sorted(streams.items()):
            rows[number] = _row(1, len(_HEADER) + size, 0)
            for chunk in (b"%d 0 obj\n" % number, written, b"\nendobj\n"):
                chunks.append(chunk)
                size += len(chunk)
                mark.update(chunk)
        table = b"".join([rows[number] for number in range(self._own + 1, self._last + 1)])
        return Body(tuple(chunks), size, piece(table, QUICK), self._own, self._last, root, mark.digest())


def file(body: Body, own: Sequence[Stream | bytes], info: Ref) -> bytes:
    """The bytes of a file: ``body`` and its ``own`` objects, numbered from 1 on; those that are no streams as they
    stand in a file."""
    if len(own) != body.own:
        raise Bug(f"a file has {len(own)} objects of its own, and its body counts on {body.own}")
    parts, rows, marks = [_HEADER, *body.chunks], [_row(0, 0, 65535)], [body.digest]
    at = len(_HEADER) + body.size

    def put(number: int, chunks: Sequence[bytes]) -> None:
        nonlocal at
        chunks = (b"%d 0 obj\n" % number, *chunks, b"\nendobj\n")
        parts.extend(chunks)
        rows.append(_row(1, at, 0))
        at += sum(map(len, chunks))

    for number, value in enumerate(own, 1):
        if isinstance(value, bytes):
            marks.append(value)
            put(number, (value,))
        else:
            marks.append(value.mark or value.written)
            put(number, value.chunks)
    identity = hashlib.sha256(b"".join(marks)).digest()[:16]
    table, start = body.last + 1, at
    entries: dict[str, Value] = {
        "Type": Name("XRef"),
        "Size": table + 1,
        "W": [1, 4, 2],
        "Root": body.root,
        "Info": info,
        "ID": [identity, identity],
    }
    found = joined_stream((piece(b"".join(rows)), body.rows, piece(_row(1, start, 0))), entries)
    put(table, found.chunks)
    return b"".join([*parts, b"startxref\n%d\n%%%%EOF\n" % start])


_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_row = struct.Struct(">BIH").pack
"""A line of the cross-reference: kind, place and index."""
