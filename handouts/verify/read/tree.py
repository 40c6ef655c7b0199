"""The structure tree as nodes (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Mapping

import pikepdf

from handouts.verify.read.nouns import NOWHERE, Area, Content, Node, Value
from handouts.verify.read.values import Object, get, items, name, number_tree, numbers, object_number, text, whole

DEEPEST = 100
"""Levels; no leaflet has a tenth of it, and a tree that never ends must not stop us."""
_TEXTS = ("/Alt", "/ActualText", "/Lang", "/E", "/T")


def read_tree(root: Object | None, pages: Mapping[int, int]) -> tuple[list[Node], list[str]]:
    """The top elements, and what could not be followed. ``pages`` are page indexes by object number."""
    reader = _Reader(pages)
    return reader.nodes_of(root), reader.odd


def read_parents(root: Object | None) -> dict[int, tuple[int, ...] | int]:
    """The parent tree: object numbers of elements, a row of them for a page, one for an annotation."""
    found: dict[int, tuple[int, ...] | int] = {}
    for key, value in number_tree(get(root, "/ParentTree")):
        if isinstance(value, pikepdf.Array):
            found[key] = tuple(object_number(item) for item in items(value))
        else:
            found[key] = object_number(value)
    return found


class _Reader:
    """Follows /K from the root, each element once."""

    def __init__(self, pages: Mapping[int, int]) -> None:
        self._pages = pages
        self._seen: set[int] = set()
        self.odd: list[str] = []

    def nodes_of(self, root: Object | None) -> list[Node]:
        found = [self._child(kid, None, NOWHERE, 1) for kid in items(get(root, "/K"))]
        if any(not isinstance(child, Node) for child in found):
            self.odd.append("the structure tree holds something else than elements at its top")
        return [child for child in found if isinstance(child, Node)]

    def _child(self, kid: Object, parent: Node | None, page: int, depth: int) -> Node | Content | Area | None:
        mcid = whole(kid)
        if mcid is not None:
            return Content(page, mcid)
        own = self._page(kid, page)
        match name(get(kid, "/Type")):
            case "MCR":
                number = whole(get(kid, "/MCID"))
                return Content(own, -1 if number is None else number)
            case "OBJR":
                return Area(own, object_number(get(kid, "/Obj")))
        if not isinstance(get(kid, "/S"), pikepdf.Name):
            self.odd.append("a child of a structure element is neither an element nor content")
            return None
        return self._node(kid, parent, depth)

    def _node(self, element: Object, parent: Node | None, depth: int) -> Node | None:
        number = object_number(element)
        if number and number in self._seen:
            self.odd.append("a structure element is listed twice")
            return None
        if depth > DEEPEST:
            self.odd.append(f"the structure tree is more than {DEEPEST} levels deep")
            return None
        self._seen.add(number)
        node = Node(
            tag=name(get(element, "/S")),
            number=number,
            said_parent=object_number(get(element, "/P")),
            parent=parent,
            attributes=_attributes(element),
        )
        # /Pg is not inherited: numbers directly below count on this element's own page alone.
        own = self._page(element, NOWHERE)
        for kid in items(get(element, "/K")):
            child = self._child(kid, node, own, depth + 1)
            if child is not None:
                node.children.append(child)
        return node

    def _page(self, element: Object, otherwise: int) -> int:
        page = get(element, "/Pg")
        return otherwise if page is None else self._pages.get(object_number(page), NOWHERE)


def _attributes(element: Object) -> dict[str, Value]:
    found: dict[str, Value] = {}
    known = element.keys()
    for key in _TEXTS:
        value = get(element, key) if key in known else None
        if isinstance(value, pikepdf.String):
            found[key[1:]] = text(value)
    for group in items(get(element, "/A")) if "/A" in known else ():
        if not isinstance(group, pikepdf.Dictionary):
            continue
        for key, value in group.items():
            if key != "/O" and key not in _TEXTS:
                found[key[1:]] = _value(value)
    return found


def _value(value: Object) -> Value:
    if isinstance(value, pikepdf.Array):
        return numbers(value)
    number = numbers(pikepdf.Array([value])) if not isinstance(value, pikepdf.Object) else ()
    return number or name(value) or text(value)
