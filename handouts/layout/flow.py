"""A leaflet as galleys in reading order: headings with their icons, pairs of short sections side by side."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, pairwise
from typing import cast

from handouts.layout.arrange import arrange, help_leaves_page_one, stack_height, stop_first
from handouts.layout.blocks import front, qr, render, small
from handouts.layout.blocks.next_steps import GAP
from handouts.layout.furniture import SECTION, letterhead
from handouts.layout.galley import Galley, Sketch
from handouts.layout.pages import Page, Squeeze, fewest, place_within
from handouts.layout.setting import Setting
from handouts.layout.units import MM
from handouts.model.blocks import (
    Block,
    Bullets,
    Callout,
    Diary,
    Front,
    Goals,
    Help,
    NextSteps,
    PictureRow,
    Qr,
    Small,
    Watch,
)
from handouts.model.fit import FitStep, Step
from handouts.model.leaflet import Leaflet, LeafletSection
from handouts.model.line import Line

SECTION_GAP = 6 * MM
LEAST_GAP = 0.7
"""What a gap may shrink to (LOOK.md, section 7, step 4)."""
PICTURES = 48 * MM
"""Width of a column of pictures beside a list."""
TEXT = ("lead", "paragraph")
BOXES = ("callout", "schedule", "card", "stop", "table", "diary", "goal")


@dataclass(frozen=True, slots=True)
class _Part:
    """A section, or a run of short ones side by side, as galleys."""

    sections: tuple[LeafletSection, ...]
    galleys: tuple[Galley, ...]
    loose: bool
    """Whether it may stand earlier."""
    measures: tuple[Hashable, ...]


def _part(sections: Sequence[LeafletSection], galleys: Sequence[Galley]) -> _Part:
    loose = bool(sections) and all(section.loose for section in sections)
    return _Part(tuple(sections), tuple(galleys), loose, tuple(galley.measures() for galley in galleys))


@dataclass(frozen=True, slots=True)
class Flow:
    """``leaflet`` in the order it is printed, its galleys top to bottom, the pages they stand on, and how they fit."""

    leaflet: Leaflet
    galleys: tuple[Galley, ...]
    pages: tuple[Page, ...]
    fit: tuple[FitStep, ...]


def flow(leaflet: Leaflet, setting: Setting) -> Flow:
    """``leaflet`` on pages."""
    return cast(Flow, flow_within(math.inf, leaflet, setting))  # None is for what has more pages than that


def flow_within(most: float, leaflet: Leaflet, setting: Setting) -> Flow | None:
    """``leaflet`` on pages, if ``most`` are enough: that they are not is known long before the pages are."""
    if setting.stacked:
        setting = _with_help_on_page_one(leaflet, setting)
    galleys = _galleys(_parts(leaflet, setting))
    if setting.grid.narrow and help_leaves_page_one(galleys, setting):
        scale = replace(setting.scale, title=front.smaller(setting.scale.title))
        setting = setting.changed("smaller title", scale=scale)
        galleys = _galleys(_parts(leaflet, setting))
    arranged = arrange(leaflet, galleys, setting)
    found = _on_pages(most, arranged, setting)
    if setting.stacked or (found is not None and not _stop_is_parted(found)):
        return found
    # When to stop is read before the first move, if it cannot stand under the last one.
    other = stop_first(arranged, setting.memo)
    if other.sections == arranged.sections:
        return found
    second = _on_pages(most, other, setting)
    if found is None and second is not None:
        found = _on_pages(math.inf, arranged, setting)
    return second if found is None or _stop_is_parted(found) else None


def shape(leaflet: Leaflet, setting: Setting) -> Hashable:
    """All of ``leaflet`` that decides where its parts stand. Rows of pictures may give way: they count as they are."""
    sections = tuple(
        setting.memo.same("shape", (s,), setting.key, partial(_shape, s, setting)) for s in leaflet.sections
    )
    return (setting.key, tuple(galley.measures() for galley in _letterhead(leaflet, setting)), sections)


def _shape(section: LeafletSection, setting: Setting) -> Hashable:
    kinds = tuple(type(block).__name__ for block in section.blocks)
    # Rows of pictures may give way: they are told apart by what they are, not by how high.
    cut = object() if any(isinstance(block, PictureRow) for block in section.blocks) else None
    widths = (setting, setting.at(setting.grid.half)) if section.half else (setting,)
    measures = tuple(tuple(galley.measures() for galley in _section(section, at)) for at in widths)
    return (section.id, section.half, section.loose, section.title is None, kinds, cut, measures)


def fewest_pages(leaflet: Leaflet, setting: Setting) -> int:
    """Pages that ``leaflet`` takes at least; nothing is placed to know it."""
    return fewest(_galleys(_parts(leaflet, setting)), setting.grid)


def _letterhead(leaflet: Leaflet, setting: Setting) -> tuple[Galley, ...]:
    return setting.laid(letterhead, (leaflet.letterhead, leaflet.strip), SECTION)


def _with_help_on_page_one(leaflet: Leaflet, setting: Setting) -> Setting:
    """``setting``, with the gaps inside the boxes of page 1 tight where it takes that to hold the help box and the
    signs that were cleared."""
    on_one = [
        section for section in leaflet.sections if any(isinstance(b, Front | Help | Watch) for b in section.blocks)
    ]
    first = replace(leaflet, sections=tuple(on_one))
    room = setting.grid.body_height(first=True)
    tight = setting.changed("tight", tight=LEAST_GAP)
    for last in ("watch", "help"):
        for found in (setting, tight):
            galleys = [galley for galley in _galleys(_parts(first, found)) if galley.name != "next-steps"]
            names = [galley.name for galley in galleys]
            if last in names and stack_height(galleys[: names.index(last) + 1]) <= room:
                return found
    return setting


@dataclass(slots=True)
class _Sought:
    """``pages``, once they are known, and until then how many there are more than."""

    pages: tuple[Page, ...] | None = None
    more_than: float = 0


def _on_pages(most: float, leaflet: Leaflet, setting: Setting) -> Flow | None:
    """The sections of ``leaflet`` in this order, unless that is more than ``most`` pages."""
    parts = _parts(leaflet, setting)
    # Where they stand follows from their measures alone, and many leaflets have the same.
    key = (setting.grid, *((part.loose, part.measures) for part in parts))
    sought = setting.memo.of("pages", key, _Sought)
    if sought.pages is None and most <= sought.more_than:
        return None
    galleys = _watch_with_help(_tiers_together(_galleys(parts), setting), setting)
    starts = [0, *accumulate(len(part.galleys) for part in parts)]
    spans = [range(start, end) for start, end in pairwise(starts)]
    if sought.pages is None:
        loose = [] if setting.stacked else [span for part, span in zip(parts, spans, strict=True) if part.loose]
        sought.pages, sought.more_than = place_within(most, galleys, setting.grid, spans, loose), most
    if sought.pages is None or len(sought.pages) > most:
        return None
    return _printed(leaflet, parts, galleys, spans, sought.pages)


def _printed(
    leaflet: Leaflet, parts: Sequence[_Part], galleys: Sequence[Galley], spans: Sequence[range], pages: tuple[Page, ...]
) -> Flow:
    """Galleys and sections take the order of print."""
    order = tuple(dict.fromkeys(placed.index for page in pages for placed in page.placed))
    if order == tuple(range(len(galleys))):
        return Flow(leaflet, tuple(galleys), pages, _steps(pages, ()))
    ranked = tuple(sorted(range(len(parts)), key=lambda number: order.index(spans[number].start)))
    now_at = {index: at for at, index in enumerate(order)}
    pages = tuple(
        replace(page, placed=tuple(replace(placed, index=now_at[placed.index]) for placed in page.placed))
        for page in pages
    )
    moved = tuple(
        section.id
        for at, number in enumerate(ranked)
        if number > min(ranked[at:])
        for section in parts[number].sections
    )
    sections = tuple(section for number in ranked for section in parts[number].sections)
    return Flow(
        replace(leaflet, sections=sections), tuple(galleys[index] for index in order), pages, _steps(pages, moved)
    )


def _steps(pages: Sequence[Page], moved: tuple[str, ...]) -> tuple[FitStep, ...]:
    """What was done to fit, from the most harmless on."""
    steps = [FitStep(Step.MOVED_UP, moved)] if moved else []
    for squeeze, step in ((Squeeze.GAPS, Step.GAPS), (Squeeze.CLOSER, Step.CLOSER)):
        where = tuple(str(number) for number, page in enumerate(pages, 1) if page.squeeze is squeeze)
        steps += [FitStep(step, where)] if where else []
    return tuple(steps)


def _stop_is_parted(found: Flow) -> bool:
    """Whether the stop strip stands on another page than any of the cards."""
    on: dict[str, set[int]] = {"card": set(), "stop": set()}
    for number, page in enumerate(found.pages):
        for placed in page.placed:
            if (pages := on.get(found.galleys[placed.index].name)) is not None:
                pages.add(number)
    return on["card"] != on["stop"]


def _parts(leaflet: Leaflet, setting: Setting) -> list[_Part]:
    """The head of page 1, then the sections in order."""
    sections = leaflet.sections
    return [
        _part((), _letterhead(leaflet, setting)),
        *setting.memo.same("parts", sections, setting.key, partial(_in_parts, sections, setting)),
    ]


def _in_parts(sections: Sequence[LeafletSection], setting: Setting) -> list[_Part]:
    parts: list[_Part] = []
    runs = list(_runs(sections, setting))
    while runs:
        run = runs.pop(0)
        if runs and (row := _code_row([*run, *runs[0]], setting)):
            parts.append(_part((*run, *runs.pop(0)), (row,)))
            continue
        part = setting.memo.same("part", tuple(run), setting.key, partial(_part_of, run, setting))
        last, following = parts[-1].galleys[-1] if parts else None, part.galleys[0]
        if last and last.name == "help" and following.name == "callout":
            part = _part(run, (replace(following, before=GAP), *part.galleys[1:]))
        if last and last.name == "next-steps" and following.name != "help":
            # Nothing that comes after them needs them on its page.
            *others, steps = parts[-1].galleys
            parts[-1] = _part(parts[-1].sections, (*others, replace(steps, keep_next=False)))
        parts.append(part)
    return parts


def _part_of(run: Sequence[LeafletSection], setting: Setting) -> _Part:
    return _part(run, _paired(run, setting) if len(run) > 1 else _section(run[0], setting))


def _galleys(parts: Sequence[_Part]) -> list[Galley]:
    return [galley for part in parts for galley in part.galleys]


def _code_row(sections: Sequence[LeafletSection], setting: Setting) -> Galley | None:
    """The QR code and the small print in one row, where these are the sections and the page is wide enough."""
    match sections:
        case [LeafletSection(blocks=(Qr() as code,)) as first, LeafletSection(blocks=(Small() as print_,)) as about]:
            if about.title is not None and not setting.stacked:
                return setting.laid(qr.row, (code, print_), first.id, about.id, str(about.title))[0]
    return None


def _tiers_together(galleys: list[Galley], setting: Setting) -> list[Galley]:
    """The three tiers stand on one page wherever a page can hold them."""
    tiers = [index for index, galley in enumerate(galleys) if galley.name.startswith("tier-")]
    if tiers and stack_height([galleys[index] for index in tiers]) <= setting.grid.body_height(first=False):
        for index in tiers[:-1]:
            galleys[index] = replace(galleys[index], keep_next=True)
    return galleys


def _watch_with_help(galleys: list[Galley], setting: Setting) -> list[Galley]:
    """Signs that were cleared stand on page 1 with the help box, wherever page 1 can hold both."""
    names = [galley.name for galley in galleys]
    watch = names.index("watch") if "watch" in names else 0
    if watch and stack_height(galleys[: watch + 1]) <= setting.grid.body_height(first=True):
        galleys[watch - 1] = replace(galleys[watch - 1], keep_next=True)
    return galleys


def _runs(sections: Sequence[LeafletSection], setting: Setting) -> Iterator[list[LeafletSection]]:
    """Runs of short sections where the page is wide enough for two side by side; all others alone."""
    run: list[LeafletSection] = []
    for section in sections:
        if section.half and not setting.stacked:
            run.append(section)
            continue
        if run:
            yield run
        run = []
        yield [section]
    if run:
        yield run


def _paired(run: Sequence[LeafletSection], setting: Setting) -> list[Galley]:
    """A run of short sections side by side, in order; of an odd number, the one stands alone that saves most."""
    if len(run) % 2 == 0:
        return [_pair(run[index], run[index + 1], setting) for index in range(0, len(run), 2)]

    def split(alone: int) -> list[Galley]:
        before, after = run[:alone], run[alone + 1 :]
        return [
            *(_paired(before, setting) if before else []),
            *_section(run[alone], setting),
            *(_paired(after, setting) if after else []),
        ]

    return min((split(alone) for alone in range(0, len(run), 2)), key=lambda galleys: sum(g.height for g in galleys))


def _section(section: LeafletSection, setting: Setting) -> tuple[Galley, ...]:
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
        for index, galley in enumerate(_section(section, half)):
            y += galley.before if index else 0
            before = before if index else max(before, galley.before)
            y = sketch.place(galley, x, y)
        ends.append(y)
    sketch.strip(max(ends))
    return (sketch.galley("pair", before=before),)
