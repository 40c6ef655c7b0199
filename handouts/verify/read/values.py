"""Values out of PDF objects that may be of any type, or missing."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

Object = pikepdf.Object
_CONTAINERS = (pikepdf.Dictionary, pikepdf.Stream)


def get(value: object, key: str) -> Object | None:
    """The entry ``key`` (with its slash) of a dictionary or stream."""
    return value.get(key) if isinstance(value, _CONTAINERS) else None


def entries(value: object) -> dict[str, Object]:
    """All entries of a dictionary or stream, by their keys with a slash."""
    return dict(value.items()) if isinstance(value, _CONTAINERS) else {}


def follow(value: object, *keys: str) -> Object | None:
    """The entry of the entry of ... ``value``."""
    for key in keys:
        value = get(value, key)
    return value if isinstance(value, Object) else None


def items(value: object) -> list[Object]:
    """The members of an array; one thing that is no array is the only member."""
    if value is None:
        return []
    if isinstance(value, pikepdf.Array):
        return list(value)
    return [value]  # type: ignore[list-item]


def text(value: object) -> str:
    """A text string."""
    return str(value) if isinstance(value, pikepdf.String) else ""


def name(value: object) -> str:
    """A name without its slash."""
    return str(value)[1:] if isinstance(value, pikepdf.Name) else ""


def whole(value: object) -> int | None:
    """A whole number."""
    found = number(value)
    return int(found) if found is not None and found == int(found) else None


def number(value: object) -> float | None:
    """A number."""
    if isinstance(value, bool):
        return None
    try:
        found = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return None
    return found if abs(found) < 1e9 else None


def numbers(value: object) -> tuple[float, ...]:
    """The numbers of an array; empty if any member is none."""
    found = [number(item) for item in items(value)] if isinstance(value, pikepdf.Array) else []
    return () if None in found else tuple(item for item in found if item is not None)


def true(value: object) -> bool:
    """Whether it is the value true."""
    return value is True


def object_number(value: object) -> int:
    """The number of an indirect object, 0 for all else."""
    return value.objgen[0] if isinstance(value, Object) and value.is_indirect else 0


def number_tree(root: object) -> Iterator[tuple[int, Object]]:
    """Keys and values of a number tree (ISO 32000-1, 7.9.7)."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        where = object_number(node)
        if where and where in seen:
            continue
        seen.add(where)
        pairs = items(get(node, "/Nums"))
        for key, value in zip(pairs[::2], pairs[1::2], strict=False):
            place = whole(key)
            if place is not None:
                yield place, value
        waiting += reversed(items(get(node, "/Kids")))
