"""Pictures that only help to follow the words give way where they would need another page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from handouts.layout.flow import Flow, flow
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
    whole = flow(leaflet, setting)
    if not rows:
        return leaflet, whole
    kept: dict[int, int] = {}
    best = _with(leaflet, kept, setting.memo)
    found = flow(best, setting)
    least = _room(found)
    if _room(whole) == least:
        return leaflet, whole
    for index, row in enumerate(rows):
        for count in dict.fromkeys((len(row.pictures), 1)):
            more = _with(leaflet, {**kept, index: count}, setting.memo)
            if _room(tried := flow(more, setting)) == least:
                kept[index], best, found = count, more, tried
                break
    return best, found


def _room(found: Flow) -> tuple[int, int]:
    """How many pages there are, and how many of them hold forms: a form is to be taken out and filled in."""
    forms = [page for page in found.pages if any(found.galleys[at.index].name in FORMS for at in page.placed)]
    return len(found.pages), len(forms)


def _with(leaflet: Leaflet, kept: Mapping[int, int], memo: Memo) -> Leaflet:
    """``leaflet`` with the first ``kept[n]`` pictures of row ``n``; a row that is not named goes."""
    first = 0
    sections: list[LeafletSection] = []
    for section in leaflet.sections:
        rows = sum(isinstance(block, PictureRow) for block in section.blocks)
        counts = tuple(kept.get(first + number, 0) for number in range(rows))
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
