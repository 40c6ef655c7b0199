"""Pictures that only help to follow the words give way where they would need another page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from handouts.layout.flow import Flow, fewest_pages, flow, shape
from handouts.layout.setting import Setting
from handouts.model.blocks import Block, PictureRow
from handouts.model.leaflet import Leaflet, LeafletSection
from handouts.model.memo import Memo

FORMS = ("diary", "goal")


def with_room(leaflet: Leaflet, setting: Setting) -> tuple[Leaflet, Flow]:
    """``leaflet`` with as many of its rows of pictures as its pages have room for, and these pages.

    Rows are tried in reading order: with all their pictures, else with the first alone, else not at all.
    """
    rows = [row for section in leaflet.sections for row in section.blocks if isinstance(row, PictureRow)]
    if not rows:
        return leaflet, flow(leaflet, setting)
    if setting.stacked:
        # Page 1 decides on more than room there.
        counts = _counts(leaflet, rows, setting)
    else:
        counts = setting.memo.of("room", shape(leaflet, setting), lambda: _counts(leaflet, rows, setting))
    best = leaflet if counts == _all(rows) else _with(leaflet, counts, setting.memo)
    return best, flow(best, setting)


Counts = tuple[int, ...]
"""How many pictures of each row have room."""


def _all(rows: Sequence[PictureRow]) -> Counts:
    return tuple(len(row.pictures) for row in rows)


def _counts(leaflet: Leaflet, rows: Sequence[PictureRow], setting: Setting) -> Counts:
    whole = _room(flow(leaflet, setting))
    counts: Counts = (0,) * len(rows)
    none = _with(leaflet, counts, setting.memo)
    if not setting.stacked and not whole[1] and fewest_pages(none, setting) == whole[0]:
        return _all(rows)
    least = _room(flow(none, setting))
    if whole == least:
        return _all(rows)
    for index, row in enumerate(rows):
        for count in dict.fromkeys((len(row.pictures), 1)):
            more = (*counts[:index], count, *counts[index + 1 :])
            tried = _with(leaflet, more, setting.memo)
            if not setting.stacked and fewest_pages(tried, setting) > least[0]:
                continue
            if _room(flow(tried, setting)) == least:
                counts = more
                break
    return counts


def fewest_with_room(leaflet: Leaflet, setting: Setting) -> int:
    """Pages that :func:`with_room` comes to at least; 1 in large print, where page 1 decides on more than room."""
    rows = sum(isinstance(block, PictureRow) for section in leaflet.sections for block in section.blocks)
    return 1 if setting.stacked else fewest_pages(_with(leaflet, (0,) * rows, setting.memo), setting)


def _room(found: Flow) -> tuple[int, int]:
    """How many pages there are, and how many of them hold forms: a form is to be taken out and filled in."""
    forms = [page for page in found.pages if any(found.galleys[at.index].name in FORMS for at in page.placed)]
    return len(found.pages), len(forms)


def _with(leaflet: Leaflet, kept: Counts, memo: Memo) -> Leaflet:
    """``leaflet`` with the first ``kept[n]`` pictures of row ``n``."""
    first = 0
    sections: list[LeafletSection] = []
    for section in leaflet.sections:
        rows = sum(isinstance(block, PictureRow) for block in section.blocks)
        counts = kept[first : first + rows]
        first += rows
        if rows:
            section = memo.same("pictures", (section,), counts, partial(_cut, section, counts))
        if section.blocks:
            sections.append(section)
    return replace(leaflet, sections=tuple(sections))


def _cut(section: LeafletSection, counts: Sequence[int]) -> LeafletSection:
    """``section`` with so many pictures of each of its rows."""
    left = iter(counts)
    blocks: list[Block] = []
    for block in section.blocks:
        if isinstance(block, PictureRow):
            if count := next(left):
                blocks.append(PictureRow(block.pictures[:count]))
        else:
            blocks.append(block)
    return replace(section, blocks=tuple(blocks))
