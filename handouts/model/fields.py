"""The names of a dataclass's fields, looked up once: leaflets are walked through field by field."""

from __future__ import annotations

import dataclasses


def field_names(value: object) -> tuple[str, ...]:
    """The fields of a dataclass's instance; none of any other value."""
    kind = type(value)
    known = _NAMES.get(kind)
    if known is None:
        fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
        known = _NAMES[kind] = tuple(field.name for field in fields)
    return known


_NAMES: dict[type, tuple[str, ...]] = {}
