"""Branches of the structure tree: the elements of one galley, written once for all files that hold them.

A branch is text with holes. The holes are for numbers that differ from file to file: those of its objects, pages,
marked contents and annotations, each some way after a first one; and for the boxes of figures.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import add

from msgspec import Struct

from handouts.errors import Bug
from handouts.layout.galley import ARTIFACT, Element, Galley
from handouts.layout.painting import Marked, Rect
from handouts.layout.pdf.objects import Name, Value, entries, serialised


class Stand(Struct, frozen=True):
    """Where a part of a galley stands: with its corner at ``x``, ``y`` from the foot of the page, an object.

    Its marked contents are numbered from ``start`` on; its annotations are the objects ``areas``.
    """

    page: int
    start: int
    x: float
    y: float
    areas: range


class Branch(Struct, frozen=True):
    """The elements of a galley of one part or more, numbered from 0 on, each before those below it.

    ``text``: their objects, a line each; ``holes``: what each hole counts from, an index of ``_bases``; ``steps``: how
    far from there; ``figures``: holes for boxes, with the boxes of each part. ``tops``: the top elements, with their
    sections; ``owners``, ``area_owners``: of each part, the elements of its marked contents and annotations.
    """

    text: bytes
    count: int
    holes: array[int]
    steps: array[int]
    figures: tuple[tuple[int, tuple[tuple[int, Rect], ...]], ...]
    sections: tuple[str, ...]
    tops: tuple[tuple[str, int], ...]
    owners: tuple[tuple[int, ...], ...]
    area_owners: tuple[tuple[int, ...], ...]

    def objects(self, first: int, sections: Mapping[str, int], stands: Sequence[Stand]) -> list[bytes]:
        """The elements as objects from ``first`` on, below the objects ``sections``; ``stands``: of each part."""
        bases = [first, *(sections[name] for name in self.sections)]
        for stand in stands:
            bases += (stand.page, stand.start, stand.areas.start)
        numbers: list[object] = [*map(add, map(bases.__getitem__, self.holes), self.steps)]
        for hole, boxes in self.figures:
            numbers[hole] = serialised([round(value, 2) for value in _round(boxes, stands)])
        return (self.text % tuple(numbers)).split(b"\n")


def branch(galley: Galley, parts: Sequence[Sequence[Marked]]) -> Branch:
    """The branch of ``galley``, whose ``parts`` are these marked contents, in the order of painting.

    Raises :class:`Bug` if an element has no content: its text was lost on the way to the page.
    """
    return _Tree(galley, parts).branch()


def _round(boxes: Sequence[tuple[int, Rect]], stands: Sequence[Stand]) -> Rect:
    """The box on the page round ``boxes``, each with the number of its part."""
    placed = [
        (stand.x + left, stand.y + bottom, stand.x + right, stand.y + top)
        for stand, (left, bottom, right, top) in ((stands[part], box) for part, box in boxes)
    ]
    lefts, bottoms, rights, tops = zip(*placed, strict=True)
    return (min(lefts), min(bottoms), max(rights), max(tops))


_Hole = tuple[int, int]
"""What is counted from, and how far."""


@dataclass(slots=True, eq=False)
class _Node:
    """One element. ``kids``: nodes, and contents as text with its holes; ``home``: the part of its first content."""

    element: Element
    kids: list[_Node | tuple[bytes, tuple[_Hole, ...]]] = field(default_factory=list)
    home: int | None = None
    boxes: list[tuple[int, Rect]] = field(default_factory=list)
    number: int = 0


class _Tree:
    """The elements of a galley. It grows in the order of painting, which is the order of reading."""

    def __init__(self, galley: Galley, parts: Sequence[Sequence[Marked]]) -> None:
        self._galley, self._parts = galley, parts
        self._nodes: list[_Node | None] = [None] * len(galley.elements)
        self._tops: list[_Node] = []
        self._holes: list[_Hole] = []
        self._sections: tuple[str, ...] = ()
        self._figures: list[tuple[int, tuple[tuple[int, Rect], ...]]] = []
        self._first_part = 1 + len({element.section for element in galley.elements if element.parent == ARTIFACT})
        for part, marked in enumerate(parts):
            page, start, area = (self._first_part + 3 * part + index for index in range(3))
            areas = 0
            for mcid, mark in enumerate(marked):
                node = self._node(mark.owner)
                if node.home is None:
                    node.home = part
                if node.home == part:
                    node.kids.append((b"%d", ((start, mcid),)))
                else:
                    node.kids.append((b"<</Type /MCR /Pg %d 0 R /MCID %d>>", ((page, 0), (start, mcid))))
                if mark.box is not None:
                    node.boxes.append((part, mark.box))
                for _ in mark.links:
                    node.kids.append((b"<</Type /OBJR /Pg %d 0 R /Obj %d 0 R>>", ((page, 0), (area, areas))))
                    areas += 1

    def _node(self, index: int) -> _Node:
        """The node of an element; made, below its parent, when it is first asked for."""
        known = self._nodes[index]
        if known is not None:
            return known
        element = self._galley.elements[index]
        node = self._nodes[index] = _Node(element)
        above = self._tops if element.parent == ARTIFACT else self._node(element.parent).kids
        above.append(node)
        return node

    def branch(self) -> Branch:
        """It all, written."""
        if None in self._nodes:
            tag = self._galley.elements[self._nodes.index(None)].tag
            raise Bug(f"{self._galley.name}: an element {tag} was laid out, but is on no page")
        self._sections = tuple(dict.fromkeys(top.element.section for top in self._tops))
        order = [node for top in self._tops for node in _below(top)]
        for number, node in enumerate(order):
            node.number = number
        lines = [self._written(node) for node in order]
        return Branch(
            text=b"\n".join(lines),
            count=len(order),
            holes=array("H", [base for base, _ in self._holes]),
            steps=array("H", [step for _, step in self._holes]),
            figures=tuple(self._figures),
            sections=self._sections,
            tops=tuple((top.element.section, top.number) for top in self._tops),
            owners=tuple(tuple(self._node(mark.owner).number for mark in marked) for marked in self._parts),
            area_owners=tuple(
                tuple(self._node(mark.owner).number for mark in marked for _ in mark.links) for marked in self._parts
            ),
        )

    def _written(self, node: _Node) -> bytes:
        """One element as it stands in a file; its holes are noted."""
        element, holes = node.element, self._holes
        if element.parent == ARTIFACT:
            holes.append((1 + self._sections.index(element.section), 0))
        else:
            holes.append((0, self._node(element.parent).number))
        text = b"<</Type /StructElem /S /%b /P %%d 0 R" % element.tag.encode("ascii")
        if node.home is not None:
            holes.append((self._first_part + 3 * node.home, 0))
            text += b" /Pg %d 0 R"
        if attributes := _attributes(element):
            text += b" " + entries(attributes).replace(b"%", b"%%")
        if element.tag == "Figure":
            if not node.boxes:
                raise Bug("a figure has no box")
            self._figures.append((len(holes), tuple(node.boxes)))
            holes.append((0, 0))
            text += b" /A <</O /Layout /Placement /Block /BBox %b>>"
        kids = []
        for kid in node.kids:
            written, own = (b"%d 0 R", ((0, kid.number),)) if isinstance(kid, _Node) else kid
            kids.append(written)
            holes += own
        return b"%b /K %b>>" % (text, kids[0] if len(kids) == 1 else b"[%b]" % b" ".join(kids))


def _below(node: _Node) -> Iterator[_Node]:
    """A node and all below it, in order."""
    yield node
    for kid in node.kids:
        if isinstance(kid, _Node):
            yield from _below(kid)


def _attributes(element: Element) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, value in element.attributes:
        match name:
            case "Alt" | "Lang" | "E":
                found[name] = value
            case "ListNumbering":
                found["A"] = {"O": Name("List"), "ListNumbering": Name(value)}
            case "Scope":
                found["A"] = {"O": Name("Table"), "Scope": Name(value)}
            case _:
                raise Bug(f"the attribute {name} of {element.tag} is not known")
    return found
