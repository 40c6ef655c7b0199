"""A leaflet as galleys in reading order: headings with their icons, pairs of short sections side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handouts.layout.blocks import render, small
from handouts.layout.furniture import letterhead
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.units import MM
from handouts.model.blocks import Exercises, Small, Stop
from handouts.model.leaflet import Leaflet, LeafletSection
from handouts.model.line import Line

SECTION_GAP = 6 * MM


def galleys(leaflet: Leaflet, setting: Setting) -> list[Galley]:
    """All galleys of ``leaflet``, top to bottom."""
    found = [letterhead(leaflet.letterhead, leaflet.strip, setting)]
    for group in _groups(leaflet.sections, setting):
        if len(group) == 2:
            found.append(_pair(group[0], group[1], setting))
        else:
            found += _section(group[0], setting)
    return found


def _groups(sections: Sequence[LeafletSection], setting: Setting) -> Iterator[tuple[LeafletSection, ...]]:
    """Short sections that follow each other stand side by side where the page is wide enough."""
    rest = list(sections)
    while rest:
        first = rest.pop(0)
        if not setting.stacked and first.half and rest and rest[0].half:
            yield first, rest.pop(0)
        else:
            yield (first,)


def _section(section: LeafletSection, setting: Setting) -> list[Galley]:
    if section.title is not None and not setting.stacked and [type(block) for block in section.blocks] == [Small]:
        # Small print has its title run in: a heading would be louder than what it heads.
        return small.render(section.blocks[0], setting, section.id, title=str(section.title))
    found: list[Galley] = []
    if section.title is not None:
        found.append(_heading(section, section.title, setting))
    blocks = list(section.blocks)
    if setting.stacked:
        # In large print the cards run over pages: the stop strip comes before the first of them.
        stops = [block for block in blocks if isinstance(block, Stop)]
        cards = next((index for index, block in enumerate(blocks) if isinstance(block, Exercises)), None)
        if cards is not None and stops:
            blocks = [block for block in blocks if block not in stops]
            blocks[cards:cards] = stops
    for block in blocks:
        found += render(block, setting, section.id)
    if section.title is not None and len(found) > 1:
        found[1] = replace(found[1], before=setting.scale.h2.after * 0.6)
    return found


def _heading(section: LeafletSection, title: Line, setting: Setting) -> Galley:
    style = setting.scale.h2
    sketch = Sketch(section.id)
    left, height = 0.0, style.leading
    icon = 1.32 * style.size
    if section.icon is not None:
        size = icon * 1.2 if setting.brand.icons == "badge" else icon
        height = max(height, size)
        setting.badge(sketch, section.icon, 0, (height - size) / 2, size)
        left = size + 2.6 * MM
    lines = setting.set(title, style, setting.width - left)
    with sketch.element("H2"):
        end = sketch.lines(lines, style, x=left, y=(height - style.leading) / 2, colour=setting.palette.strong)
    sketch.strip(max(height, end))
    return sketch.galley("heading", before=max(SECTION_GAP, style.before), keep_next=True)


def _pair(left: LeafletSection, right: LeafletSection, setting: Setting) -> Galley:
    """Two sections side by side, never split; the left one is read first."""
    half = setting.at(setting.grid.half)
    sketch = Sketch(left.id)
    ends = []
    before = 0.0
    for section, x in ((left, 0.0), (right, half.width + setting.grid.gutter)):
        y = 0.0
        for index, galley in enumerate(_section(section, half)):
            y += galley.before if index else 0
            before = before if index else max(before, galley.before)
            y = sketch.place(galley, x, y)
        ends.append(y)
    sketch.strip(max(ends))
    return sketch.galley("pair", before=before)
