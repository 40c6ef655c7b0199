"""Which references have been seen: twelve bytes for each place, so that ten million fit into 200 MB."""

from __future__ import annotations

from array import array

_FULL = 2 / 3
_WORD = (1 << 64) - 1


class References:
    """References by a digest of 64 bits, each with the number of the row it stood in first.

    Python's own digest of text is used: it has a key that differs from run to run, so that no list can be made to
    clash on purpose. By chance, two of ten million references clash once in 400,000 runs.
    """

    def __init__(self, places: int = 1 << 12) -> None:
        self._digests = array("Q", bytes(8 * places))
        self._rows = array("I", bytes(4 * places))
        self._count = 0

    def first(self, reference: str, row: int) -> int | None:
        """The row (up to 4 billion) in which ``reference`` was seen before, in any case of letters; None if in none."""
        if self._count > _FULL * len(self._digests):
            self._grow()
        digest = hash(reference.casefold()) & _WORD or 1
        at = self._place(digest)
        if self._digests[at]:
            return self._rows[at]
        self._digests[at], self._rows[at] = digest, row
        self._count += 1
        return None

    def size(self) -> int:
        """Bytes that the table takes."""
        return sum(len(column) * column.itemsize for column in (self._digests, self._rows))

    def _place(self, digest: int) -> int:
        """Where ``digest`` stands, or the free place where it belongs."""
        digests, last = self._digests, len(self._digests) - 1
        at = digest & last
        while digests[at] and digests[at] != digest:
            at = (at + 1) & last
        return at

    def _grow(self) -> None:
        digests, rows = self._digests, self._rows
        self._digests, self._rows = array("Q", bytes(16 * len(digests))), array("I", bytes(8 * len(rows)))
        for digest, row in zip(digests, rows, strict=True):
            if digest:
                at = self._place(digest)
                self._digests[at], self._rows[at] = digest, row
