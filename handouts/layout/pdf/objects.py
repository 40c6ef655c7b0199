"""PDF objects as Python values, and the file that holds them.

A name is :class:`Name`, a reference :class:`Ref`, a string ``str`` (text) or ``bytes``; numbers, booleans,
lists and dicts are themselves. All that is not a stream goes into compressed object streams, and the
cross-reference is a stream too (ISO 32000-1, 7.5.7 and 7.5.8).
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

OBJECTS_A_STREAM = 200
LEVEL = 6


class Name(str):
    """A name, without its slash. Only the plain characters that this program uses."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an object by number."""

    number: int


Value: TypeAlias = "bool | int | float | str | bytes | Name | Ref | Sequence[Value] | Mapping[str, Value] | None"


def serialised(value: Value) -> bytes:
    """``value`` as it stands in a file."""
    match value:
        case None:
            return b"null"
        case bool():
            return b"true" if value else b"false"
        case Name():
            return b"/" + value.encode("ascii")
        case Ref():
            return b"%d 0 R" % value.number
        case int():
            return b"%d" % value
        case float():
            return number(value).encode("ascii")
        case bytes():
            return b"<" + value.hex().encode("ascii") + b">"
        case str():
            return _text(value)
        case Mapping():
            parts = (b"/" + key.encode("ascii") + b" " + serialised(item) for key, item in value.items())
            return b"<<" + b" ".join(parts) + b">>"
        case _:
            return b"[" + b" ".join(serialised(item) for item in value) + b"]"


def number(value: float) -> str:
    """A number with at most three decimals: a thousandth of a point is finer than any printer."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _text(value: str) -> bytes:
    if value.isascii() and value.isprintable():
        escaped = value.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(" + escaped.encode("ascii") + b")"
    return b"<FEFF" + value.encode("utf-16-be").hex().upper().encode("ascii") + b">"


@dataclass
class File:
    """Objects by number, in the order they were asked for."""

    _plain: dict[int, bytes] = field(default_factory=dict)
    _streams: dict[int, bytes] = field(default_factory=dict)
    _last: int = 0

    def reserve(self) -> Ref:
        """A number for an object that is put later."""
        self._last += 1
        return Ref(self._last)

    def put(self, value: Value, ref: Ref | None = None) -> Ref:
        """Keep ``value`` under ``ref``, or under the next number."""
        ref = ref or self.reserve()
        self._plain[ref.number] = serialised(value)
        return ref

    def stream(
        self, data: bytes, entries: Mapping[str, Value] | None = None, *, compress: bool = True, ref: Ref | None = None
    ) -> Ref:
        """Keep a stream; ``entries`` join its dictionary."""
        ref = ref or self.reserve()
        self._streams[ref.number] = _stream(data, entries or {}, compress=compress)
        return ref

    def save(self, root: Ref, info: Ref) -> bytes:
        """The bytes of the file. The same objects give the same bytes."""
        places: dict[int, tuple[int, int, int]] = {}
        packed = self._packed(places)
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        for ref, body in sorted({**self._streams, **packed}.items()):
            places[ref] = (1, len(out), 0)
            out += b"%d 0 obj\n" % ref + body + b"\nendobj\n"
        identity = hashlib.sha256(out).digest()[:16]
        start = len(out)
        table = self._last + 1
        places[table] = (1, start, 0)
        rows = [(0, 0, 65535), *(places[index] for index in range(1, table + 1))]
        data = b"".join(struct.pack(">BIH", *row) for row in rows)
        entries: dict[str, Value] = {
            "Type": Name("XRef"),
            "Size": table + 1,
            "W": [1, 4, 2],
            "Root": root,
            "Info": info,
            "ID": [identity, identity],
        }
        out += b"%d 0 obj\n" % table + _stream(data, entries) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
        return bytes(out)

    def _packed(self, places: dict[int, tuple[int, int, int]]) -> dict[int, bytes]:
        """Object streams by number; where each object in them stands goes into ``places``."""
        streams = {}
        numbers = sorted(self._plain)
        for first in range(0, len(numbers), OBJECTS_A_STREAM):
            part = numbers[first : first + OBJECTS_A_STREAM]
            holder = self.reserve().number
            head, body = [], bytearray()
            for index, ref in enumerate(part):
                head.append(f"{ref} {len(body)}")
                body += self._plain[ref] + b"\n"
                places[ref] = (2, holder, index)
            index_bytes = " ".join(head).encode("ascii") + b"\n"
            entries: dict[str, Value] = {"Type": Name("ObjStm"), "N": len(part), "First": len(index_bytes)}
            streams[holder] = _stream(index_bytes + bytes(body), entries)
        return streams


def _stream(data: bytes, entries: Mapping[str, Value], *, compress: bool = True) -> bytes:
    head: dict[str, Value] = dict(entries)
    if compress:
        data = zlib.compress(data, LEVEL)
        head["Filter"] = Name("FlateDecode")
    head["Length"] = len(data)
    # Two characters close the data: after one alone, data that ends in a carriage return seems a byte shorter.
    return serialised(head) + b"\nstream\n" + data + b"\r\nendstream"
