"""Bookmarks: the headings of the leaflet, for the side panel of a reader (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from handouts.layout.pdf.objects import Name, Objects, Ref, Value


class Bookmark(Struct, frozen=True):
    """A heading of ``level`` 1 or 2 on ``page`` (from 0), at ``top`` points from the foot of the page."""

    level: int
    title: str
    page: int
    top: float


def put_outline(file: Objects, bookmarks: Sequence[Bookmark], pages: Sequence[Ref]) -> Ref:
    """Put the outline into ``file``: one flat list, since a leaflet has one title and its sections."""
    root = file.reserve()
    refs = [file.reserve() for _ in bookmarks]
    for index, (bookmark, ref) in enumerate(zip(bookmarks, refs, strict=True)):
        entries: dict[str, Value] = {
            "Title": bookmark.title,
            "Parent": root,
            "Dest": [pages[bookmark.page], Name("XYZ"), None, round(bookmark.top, 2), None],
        }
        if index:
            entries["Prev"] = refs[index - 1]
        if index + 1 < len(refs):
            entries["Next"] = refs[index + 1]
        file.put(entries, ref)
    ends: dict[str, Value] = {"First": refs[0], "Last": refs[-1]} if refs else {}
    file.put({"Type": Name("Outlines"), **ends, "Count": len(refs)}, root)
    return root
