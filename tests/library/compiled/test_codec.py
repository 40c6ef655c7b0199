"""Values to plain data and back, by their types alone."""

from __future__ import annotations

import datetime as dt
import json
import typing
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from pydantic import ConfigDict, Field

from handouts.library.compiled.codec import Unwritable, codec
from handouts.model.read import Read
from tests.library.compiled.likeness import unlike


class Fruit(StrEnum):
    """Some."""

    PEAR = "pear"
    PLUM = "plum"


class Point(Struct, frozen=True):
    """Two numbers."""

    x: float
    y: int = 0


class Tree(Read):
    """A model with one of everything."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    name: str
    fruit: Fruit | None = None
    kind: Literal["tree", "bush"] = "tree"
    only: Literal[Fruit.PLUM] | None = None
    points: tuple[Point, ...] = ()
    pair: tuple[str, int] = ("a", 1)
    planted: Annotated[dt.date, Field(description="When.")] | None = None
    counts: dict[str, int] = Field(default_factory=dict)
    either: Point | Fruit | None = None
    below: tuple[Tree, ...] = ()


points = st.builds(Point, st.floats(allow_nan=False), st.integers())
fields: dict[str, st.SearchStrategy[Any]] = {
    "fruit": st.none() | st.sampled_from(Fruit),
    "kind": st.sampled_from(["tree", "bush"]),
    "only": st.none() | st.just(Fruit.PLUM),
    "points": st.lists(points, max_size=3).map(tuple),
    "pair": st.tuples(st.text(), st.integers()),
    "planted": st.none() | st.dates(),
    "counts": st.dictionaries(st.text(), st.integers(), max_size=3),
    "either": st.none() | points | st.sampled_from(Fruit),
}


def trees(below: st.SearchStrategy[Tree] | None = None) -> st.SearchStrategy[Tree]:
    """Trees of which any fields are set."""
    known = fields | ({"below": st.lists(below, max_size=2).map(tuple)} if below is not None else {})
    return st.fixed_dictionaries({"name": st.text()}, optional=known).map(lambda given: Tree(**given))


def through_json(value: object, hint: object) -> Any:
    write, read = codec(hint)
    return read(json.loads(json.dumps(write(value))))


@given(st.recursive(trees(), trees, max_leaves=4))
def test_any_model_comes_back_as_it_was(tree: Tree) -> None:
    assert list(unlike(tree, through_json(tree, Tree))) == []


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (b"\0\xff", bytes),
        (frozenset({"b", "a"}), frozenset[str]),
        (frozenset({Fruit.PEAR}), frozenset[Fruit]),
        (MappingProxyType({"a": Point(1.5)}), typing.Mapping[str, Point]),
        ({Fruit.PEAR: 1}, dict[Fruit, int]),
        (("a", Point(0.1), 3), tuple[str, Point, int]),
        ((), tuple[str, ...]),
    ],
)
def test_what_a_model_above_does_not_have(value: object, hint: object) -> None:
    found = through_json(value, hint)
    assert found == value
    assert type(found) is type(value)
    assert [type(item) for item in found] == [type(item) for item in value]  # type: ignore[attr-defined]


def test_two_lists_of_the_same_default_are_not_one() -> None:
    one, other = (through_json(Tree(name="a"), Tree) for _ in range(2))
    assert one.counts is not other.counts


class Twig(Tree):
    """A kind of tree."""


def meddled() -> Tree:
    tree = Tree(name="a")
    tree.__dict__["kind"] = "bush"  # Not set, and not the default.
    return tree


class Place(Point, frozen=True):
    """A point of another kind."""


@pytest.mark.parametrize(
    ("value", "hint"), [(Twig(name="a"), Tree), (meddled(), Tree), (Point(1), Tree), (Place(1), Point)]
)
def test_a_value_that_would_come_back_as_another_is_refused(value: object, hint: type) -> None:
    with pytest.raises(Unwritable):
        codec(hint).write(value)


@pytest.mark.parametrize("hint", [Any, object, typing.Callable[[], None], list[str], Literal["plum", Fruit.PLUM]])
def test_a_type_without_a_codec_is_said_to_have_none(hint: object) -> None:
    with pytest.raises(TypeError):
        codec(hint)


def test_types_that_look_alike_are_not_told_apart_by_chance() -> None:
    with pytest.raises(TypeError, match="told apart"):
        codec(tuple[str, ...] | tuple[int, ...])
