"""Values to plain JSON and back, by their types alone: pydantic models, Structs, enumerations and containers.

Reading makes values without checking them again: it is for what was checked when it was written, and only for
bytes that are known to be ours (see ``vault``). No code, no class names are in the data.

A model is an object of the fields that were set (a default comes back as the default); a Struct the list of its
fields; one of several types the number of its type and the value; bytes are base64.
"""

from __future__ import annotations

import datetime as dt
import functools
import types
import typing
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple, Union, cast

from msgspec import Struct
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

Plain = Any
"""What JSON can say."""
Turn = Callable[[Any], Any]
_AS_IT_IS = (str, int, float, bool, type(None))
_NONE = type(None)


class Codec(NamedTuple):
    """How values of one type are written as plain data, and read from it. Reading may raise anything on odd data."""

    write: Turn
    read: Turn


class Unwritable(TypeError):
    """A value that the data could not give back as it is."""


def _same(value: Any) -> Any:
    return value


def codec(hint: Any) -> Codec:
    """The codec for values of the type ``hint``; raises TypeError where there is none."""
    while typing.get_origin(hint) is Annotated:
        hint = typing.get_args(hint)[0]
    return _codec(hint)


@functools.cache
def _codec(hint: Any) -> Codec:
    if hint in _AS_IT_IS:
        return Codec(_same, _same)
    if hint is bytes:
        return Codec(lambda value: b64encode(value).decode(), b64decode)
    if hint is dt.date:
        return Codec(dt.date.isoformat, dt.date.fromisoformat)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return _literal(arguments)
    if origin in (Union, types.UnionType):
        return _union(arguments)
    if origin in (tuple, frozenset):
        return _sequence(origin, arguments)
    if origin in (dict, Mapping):
        return _mapping(origin, *arguments)
    if isinstance(hint, type):
        if issubclass(hint, Enum):
            members = {member.value: member for member in hint}
            return Codec(lambda value: value.value, members.__getitem__)
        if issubclass(hint, BaseModel):
            return _model(hint)
        if issubclass(hint, Struct):
            return _struct(hint)
    raise TypeError(f"there is no codec for {hint}")


def _literal(choices: tuple[Any, ...]) -> Codec:
    plain = {choice.value if isinstance(choice, Enum) else choice: choice for choice in choices}
    if len(plain) < len(choices):
        raise TypeError("two choices of a Literal look the same as plain data")
    return Codec(lambda value: value.value if isinstance(value, Enum) else value, plain.__getitem__)


def _union(hints: tuple[Any, ...]) -> Codec:
    """None as it is; one other type as itself; of several, the number and the value."""
    hints = tuple(hint for hint in hints if hint is not _NONE)
    if len(hints) == 1:
        write, read = codec(hints[0])
        return Codec(
            lambda value: None if value is None else write(value), lambda plain: None if plain is None else read(plain)
        )
    numbers = {_class_of(hint): number for number, hint in enumerate(hints)}
    if len(numbers) < len(hints):
        raise TypeError(f"the types of {hints} cannot be told apart")
    # Looked up when first met: of many types of block, a leaflet has a few.
    of = functools.cache(lambda number: codec(hints[number]))
    return Codec(
        lambda value: None if value is None else [number := numbers[type(value)], of(number).write(value)],
        lambda plain: None if plain is None else of(plain[0]).read(plain[1]),
    )


def _class_of(hint: Any) -> Any:
    while typing.get_origin(hint) is Annotated:
        hint = typing.get_args(hint)[0]
    return typing.get_origin(hint) or hint


def _sequence(kind: Any, hints: tuple[Any, ...]) -> Codec:
    if kind is tuple and (len(hints) != 2 or hints[1] is not Ellipsis):
        codecs = [codec(hint) for hint in hints]
        return Codec(
            lambda value: [each.write(item) for each, item in zip(codecs, value, strict=True)],
            lambda plain: tuple([each.read(item) for each, item in zip(codecs, plain, strict=True)]),
        )
    write, read = codec(hints[0])
    ordered: Turn = sorted if kind is frozenset else _same
    if read is _same:
        return Codec(lambda value: list(ordered(value)), kind)
    return Codec(lambda value: [write(item) for item in ordered(value)], lambda plain: kind(list(map(read, plain))))


def _mapping(kind: Any, key: Any, value: Any) -> Codec:
    """As an object; keys are text, or enumerations that are text. A Mapping comes back as one that is read-only."""
    (write_key, read_key), (write, read) = codec(key), codec(value)
    frozen: Turn = MappingProxyType if kind is Mapping else _same
    return Codec(
        lambda known: {write_key(name): write(item) for name, item in known.items()},
        lambda plain: frozen({read_key(name): read(item) for name, item in plain.items()}),
    )


def _struct(made: type[Struct]) -> Codec:
    hints = typing.get_type_hints(made, include_extras=True)
    fields = [(name, codec(hints[name])) for name in made.__struct_fields__]
    readers = [each.read for _, each in fields]

    def write(value: Any) -> Plain:
        if type(value) is not made:
            raise Unwritable(f"{type(value).__name__} is not {made.__name__}")
        return [each.write(getattr(value, name)) for name, each in fields]

    def read(plain: Plain) -> Any:
        return made(*[each(item) for each, item in zip(readers, plain, strict=True)])

    return Codec(write, read)


def _model(made: type[BaseModel]) -> Codec:
    # The codecs of its fields are made when one is first met, also because models may hold each other.
    fields: dict[str, Codec] = {}
    turns: dict[str, Turn] = {}
    fixed: dict[str, Any] = {}
    fresh: dict[str, Callable[[], Any]] = {}

    def prepare() -> None:
        for name, field in made.model_fields.items():
            fixed[name] = None if field.default is PydanticUndefined else field.default
            if field.default_factory is not None:
                fresh[name] = cast("Callable[[], Any]", field.default_factory)
            fields[name] = codec(field.annotation)
            if fields[name].read is not _same:
                turns[name] = fields[name].read

    def write(value: Any) -> Plain:
        if type(value) is not made or value.__pydantic_extra__ or value.__pydantic_private__:
            raise Unwritable(f"{type(value).__name__} is not a plain {made.__name__}")
        if not fields:
            prepare()
        for name in fields.keys() - value.model_fields_set:
            if getattr(value, name) != made.model_fields[name].get_default(call_default_factory=True):
                raise Unwritable(f"{made.__name__}.{name} was not set, and is not its default")
        return {
            name: each.write(getattr(value, name)) for name, each in fields.items() if name in value.model_fields_set
        }

    def read(plain: Plain) -> Any:
        if not fields:
            prepare()
        values = {**fixed, **plain}
        for name, turn in turns.items():
            if name in plain:
                values[name] = turn(plain[name])
        for name, make in fresh.items():
            if name not in plain:
                values[name] = make()
        # What BaseModel.model_construct does, without looking each field over again.
        value = made.__new__(made)
        keep = object.__setattr__
        keep(value, "__dict__", values)
        keep(value, "__pydantic_fields_set__", set(plain))
        keep(value, "__pydantic_extra__", None)
        keep(value, "__pydantic_private__", None)
        return value

    return Codec(write, read)
