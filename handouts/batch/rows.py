"""Sets of row numbers: one bit for each, so that ten million take about a megabyte."""

from __future__ import annotations


class Rows:
    """A set of row numbers, from 0 on."""

    def __init__(self) -> None:
        self._bits = bytearray()
        self._count = 0

    def add(self, row: int) -> bool:
        """Put ``row`` in; returns whether it is new."""
        at, bit = divmod(row, 8)
        if at >= len(self._bits):
            self._bits.extend(bytes(max(at + 1 - len(self._bits), len(self._bits) // 2)))
        new = not self._bits[at] & 1 << bit
        self._bits[at] |= 1 << bit
        self._count += new
        return new

    def __contains__(self, row: int) -> bool:
        at, bit = divmod(row, 8)
        return at < len(self._bits) and bool(self._bits[at] & 1 << bit)

    def __len__(self) -> int:
        return self._count
