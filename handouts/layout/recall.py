"""Pages that were worked out before, for a leaflet with other words of the same measures.

Where pieces stand follows from how high they are, and from nothing that is printed in them. So every height that a
decision rested on is kept with the pages. If those of another leaflet are all the same, its pages are too, and only
what differs is laid out: a name, a date, a dose, a note. If one is not, everything is worked out anew. Nothing is
guessed: with a memo and without, a leaflet has the same bytes.
"""

from __future__ import annotations

import operator
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from handouts.layout.flow import Flow, Part, arranged_by, galleys_of, printed
from handouts.layout.galley import Galley
from handouts.layout.picture_room import Kept, keep, with_room
from handouts.layout.setting import Asked, Setting
from handouts.model.blocks import PictureRow
from handouts.model.leaflet import Leaflet, LeafletSection

MOST = 64
"""Pages that are kept for leaflets with the same sections."""


def pages_for(leaflet: Leaflet, setting: Setting) -> tuple[Leaflet, Flow]:
    """``leaflet`` without the pictures that have no room, and its pages."""
    if not setting.memo.keeps:
        kept, found = with_room(leaflet, setting)
        return keep(leaflet, kept), found
    every: list[_Known] = setting.memo.of("pages", (setting.key, tuple(s.id for s in leaflet.sections)), list)
    work = _Work(leaflet)
    for known in every:
        if work.alike(known):
            return work.like(known)
    asked: list[Asked] = []
    kept, found = with_room(leaflet, replace(setting, done={}, asked=asked))
    every.insert(0, _Known(leaflet, kept, found, _touched(leaflet, asked)))
    del every[MOST:]
    return keep(leaflet, kept), found


@dataclass(frozen=True, slots=True, eq=False)
class _Question:
    """What was laid out of some blocks, how high it was, and which of all blocks they are, where they are of them."""

    asked: Asked
    places: tuple[int | None, ...]
    measures: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """Pages, the leaflet they were made for, and the questions that touch each of its blocks."""

    leaflet: Leaflet
    kept: Kept
    flow: Flow
    questions: Mapping[int, tuple[_Question, ...]]


def _blocks(leaflet: Leaflet) -> list[Hashable]:
    """All that is laid out, in one row."""
    return [leaflet.letterhead, leaflet.strip, *chain.from_iterable(section.blocks for section in leaflet.sections)]


def _touched(leaflet: Leaflet, asked: Sequence[Asked]) -> Mapping[int, tuple[_Question, ...]]:
    place = {id(block): index for index, block in enumerate(_blocks(leaflet))}
    found: dict[int, list[_Question]] = {}
    for one in asked:
        places = tuple(place.get(id(block)) for block in one.blocks)
        plain = replace(one, setting=replace(one.setting, done={}, asked=None))
        question = _Question(plain, places, _measures(one.galleys))
        for index in places:
            if index is not None:
                found.setdefault(index, []).append(question)
    return {index: tuple(questions) for index, questions in found.items()}


def _measures(galleys: Sequence[Galley]) -> tuple[object, ...]:
    return tuple(galley.measures() for galley in galleys)


def _frame(section: LeafletSection) -> tuple[object, ...]:
    """All of a section but its blocks, and of these their kinds."""
    kinds = tuple(map(type, section.blocks))
    return (section.id, section.title, section.icon, section.half, section.loose, kinds)


class _Work:
    """A leaflet that is looked up."""

    def __init__(self, leaflet: Leaflet) -> None:
        self._leaflet = leaflet
        self._blocks = _blocks(leaflet)
        self._done: dict[Hashable, dict[Hashable, tuple[Galley, ...]]] = {}

    def alike(self, known: _Known) -> bool:
        """Whether every decision that was taken for ``known`` is right for this leaflet too."""
        pairs = zip(self._leaflet.sections, known.leaflet.sections, strict=True)
        if any(ours is not theirs and _frame(ours) != _frame(theirs) for ours, theirs in pairs):
            return False
        theirs = _blocks(known.leaflet)
        differ = [
            index
            for index, (one, other) in enumerate(zip(self._blocks, theirs, strict=True))
            if one is not other and one != other
        ]
        if any(isinstance(self._blocks[index], PictureRow) for index in differ):
            return False  # How many of its pictures were tried is no question that could be asked again.
        questions = dict.fromkeys(chain.from_iterable(known.questions.get(index, ()) for index in differ))
        return all(self._same(question) for question in questions)

    def _same(self, question: _Question) -> bool:
        asked = question.asked
        blocks = tuple(
            block if place is None else self._blocks[place]
            for block, place in zip(asked.blocks, question.places, strict=True)
        )
        return _measures(self._fresh(asked.setting).laid(asked.make, blocks, asked.section)) == question.measures

    def _fresh(self, setting: Setting) -> Setting:
        """``setting``, with what was laid out of this leaflet in it."""
        return replace(setting, done=self._done.setdefault(setting.key, {}))

    def like(self, known: _Known) -> tuple[Leaflet, Flow]:
        """The pages of this leaflet, which is alike: only what differs is laid out."""
        leaflet = keep(self._leaflet, known.kept)
        flow, setting = known.flow, self._fresh(replace(known.flow.setting, asked=None))
        arranged = arranged_by(flow.changes, leaflet)
        parts: list[Part] = []
        start = 0
        for part in flow.parts:
            end = start + len(part.sections)
            sections = arranged.sections[start:end]
            same = bool(sections) and all(map(operator.eq, sections, part.sections))
            parts.append(part if same else part.again(sections, arranged, setting))
            start = end
        galleys = galleys_of(parts)
        pages = replace(
            flow,
            leaflet=printed(arranged, parts, flow.ranked),
            galleys=tuple(galleys[index] for index in flow.order),
            setting=setting,
            parts=tuple(parts),
        )
        return leaflet, pages
