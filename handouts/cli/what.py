"""What ``new`` and ``schema`` can be asked for. The model's own list is not imported: it is heavy."""

from __future__ import annotations

from enum import StrEnum


class What(StrEnum):
    """A kind of file that staff write."""

    ORDER = "order"
    SECTION = "section"
    PACK = "pack"
    BRAND = "brand"
    MAPPING = "mapping"
