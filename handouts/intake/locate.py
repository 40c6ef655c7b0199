"""Problems of later stages, which know the order but not its file: the line of the field is found here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import structs

from handouts.model.order import Order
from handouts.model.problem import Problem
from handouts.strict import Document, Path

UNPRINTABLE = "unprintable"
"""Code of a problem whose ``item`` is the code of a character (``U+674E``) that the font does not have."""


def locate(problems: Iterable[Problem], order: Order, document: Document) -> Iterator[Problem]:
    """``problems``, each at the field that it is about; the file alone where no field is to blame."""
    for problem in problems:
        if problem.code == UNPRINTABLE and (found := list(_with_character(problem, order, document))):
            yield from found
        elif problem.path:
            yield structs.replace(problem, place=document.place(problem.path))
        else:
            yield problem if problem.place.file else structs.replace(problem, place=document.whole())


def _with_character(problem: Problem, order: Order, document: Document) -> Iterator[Problem]:
    # Facts are not printed.
    character = chr(int(problem.item.removeprefix("U+"), 16))
    for path, text in _texts(order.model_dump(mode="json", by_alias=True, exclude={"facts"}), ()):
        if character in text:
            # A name of a field may be shown; one that was typed (a variable) is known by now.
            where = f"{'.'.join(map(str, path))}, character {text.index(character) + 1}"
            yield structs.replace(problem, message=f"{where}: {problem.message}", place=document.place(path))


def _texts(node: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text in ``node`` with its path."""
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for name, child in node.items():
            yield from _texts(child, (*path, name))
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from _texts(child, (*path, index))
