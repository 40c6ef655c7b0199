"""The bytes of a PDF as one :class:`~handouts.verify.read.nouns.File`."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

import pikepdf

from handouts.verify.read.content import read_content
from handouts.verify.read.fonts import fonts_of, read_font
from handouts.verify.read.nouns import NOWHERE, Annotation, Bookmark, Box, Catalog, File, Font, Page
from handouts.verify.read.tree import read_parents, read_tree
from handouts.verify.read.values import (
    Object,
    follow,
    get,
    items,
    name,
    number,
    numbers,
    object_number,
    text,
    true,
    whole,
)

MOST_BOOKMARKS = 1000
MOST_LEVELS = 50
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
}
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


class Unreadable(Exception):
    """Not a PDF, or so broken that nothing can be said of its content."""


class Locked(Unreadable):
    """Nothing can be read without a password."""


def read(pdf: bytes) -> File:
    """The file. Raises :class:`Unreadable`, and nothing else, when it cannot be read."""
    try:
        with pikepdf.open(io.BytesIO(pdf), suppress_warnings=True) as source:
            return _file(source)
    except pikepdf.PasswordError as error:
        raise Locked from error
    except Exception as error:
        # Whatever a broken file makes of the objects in it, it is a finding and never a crash.
        raise Unreadable(type(error).__name__) from error


def _file(source: pikepdf.Pdf) -> File:
    indexes = {object_number(page.obj): index for index, page in enumerate(source.pages)}
    root = get(source.Root, "/StructTreeRoot")
    roots, odd = read_tree(root, indexes)
    fonts = _Fonts()
    pages = [_page(source, page, index, fonts) for index, page in enumerate(source.pages)]
    return File(
        pages=pages,
        roots=roots,
        root_number=object_number(root),
        parents=read_parents(root),
        fonts=fonts.all,
        bookmarks=list(_bookmarks(source, indexes)),
        catalog=_catalog(source),
        odd=odd,
    )


class _Fonts:
    """Fonts of all pages, each object read once."""

    def __init__(self) -> None:
        self.all: list[Font] = []
        self._by_number: dict[int, Font] = {}

    def of(self, resources: object) -> dict[str, Font]:
        """The fonts of one page, by name."""
        return {called: self._font(font) for called, font in fonts_of(resources)}

    def _font(self, font: Object) -> Font:
        number = object_number(font)
        if number and number in self._by_number:
            return self._by_number[number]
        found = read_font(font)
        self._by_number[number] = found
        self.all.append(found)
        return found


def _page(pdf: pikepdf.Pdf, source: pikepdf.Page, index: int, fonts: _Fonts) -> Page:
    box = _box(numbers(source.obj.get("/MediaBox")) or numbers(source.mediabox))
    crop = numbers(_inherited(source.obj, "/CropBox"))
    page = Page(
        number=index,
        box=box,
        seen=_box(crop) if crop else box,
        turned=(whole(_inherited(source.obj, "/Rotate") or 0) != 0) or number(source.obj.get("/UserUnit", 1)) != 1,
        tabs=name(source.obj.get("/Tabs")),
        key=whole(source.obj.get("/StructParents")),
        annotations=tuple(_annotation(item) for item in items(source.obj.get("/Annots"))),
    )
    read_content(pdf, source, page, fonts.of(source.obj.get("/Resources")))
    return page


def _inherited(page: object, key: str) -> object:
    """An entry of a page, or of what stands over it in the tree of pages."""
    for _ in range(MOST_LEVELS):
        found = get(page, key)
        if found is not None:
            return found
        page = get(page, "/Parent")
    return None


def _box(found: tuple[float, ...]) -> Box:
    if len(found) != 4:
        return (0.0, 0.0, 0.0, 0.0)
    x, y, right, top = found
    return (min(x, right), min(y, top), max(x, right), max(y, top))


def _annotation(item: Object) -> Annotation:
    return Annotation(
        number=object_number(item),
        subtype=name(get(item, "/Subtype")),
        contents=text(get(item, "/Contents")),
        key=whole(get(item, "/StructParent")),
        flags=whole(get(item, "/F")) or 0,
        uri=text(follow(item, "/A", "/URI")) if name(follow(item, "/A", "/S")) == "URI" else "",
        has_goal=bool(text(follow(item, "/A", "/URI"))) or get(item, "/Dest") is not None,
    )


def _bookmarks(source: pikepdf.Pdf, pages: Mapping[int, int]) -> Iterator[Bookmark]:
    """The outline, each entry before those below it."""
    waiting = [follow(source.Root, "/Outlines", "/First")]
    for _ in range(MOST_BOOKMARKS):
        if not waiting:
            return
        entry = waiting.pop()
        if entry is None:
            continue
        goal = items(get(entry, "/Dest") or follow(entry, "/A", "/D"))
        yield Bookmark(text(get(entry, "/Title")), pages.get(object_number(goal[0]), NOWHERE) if goal else NOWHERE)
        waiting += [get(entry, "/Next"), get(entry, "/First")]


def _catalog(source: pikepdf.Pdf) -> Catalog:
    root = source.Root
    return Catalog(
        language=text(get(root, "/Lang")),
        marked=true(follow_plain(root, "/MarkInfo", "/Marked")),
        suspects=true(follow_plain(root, "/MarkInfo", "/Suspects")),
        display_title=true(follow_plain(root, "/ViewerPreferences", "/DisplayDocTitle")),
        info_title=text(get(source.trailer.get("/Info"), "/Title")),
        xmp=_xmp(get(root, "/Metadata")),
        output_intent=any(_is_intent(intent) for intent in items(get(root, "/OutputIntents"))),
        encrypted=source.is_encrypted,
    )


def follow_plain(value: object, first: str, second: str) -> object:
    """The entry of an entry that may be a plain Python value, such as true."""
    return get(get(value, first), second)


def _is_intent(intent: Object) -> bool:
    profile = get(intent, "/DestOutputProfile")
    return name(get(intent, "/S")) == "GTS_PDFA1" and isinstance(profile, pikepdf.Stream)


def _xmp(stream: object) -> dict[str, str]:
    """Simple values of the metadata, as ``{"dc:title": ..., "pdfaid:part": ...}``."""
    if not isinstance(stream, pikepdf.Stream):
        return {}
    packet = stream.read_bytes()
    if b"<!" in packet or len(packet) > 1_000_000:
        # No document type and no entities: nothing that could grow while it is read.
        return {}
    try:
        tree = ET.fromstring(packet.decode("utf-8").strip("\ufeff\x00 \n"))  # noqa: S314  (see above)
    except (ET.ParseError, UnicodeDecodeError):
        return {}
    found: dict[str, str] = {}
    for description in tree.iter(f"{_RDF}Description"):
        values = [*description.attrib.items(), *((item.tag, "".join(item.itertext())) for item in description)]
        for tag, value in values:
            known = re.fullmatch(r"\{(.*)\}(.*)", tag)
            if known and known[1] in _PREFIXES:
                # What is said twice is said as one, so that no second value hides the first.
                key = f"{_PREFIXES[known[1]]}:{known[2]}"
                found[key] = f"{found[key]} {value.strip()}" if key in found else value.strip()
    return found
