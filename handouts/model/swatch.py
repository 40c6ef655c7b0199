"""Swatches: the colours of a brand, each with its name and figures."""

from __future__ import annotations

from msgspec import Struct


class Swatch(Struct, frozen=True):
    """``colour`` and, as a printer without colours shows it, ``grey``; ``lines`` are printed under ``name``."""

    name: str
    colour: str
    grey: str
    lines: tuple[str, ...]

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        return (self.name, *self.lines)
