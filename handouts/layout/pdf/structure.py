"""The structure tree: what each piece of painting is, in reading order (ISO 32000-1, 14.7 and 14.8).

Built from the elements of the galleys while they are painted. Top elements of one section share one
Sect. Elements that never received content are an error: text was lost on the way to the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from handouts.errors import Bug
from handouts.layout.galley import ARTIFACT, Element, Galley
from handouts.layout.pdf.objects import Name, Objects, Ref, Value, entries

Rect = tuple[float, float, float, float]


@dataclass(slots=True, eq=False)
class Node:
    """One structure element: what is below it, and its content on pages, as that stands in a file.

    ``home``: the page of its first content; ``box``: round all of it, for a figure; ``number``: once it is in a file.
    """

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    kids: list[Node | bytes] = field(default_factory=list)
    home: Ref | None = None
    box: Rect | None = None
    number: int = 0


class Structure:
    """The tree of one document on ``pages``. It grows in the order of painting, which is the order of reading."""

    def __init__(self, galleys: Sequence[Galley], pages: Sequence[Ref]) -> None:
        self.root = Node("Document")
        self._galleys = galleys
        self._pages = pages
        self._nodes: list[list[Node | None]] = [[None] * len(galley.elements) for galley in galleys]
        self._sections: dict[str, Node] = {}
        self._contents: list[list[Node | None]] = [[] for _ in pages]
        self._areas: list[Node] = []

    def content(self, galley: int, element: int, page: int, mcid: int) -> Node:
        """The node of an element of a galley, with one more marked content; their numbers rise on each page."""
        node = self._nodes[galley][element] or self._node(galley, element)
        on = self._pages[page]
        if node.home is None:
            node.home = on
        node.kids.append(b"%d" % mcid if node.home is on else b"<</Type /MCR /Pg %d 0 R /MCID %d>>" % (on.number, mcid))
        row = self._contents[page]
        if mcid > len(row):
            row += [None] * (mcid - len(row))
        row.append(node)
        return node

    def area(self, node: Node, page: int, annotation: Ref) -> int:
        """Let an annotation belong to an element; returns its key in the parent tree."""
        node.kids.append(b"<</Type /OBJR /Pg %d 0 R /Obj %d 0 R>>" % (self._pages[page].number, annotation.number))
        self._areas.append(node)
        return len(self._pages) + len(self._areas) - 1

    def _node(self, galley: int, element: int) -> Node:
        """A new node, below its parent."""
        made = self._galleys[galley].elements[element]
        node = self._nodes[galley][element] = Node(made.tag, made.attributes)
        self._parent(galley, made).kids.append(node)
        return node

    def _parent(self, galley: int, element: Element) -> Node:
        if element.parent != ARTIFACT:
            return self._nodes[galley][element.parent] or self._node(galley, element.parent)
        if element.section not in self._sections:
            self._sections[element.section] = Node("Sect")
            self.root.kids.append(self._sections[element.section])
        return self._sections[element.section]

    def check(self) -> None:
        """Raise :class:`Bug` if an element never came to a page: its text was lost on the way."""
        for galley, nodes in zip(self._galleys, self._nodes, strict=True):
            if None in nodes:
                tag = galley.elements[nodes.index(None)].tag
                raise Bug(f"{galley.name}: an element {tag} was laid out, but is on no page")

    def put(self, file: Objects) -> Ref:
        """Put the tree into ``file``, and the tree that leads from contents to their parents; returns its root."""
        root = file.reserve()
        _put(file, self.root, root.number)
        numbers: list[Value] = []
        for page, row in enumerate(self._contents):
            refs = b" ".join([b"%d 0 R" % node.number if node else b"null" for node in row])
            numbers += [page, file.put_written(b"[%b]" % refs)]
        for key, node in enumerate(self._areas, len(self._pages)):
            numbers += [key, Ref(node.number)]
        tree = file.put({"Nums": numbers})
        file.put(
            {
                "Type": Name("StructTreeRoot"),
                "K": [Ref(self.root.number)],
                "ParentTree": tree,
                "ParentTreeNextKey": len(self._pages) + len(self._areas),
            },
            root,
        )
        return root


def _put(file: Objects, node: Node, parent: int) -> int:
    """Put a node and all below it into ``file``, as text, for there are hundreds; returns its number."""
    ref = file.reserve()
    node.number = ref.number
    kids = [kid if isinstance(kid, bytes) else b"%d 0 R" % _put(file, kid, ref.number) for kid in node.kids]
    home = b"" if node.home is None else b" /Pg %d 0 R" % node.home.number
    attributes = _attributes(node) if node.attributes or node.tag == "Figure" else b""
    kid = kids[0] if len(kids) == 1 else b"[%b]" % b" ".join(kids)
    tag = node.tag.encode("ascii")
    file.put_written(b"<</Type /StructElem /S /%b /P %d 0 R%b%b /K %b>>" % (tag, parent, home, attributes, kid), ref)
    return ref.number


def _attributes(node: Node) -> bytes:
    found: dict[str, Value] = {}
    for name, value in node.attributes:
        match name:
            case "Alt" | "Lang" | "E":
                found[name] = value
            case "ListNumbering":
                found["A"] = {"O": Name("List"), "ListNumbering": Name(value)}
            case "Scope":
                found["A"] = {"O": Name("Table"), "Scope": Name(value)}
            case _:
                raise Bug(f"the attribute {name} of {node.tag} is not known")
    if node.tag == "Figure":
        if node.box is None:
            raise Bug("a figure has no box")
        found["A"] = {"O": Name("Layout"), "Placement": Name("Block"), "BBox": [round(value, 2) for value in node.box]}
    return b" " + entries(found)
