"""Where pages end: what belongs together stands together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tests.pages.finding import Finding
from tests.pages.limits import Limits
from tests.pages.paper import HEADINGS, Block, Box, Paper, Row

NEXT = 2
"""Lines that a heading keeps with it."""
FULL = 0.94
"""Part of a page that print takes in a box that fills it; the rest is its padding."""
SHORT_TABLE = 6
"""Rows; a longer table may go on over the page."""


def heading_at_foot(paper: Paper, limits: Limits) -> Iterator[Finding]:
    """A heading without the first two lines of what it heads on its page."""
    blocks = paper.blocks
    for index, block in enumerate(blocks):
        if block.tag not in HEADINGS:
            continue
        page = block.rows[-1].page
        after = list(_headed(blocks[index + 1 :], block.tag))
        wanted = min(NEXT, len(after))
        kept = sum(row.page == page for row in after[:wanted])
        if kept < wanted:
            yield Finding("heading-at-foot", page, block.rows[0].box, kept, wanted, "lines below", block.text)


def _headed(blocks: Sequence[Block], tag: str) -> Iterator[Row]:
    """The first lines below a heading, down to the next that is as high."""
    for block in blocks[: 2 * NEXT]:
        if block.tag in HEADINGS and block.tag <= tag:
            return
        yield from block.rows


def split_box(paper: Paper, limits: Limits) -> Iterator[Finding]:
    """A card, callout, tier, schedule or help box of which a part stands on another page.

    In large print the tiers may go on over the page, and so may a box that no page can hold.
    """
    boxes = list(paper.boxes())
    headed = Counter(id(node.parent) for node, blocks in boxes if blocks[0].tag == "H2")
    for node, blocks in boxes:
        pages = sorted({row.page for block in blocks for row in block.rows})
        if len(pages) < 2:
            continue
        if limits.tiers_split and blocks[0].tag == "H2" and headed[id(node.parent)] > 1:
            continue
        parts = [_round(blocks, page) for page in pages]
        room = paper.page(pages[0]).foot - limits.body_top
        if limits.tiers_split and sum(part.height for part in parts) > FULL * room:
            continue
        head = next((block for block in blocks if block.tag in HEADINGS), blocks[0])
        yield Finding("split-box", pages[0], parts[0], len(pages), 1, "pages", head.text)


def split_line(paper: Paper, limits: Limits) -> Iterator[Finding]:
    """A paragraph, list item or cell that goes on on another page, or in another column."""
    for block in paper.blocks:
        for above, below in zip(block.rows, block.rows[1:], strict=False):
            if above.page != below.page or below.box.top < above.box.top - 0.5 * above.size:
                yield Finding("split-line", above.page, above.box, 2, 1, "places", block.text)
                break


def split_table(paper: Paper, limits: Limits) -> Iterator[Finding]:
    """A table of six rows or less, or a week of a diary, on two pages."""
    tables: dict[int, list[Block]] = {}
    rows: dict[int, set[int]] = {}
    for block in paper.blocks:
        for node in block.above:
            if node.tag == "Table":
                tables.setdefault(id(node), []).append(block)
            if node.tag == "TR" and node.parent is not None:
                table = next(above for above in reversed(block.above) if above.tag == "Table")
                rows.setdefault(id(table), set()).add(id(node))
    for key, blocks in tables.items():
        pages = sorted({row.page for block in blocks for row in block.rows})
        diary = any(len(block.rows) == 1 for block in blocks) and len(blocks[0].above) > 0 and _columns(blocks) > 3
        if len(pages) > 1 and (diary or len(rows.get(key, ())) - 1 <= SHORT_TABLE):
            place = _round(blocks, pages[0])
            yield Finding("split-table", pages[0], place, len(pages), 1, "pages", blocks[0].text)


def _columns(blocks: Sequence[Block]) -> int:
    """Cells in the widest row."""
    cells: dict[int, int] = {}
    for block in blocks:
        row = next((node for node in reversed(block.above) if node.tag == "TR"), None)
        cells[id(row)] = cells.get(id(row), 0) + 1
    return max(cells.values())


def _round(blocks: Sequence[Block], page: int) -> Box:
    """The box round what stands on one page."""
    box, *others = (row.box for block in blocks for row in block.rows if row.page == page)
    for other in others:
        box = box.joined(other)
    return box
