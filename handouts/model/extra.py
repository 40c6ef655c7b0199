"""Extras: more files that are made from a leaflet, beside it."""

from __future__ import annotations

from enum import StrEnum


class Extra(StrEnum):
    """What ``handouts make --also`` makes; the name ends the name of the file: ``ABC-0481-booklet.pdf``."""

    BOOKLET = "booklet"
    POSTER = "poster"

    @property
    def tagged(self) -> bool:
        """Whether it is for screens too, and checked like a leaflet. A booklet is for the printer alone."""
        return self is not Extra.BOOKLET
