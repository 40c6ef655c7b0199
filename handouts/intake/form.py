"""A look at what was typed, right or wrong: the checks of this package read through it.

They run on the text itself and not on the order made from it, so that a fault in one field does not
hide the faults in others. A value of the wrong type reads as None here: the schema reports it.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Collection, Iterator

from handouts.model.problem import Problem
from handouts.model.read import is_whole
from handouts.strict import Document, Node, Path

LIKENESS = 0.7
"""How like a known name what was typed must be, for the name to be suggested."""


class Form:
    """Typed access to a document by path."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def has(self, *path: str | int) -> bool:
        """Whether anything is written at ``path``."""
        return self._document.at(path) is not None

    def text(self, *path: str | int) -> str | None:
        """The text at ``path``."""
        node = self._document.at(path)
        return node if isinstance(node, str) else None

    def whole(self, *path: str | int) -> int | None:
        """The whole number at ``path``."""
        text = self.text(*path)
        return int(text) if text and is_whole(text) else None

    def date(self, *path: str | int) -> dt.date | None:
        """The date at ``path``."""
        text = self.text(*path)
        if text is None or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return None
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            return None

    def items(self, *path: str | int) -> Iterator[tuple[Path, Node]]:
        """The items of the list at ``path``, each with its own path."""
        node = self._document.at(path)
        if isinstance(node, list):
            yield from (((*path, index), item) for index, item in enumerate(node))

    def names(self, *path: str | int) -> Iterator[tuple[Path, str]]:
        """The texts in the list at ``path``, each with its own path."""
        yield from ((at, item) for at, item in self.items(*path) if isinstance(item, str))

    def fields(self, *path: str | int) -> Iterator[tuple[Path, str]]:
        """The fields of the mapping at ``path``: the path of each, and its name."""
        node = self._document.at(path)
        if isinstance(node, dict):
            yield from (((*path, name), name) for name in node)

    def problem(self, code: str, message: str, hint: str, *path: str | int) -> Problem:
        """A problem with the value at ``path``."""
        return Problem(code, message, hint, self._document.place(path))

    def name_problem(self, code: str, message: str, hint: str, *path: str | int) -> Problem:
        """A problem with the field name at ``path``."""
        return Problem(code, message, hint, self._document.key_place(path))


def near(typed: str, known: Collection[str], otherwise: str) -> str:
    """A hint: the known name nearest to ``typed``. What was typed is not repeated."""
    plain = re.sub(r"[^a-z0-9]+", "_", typed.lower())
    found = difflib.get_close_matches(plain, sorted(known), n=1, cutoff=LIKENESS)
    return f"Did you mean {found[0]}?" if found else otherwise
