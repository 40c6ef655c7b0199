"""Parts: the sections of a leaflet as galleys, each section or run of short ones by itself.

What comes before them on page 1, the head, is the first part.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from handouts.layout.blocks.next_steps import GAP
from handouts.layout.furniture import letterhead
from handouts.layout.galley import Galley
from handouts.layout.sections import code_row, is_code_row, laid, paired
from handouts.layout.setting import Setting
from handouts.model.blocks import PictureRow, Qr, Small, Tier
from handouts.model.leaflet import Leaflet, LeafletSection
from handouts.model.memo import Memo


class Told(Struct, frozen=True):
    """What is said in words, and for pictures, in order."""

    words: tuple[str, ...]
    alts: tuple[str, ...]

    @staticmethod
    def by(sections: Sequence[LeafletSection]) -> Told:
        """What ``sections`` say."""
        words = chain.from_iterable([section.read_aloud() for section in sections])
        return Told(tuple(words), tuple(chain.from_iterable([section.alts() for section in sections])))


class Part(Struct, frozen=True, eq=False):
    """A section, or a run of short ones side by side, as galleys. The head of page 1 has no sections."""

    sections: tuple[LeafletSection, ...]
    told: Told
    galleys: tuple[Galley, ...]
    measured: int
    """A number that stands for all that tells where it is placed: the measures of its galleys, and ``loose``."""
    form: Hashable
    """What else of it tells that when rows of pictures give way: with such a row, that it is itself."""
    loose: bool = False
    """Whether it may stand earlier."""
    goes: bool = False
    """Whether all of a section may give way."""
    small: bool = False
    """Whether it is small print and the QR code alone."""
    tiers: bool = False
    """Whether it holds tiers."""

    def with_galleys(self, memo: Memo, *galleys: Galley) -> Part:
        """The same sections with gaps and bonds that its neighbours ask for."""
        return replace(self, galleys=galleys, measured=_measured(galleys, self.loose, memo))


def _part(sections: Sequence[LeafletSection], galleys: Sequence[Galley], memo: Memo) -> Part:
    loose = bool(sections) and all(section.loose for section in sections)
    sorts = [[type(block) for block in section.blocks] for section in sections]
    kinds = tuple([(s.id, s.half, s.title is None, *sort) for s, sort in zip(sections, sorts, strict=True)])
    every = {*chain.from_iterable(sorts)}
    return Part(
        sections=tuple(sections),
        told=Told.by(sections),
        galleys=tuple(galleys),
        measured=_measured(galleys, loose, memo),
        form=object() if PictureRow in every else memo.number("kinds", kinds),
        loose=loose,
        goes=any(set(sort) == {PictureRow} for sort in sorts),
        small=bool(every) and every <= {Small, Qr},
        tiers=Tier in every,
    )


def _measured(galleys: Sequence[Galley], loose: bool, memo: Memo) -> int:
    return memo.number("measured", (loose, *[galley.measures() for galley in galleys]))


def parts_of(leaflet: Leaflet, setting: Setting) -> list[Part]:
    """The head of page 1, then the sections in the order that ``leaflet`` has."""
    head = (leaflet.letterhead, leaflet.strip)
    return [
        setting.memo.same("part", head, setting.key, partial(_head, leaflet, setting)),
        *in_parts(leaflet.sections, setting),
    ]


def in_parts(sections: tuple[LeafletSection, ...], setting: Setting) -> Sequence[Part]:
    """``sections`` in this order, without a head."""
    return setting.memo.same("parts", sections, setting.key, partial(_in_parts, sections, setting))


def galleys_of(parts: Sequence[Part]) -> list[Galley]:
    """All their galleys, in order."""
    return [galley for part in parts for galley in part.galleys]


def sections_of(parts: Sequence[Part]) -> tuple[LeafletSection, ...]:
    """All their sections, in order."""
    return tuple([section for part in parts for section in part.sections])


def _head(leaflet: Leaflet, setting: Setting) -> Part:
    return _part((), letterhead(leaflet.letterhead, leaflet.strip, setting), setting.memo)


def _in_parts(sections: tuple[LeafletSection, ...], setting: Setting) -> Sequence[Part]:
    memo, key, parts = setting.memo, setting.key, list[Part]()
    last = ""
    for run in _runs(sections, setting):
        part = memo.same("part", run, key, partial(_part_of, run, setting))
        following = part.galleys[0].name
        if last == "help" and following == "callout":
            first, *others = part.galleys
            part = part.with_galleys(memo, replace(first, before=GAP), *others)
        elif last == "next-steps" and following != "help":
            # Nothing that comes after them needs them on its page.
            *others, steps = parts[-1].galleys
            parts[-1] = parts[-1].with_galleys(memo, *others, replace(steps, keep_next=False))
        parts.append(part)
        last = part.galleys[-1].name
    return parts


def _runs(sections: tuple[LeafletSection, ...], setting: Setting) -> list[tuple[LeafletSection, ...]]:
    """What stands side by side where the page is wide enough for it: the QR code and the small print, and runs of short
    sections; all others alone."""
    if setting.stacked:
        return [(section,) for section in sections]
    runs: list[tuple[LeafletSection, ...]] = []
    start = 0
    while start < len(sections):
        end = start + 1
        if is_code_row(sections[start : start + 2]):
            end += 1
        elif sections[start].half:
            while end < len(sections) and sections[end].half:
                end += 1
        runs.append(sections[start:end])
        start = end
    return runs


def _part_of(run: Sequence[LeafletSection], setting: Setting) -> Part:
    if is_code_row(run):
        galleys: Sequence[Galley] = [code_row(run, setting)]
    else:
        galleys = paired(run, setting) if len(run) > 1 else laid(run[0], setting)
    return _part(run, galleys, setting.memo)
