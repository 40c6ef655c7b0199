"""Extras: more files that are made from a leaflet, beside it."""

from __future__ import annotations

from enum import StrEnum


class Extra(StrEnum):
    """What ``handouts make --also`` makes; the name ends the name of the file: ``ABC-0481-booklet.pdf``."""

    BOOKLET = "booklet"
    POSTER = "poster"
