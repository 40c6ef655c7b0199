"""The one writer: placed galleys, footers and fonts become the bytes of a tagged PDF.

What stands on a page is painted in pieces (see :mod:`handouts.layout.painting`), and the pieces are joined without
being compressed again. Everything else in the file, but for its metadata, is the same for all leaflets that are built
alike, whatever their words: fonts, pages, structure. So both are worked out once and used again.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from handouts.layout.galley import Galley, Link, Strip
from handouts.layout.pages import Page, Placed
from handouts.layout.painting import STEP, Painted, Rect, paint, paint_strip
from handouts.layout.pdf import fonts, metadata, photos
from handouts.layout.pdf.branches import Stand
from handouts.layout.pdf.fonts import FontKey
from handouts.layout.pdf.metadata import About
from handouts.layout.pdf.objects import Body, Name, Objects, Ref, Stream, Value, file, joined_stream
from handouts.layout.pdf.operators import moved
from handouts.layout.pdf.outline import Bookmark, put_outline
from handouts.layout.pdf.photos import PhotoKey
from handouts.layout.pdf.pieces import Piece
from handouts.layout.pdf.structure import Structure
from handouts.layout.setting import Setting
from handouts.layout.units import MM
from handouts.model.memo import Memo

FOOTER_GAP = 2.5 * MM
"""From the body limit to the footer's rule."""


class Part(Struct, frozen=True):
    """A part of galley ``index`` on a page, with its corner at ``x``, ``y`` from the foot of the page.

    Its marked contents are numbered from ``start`` on.
    """

    index: int
    painted: Painted
    x: float
    y: float
    start: int


class Side(Struct, frozen=True):
    """What stands on one page: parts of galleys, and what is no part of the text.

    ``built``: all of it that the body of a file depends on, but for fonts and photos.
    """

    parts: tuple[Part, ...]
    frame: tuple[Part, ...]
    built: tuple[float, ...] = ()

    def pieces(self) -> list[Piece]:
        """All of it, each piece moved to its place."""
        every = (*self.parts, *self.frame)
        return [piece for part in every for piece in (moved(part.x, part.y), part.painted.piece)]


def write(
    galleys: Sequence[Galley],
    painted: Sequence[Side],
    setting: Setting,
    about: About,
    *,
    blank: bool = False,
    memo: Memo | None = None,
) -> bytes:
    """The PDF of ``galleys`` as they were ``painted``; ``blank``: an empty page is the last.

    The same input gives the same bytes, with a ``memo`` and without. Raises :class:`~handouts.errors.Bug` if text
    was lost.
    """
    memo = memo or Memo(0)
    sides = [*painted, Side((), ())] if blank else painted
    # How the file is built: two leaflets that are built alike share a body.
    built = tuple([side.built for side in sides])
    key = (built, _fonts(sides), _photos(sides), setting.fonts, setting.grid, about.language)
    body = memo.of("body", key, lambda: _body(galleys, sides, setting, about, memo))
    contents = [joined_stream(side.pieces()) for side in sides]
    own: list[Stream | bytes] = [*contents, metadata.xmp(about), metadata.info(about)]
    return file(body, own, Ref(len(own)))


def paint_sides(
    galleys: Sequence[Galley],
    pages: Sequence[Page],
    feet: Sequence[Sequence[Strip]],
    setting: Setting,
    head: Strip | None,
    memo: Memo,
) -> list[Side]:
    """What stands on each page. ``feet``: at its foot; ``head``: above the body of every page but the first."""
    grid, found = setting.grid, []
    framed: dict[int, Part] = {}  # what stands at the foot of all pages is looked up once
    for page_number, (page, foot) in enumerate(zip(pages, feet, strict=True)):
        top = grid.height - (grid.body_top if page_number else grid.first_top)
        parts: list[Part] = []
        built: list[float] = []
        start = 0
        for placed in page.placed:
            painted = _painted(galleys[placed.index], placed, start, setting, memo)
            parts.append(Part(placed.index, painted, grid.margin, top - placed.y, start))
            built += (placed.index, painted.built, placed.y, start)
            start = -(-(start + len(painted.marked)) // STEP) * STEP
        for strip in foot:
            if id(strip) not in framed:
                framed[id(strip)] = _framed(strip, "Footer", grid.bottom - FOOTER_GAP, setting, memo)
        frame = [framed[id(strip)] for strip in foot]
        if head is not None and page_number:
            frame.insert(0, _framed(head, "Pagination", top + head.height, setting, memo))
        found.append(Side(tuple(parts), tuple(frame), tuple(built)))
    return found


def _framed(strip: Strip, artifact: str, y: float, setting: Setting, memo: Memo) -> Part:
    painted = memo.same("frame", (strip, setting.fonts), artifact, lambda: paint_strip(strip, artifact, setting.fonts))
    return Part(-1, painted, setting.grid.margin, y, 0)


def _painted(galley: Galley, placed: Placed, start: int, setting: Setting, memo: Memo) -> Painted:
    key = (placed.first, placed.end, placed.repeated, start)
    known: Painted | None = galley.painted.get(key) if memo.keeps else None
    if known is not None:
        return known
    painted = paint(galley, placed, start, setting.width, setting.fonts)
    if memo.keeps:
        painted = replace(painted, built=memo.number("built", (galley.elements, painted.marked)))
        galley.painted[key] = painted
    return painted


def _fonts(sides: Sequence[Side]) -> tuple[FontKey, ...]:
    found = [part.painted.fonts for side in sides for part in (*side.parts, *side.frame)]
    return tuple(sorted(set(chain.from_iterable(found))))


def _photos(sides: Sequence[Side]) -> tuple[PhotoKey, ...]:
    found = [part.painted.photos for side in sides for part in side.parts]
    return tuple(dict.fromkeys(chain.from_iterable(found)))


def _body(galleys: Sequence[Galley], sides: Sequence[Side], setting: Setting, about: About, memo: Memo) -> Body:
    """Fonts, pages, structure and catalog. The file's own objects are the contents of its pages, XMP and Info."""
    total = len(sides)
    objects = Objects(total + 2)
    xmp = Ref(total + 1)
    shared: dict[str, Value] = {
        "Font": {fonts.font_name(one): fonts.embed(objects, setting.fonts, one) for one in _fonts(sides)}
    }
    if found := _photos(sides):
        shared["XObject"] = {photos.name_of(one): photos.embed(objects, one) for one in found}
    resources = objects.put(shared)
    catalog, tree = objects.reserve(), objects.reserve()
    refs = [objects.reserve() for _ in sides]
    structure = Structure(galleys, refs)
    bookmarks: list[Bookmark] = []
    for page_number, (side, ref) in enumerate(zip(sides, refs, strict=True)):
        annotations: list[Value] = []
        for part in side.parts:
            marked = part.painted.marked
            links = [link for mark in marked for link in mark.links]
            areas = objects.reserve_all(len(links))
            key = structure.add(part.index, part.painted, Stand(ref.number, part.start, part.x, part.y, areas))
            for index, (link, area) in enumerate(links):
                annotation = objects.put(_annotation(link, _on_page(area, part), key + index), Ref(areas[index]))
                annotations.append(annotation)
            for heading in [mark.heading for mark in marked if mark.heading is not None]:
                bookmarks.append(Bookmark(heading.level, heading.title, page_number, part.y + heading.top))
        page: dict[str, Value] = {
            "Type": Name("Page"),
            "Parent": tree,
            "MediaBox": [0, 0, float(setting.grid.width), float(setting.grid.height)],
            "Resources": resources,
            "Contents": Ref(page_number + 1),
            "StructParents": page_number,
            "Tabs": Name("S"),
        }
        objects.put(page | ({"Annots": annotations} if annotations else {}), ref)
    objects.put({"Type": Name("Pages"), "Kids": refs, "Count": total}, tree)
    structure.check()
    root = structure.put(objects, memo)
    objects.put(
        {
            "Type": Name("Catalog"),
            "Pages": tree,
            "Lang": about.language,
            "MarkInfo": {"Marked": True},
            "StructTreeRoot": root,
            "Metadata": xmp,
            "OutputIntents": [metadata.output_intent(objects)],
            "Outlines": put_outline(objects, bookmarks, refs),
            "PageMode": Name("UseNone"),
            "ViewerPreferences": {"DisplayDocTitle": True, "PrintScaling": Name("None")},
        },
        catalog,
    )
    return objects.body(catalog)


def _on_page(rect: Rect, part: Part) -> Rect:
    left, bottom, right, top = rect
    return (part.x + left, part.y + bottom, part.x + right, part.y + top)


def _annotation(link: Link, rect: Rect, key: int) -> Value:
    return {
        "Type": Name("Annot"),
        "Subtype": Name("Link"),
        "Rect": [round(value, 2) for value in rect],
        "Border": [0, 0, 0],
        "F": 4,
        "Contents": link.says,
        "StructParent": key,
        "A": {"S": Name("URI"), "URI": link.uri},
    }
