"""How two values differ, down to the last field: deeper than ``==``, which models answer by their fields alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from handouts.library.compiled.parts import Shelf


def unlike(one: Any, other: Any, path: str = "library") -> Iterator[str]:
    """The paths at which they differ in type, value, order or in what was set. A shelf is as good as any mapping."""
    if isinstance(other, Shelf):
        yield from _mappings(one, other, path)
    elif type(one) is not type(other):
        yield f"{path}: {type(one)} and {type(other)}"
    elif isinstance(one, BaseModel):
        if one.model_fields_set != other.model_fields_set:
            yield f"{path}: other fields are set"
        for name in type(one).model_fields:
            yield from unlike(getattr(one, name), getattr(other, name), f"{path}.{name}")
        if one != other or one.model_dump() != other.model_dump():
            yield f"{path}: not the same to pydantic"
    elif isinstance(one, Struct):
        for name in one.__struct_fields__:
            yield from unlike(getattr(one, name), getattr(other, name), f"{path}.{name}")
    elif isinstance(one, Mapping):
        yield from _mappings(one, other, path)
    elif isinstance(one, tuple):
        if len(one) != len(other):
            yield f"{path}: not as long"
        for number, (mine, yours) in enumerate(zip(one, other, strict=False)):
            yield from unlike(mine, yours, f"{path}[{number}]")
    elif one != other:
        yield f"{path}: not the same"


def _mappings(one: Mapping[str, Any], other: Mapping[str, Any], path: str) -> Iterator[str]:
    if [(type(key), key) for key in one] != [(type(key), key) for key in other]:
        yield f"{path}: other keys, or in another order"
        return
    for key, mine in one.items():
        yield from unlike(mine, other[key], f"{path}[{key}]")
