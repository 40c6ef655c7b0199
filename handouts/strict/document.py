"""A document: what was written, as plain data, and the place of each part of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from handouts.model.problem import Place

Path = tuple[str | int, ...]
Node = str | None | list["Node"] | dict[str, "Node"]

MAX_BYTES = 256 * 1024
MAX_DEPTH = 24


@dataclass(slots=True)
class Document:
    """One file: plain data, and the place of each value and field name by path."""

    file: str
    data: Node = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)

    def whole(self) -> Place:
        """Where a problem stands that no field is to blame for."""
        return Place(self.file)

    def knows(self, path: Path) -> bool:
        """Whether a value stands at ``path``, or has a place of its own to stand."""
        return path in self.values

    def place(self, path: Path) -> Place:
        """Where the value at ``path`` stands; its nearest known parent otherwise."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Place(self.file, 1, 1))

    def key_place(self, path: Path) -> Place:
        """Where the field name at ``path`` stands; where its value stands otherwise."""
        return self.keys.get(path) or self.place(path)

    def at(self, path: Path) -> Node:
        """The value at ``path``; None where nothing is written."""
        node = self.data
        for step in path:
            if isinstance(node, dict) and isinstance(step, str):
                node = node.get(step)
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                node = node[step]
            else:
                return None
        return node
