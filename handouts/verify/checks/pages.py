"""Pages: their size, the order of the tab key, and that print stays on them."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.verify.findings import Check, Finding
from handouts.verify.read.nouns import File

SLACK = 0.5
"""Points by which a letter's box may stand over the edge."""
_CAPITALS = 0.668
_BELOW = 0.25
"""Height of capitals, and depth below the baseline, of a size of 1."""


def _page_box(file: File) -> Iterator[Finding]:
    if not file.pages:
        yield Finding("the file has no pages")
    for page in file.pages:
        left, bottom, right, top = page.box
        if right - left < 72 or top - bottom < 72:
            yield Finding("the page has no usable size", page.number)
        if any(abs(one - two) > SLACK for one, two in zip(page.seen, page.box, strict=True)):
            yield Finding("the page shows another part of the paper than the whole", page.number)
        if page.turned:
            yield Finding("the page is turned, or shown in another scale", page.number)


def _tab_order(file: File) -> Iterator[Finding]:
    for page in file.pages:
        if page.tabs != "S":
            yield Finding("the tab key does not follow the tags", page.number)


def _outside(file: File) -> Iterator[Finding]:
    for page in file.pages:
        left, bottom, right, top = (
            *map(max, page.box[:2], page.seen[:2]),
            *map(min, page.box[2:], page.seen[2:]),
        )
        for marked in page.marked:
            for shown in marked.shown:
                if not shown.text.strip():
                    continue
                end = shown.ink_end[0]
                across = min(shown.start[0], end) >= left - SLACK and max(shown.start[0], end) <= right + SLACK
                low = min(shown.start[1], shown.end[1]) - _BELOW * shown.size
                high = max(shown.start[1], shown.end[1]) + _CAPITALS * shown.size
                if not across or low < bottom - SLACK or high > top + SLACK:
                    yield Finding("text stands outside the page", page.number)
                    break


CHECKS = (
    Check("page-box", "Nothing can be read on a page without a size, on its side, or cut off.", _page_box),
    Check("tab-order", "Links are reached in the order in which they are read.", _tab_order),
    Check("text-outside-page", "It is read aloud, but nobody sees it.", _outside),
)
