"""A leaflet on pages: its sections as galleys in reading order, and what decides where they stand."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise
from typing import Generic, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from handouts.layout.arrange import arrange, help_leaves_page_one, moves, stack_height, stop_first
from handouts.layout.blocks import front
from handouts.layout.blocks.next_steps import GAP
from handouts.layout.furniture import letterhead
from handouts.layout.galley import Galley
from handouts.layout.pages import Page, Squeeze, fewest, place_within
from handouts.layout.sections import code_row, is_code_row, laid, paired
from handouts.layout.setting import Setting
from handouts.model.blocks import Front, Help, PictureRow, Watch
from handouts.model.fit import FitStep, Step
from handouts.model.leaflet import Leaflet, LeafletSection
from handouts.model.memo import Memo

T = TypeVar("T")

LEAST_GAP = 0.7
"""What a gap may shrink to (LOOK.md, section 7, step 4)."""


class _Part(Struct, frozen=True):
    """A section, or a run of short ones side by side, as galleys."""

    sections: tuple[LeafletSection, ...]
    galleys: tuple[Galley, ...]
    loose: bool
    """Whether it may stand earlier."""
    measured: int
    """A number that stands for all that tells where it is placed: the measures of its galleys, and that."""
    form: Hashable
    """What else of it tells that when rows of pictures give way: with such a row, that it is itself."""
    goes: bool
    """Whether all of a section may give way."""

    def with_galleys(self, memo: Memo, *galleys: Galley) -> _Part:
        """The same sections with gaps and bonds that its neighbours ask for."""
        return replace(self, galleys=galleys, measured=_measured(galleys, self.loose, memo))


def _part(sections: Sequence[LeafletSection], galleys: Sequence[Galley], memo: Memo) -> _Part:
    loose = bool(sections) and all(section.loose for section in sections)
    kinds = tuple((s.id, s.half, s.title is None, *(type(block).__name__ for block in s.blocks)) for s in sections)
    rows = [[isinstance(block, PictureRow) for block in section.blocks] for section in sections]
    return _Part(
        sections=tuple(sections),
        galleys=tuple(galleys),
        loose=loose,
        measured=_measured(galleys, loose, memo),
        form=object() if any(map(any, rows)) else memo.number("kinds", kinds),
        goes=any(map(all, rows)),
    )


def _measured(galleys: Sequence[Galley], loose: bool, memo: Memo) -> int:
    return memo.number("measured", (loose, *[galley.measures() for galley in galleys]))


class Flow(Struct, frozen=True):
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
    parts = _parts(leaflet, setting)
    if setting.grid.narrow and help_leaves_page_one(_galleys(parts), setting):
        scale = replace(setting.scale, title=front.smaller(setting.scale.title))
        setting = setting.changed("smaller title", scale=scale)
        parts = _parts(leaflet, setting)
    arranged = _arranged(leaflet, parts, setting)
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
    """All of ``leaflet`` that decides where its parts stand, also when rows of pictures give way."""
    parts = _parts(leaflet, setting)
    arranged = _arranged(leaflet, parts, setting)
    if arranged is not leaflet:
        # Sections get other neighbours, beside whom they may stand.
        parts += _parts(arranged, setting)
    if any(part.goes for part in parts):
        # So they do where one goes with its pictures: then no other leaflet counts.
        return object()
    return (setting.key, *[part.measured for part in parts], *[part.form for part in parts])


def _arranged(leaflet: Leaflet, parts: Sequence[_Part], setting: Setting) -> Leaflet:
    """``leaflet`` in its order of print; ``parts`` are those of the order it has now."""
    key = (setting.key, *[part.measured for part in parts])
    return arrange(leaflet, setting.memo.of("moves", key, lambda: moves(_galleys(parts), setting)), setting)


def fewest_pages(leaflet: Leaflet, setting: Setting) -> int:
    """Pages that ``leaflet`` takes at least; nothing is placed to know it."""
    return fewest(_galleys(_parts(leaflet, setting)), setting.grid)


def _head(leaflet: Leaflet, setting: Setting) -> _Part:
    return _part((), letterhead(leaflet.letterhead, leaflet.strip, setting), setting.memo)


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


class _Order(Struct, frozen=True):
    """``pages``, with galleys counted in their order of print; ``galleys`` and ``parts``: their places before."""

    pages: tuple[Page, ...]
    galleys: tuple[int, ...]
    parts: tuple[int, ...]


@dataclass(slots=True)
class Sought(Generic[T]):
    """What takes some pages, once it is known, and until then how many pages it takes more than."""

    found: T | None = None
    more_than: float = 0

    def within(self, most: float, look: Callable[[], T | None], pages: Callable[[T], int]) -> T | None:
        """It, if it takes no more than ``most`` pages; ``look`` finds it within these."""
        if self.found is None and most > self.more_than:
            self.found, self.more_than = look(), most
        return self.found if self.found is not None and pages(self.found) <= most else None


def _on_pages(most: float, leaflet: Leaflet, setting: Setting) -> Flow | None:
    """The sections of ``leaflet`` in this order, unless that is more than ``most`` pages."""
    parts = _parts(leaflet, setting)
    # Where they stand follows from their measures alone, and many leaflets have the same.
    key = (setting.grid, *[part.measured for part in parts])
    sought: Sought[_Order] = setting.memo.of("pages", key, Sought)
    found = sought.within(most, lambda: _placed(most, parts, setting), lambda found: len(found.pages))
    return None if found is None else _printed(leaflet, parts, _bound(parts, setting), found)


def _placed(most: float, parts: Sequence[_Part], setting: Setting) -> _Order | None:
    starts = [0, *accumulate(len(part.galleys) for part in parts)]
    spans = [range(start, end) for start, end in pairwise(starts)]
    loose = [] if setting.stacked else [span for part, span in zip(parts, spans, strict=True) if part.loose]
    pages = place_within(most, _bound(parts, setting), setting.grid, spans, loose)
    return None if pages is None else _in_order(pages, spans)


def _bound(parts: Sequence[_Part], setting: Setting) -> list[Galley]:
    """The galleys of all parts, with the bonds between them that keep them on one page."""
    return _watch_with_help(_tiers_together(_galleys(parts), setting), setting)


def _in_order(pages: tuple[Page, ...], spans: Sequence[range]) -> _Order:
    """``spans``: the places of each part's galleys."""
    order = tuple(dict.fromkeys(placed.index for page in pages for placed in page.placed))
    ranked = tuple(sorted(range(len(spans)), key=lambda number: order.index(spans[number].start)))
    now_at = {index: at for at, index in enumerate(order)}
    renumbered = (
        replace(page, placed=tuple(replace(placed, index=now_at[placed.index]) for placed in page.placed))
        for page in pages
    )
    return _Order(tuple(renumbered), order, ranked)


def _printed(leaflet: Leaflet, parts: Sequence[_Part], galleys: Sequence[Galley], found: _Order) -> Flow:
    """Galleys and sections take the order of print."""
    ranked = found.parts
    if ranked == tuple(range(len(parts))):
        return Flow(leaflet, tuple(galleys), found.pages, _steps(found.pages, ()))
    moved = tuple(
        section.id
        for at, number in enumerate(ranked)
        if number > min(ranked[at:])
        for section in parts[number].sections
    )
    sections = tuple(section for number in ranked for section in parts[number].sections)
    return Flow(
        replace(leaflet, sections=sections),
        tuple(galleys[index] for index in found.galleys),
        found.pages,
        _steps(found.pages, moved),
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
        setting.memo.same("part", (leaflet.letterhead, leaflet.strip), setting.key, partial(_head, leaflet, setting)),
        *setting.memo.same("parts", sections, setting.key, partial(_in_parts, sections, setting)),
    ]


def _in_parts(sections: tuple[LeafletSection, ...], setting: Setting) -> list[_Part]:
    parts: list[_Part] = []
    for run in _runs(sections, setting):
        part = setting.memo.same("part", run, setting.key, partial(_part_of, run, setting))
        last, following = parts[-1].galleys[-1].name if parts else "", part.galleys[0]
        if last == "help" and following.name == "callout":
            part = part.with_galleys(setting.memo, replace(following, before=GAP), *part.galleys[1:])
        if last == "next-steps" and following.name != "help":
            # Nothing that comes after them needs them on its page.
            *others, steps = parts[-1].galleys
            parts[-1] = parts[-1].with_galleys(setting.memo, *others, replace(steps, keep_next=False))
        parts.append(part)
    return parts


def _part_of(run: Sequence[LeafletSection], setting: Setting) -> _Part:
    if is_code_row(run):
        galleys: Sequence[Galley] = [code_row(run, setting)]
    else:
        galleys = paired(run, setting) if len(run) > 1 else laid(run[0], setting)
    return _part(run, galleys, setting.memo)


def _galleys(parts: Sequence[_Part]) -> list[Galley]:
    return [galley for part in parts for galley in part.galleys]


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


def _runs(sections: tuple[LeafletSection, ...], setting: Setting) -> Iterator[tuple[LeafletSection, ...]]:
    """What stands side by side where the page is wide enough for it: the QR code and the small print, and runs of short
    sections; all others alone."""
    start = 0
    while start < len(sections):
        end = start + 1
        if not setting.stacked:
            if is_code_row(sections[start : start + 2]):
                end += 1
            elif sections[start].half:
                end = next((at for at in range(end, len(sections)) if not sections[at].half), len(sections))
        yield sections[start:end]
        start = end
