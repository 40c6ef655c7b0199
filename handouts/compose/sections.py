"""The sections of a leaflet in their final words. What was written before of the same answers is found again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import compress
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from handouts.compose.cards import Cards, Row, picture, picture_variables
from handouts.compose.recalled import Answers, Question, Recalled
from handouts.compose.speech import Speech, rendered
from handouts.model.blocks import Block, BlockSource
from handouts.model.brand import Brand
from handouts.model.exercise import Card, Kind
from handouts.model.illustration import Picture
from handouts.model.leaflet import LeafletSection
from handouts.model.library import Library
from handouts.model.line import Line, LineSource
from handouts.model.memo import Memo
from handouts.model.order import Order
from handouts.model.paper import Format
from handouts.model.section import Section
from handouts.model.selection import Selection
from handouts.model.wording import Text, Wording

ALONE = frozenset({"note", "medicines_list"})
"""Values that are typed for one patient: no words are found again by them, here or for another."""


def sections_of(
    order: Order,
    library: Library,
    selection: Selection,
    values: dict[str, str],
    speech: Speech,
    look: Brand,
    memo: Memo,
) -> tuple[LeafletSection, ...]:
    """The sections of ``selection``, each with the parts that continue it. ``values``: words by variable."""
    cards = Cards(library, selection, values, speech, memo)
    answers = _answers(order, library, selection, values, cards, look, memo)
    writer = _Writer(library, values, speech, answers, memo)
    parts: dict[str, list[str]] = {}
    for id in selection.sections:
        parts.setdefault(library.sections[id].continues or id, []).append(id)
    return tuple(section for host, ids in parts.items() for section in writer.section(host, ids))


class _Written(Struct, frozen=True):
    """A block in its final words, or none. ``asked``: what it was made of."""

    blocks: tuple[Block, ...]
    asked: Mapping[Question, Hashable]


_Section = tuple[LeafletSection, ...]
"""A section, or none when there is nothing in it."""


def _forms(section: Section) -> tuple[Recalled[_Written], ...]:
    return tuple(Recalled() for _ in section.blocks)


class _Writer:
    """Writes sections in one language for the patient of ``answers``."""

    def __init__(self, library: Library, values: dict[str, str], speech: Speech, answers: Answers, memo: Memo) -> None:
        self._library, self._values, self._speech, self._answers, self._memo = library, values, speech, answers, memo

    def section(self, host: str, parts: Sequence[str]) -> _Section:
        """The section ``host`` as these ``parts`` fill it.

        It is kept whole once all its blocks were written before. Most that say something of one patient never are.
        """
        key = (host, *parts, self._speech.language)
        forms: Recalled[_Section] = self._memo.of("whole sections", key, Recalled)
        known = forms.find(self._answers)
        if known is not None:
            return known
        written = [one for id in parts for one in self._blocks(self._library.sections[id])]
        blocks = tuple(block for one, _ in written for block in one.blocks)
        title = self._library.sections[host].title
        titled = tuple(map(self._values.get, sorted(title.variables))) if title else ()
        found = self._memo.same("section", blocks, (key, titled), lambda: self._joined(host, blocks))
        if all(again for _, again in written) and not (title and not ALONE.isdisjoint(title.variables)):
            forms.keep(self._asked((host, *parts), [one for one, _ in written]), found)
        return found

    def _blocks(self, section: Section) -> Iterator[tuple[_Written, bool]]:
        """What each block says, and whether it was written before."""
        key = (section.id, self._speech.language)
        known = self._memo.of("written", key, lambda: _forms(section))
        for source, forms in zip(section.blocks, known, strict=True):
            found = forms.find(self._answers)
            if found is not None:
                yield found, True
                continue
            composer = _Composer(section, self._library, self._values, self._speech, self._answers)
            found = composer.written(source)
            if not composer.alone:
                forms.keep(found.asked, found)
            yield found, False

    def _asked(self, sections: Sequence[str], written: Sequence[_Written]) -> dict[Question, Hashable]:
        """What a whole section was made of: the lines and words of its parts, and what else its blocks asked."""
        asked: dict[Question, Hashable] = {("section", id): self._answers["section"](id) for id in sections}
        told = {name for id in sections for name in self._library.sections[id].variables}
        for one in written:
            for (kind, item), answer in one.asked.items():
                if kind != "lines" and not (kind == "words" and isinstance(item, tuple) and told.issuperset(item)):
                    asked[kind, item] = answer
        return asked

    def _joined(self, host: str, blocks: tuple[Block, ...]) -> _Section:
        if not blocks:
            return ()
        section = self._library.sections[host]
        title = None
        if section.title is not None:
            title = Line(f"{host}.title", rendered(section.title, self._values, self._speech, host))
        return (LeafletSection(host, title, section.icon, section.half == "yes", blocks, section.moves_up == "yes"),)


def _answers(
    order: Order,
    library: Library,
    selection: Selection,
    values: Mapping[str, str],
    cards: Cards,
    look: Brand,
    memo: Memo,
) -> Answers:
    """All that blocks are made of, beside the library and the language."""
    lines, sections = selection.lines, library.sections
    shared = {**values, **dict.fromkeys(ALONE)}
    # Many patients have the very same lines.
    by_section: dict[str, frozenset[str]] = memo.same("lines by section", (lines,), None, dict)

    def in_section(id: str) -> Hashable:
        here = by_section.get(id)
        if here is None:
            here = by_section[id] = lines & sections[id].line_ids
        return here, tuple(map(shared.get, sections[id].variables))

    return {
        "lines": lambda ids: tuple(map(lines.__contains__, ids)),
        "section": in_section,
        "words": lambda names: tuple(map(values.get, names)),
        "value": selection.values.get,
        "cards": cards.of,
        "signs": lambda _: selection.signs,
        "pack": lambda _: selection.pack,
        "format": lambda _: order.format,
        "web page": lambda _: look.contact.qr_page,
    }


class _Composer:
    """Answers the block sources of one section; see :class:`handouts.model.line.Composer`.

    ``asked`` holds each question about this patient that was asked on the way, with its answer; ``alone``: whether one
    was about what is typed for one patient.
    """

    def __init__(
        self, section: Section, library: Library, values: dict[str, str], speech: Speech, answers: Answers
    ) -> None:
        self._section, self._library, self._values, self._speech = section, library, values, speech
        self._answers = answers
        self.asked: dict[Question, Hashable] = {}
        self.alone = False

    def written(self, source: BlockSource) -> _Written:
        """The block of ``source``."""
        block = source.compose(self)
        return _Written(() if block is None else (block,), self.asked)

    def _ask(self, kind: str, item: Hashable = "") -> Any:
        return self.asked.setdefault((kind, item), self._answers[kind](item))

    def _ask_value(self, variable: str) -> Any:
        self.alone = self.alone or variable in ALONE
        return self._ask("value", variable)

    def _ask_words(self, names: frozenset[str]) -> None:
        if names:
            self.alone = self.alone or not ALONE.isdisjoint(names)
            self._ask("words", tuple(sorted(names)))

    def _say(self, wording: Wording, item: str) -> Text:
        self._ask_words(wording.variables)
        return rendered(wording, self._values, self._speech, item)

    def lines(self, sources: tuple[LineSource, ...]) -> tuple[Line, ...]:
        chosen = self._ask("lines", tuple(map(self._id, sources)))
        return tuple(map(self._line, compress(sources, chosen)))

    def first(self, alternatives: tuple[LineSource, ...]) -> Line | None:
        return next(iter(self.lines(alternatives)), None)

    def title(self, id: str, wording: Wording) -> Line:
        return Line(f"{self._section.id}.{id}", self._say(wording, self._section.id))

    def signs(self) -> tuple[Line, ...]:
        found = []
        # Two signs may share a line; it is printed once.
        for id in dict.fromkeys(sign.line for sign in self._ask("signs")):
            section, _, name = id.partition(".")
            source = next(line for line in self._library.sections[section].lines() if line.id == name)
            found.append(Line(id, self._say(source.text, section)))
        return tuple(found)

    def number(self, variable: str) -> int:
        value = self._ask_value(variable)
        assert isinstance(value, int), "the library is checked: a schedule draws whole numbers"
        return value

    def word(self, id: str, count: int | None = None, **values: object) -> str:
        return self._speech.word(id, count, **values)

    def days(self, count: int) -> tuple[str, ...]:
        made = self._ask_value("made_on")
        assert isinstance(made, dt.date), "selection always gives the day"
        return tuple(self._speech.date(made + dt.timedelta(days=number), "tiny") for number in range(1, count + 1))

    def rows(self, variable: str) -> tuple[tuple[str, ...], ...]:
        rows = self._ask_value(variable) or ()
        assert isinstance(rows, tuple), "only variables with rows are asked for"
        return rows

    def web_page(self) -> str | None:
        page: str | None = self._ask("web page")
        return page

    def title_picture(self, usual: str) -> Picture | None:
        pack = self._library.packs.get(self._ask("pack"))
        id = (pack.picture if pack else None) or usual
        if self._ask("format") is not Format.STANDARD or id not in self._library.illustrations:
            return None
        return self._picture(id)

    def illustration(self, id: str, caption: Line) -> Picture:
        return replace(self._picture(id), caption=str(caption))

    def cards(self, kind: Kind) -> tuple[Card, ...]:
        found: Row = self._ask("cards", kind)
        return found.cards

    def _picture(self, id: str) -> Picture:
        self._ask_words(picture_variables(self._library, id))
        return picture(self._library, id, self._values, self._speech)

    def _id(self, source: LineSource) -> str:
        return f"{self._section.id}.{source.id}"

    def _line(self, source: LineSource) -> Line:
        if source.lang is not None:
            # A foreign passage keeps its own words: no term of the place is put into it.
            self._ask_words(source.text.variables)
            return Line(self._id(source), source.text.render(self._values).in_language(source.lang))
        return Line(self._id(source), self._say(source.text, self._section.id))
