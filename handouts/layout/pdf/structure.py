"""The structure tree: what each piece of painting is, in reading order (ISO 32000-1, 14.7 and 14.8).

Built from the elements of the galleys while they are painted. Top elements of one section share one
Sect. Elements that never received content are an error: text was lost on the way to the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handouts.errors import Bug
from handouts.layout.galley import ARTIFACT, Element, Galley
from handouts.layout.pdf.objects import Name, Objects, Ref, Value

Rect = tuple[float, float, float, float]


@dataclass(slots=True)
class Node:
    """One structure element: its content on pages, and what is below it."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Node | Content | Area] = field(default_factory=list)
    box: Rect | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content on a page, by its number there."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Area:
    """An annotation that belongs to an element, by its place in the parent tree."""

    page: int
    key: int
    annotation: Ref


class Structure:
    """The tree of one document. It grows in the order of painting, which is the order of reading."""

    def __init__(self, galleys: Sequence[Galley]) -> None:
        self.root = Node("Document")
        self._galleys = galleys
        self._nodes: dict[tuple[int, int], Node] = {}
        self._sections: dict[str, Node] = {}

    def node(self, galley: int, element: int) -> Node:
        """The node of an element of a galley; made, below its parent, when it is first asked for."""
        key = (galley, element)
        if key not in self._nodes:
            made = self._galleys[galley].elements[element]
            self._nodes[key] = Node(made.tag, dict(made.attributes))
            self._parent(galley, made).children.append(self._nodes[key])
        return self._nodes[key]

    def _parent(self, galley: int, element: Element) -> Node:
        if element.parent != ARTIFACT:
            return self.node(galley, element.parent)
        if element.section not in self._sections:
            self._sections[element.section] = Node("Sect")
            self.root.children.append(self._sections[element.section])
        return self._sections[element.section]

    def check(self) -> None:
        """Raise :class:`Bug` if an element never came to a page: its text was lost on the way."""
        for index, galley in enumerate(self._galleys):
            for number, element in enumerate(galley.elements):
                if (index, number) not in self._nodes:
                    raise Bug(f"{galley.name}: an element {element.tag} was laid out, but is on no page")

    def put(self, file: Objects, pages: Sequence[Ref], marked: Sequence[int], areas: int) -> Ref:
        """Put the tree into ``file``.

        ``marked`` is one more than the last number of a marked content on each page; ``areas`` is how many
        annotations there are in the file.
        Returns the root of the tree.
        """
        root = file.reserve()
        parents: list[list[Ref | None]] = [[None] * count for count in marked]
        area_parents: list[Ref | None] = [None] * areas
        document = self._put(file, self.root, root, pages, parents, area_parents, len(pages))
        numbers: list[Value] = []
        for page, refs in enumerate(parents):
            numbers += [page, file.put(list(refs))]
        for index, ref in enumerate(area_parents):
            numbers += [len(pages) + index, ref]
        tree = file.put({"Nums": numbers})
        file.put(
            {
                "Type": Name("StructTreeRoot"),
                "K": [document],
                "ParentTree": tree,
                "ParentTreeNextKey": len(pages) + areas,
            },
            root,
        )
        return root

    def _put(
        self,
        file: Objects,
        node: Node,
        parent: Ref,
        pages: Sequence[Ref],
        parents: list[list[Ref | None]],
        areas: list[Ref | None],
        first_area: int,
    ) -> Ref:
        ref = file.reserve()
        on = [child.page for child in node.children if isinstance(child, Content)]
        home = on[0] if on else None
        kids: list[Value] = []
        for child in node.children:
            match child:
                case Node():
                    kids.append(self._put(file, child, ref, pages, parents, areas, first_area))
                case Content(page, mcid):
                    parents[page][mcid] = ref
                    if page == home:
                        kids.append(mcid)
                    else:
                        kids.append({"Type": Name("MCR"), "Pg": pages[page], "MCID": mcid})
                case Area(page, key, annotation):
                    areas[key - first_area] = ref
                    kids.append({"Type": Name("OBJR"), "Pg": pages[page], "Obj": annotation})
        entries: dict[str, Value] = {"Type": Name("StructElem"), "S": Name(node.tag), "P": parent}
        if home is not None:
            entries["Pg"] = pages[home]
        entries |= _attributes(node)
        entries["K"] = kids[0] if len(kids) == 1 else kids
        file.put(entries, ref)
        return ref


def _attributes(node: Node) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, value in node.attributes.items():
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
    return found
