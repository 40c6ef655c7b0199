"""The order of print where the page decides it: what must not leave page 1, and what need not follow.

What is printed is what is read aloud, in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from handouts.layout.galley import Galley, stack_height
from handouts.layout.parts import Part, galleys_of, in_parts, sections_of
from handouts.layout.setting import Setting
from handouts.model.blocks import Block, Exercises, Help, NextSteps, Stop
from handouts.model.leaflet import LeafletSection
from handouts.model.memo import Memo


class Moves(NamedTuple):
    """What is printed elsewhere than it stands in the leaflet."""

    steps_after_help: bool
    small_print_before_tiers: bool


def arranged(parts: list[Part], setting: Setting) -> list[Part]:
    """``parts``, which are in the order that the leaflet has, in their order of print."""
    key = (setting.key, *[part.measured for part in parts])
    asked = setting.memo.of("moves", key, lambda: _moves(galleys_of(parts), setting))
    if asked.steps_after_help:
        parts = _with_sections(_steps_after_help(sections_of(parts)), parts, setting)
    if asked.small_print_before_tiers:
        parts = _small_print_before_tiers(parts)
    return stop_first(parts, setting) if setting.stacked else parts


def _moves(galleys: Sequence[Galley], setting: Setting) -> Moves:
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


def help_leaves_page_one(galleys: Sequence[Galley], setting: Setting) -> bool:
    """Whether page 1 has no room for the help box, even when the next steps give way."""
    names = [galley.name for galley in galleys]
    if "help" not in names:
        return False
    page_one = [galley for galley in galleys[: names.index("help") + 1] if galley.name != "next-steps"]
    return stack_height(page_one) > setting.grid.body_height(first=True)


def stop_first(parts: list[Part], setting: Setting) -> list[Part]:
    """The stop strip before the cards: for cards that run over pages. The very same ``parts`` where there is none."""
    sections = sections_of(parts)
    changed = tuple([_stop_first(section, setting.memo) for section in sections])
    return parts if changed == sections else _with_sections(changed, parts, setting)


def _with_sections(sections: tuple[LeafletSection, ...], parts: list[Part], setting: Setting) -> list[Part]:
    """The head of ``parts``, and ``sections``."""
    return [parts[0], *in_parts(sections, setting)]


def _steps_after_help(sections: tuple[LeafletSection, ...]) -> tuple[LeafletSection, ...]:
    """The help box never leaves page 1: where print is so large that it would, the next steps give way."""
    moved: list[Block] = []
    found: list[LeafletSection] = []
    for section in sections:
        moved += [block for block in section.blocks if isinstance(block, NextSteps)]
        rest = tuple(block for block in section.blocks if not isinstance(block, NextSteps))
        if rest:
            found.append(section if rest == section.blocks else replace(section, blocks=rest))
        if moved and any(isinstance(block, Help) for block in section.blocks):
            found.append(LeafletSection("next_steps", None, None, half=False, blocks=tuple(moved)))
            moved = []
    return tuple(found)


def _small_print_before_tiers(parts: list[Part]) -> list[Part]:
    """Where the tiers fill the last page, the small print goes before them."""
    end = len(parts)
    while parts[end - 1].small:
        end -= 1
    tiers = next((at for at, part in enumerate(parts) if part.tiers), end)
    return [*parts[:tiers], *parts[end:], *parts[tiers:end]]


def _stop_first(section: LeafletSection, memo: Memo) -> LeafletSection:
    sorts = set(map(type, section.blocks))
    if Exercises not in sorts or Stop not in sorts:
        return section

    def moved() -> LeafletSection:
        stops = tuple(block for block in section.blocks if isinstance(block, Stop))
        rest = [block for block in section.blocks if not isinstance(block, Stop)]
        cards = next(at for at, block in enumerate(rest) if isinstance(block, Exercises))
        return replace(section, blocks=(*rest[:cards], *stops, *rest[cards:]))

    return memo.same("stop first", (section,), None, moved)
