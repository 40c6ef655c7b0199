"""Bookmarks: the headings of levels 1 and 2, in order, each leading to its page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from handouts.verify.findings import Check, Finding
from handouts.verify.read.nouns import File


def _bookmarks(file: File) -> Iterator[Finding]:
    headings = [node for node in file.walk() if node.tag in ("H1", "H2")]
    for number, (node, bookmark) in enumerate(zip_longest(headings, file.bookmarks), 1):
        if node is None:
            yield Finding(f"bookmark {number} has no heading")
        elif bookmark is None:
            yield Finding(f"heading {number} has no bookmark", node.page())
        elif " ".join(file.text(node).split()) != " ".join(bookmark.title.split()):
            yield Finding(f"bookmark {number} says something else than its heading", node.page())
        elif bookmark.page != node.page():
            yield Finding(f"bookmark {number} leads to another page than its heading", node.page())


CHECKS = (Check("bookmark", "The side panel of a reader is how people find a section.", _bookmarks),)
