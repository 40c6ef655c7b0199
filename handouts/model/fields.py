"""The names of a value's fields: leaflets are walked through field by field."""

from __future__ import annotations

from msgspec import Struct


def field_names(value: object) -> tuple[str, ...]:
    """The fields of a value (a ``Struct``); none of anything else."""
    return value.__struct_fields__ if isinstance(value, Struct) else ()
