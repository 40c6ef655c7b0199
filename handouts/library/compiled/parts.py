"""A library as one run of bytes, and back: each part is decoded when it is first asked for.

The bytes: the length of the index (8 bytes), the index, the parts; all of them JSON. The index has, by field of
:class:`Library`, where the field stands (start and end); for a shelf of big things, where each thing stands by its id.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import json

from handouts.library.compiled.codec import Plain, Turn, codec
from handouts.model.library import Library
from handouts.model.problem import Problem

_HEAD = 8
_BIG = 400
"""Bytes: shelves whose things are bigger by the mean are cut up, so that each thing can be decoded by itself."""
_PROBLEMS = "problems"

Raw = bytes | memoryview
Opened = tuple[Library, tuple[Problem, ...]]
"""A library without errors, and the warnings about it."""


class Shelf(Mapping[str, Any]):
    """Things by id. ``load`` gives the plain data of one, which ``read`` turns into the thing when it is asked for."""

    __slots__ = ("_ids", "_load", "_read", "_things")

    def __init__(self, ids: Mapping[str, Any], load: Callable[[Any], Plain], read: Turn) -> None:
        self._ids, self._load, self._read = ids, load, read
        self._things: dict[str, Any] = {}

    def __getitem__(self, id: str) -> Any:
        try:
            return self._things[id]
        except KeyError:
            return self._things.setdefault(id, self._read(self._load(self._ids[id])))

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def __repr__(self) -> str:
        return f"Shelf({list(self._ids)})"


class _Closed(Mapping[str, Plain]):
    """An object of JSON that is not even parsed before somebody looks into it."""

    __slots__ = ("_opened", "_raw")

    def __init__(self, raw: Raw) -> None:
        self._raw = raw
        self._opened: dict[str, Plain] | None = None

    def _open(self) -> dict[str, Plain]:
        if self._opened is None:
            self._opened = json.decode(self._raw)
        return self._opened

    def __getitem__(self, id: str) -> Plain:
        return self._open()[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._open())

    def __len__(self) -> int:
        return len(self._open())


def packed(opened: Opened) -> bytes:
    """``opened`` as bytes; raises TypeError if something in it cannot be written."""
    library, problems = opened
    index: dict[str, Any] = {}
    parts: list[bytes] = []
    at = 0

    def put(plain: bytes) -> tuple[int, int]:
        nonlocal at
        parts.append(plain)
        at += len(plain)
        return at - len(plain), at

    for name, hint in _hints().items():
        value = problems if name == _PROBLEMS else getattr(library, name)
        plain = codec(hint).write(value)
        whole = json.encode(plain)
        if isinstance(value, Mapping) and len(whole) > _BIG * len(plain):
            index[name] = {id: put(json.encode(thing)) for id, thing in plain.items()}
        else:
            index[name] = put(whole)
    head = json.encode(index)
    return b"".join([len(head).to_bytes(_HEAD), head, *parts])


def unpacked(raw: Raw) -> Opened:
    """What was ``packed``. May raise anything on other bytes, now or when a part is asked for."""
    start = _HEAD + int.from_bytes(raw[:_HEAD])
    index = json.decode(raw[_HEAD:start])

    def cut(span: tuple[int, int]) -> Raw:
        return raw[start + span[0] : start + span[1]]

    def field(name: str, hint: Any) -> Any:
        where = index[name]
        if typing.get_origin(hint) is not Mapping:
            return codec(hint).read(json.decode(cut(where)))
        thing = typing.get_args(hint)[1]
        # The codec is looked up with the first thing that is read.
        read: Turn = lambda plain: codec(thing).read(plain)  # noqa: E731
        if isinstance(where, dict):
            return Shelf(where, lambda span: json.decode(cut(span)), read)
        return Shelf(_Closed(cut(where)), lambda plain: plain, read)

    values = {name: field(name, hint) for name, hint in _hints().items()}
    problems = values.pop(_PROBLEMS)
    return Library(**values), problems


def _hints() -> dict[str, Any]:
    hints = typing.get_type_hints(Library, include_extras=True)
    return {name: hints[name] for name in Library.__struct_fields__} | {
        _PROBLEMS: tuple[Problem, ...],
    }
