"""Strict reading: text in, a pydantic model and every problem at file:line:column out.

What a clinic's file may do is kept small on purpose: mappings, lists and text. All scalars stay text
(``no`` is the word no, ``12:30`` is not 750), a repeated key is an error, anchors, aliases and tags are
refused, size and depth are limited. Messages never repeat what was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from handouts.model.problem import Problem
from handouts.strict.check import check
from handouts.strict.document import MAX_BYTES, MAX_DEPTH, Document, Node, Path
from handouts.strict.parse import parse, parse_many

M = TypeVar("M", bound=BaseModel)


def read(raw: bytes, file: str, model: type[M], *, context: Any = None) -> tuple[M | None, list[Problem], Document]:
    """Read YAML text as ``model``: the value (None with errors), every problem, and the document."""
    document, problems = parse(raw, file)
    value, problems = judge(document, problems, model, context=context)
    return value, problems, document


def judge(
    document: Document, problems: Sequence[Problem], model: type[M], *, context: Any = None
) -> tuple[M | None, list[Problem]]:
    """A document with the ``problems`` of reading it, as ``model``: the value (None with errors), every problem."""
    if document.data is None:
        empty = Problem("empty", "the file is empty", "Begin with: handouts new", document.place(()))
        return None, list(problems) or [empty]
    value, found = check(document, model, context=context)
    return (None if problems or found else value), [*problems, *found]


__all__ = ["MAX_BYTES", "MAX_DEPTH", "Document", "Node", "Path", "check", "judge", "parse", "parse_many", "read"]
