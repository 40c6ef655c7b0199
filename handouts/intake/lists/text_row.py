"""A row that is a piece of text with the fields of an order by name: a document of YAML, a line of JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from msgspec import Struct

from handouts import strict
from handouts.model.order import Order
from handouts.model.problem import Place, Problem, in_table
from handouts.strict import MAX_BYTES, MAX_DEPTH, Document, Node, Path
from handouts.strict.check import field_names

if TYPE_CHECKING:
    from handouts.intake.lists.plan import Plan


class YamlRow(Struct, frozen=True):
    """One document, which begins at the line ``first`` of its file."""

    file: str
    number: int
    text: bytes
    first: int = 1
    fault: Problem | None = None

    def document(self, _plan: Plan) -> tuple[Document, list[Problem]]:
        """What is written, with line and column of each value."""
        if self.fault is not None:
            return Document(self.file), [self.fault]
        return strict.parse(self.text, self.file, first_line=self.first)


@dataclass(slots=True)
class JsonDocument(Document):
    """One line of JSON. A place is the line and the field; its column counts the values in the line."""

    row: int = 0

    def whole(self) -> Place:
        """The line."""
        return in_table(self.file, self.row)

    def add(self, path: Path) -> None:
        """Note the next value. Of its name, what no order has is shown as ?: it could be anything."""
        known = field_names(Order)
        shown = ".".join(str(step) if isinstance(step, int) or step in known else "?" for step in path)
        self.values[path] = in_table(self.file, self.row, len(self.values), shown)

    def place(self, path: Path) -> Place:
        """The value at ``path``, or what it should stand in."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values[path] if path else self.whole()


class JsonRow(Struct, frozen=True):
    """One line."""

    file: str
    number: int
    text: bytes

    def document(self, _plan: Plan) -> tuple[Document, list[Problem]]:
        """What is written: numbers as typed, true as yes, false as no."""
        document = JsonDocument(self.file, row=self.number)
        problems: list[Problem] = []

        def say(code: str, message: str, hint: str, path: Path = ()) -> None:
            problems.append(Problem(code, message, hint, document.place(path)))

        if len(self.text) > MAX_BYTES:
            say("too-large", f"the line is longer than {MAX_BYTES // 1024} kB", "Shorten the texts in it.")
            return document, problems
        try:
            data = json.loads(
                self.text.decode("utf-8-sig"),
                parse_int=str,
                parse_float=str,
                parse_constant=str,
                object_pairs_hook=_Pairs,
            )
        except UnicodeDecodeError:
            say("not-text", "this is not UTF-8 text", "Save it as plain text in UTF-8.")
        except RecursionError:
            say("too-deep", "lists are nested too deep here", "Take levels out.")
        except ValueError:
            say("json-syntax", "the JSON cannot be read", "Each line is one order in { }, with names in quotes.")
        else:
            if _depth(data) > MAX_DEPTH:
                say("too-deep", "lists are nested too deep here", "Take levels out.")
            else:
                document.data = _node(data, (), document, say)
        return document, problems


class _Pairs(list[tuple[str, Any]]):
    """A mapping of JSON, with names that stand twice."""


def _depth(data: object) -> int:
    """How deep lists are nested, as far as one more than is allowed."""
    deepest, level = 0, [data]
    while level and deepest <= MAX_DEPTH:
        deepest += 1
        children: list[object] = []
        for node in level:
            if isinstance(node, _Pairs):
                children += [child for _, child in node]
            elif isinstance(node, list):
                children += node
        level = children
    return deepest


def _node(data: Any, path: Path, document: JsonDocument, say: Callable[..., None]) -> Node:
    document.add(path)
    if isinstance(data, _Pairs):
        mapping: dict[str, Node] = {}
        for name, child in data:
            if name in mapping:
                say("repeated-field", "this field stands here twice", "Keep one of the two.", (*path, name))
                continue
            mapping[name] = _node(child, (*path, name), document, say)
        return mapping
    if isinstance(data, list):
        return [_node(child, (*path, at), document, say) for at, child in enumerate(data)]
    if isinstance(data, bool):
        return "yes" if data else "no"
    return data  # type: ignore[no-any-return]  # text, or None


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file. Of one that is far too long, only the beginning is kept, and ends in a line break."""
    while line := file.readline(MAX_BYTES + 2):
        if len(line) > MAX_BYTES and not line.endswith(b"\n"):
            while (rest := file.readline(MAX_BYTES)) and not rest.endswith(b"\n"):
                pass
            line += b"\n"
        yield line
