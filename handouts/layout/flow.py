"""A leaflet on pages: its sections as galleys in reading order, and what decides where they stand."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Generic, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from handouts.layout.arrange import arranged, help_leaves_page_one, stop_first
from handouts.layout.blocks import front
from handouts.layout.galley import Galley, stack_height
from handouts.layout.pages import Page, Squeeze, fewest, place_within
from handouts.layout.parts import Part, galleys_of, parts_of
from handouts.layout.setting import Setting
from handouts.model.blocks import Front, Help, Watch
from handouts.model.fit import FitStep, Step
from handouts.model.leaflet import Leaflet

T = TypeVar("T")

LEAST_GAP = 0.7
"""What a gap may shrink to (LOOK.md, section 7, step 4)."""


class Flow(Struct, frozen=True):
    """Parts and their galleys in the order they are printed, the pages they stand on, and how they fit."""

    parts: tuple[Part, ...]
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
    parts = parts_of(leaflet, setting)
    if setting.grid.narrow and help_leaves_page_one(galleys_of(parts), setting):
        scale = replace(setting.scale, title=front.smaller(setting.scale.title))
        setting = setting.changed("smaller title", scale=scale)
        parts = parts_of(leaflet, setting)
    parts = arranged(parts, setting)
    found = _on_pages(most, parts, setting)
    if setting.stacked or (found is not None and not _stop_is_parted(found)):
        return found
    # When to stop is read before the first move, if it cannot stand under the last one.
    other = stop_first(parts, setting)
    if other is parts:
        return found
    second = _on_pages(most, other, setting)
    if found is None and second is not None:
        found = _on_pages(math.inf, parts, setting)
    return second if found is None or _stop_is_parted(found) else None


def shape(leaflet: Leaflet, setting: Setting) -> Hashable:
    """All of ``leaflet`` that decides where its parts stand, also when rows of pictures give way."""
    parts = parts_of(leaflet, setting)
    if any(part.goes for part in parts):
        # Sections get other neighbours, beside whom they may stand: then no other leaflet counts.
        return object()
    measured = [part.measured for part in arranged(parts, setting)]
    return (setting.key, *[part.measured for part in parts], *[part.form for part in parts], *measured)


def fewest_pages(leaflet: Leaflet, setting: Setting) -> int:
    """Pages that ``leaflet`` takes at least; nothing is placed to know it."""
    return fewest(galleys_of(parts_of(leaflet, setting)), setting.grid)


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
            galleys = [galley for galley in galleys_of(parts_of(first, found)) if galley.name != "next-steps"]
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


def _on_pages(most: float, parts: Sequence[Part], setting: Setting) -> Flow | None:
    """The ``parts`` in this order, unless that is more than ``most`` pages."""
    # Where they stand follows from their measures alone, and many leaflets have the same.
    key = (setting.grid, *[part.measured for part in parts])
    sought: Sought[_Order] = setting.memo.of("pages", key, Sought)
    found = sought.within(most, lambda: _placed(most, parts, setting), lambda found: len(found.pages))
    return None if found is None else _printed(parts, found)


def _placed(most: float, parts: Sequence[Part], setting: Setting) -> _Order | None:
    starts = [0, *accumulate(len(part.galleys) for part in parts)]
    spans = [range(start, end) for start, end in pairwise(starts)]
    loose = [] if setting.stacked else [span for part, span in zip(parts, spans, strict=True) if part.loose]
    pages = place_within(most, _bound(parts, setting), setting.grid, spans, loose)
    return None if pages is None else _in_order(pages, spans)


def _bound(parts: Sequence[Part], setting: Setting) -> list[Galley]:
    """The galleys of all parts, with the bonds between them that keep them on one page."""
    return _watch_with_help(_tiers_together(galleys_of(parts), setting), setting)


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


def _printed(parts: Sequence[Part], found: _Order) -> Flow:
    """Parts and galleys take the order of print."""
    ranked = found.parts
    moved = [
        section.id
        for at, number in enumerate(ranked)
        if number > min(ranked[at:])
        for section in parts[number].sections
    ]
    galleys = galleys_of(parts)
    return Flow(
        tuple([parts[number] for number in ranked]),
        tuple([galleys[index] for index in found.galleys]),
        found.pages,
        _steps(found.pages, tuple(moved)),
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
