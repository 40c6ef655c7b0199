"""A document: the finished PDF."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Document:
    """``pdf`` holds the bytes of the file; ``words`` what it says, in reading order."""

    pdf: bytes = field(repr=False)
    pages: int
    words: tuple[str, ...] = field(repr=False)

    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.pdf).hexdigest()
