"""Paper and print: the sizes of page, which of them are half of another, and the sizes of print."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

FullPage = Literal["a4", "letter"]
PageSize = Literal["a4", "letter", "a5", "half_letter"]
_MM = 72 / 25.4
POINTS: dict[str, tuple[float, float]] = {
    "a4": (210 * _MM, 297 * _MM),
    "letter": (612.0, 792.0),
    "a5": (148 * _MM, 210 * _MM),
    "half_letter": (396.0, 612.0),
}
"""Width and height of each page, upright, in points (ISO 216 and ANSI A)."""
HALF_OF: dict[str, FullPage] = {"a5": "a4", "half_letter": "letter"}
"""A small page, and the paper on which two of them stand side by side."""


def is_small(page: str) -> bool:
    """Whether ``page`` is half a sheet: one column, standard print only."""
    return page in HALF_OF


class Format(StrEnum):
    """Size of print. Large print is laid out anew, never scaled."""

    STANDARD = "standard"
    LARGE_16 = "large16"
    LARGE_18 = "large18"
    EXTRA_LARGE_24 = "xl24"
