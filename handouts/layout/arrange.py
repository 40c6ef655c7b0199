"""The order of print where the page decides it: what must not leave page 1, and what need not follow.

A leaflet in, a leaflet out: what is printed is what is read aloud, in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from handouts.layout.galley import Galley
from handouts.layout.setting import Setting
from handouts.model.blocks import Block, Exercises, Help, NextSteps, Qr, Small, Stop, Tier
from handouts.model.leaflet import Leaflet, LeafletSection
from handouts.model.memo import Memo


def stack_height(galleys: Sequence[Galley]) -> float:
    """Height of galleys one under the other with the least gaps."""
    return sum(galley.height + (galley.least_before if index else 0.0) for index, galley in enumerate(galleys))


class Moves(NamedTuple):
    """What is printed elsewhere than it stands in the leaflet."""

    steps_after_help: bool
    small_print_before_tiers: bool


def moves(galleys: Sequence[Galley], setting: Setting) -> Moves:
    """What the page asks for, where ``galleys`` are those of the order that the leaflet has."""
    names = [galley.name for galley in galleys]
    steps_after_help = False
    # Signs that were cleared stand on page 1 too, unless print is so large that only the help box can.
    for last in (name for name in ("watch", "help") if name in names):
        page_one = galleys[: names.index(last) + 1]
        room = setting.grid.body_height(first=True)
        without_steps = [galley for galley in page_one if galley.name != "next-steps"]
        if stack_height(without_steps) <= room:
            steps_after_help = stack_height(page_one) > room
            break
    tail = [galley for galley in galleys if galley.name.startswith("tier-") or galley.name == "small"]
    tiers = [galley for galley in tail if galley.name != "small"]
    small_first = stack_height(tail) > setting.grid.body_height(first=False) >= stack_height(tiers)
    return Moves(steps_after_help, small_first and not setting.stacked)


def arrange(leaflet: Leaflet, moves: Moves, setting: Setting) -> Leaflet:
    """``leaflet`` in its order of print."""
    if moves.steps_after_help:
        leaflet = _steps_after_help(leaflet)
    if moves.small_print_before_tiers:
        leaflet = _small_print_before_tiers(leaflet)
    return stop_first(leaflet, setting.memo) if setting.stacked else leaflet


def help_leaves_page_one(galleys: Sequence[Galley], setting: Setting) -> bool:
    """Whether page 1 has no room for the help box, even when the next steps give way."""
    names = [galley.name for galley in galleys]
    if "help" not in names:
        return False
    page_one = [galley for galley in galleys[: names.index("help") + 1] if galley.name != "next-steps"]
    return stack_height(page_one) > setting.grid.body_height(first=True)


def stop_first(leaflet: Leaflet, memo: Memo) -> Leaflet:
    """The stop strip before the cards: for cards that run over pages."""
    sections = (
        memo.same("stop first", (section,), None, partial(_stop_first, section)) for section in leaflet.sections
    )
    return replace(leaflet, sections=tuple(sections))


def _steps_after_help(leaflet: Leaflet) -> Leaflet:
    """The help box never leaves page 1: where print is so large that it would, the next steps give way."""
    moved: list[Block] = []
    found: list[LeafletSection] = []
    for section in leaflet.sections:
        moved += [block for block in section.blocks if isinstance(block, NextSteps)]
        rest = tuple(block for block in section.blocks if not isinstance(block, NextSteps))
        if rest:
            found.append(section if rest == section.blocks else replace(section, blocks=rest))
        if moved and any(isinstance(block, Help) for block in section.blocks):
            found.append(LeafletSection("next_steps", None, None, half=False, blocks=tuple(moved)))
            moved = []
    return replace(leaflet, sections=tuple(found))


def _small_print_before_tiers(leaflet: Leaflet) -> Leaflet:
    """Where the tiers fill the last page, the small print goes before them."""
    sections = leaflet.sections
    end = len(sections)
    while end and all(isinstance(block, Small | Qr) for block in sections[end - 1].blocks):
        end -= 1
    tiers = next((i for i, section in enumerate(sections) if any(isinstance(b, Tier) for b in section.blocks)), end)
    return replace(leaflet, sections=(*sections[:tiers], *sections[end:], *sections[tiers:end]))


def _stop_first(section: LeafletSection) -> LeafletSection:
    cards = next((i for i, block in enumerate(section.blocks) if isinstance(block, Exercises)), None)
    stops = tuple(block for block in section.blocks if isinstance(block, Stop))
    if cards is None or not stops:
        return section
    rest = [block for block in section.blocks if not isinstance(block, Stop)]
    return replace(section, blocks=(*rest[:cards], *stops, *rest[cards:]))
