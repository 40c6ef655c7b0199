"""Pictures that only help to follow the words give way where they would need another page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from handouts.layout.flow import Flow, Sought, fewest_pages, flow, flow_within, shape
from handouts.layout.setting import Setting
from handouts.model.blocks import Block, PictureRow
from handouts.model.leaflet import Leaflet, LeafletSection
from handouts.model.memo import Memo

FORMS = ("diary", "goal")


def with_room(leaflet: Leaflet, setting: Setting) -> tuple[Leaflet, Flow]:
    """``leaflet`` with as many of its rows of pictures as its pages have room for, and these pages.

    Rows are tried in reading order: with all their pictures, else with the first alone, else not at all.
    """
    rows = _rows(leaflet)
    if not rows:
        return leaflet, flow(leaflet, setting)
    tried: dict[Counts, Flow] = {}
    if setting.stacked:
        # Page 1 decides on more than room there.
        counts = _counts(leaflet, rows, setting, tried)
    else:
        counts = setting.memo.of("room", shape(leaflet, setting), lambda: _counts(leaflet, rows, setting, tried))
    best = leaflet if counts == _all(rows) else _with(leaflet, counts, setting.memo)
    return best, tried.get(counts) or flow(best, setting)


def sides_with_room(most: float, leaflet: Leaflet, setting: Setting) -> int | None:
    """Pages that :func:`with_room` comes to if that is ``most`` or fewer, else None."""
    if setting.stacked:
        sides = len(with_room(leaflet, setting)[1].pages)
        return sides if sides <= most else None
    sought: Sought[int] = setting.memo.of("sides", shape(leaflet, setting), Sought)
    return sought.within(most, lambda: _sides(most, leaflet, setting), int)


def _sides(most: float, leaflet: Leaflet, setting: Setting) -> int | None:
    rows = _rows(leaflet)
    none = _with(leaflet, (0,) * len(rows), setting.memo)
    least = fewest_pages(none, setting)
    if least > most:
        return None
    found = flow_within(most, none, setting)
    if rows and (found is None or len(found.pages) > least):
        # Words may take more pages by themselves than with all their pictures beside them.
        whole = flow_within(least, leaflet, setting)
        if whole is not None and _room(whole) == (least, 0):
            return least
    return None if found is None else len(found.pages)


Counts = tuple[int, ...]
"""How many pictures of each row have room."""


def _rows(leaflet: Leaflet) -> list[PictureRow]:
    return [block for section in leaflet.sections for block in section.blocks if isinstance(block, PictureRow)]


def _all(rows: Sequence[PictureRow]) -> Counts:
    return tuple(len(row.pictures) for row in rows)


def _counts(leaflet: Leaflet, rows: Sequence[PictureRow], setting: Setting, tried: dict[Counts, Flow]) -> Counts:
    """How many have room; ``tried`` takes the pages of those that have."""
    counts: Counts = (0,) * len(rows)
    none = _with(leaflet, counts, setting.memo)
    tried[counts] = flow(none, setting)
    least = _room(tried[counts])
    if (whole := flow_within(least[0], leaflet, setting)) is not None:
        room = _room(whole)
        if room == least or (not setting.stacked and room == (fewest_pages(none, setting), 0)):
            tried[_all(rows)] = whole
            return _all(rows)
    for index, row in enumerate(rows):
        for count in dict.fromkeys((len(row.pictures), 1)):
            more = (*counts[:index], count, *counts[index + 1 :])
            found = flow_within(least[0], _with(leaflet, more, setting.memo), setting)
            if found is not None and _room(found) == least:
                counts = more
                tried[counts] = found
                break
    return counts


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
