"""The fields of an order that a column may lead to, taken from the schema, and how the cells of each are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct

from handouts.intake.schema import Kind, schema_of
from handouts.model.vocabulary import Vocabulary
from handouts.strict import Path

ANY = "#"
"""Stands for the number of an item of a list in the pattern of a path: ``exercises.#.id``."""


class Cell(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    ANSWER = "answer"
    DATE = "date"
    LIST = "list"
    LIST_OR_WORD = "list_or_word"
    """A list, or the word none or unknown, which say different things."""


class Fields(Struct, frozen=True):
    """Every field by its pattern, and those that no order can do without."""

    cells: Mapping[str, Cell]
    required: tuple[str, ...]

    def cell(self, path: str) -> Cell | None:
        """How a cell for ``path`` is read; None when there is no such field."""
        return self.cells.get(pattern(path))


def pattern(path: str) -> str:
    """``exercises.0.id`` as ``exercises.#.id``."""
    return ".".join(ANY if step.isdecimal() else step for step in path.split("."))


def steps(path: str) -> Path:
    """``exercises.0.id`` as a path into a document."""
    return tuple(int(step) if step.isdecimal() else step for step in path.split("."))


def fields_of(vocabulary: Vocabulary) -> Fields:
    """The fields of an order, with the conditions and variables of ``vocabulary``."""
    schema = schema_of(Kind.ORDER, vocabulary)
    walk = _Walk(schema["$defs"])
    return Fields(dict(walk.cells(schema, "")), tuple(walk.required(schema, "")))


class _Walk:
    def __init__(self, parts: Mapping[str, Any]) -> None:
        self._parts = parts

    def _branches(self, node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        if "$ref" in node:
            return self._branches(self._parts[node["$ref"].rpartition("/")[2]])
        branches = node.get("anyOf") or node.get("oneOf")
        if not branches:
            return [node]
        return [found for branch in branches for found in self._branches(branch) if found.get("type") != "null"]

    def cells(self, node: Mapping[str, Any], path: str) -> Iterator[tuple[str, Cell]]:
        branches = self._branches(node)
        for branch in branches:
            match branch.get("type"):
                case "object":
                    for name, child in branch.get("properties", {}).items():
                        yield from self.cells(child, f"{path}.{name}" if path else name)
                case "array":
                    items = self._branches(branch["items"])
                    if any(item.get("type") == "string" for item in items):
                        yield path, Cell.LIST_OR_WORD if len(branches) > 1 else Cell.LIST
                    yield from self.cells(branch["items"], f"{path}.{ANY}")
                case _ if not any(branch.get("type") == "array" for branch in branches):
                    yield path, _scalar(branch)

    def required(self, node: Mapping[str, Any], path: str) -> Iterator[str]:
        (branch,) = self._branches(node)
        for name in branch.get("required", ()):
            inside = f"{path}.{name}" if path else name
            child = branch["properties"][name]
            if self._branches(child)[0].get("type") == "object":
                yield from self.required(child, inside)
            else:
                yield inside


def _scalar(node: Mapping[str, Any]) -> Cell:
    if node.get("format") == "date":
        return Cell.DATE
    return Cell.ANSWER if "enum" in node and set(node["enum"]) <= {"yes", "no", "unknown"} else Cell.TEXT
