"""Strict reading: text in, a pydantic model and every problem at file:line:column out.

What a clinic's file may do is kept small on purpose: mappings, lists and text. All scalars stay text
(``no`` is the word no, ``12:30`` is not 750), a repeated key is an error, anchors, aliases and tags are
refused, size and depth are limited. Messages never repeat what was typed.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel

from handouts.model.problem import Place, Problem
from handouts.strict.check import check
from handouts.strict.document import MAX_BYTES, MAX_DEPTH, Document, Node, Path
from handouts.strict.parse import parse

M = TypeVar("M", bound=BaseModel)


def read(raw: bytes, file: str, model: type[M], *, context: Any = None) -> tuple[M | None, list[Problem], Document]:
    """Read YAML text as ``model``: the value (None with errors), every problem, and the document."""
    document, problems = parse(raw, file)
    if document.data is None:
        if not problems:
            place = Place(file, 1, 1)
            problems.append(Problem("empty", "the file is empty", "Begin with: handouts new", place))
        return None, problems, document
    value, found = check(document, model, context=context)
    problems += found
    return (None if problems else value), problems, document


__all__ = ["MAX_BYTES", "MAX_DEPTH", "Document", "Node", "Path", "check", "parse", "read"]
