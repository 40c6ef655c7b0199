"""A document: the finished PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from handouts.model.fit import FitStep


@dataclass(frozen=True, slots=True)
class Document:
    """``pdf`` holds the bytes of the file; ``pages`` are its printed sides; ``words`` is what it says, in order.

    ``blank``: an empty side follows the printed ones; ``fit``: how it was packed; ``alts``: what is said for its
    pictures, in reading order.
    """

    pdf: bytes = field(repr=False)
    pages: int
    words: tuple[str, ...] = field(repr=False)
    blank: bool = False
    fit: tuple[FitStep, ...] = ()
    alts: tuple[str, ...] = field(default=(), repr=False)

    @property
    def paper_sheets(self) -> int:
        """Sheets of paper, printed on both sides."""
        return (self.pages + 1) // 2

    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.pdf).hexdigest()

    def text_digest(self) -> str:
        """SHA-256 of the words, in hexadecimal: what the file must say when it is read aloud."""
        return text_digest(self.words)


def normalised(words: Iterable[str]) -> tuple[str, ...]:
    """Single words, whatever white space is between them."""
    return tuple(" ".join(words).split())


def text_digest(words: Iterable[str]) -> str:
    """SHA-256 of ``words`` with one space between any two, in hexadecimal."""
    return hashlib.sha256(" ".join(normalised(words)).encode()).hexdigest()
