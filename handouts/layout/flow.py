"""A leaflet as galleys in reading order: headings with their icons, pairs of short sections side by side."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, pairwise

from handouts.layout.arrange import arrange, help_leaves_page_one, stack_height, stop_first
from handouts.layout.blocks import front, qr, render, small
from handouts.layout.blocks.next_steps import GAP
from handouts.layout.furniture import SECTION, letterhead
from handouts.layout.galley import Galley, Sketch
from handouts.layout.pages import Page, Squeeze, fewest, place
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

    @property
    def loose(self) -> bool:
        """Whether it may stand earlier."""
        return bool(self.sections) and all(section.loose for section in self.sections)


@dataclass(frozen=True, slots=True)
class Flow:
    """``leaflet`` in the order it is printed, its galleys top to bottom, the pages they stand on, and how they fit."""

    leaflet: Leaflet
    galleys: tuple[Galley, ...]
    pages: tuple[Page, ...]
    fit: tuple[FitStep, ...]


def flow(leaflet: Leaflet, setting: Setting) -> Flow:
    """``leaflet`` on pages."""
    if setting.stacked:
        setting = _with_help_on_page_one(leaflet, setting)
    parts = _parts(leaflet, setting)
    if setting.grid.narrow and help_leaves_page_one(_galleys(parts), setting):
        scale = replace(setting.scale, title=front.smaller(setting.scale.title))
        setting = setting.changed("smaller title", scale=scale)
        parts = _parts(leaflet, setting)
    arranged = arrange(leaflet, _galleys(parts), setting)
    found = _on_pages(arranged, setting, parts if arranged is leaflet else None)
    if not setting.stacked and _stop_is_parted(found.galleys, found.pages):
        # When to stop is read before the first move, if it cannot stand under the last one.
        found = _on_pages(stop_first(arranged, setting.memo), setting)
    return found


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


def _on_pages(leaflet: Leaflet, setting: Setting, parts: list[_Part] | None = None) -> Flow:
    """``parts``: those of ``leaflet``, where they are known."""
    parts = parts or _parts(leaflet, setting)
    galleys = _watch_with_help(_tiers_together(_galleys(parts), setting), setting)
    starts = [0, *accumulate(len(part.galleys) for part in parts)]
    spans = [range(start, end) for start, end in pairwise(starts)]
    loose = [] if setting.stacked else [span for part, span in zip(parts, spans, strict=True) if part.loose]
    # Where they stand follows from their measures alone, and many leaflets have the same.
    key = (tuple(galley.measures() for galley in galleys), setting.grid, tuple(spans), tuple(loose))
    pages = setting.memo.of("pages", key, lambda: place(galleys, setting.grid, spans, loose))
    # Galleys and sections take the order of print.
    order = tuple(dict.fromkeys(placed.index for page in pages for placed in page.placed))
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


def _stop_is_parted(galleys: Sequence[Galley], pages: Sequence[Page]) -> bool:
    """Whether the stop strip stands on another page than any of the cards."""
    on = {galleys[placed.index].name: set[int]() for page in pages for placed in page.placed}
    for number, page in enumerate(pages):
        for placed in page.placed:
            on[galleys[placed.index].name].add(number)
    return on.get("card", set()) != on.get("stop", set())


def _parts(leaflet: Leaflet, setting: Setting) -> list[_Part]:
    """The head of page 1, then the sections in order."""
    parts = [_Part((), _letterhead(leaflet, setting))]
    runs = list(_runs(leaflet.sections, setting))
    while runs:
        run = runs.pop(0)
        if runs and (row := _code_row([*run, *runs[0]], setting)):
            parts.append(_Part((*run, *runs.pop(0)), (row,)))
            continue
        following = _paired(run, setting) if len(run) > 1 else list(_section(run[0], setting))
        last = parts[-1].galleys[-1]
        if last.name == "help" and following[0].name == "callout":
            following[0] = replace(following[0], before=GAP)
        if last.name == "next-steps" and following[0].name != "help":
            # Nothing that comes after them needs them on its page.
            parts[-1] = replace(parts[-1], galleys=(*parts[-1].galleys[:-1], replace(last, keep_next=False)))
        parts.append(_Part(tuple(run), tuple(following)))
    return parts


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
