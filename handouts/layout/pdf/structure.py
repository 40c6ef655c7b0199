"""The structure tree: what each piece of painting is, in reading order (ISO 32000-1, 14.7 and 14.8).

Put together from the branches of the galleys. Top elements of one section share one Sect. Elements that never received
content are an error: text was lost on the way to the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from handouts.errors import Bug
from handouts.layout.galley import Galley
from handouts.layout.painting import Painted
from handouts.layout.pdf.branches import Branch, Stand, branch
from handouts.layout.pdf.objects import Name, Objects, Ref, Value
from handouts.model.memo import Memo


class Structure:
    """The tree of one document on ``pages``. It grows in the order of painting, which is the order of reading."""

    def __init__(self, galleys: Sequence[Galley], pages: Sequence[Ref]) -> None:
        self._galleys = galleys
        self._pages = [page.number for page in pages]
        self._parts: dict[int, list[tuple[Painted, Stand]]] = {}
        self._order: list[tuple[int, int, Stand]] = []
        self._areas = 0

    def add(self, galley: int, painted: Painted, stand: Stand) -> int:
        """Add a part of a galley, by number. Returns the key in the parent tree of its first annotation."""
        key = len(self._pages) + self._areas
        if painted.marked:
            parts = self._parts.setdefault(galley, [])
            self._order.append((galley, len(parts), stand))
            parts.append((painted, stand))
            self._areas += len(stand.areas)
        return key

    def check(self) -> None:
        """Raise :class:`Bug` if a galley never came to a page: its text was lost on the way."""
        for index, galley in enumerate(self._galleys):
            if galley.elements and index not in self._parts:
                raise Bug(f"{galley.name}: it was laid out, but is on no page")

    def put(self, file: Objects, memo: Memo) -> Ref:
        """Put the tree into ``file``, and the tree that leads from contents to their parents; returns its root.

        Raises :class:`Bug` if an element never came to a page.
        """
        root, document = file.reserve(), file.reserve()
        sections: dict[str, int] = {}
        tops: dict[str, list[Value]] = {}
        grown: dict[int, tuple[int, Branch]] = {}
        for index, parts in self._parts.items():
            built = tuple(painted.built for painted, _ in parts)
            marked = [painted.marked for painted, _ in parts]
            one: Branch = memo.of("branch", built, partial(branch, self._galleys[index], marked))
            for name in one.sections:
                if name not in sections:
                    sections[name], tops[name] = file.reserve().number, []
            numbers = file.reserve_all(one.count)
            file.put_all(numbers, one.objects(numbers.start, sections, [stand for _, stand in parts]))
            for name, top in one.tops:
                tops[name].append(Ref(numbers[top]))
            grown[index] = (numbers.start, one)
        for name, number in sections.items():
            file.put(_group("Sect", document, tops[name]), Ref(number))
        file.put(_group("Document", root, [Ref(number) for number in sections.values()]), document)
        entries: dict[str, Value] = {
            "Type": Name("StructTreeRoot"),
            "K": [document],
            "ParentTree": file.put({"Nums": self._parents(file, grown)}),
            "ParentTreeNextKey": len(self._pages) + self._areas,
        }
        return file.put(entries, root)

    def _parents(self, file: Objects, grown: Mapping[int, tuple[int, Branch]]) -> list[Value]:
        """The parent tree: of each page the elements of its marked contents, and that of each annotation."""
        rows: dict[int, list[bytes]] = {page: [] for page in self._pages}
        areas: list[int] = []
        for index, part, stand in self._order:
            first, one = grown[index]
            row = rows[stand.page]
            row += [b"null"] * (stand.start - len(row))
            row += [b"%d 0 R" % (first + owner) for owner in one.owners[part]]
            areas += [first + owner for owner in one.area_owners[part]]
        numbers: list[Value] = []
        for page, row in enumerate(rows.values()):
            numbers += (page, file.put_written(b"[%b]" % b" ".join(row)))
        for key, owner in enumerate(areas, len(rows)):
            numbers += (key, Ref(owner))
        return numbers


def _group(tag: str, parent: Ref, kids: Sequence[Value]) -> Value:
    """An element without content of its own."""
    kid = kids[0] if len(kids) == 1 else kids
    return {"Type": Name("StructElem"), "S": Name(tag), "P": parent, "K": kid}
