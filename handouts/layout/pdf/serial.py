"""A file of any length, written as it comes: each object leaves memory as soon as it is put.

For print files of thousands of leaflets. What is kept is where each object stands: 15 bytes an object.
"""

from __future__ import annotations

import hashlib
import struct
from array import array
from collections.abc import Callable, Mapping

from handouts.layout.pdf.objects import Name, Ref, Stream, Value, packed, serialised, stream

OBJECTS_A_STREAM = 200
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_ROW = struct.Struct(">BHIH")
"""Kind, place in six bytes, index: for files that may be longer than 4 GB."""


class Serial:
    """Objects in the order they are put, numbered from 1 on; ``out`` takes the bytes. The same objects, same bytes."""

    def __init__(self, out: Callable[[bytes], object]) -> None:
        self._out = out
        self._mark = hashlib.sha256()
        self._at = 0
        self._last = 0
        self._kinds, self._places, self._indexes = array("B", [0]), array("Q", [0]), array("H", [65535])
        self._waiting: list[tuple[int, bytes]] = []
        self._write(_HEADER)

    def reserve(self) -> Ref:
        """A number for an object that is put later."""
        self._last += 1
        self._kinds.append(0)
        self._places.append(0)
        self._indexes.append(0)
        return Ref(self._last)

    def put(self, value: Value, ref: Ref | None = None) -> Ref:
        """Write ``value`` under ``ref``, or under the next number, into a compressed object stream."""
        return self.put_written(serialised(value), ref)

    def put_written(self, written: bytes, ref: Ref | None = None) -> Ref:
        """Write a value that is written already, as it stands in a file, into a compressed object stream."""
        ref = ref or self.reserve()
        self._waiting.append((ref.number, written))
        if len(self._waiting) == OBJECTS_A_STREAM:
            self._flush()
        return ref

    def put_stream(self, stream: Stream) -> Ref:
        """Write a stream under the next number."""
        ref = self.reserve()
        self._stand(ref.number, 1, self._at, 0)
        self._write(b"%d 0 obj\n%b\nendobj\n" % (ref.number, stream.written))
        return ref

    def close(self, root: Ref, info: Mapping[str, Value]) -> None:
        """Write the end of the file, with ``root`` as the catalog."""
        about = self.put(info)
        self._flush()
        table, at = self.reserve(), self._at
        self._stand(table.number, 1, at, 0)
        rows = bytearray()
        for kind, place, index in zip(self._kinds, self._places, self._indexes, strict=True):
            rows += _ROW.pack(kind, place >> 32, place & 0xFFFFFFFF, index)
        identity = self._mark.digest()[:16]
        entries: dict[str, Value] = {
            "Type": Name("XRef"),
            "Size": self._last + 1,
            "W": [1, 6, 2],
            "Root": root,
            "Info": about,
            "ID": [identity, identity],
        }
        written = stream(bytes(rows), entries).written
        self._write(b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table.number, written, at))

    def _flush(self) -> None:
        """Write the objects that wait, in one stream."""
        if not self._waiting:
            return
        part, self._waiting = dict(self._waiting), []
        holder = self._last + 1
        for index, number in enumerate(part):
            self._stand(number, 2, holder, index)
        self.put_stream(packed([*part], [*part.values()]))

    def _stand(self, number: int, kind: int, place: int, index: int) -> None:
        self._kinds[number], self._places[number], self._indexes[number] = kind, place, index

    def _write(self, data: bytes) -> None:
        self._mark.update(data)
        self._at += len(data)
        self._out(data)
