"""Pictures that only help to follow the words give way where they would need another page."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import replace

from handouts.layout.flow import Flow, flow
from handouts.layout.setting import Setting
from handouts.model.blocks import Block, PictureRow
from handouts.model.leaflet import Leaflet, LeafletSection

FORMS = ("diary", "goal")


Kept = Mapping[int, int]
"""How many pictures stay, by the number of their row; a row that is not named goes."""


def with_room(leaflet: Leaflet, setting: Setting) -> tuple[Kept, Flow]:
    """As many of its rows of pictures as the pages of ``leaflet`` have room for, and these pages.

    Rows are tried in reading order: with all their pictures, else with the first alone, else not at all.
    """
    rows = [row for section in leaflet.sections for row in section.blocks if isinstance(row, PictureRow)]
    all_of_them = {index: len(row.pictures) for index, row in enumerate(rows)}
    whole = flow(leaflet, setting)
    if not rows:
        return all_of_them, whole
    kept: dict[int, int] = {}
    found = flow(keep(leaflet, kept), setting)
    least = _room(found)
    if _room(whole) == least:
        return all_of_them, whole
    for index, row in enumerate(rows):
        for count in dict.fromkeys((len(row.pictures), 1)):
            more = {**kept, index: count}
            if _room(tried := flow(keep(leaflet, more), setting)) == least:
                kept, found = more, tried
                break
    return kept, found


def _room(found: Flow) -> tuple[int, int]:
    """How many pages there are, and how many of them hold forms: a form is to be taken out and filled in."""
    forms = [page for page in found.pages if any(found.galleys[at.index].name in FORMS for at in page.placed)]
    return len(found.pages), len(forms)


def keep(leaflet: Leaflet, kept: Kept) -> Leaflet:
    """``leaflet`` with the first ``kept[n]`` pictures of row ``n``."""
    number = 0
    sections: list[LeafletSection] = []
    for section in leaflet.sections:
        if not any(isinstance(block, PictureRow) for block in section.blocks):
            sections.append(section)
            continue
        blocks: list[Block] = []
        for block in section.blocks:
            if isinstance(block, PictureRow):
                count, number = kept.get(number, 0), number + 1
                if count:
                    blocks.append(block if count == len(block.pictures) else PictureRow(block.pictures[:count]))
            else:
                blocks.append(block)
        if blocks:
            same = len(blocks) == len(section.blocks) and all(map(operator.is_, blocks, section.blocks))
            sections.append(section if same else replace(section, blocks=tuple(blocks)))
    return replace(leaflet, sections=tuple(sections))
