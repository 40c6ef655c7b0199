"""Sections as galleys: headings with icons, lists with boxes or pictures beside them, short sections in pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from handouts.layout.blocks import front, qr, render, small
from handouts.layout.galley import Galley, Sketch, stack_height
from handouts.layout.setting import Setting
from handouts.layout.units import MM
from handouts.model.blocks import Block, Bullets, Callout, Diary, Front, Goals, NextSteps, PictureRow, Qr, Small
from handouts.model.leaflet import LeafletSection
from handouts.model.line import Line

SECTION_GAP = 6 * MM
PICTURES = 48 * MM
"""Width of a column of pictures beside a list."""
TEXT = ("lead", "paragraph")
BOXES = ("callout", "schedule", "card", "stop", "table", "diary", "goal")


def is_code_row(sections: Sequence[LeafletSection]) -> bool:
    """Whether these are the QR code and the small print, which may stand in one row."""
    if len(sections) != 2:
        return False
    code, about = ([*map(type, section.blocks)] for section in sections)
    return code == [Qr] and about == [Small] and sections[1].title is not None


def code_row(sections: Sequence[LeafletSection], setting: Setting) -> Galley:
    """The QR code and the small print in one row."""
    first, about = sections
    return setting.laid(qr.row, (*first.blocks, *about.blocks), first.id, about.id, str(about.title))[0]


def paired(run: Sequence[LeafletSection], setting: Setting) -> list[Galley]:
    """A run of short sections side by side, in order; of an odd number, the one stands alone that saves most."""
    if len(run) % 2 == 0:
        return [_pair(run[index], run[index + 1], setting) for index in range(0, len(run), 2)]

    def split(alone: int) -> list[Galley]:
        before, after = run[:alone], run[alone + 1 :]
        return [
            *(paired(before, setting) if before else []),
            *laid(run[alone], setting),
            *(paired(after, setting) if after else []),
        ]

    return min((split(alone) for alone in range(0, len(run), 2)), key=lambda galleys: sum(g.height for g in galleys))


def laid(section: LeafletSection, setting: Setting) -> tuple[Galley, ...]:
    """The galleys of one section, under its heading."""
    return setting.laid(_laid_section, (section,), section.id)


def _laid_section(section: LeafletSection, setting: Setting, _id: str) -> list[Galley]:
    match section.blocks:
        case (Small() as print_,) if section.title is not None and not setting.stacked:
            # Small print has its title run in: a heading would be louder than what it heads.
            return list(setting.laid(small.titled, (print_,), section.id, str(section.title)))
    found: list[Galley] = []
    if section.title is not None:
        found.append(_heading(section, section.title, setting))
    for galley in _rendered(section, setting):
        after_box = bool(found) and found[-1].name in BOXES and galley.name not in BOXES
        found.append(replace(galley, before=max(galley.before, setting.mm(3.5))) if after_box else galley)
    if found and any(isinstance(block, Diary | Goals) for block in section.blocks):
        # A form is a page of its own, to be taken out and filled in.
        together = stack_height(found) <= setting.grid.body_height(first=False)
        found = [replace(galley, keep_next=True) for galley in found[:-1]] + found[-1:] if together else found
        found[0] = replace(found[0], new_page=True)
    if section.title is not None and len(found) > 1:
        found[1] = replace(found[1], before=setting.scale.h2.after * 0.6)
    if found[-1].name in TEXT:
        # It stays with what it leads to, but the next section is not that.
        found[-1] = replace(found[-1], keep_next=False)
    return found


def _rendered(section: LeafletSection, setting: Setting) -> Iterator[Galley]:
    """The galleys of a section's blocks; what goes with a list stands beside it where that is shorter."""
    blocks = list(section.blocks)
    while blocks:
        block = blocks.pop(0)
        if setting.two_sides and isinstance(block, Front) and blocks and isinstance(steps := blocks[0], NextSteps):
            yield from setting.laid(front.beside_steps, (block, steps), section.id)
            del blocks[0]
            continue
        alone = render(block, setting, section.id)
        boxes: list[Block] = []
        beside_it = _goes_beside(block) if setting.wide else ()
        while blocks and isinstance(blocks[0], beside_it) and not (boxes and type(boxes[0]) is not type(blocks[0])):
            boxes.append(blocks.pop(0))
        # Pictures do not stand on another page than the last of what they go with.
        if alone and isinstance(boxes[0] if boxes else blocks[0] if blocks else None, PictureRow):
            alone[-1] = replace(alone[-1], keep_next=True)
        if not boxes:
            yield from alone
            continue
        below = [galley for box in boxes for galley in render(box, setting, section.id)]
        beside = _beside(block, boxes, setting, section.id)
        if beside.height < stack_height([*alone, *below]):
            yield beside
        else:
            yield from (*alone, *below)


def _goes_beside(block: Block) -> tuple[type[Block], ...]:
    """What may stand at the right of ``block``: callouts beside a list, a row of pictures beside a list or callout."""
    if isinstance(block, Bullets):
        return (Callout, PictureRow)
    return (PictureRow,) if isinstance(block, Callout) else ()


def _beside(block: Block, boxes: Sequence[Block], setting: Setting, section: str) -> Galley:
    """A list at the left and boxes or pictures at the right, never split; the list is read first."""
    gutter = setting.grid.gutter
    right_width = PICTURES if isinstance(boxes[0], PictureRow) else setting.grid.half
    half, narrow = setting.at(setting.width - right_width - gutter), setting.at(right_width)
    sketch = Sketch(section)
    left = 0.0
    for galley in render(block, half, section):
        left = sketch.place(galley, 0.0, left)
    right = 0.0
    for index, galley in enumerate(galley for box in boxes for galley in render(box, narrow, section)):
        right = sketch.place(galley, half.width + gutter, right + (galley.before if index else 0.0))
    sketch.strip(max(left, right))
    return sketch.galley("beside", before=setting.scale.body.after)


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
        end = sketch.lines(lines, style, x=left, y=(height - style.leading) / 2, colour=setting.palette.accent)
    sketch.strip(max(height, end))
    return sketch.galley("heading", before=max(SECTION_GAP, style.before), keep_next=True)


def _pair(left: LeafletSection, right: LeafletSection, setting: Setting) -> Galley:
    return setting.laid(_laid_pair, (left, right), left.id)[0]


def _laid_pair(left: LeafletSection, right: LeafletSection, setting: Setting, _id: str) -> tuple[Galley, ...]:
    """Two sections side by side, never split; the left one is read first."""
    half = setting.at(setting.grid.half)
    sketch = Sketch(left.id)
    ends = []
    before = 0.0
    for section, x in ((left, 0.0), (right, half.width + setting.grid.gutter)):
        y = 0.0
        for index, galley in enumerate(laid(section, half)):
            y += galley.before if index else 0
            before = before if index else max(before, galley.before)
            y = sketch.place(galley, x, y)
        ends.append(y)
    sketch.strip(max(ends))
    return (sketch.galley("pair", before=before),)
