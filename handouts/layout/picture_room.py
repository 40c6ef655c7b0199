"""Pictures that only help to follow the words give way where they would need another page."""

from __future__ import annotations

from dataclasses import replace

from handouts.layout.flow import Flow, flow
from handouts.layout.setting import Setting
from handouts.model.blocks import Block, PictureRow
from handouts.model.leaflet import Leaflet, LeafletSection

FORMS = ("diary", "goal")


def with_room(leaflet: Leaflet, setting: Setting) -> tuple[Leaflet, Flow]:
    """``leaflet`` with as many of its rows of pictures as its pages have room for, and these pages.

    Rows are tried in reading order: with all their pictures, else with the first alone, else not at all.
    """
    whole = flow(leaflet, setting)
    rows = [row for section in leaflet.sections for row in section.blocks if isinstance(row, PictureRow)]
    if not rows:
        return leaflet, whole
    kept: dict[int, int] = {}
    best = _with(leaflet, kept)
    found = flow(best, setting)
    least = _room(found)
    if _room(whole) == least:
        return leaflet, whole
    for index, row in enumerate(rows):
        for count in dict.fromkeys((len(row.pictures), 1)):
            more = _with(leaflet, {**kept, index: count})
            if _room(tried := flow(more, setting)) == least:
                kept[index], best, found = count, more, tried
                break
    return best, found


def _room(found: Flow) -> tuple[int, int]:
    """How many pages there are, and how many of them hold forms: a form is to be taken out and filled in."""
    forms = [page for page in found.pages if any(found.galleys[at.index].name in FORMS for at in page.placed)]
    return len(found.pages), len(forms)


def _with(leaflet: Leaflet, kept: dict[int, int]) -> Leaflet:
    """``leaflet`` with the first ``kept[n]`` pictures of row ``n``; a row that is not named goes."""
    number = 0
    sections: list[LeafletSection] = []
    for section in leaflet.sections:
        blocks: list[Block] = []
        for block in section.blocks:
            if isinstance(block, PictureRow):
                count, number = kept.get(number, 0), number + 1
                if count:
                    blocks.append(PictureRow(block.pictures[:count]))
            else:
                blocks.append(block)
        if blocks:
            sections.append(replace(section, blocks=tuple(blocks)))
    return replace(leaflet, sections=tuple(sections))
