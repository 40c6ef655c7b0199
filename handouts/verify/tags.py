"""The tags of a PDF as a person can read them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from handouts.errors import BadInput
from handouts.verify.read import Unreadable, read
from handouts.verify.read.nouns import Area, File, Node, Value

WIDTH = 100
SHOWN = ("Alt", "ActualText", "Lang", "E", "Scope", "ListNumbering", "RowSpan", "ColSpan")


def tag_tree(pdf: bytes, *, width: int = WIDTH) -> str:
    """One line for each element: its tag, indented, its attributes, and its text shortened to the line.

    Positions are left out, so that the tree of a leaflet changes only when its reading does. Raises
    :class:`~handouts.errors.BadInput` when ``pdf`` is no PDF or is locked.
    """
    try:
        file = read(pdf)
    except Unreadable:
        raise BadInput("the file cannot be read", remedy="Is it a PDF, without a password?") from None
    lines = [line for root in file.roots for line in _lines(file, root, 0, width)]
    return "\n".join(lines) + "\n" if lines else "no tags\n"


def _lines(file: File, node: Node, depth: int, width: int) -> Iterator[str]:
    parts = [f"{'  ' * depth}{node.tag}"]
    parts += [f"{key}={_shown(node.attributes[key])}" for key in SHOWN if key in node.attributes]
    head = " ".join(parts)
    text = " ".join(_own_text(file, node).split())
    if text:
        room = max(20, width - len(head) - 2)
        head = f"{head}  {textwrap.shorten(text, room, placeholder=' ...')}"
    yield head
    for child in node.children:
        if isinstance(child, Node):
            yield from _lines(file, child, depth + 1, width)
        elif isinstance(child, Area):
            yield f"{'  ' * (depth + 1)}(link: {_says(file, child)})"


def _own_text(file: File, node: Node) -> str:
    return "".join(marked.text for child in node.contents for marked in file.marked(child))


def _says(file: File, area: Area) -> str:
    annotations = (item for page in file.pages for item in page.annotations)
    return next((item.contents for item in annotations if item.number == area.annotation), "?")


def _shown(value: Value) -> str:
    if isinstance(value, tuple):
        return " ".join(f"{number:g}" for number in value)
    return f'"{value}"' if not value.isalnum() else value
