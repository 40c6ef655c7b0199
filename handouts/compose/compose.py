"""Turn a selection into a leaflet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import partial
from itertools import compress
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from handouts.compose.cards import Cards, Row, picture, picture_variables
from handouts.compose.recalled import Answers, Question, Recalled
from handouts.compose.speech import Speech, rendered, spoken
from handouts.errors import Refused
from handouts.model.blocks import Banner, Block, BlockSource, Front
from handouts.model.brand import Brand
from handouts.model.colour import Scheme
from handouts.model.exercise import Card, Kind
from handouts.model.illustration import Picture
from handouts.model.leaflet import Footer, Labelled, Leaflet, LeafletSection, Letterhead
from handouts.model.library import Library
from handouts.model.line import Line, LineSource
from handouts.model.locale import Locale
from handouts.model.memo import Memo
from handouts.model.order import Order
from handouts.model.paper import HALF_OF, Format, is_small
from handouts.model.problem import Problem
from handouts.model.section import Section
from handouts.model.selection import Selection
from handouts.model.wording import Text, Wording


def compose(
    order: Order,
    library: Library,
    selection: Selection,
    *,
    today: dt.date,
    brand: str,
    page: str | None = None,
    colours: Scheme | None = None,
    memo: Memo | None = None,
) -> Leaflet:
    """The leaflet for ``order``. ``page`` and ``colours`` win over the order's and the brand's."""
    memo = memo or Memo(0)
    look = library.brands[brand]
    place = library.locale(order.language, brand)
    page = _page(page or order.page or look.page or place.page, order, selection, look, place)
    speech = memo.of("speech", place.id, lambda: Speech(library, place.id))
    values = spoken(selection.values, library, speech)
    sections = _sections(order, library, selection, values, speech, look, memo)
    if is_small(page):
        sections = tuple(_small_front(section) for section in sections)
    title = _title(sections) if selection.sheet else ""
    title = title or _capital(speech.word("leaflet_title", region=values["region_name"]))
    review = selection.values["review_month"]
    assert isinstance(review, dt.date), "selection always gives the review date"
    foot = memo.of(
        "foot", (brand, place.id, title, today, review), lambda: _foot(look, library, speech, title, today, review)
    )
    return Leaflet(
        title=title,
        language=place.id,
        made_on=today,
        page=page,
        format=order.format,
        brand=look,
        letterhead=memo.of("letterhead", (brand, place.id), lambda: _letterhead(look, speech)),
        strip=_sheet_strip(order, speech, today) if selection.sheet else _strip(order, values, speech, today, page),
        sections=sections,
        footer=replace(foot, reference=f"{speech.word('reference')} {order.reference}", bare_reference=order.reference),
        continued=speech.word("continued"),
        sheet=selection.sheet,
        colours=colours or order.colours or look.colours.scheme,
    )


def _letterhead(look: Brand, speech: Speech) -> Letterhead:
    return Letterhead(look.name, look.address, speech.word("questions_call_us"), look.contact.phone)


def _foot(look: Brand, library: Library, speech: Speech, title: str, today: dt.date, review: dt.date) -> Footer:
    """The footer, still without the reference of an order."""
    return Footer(
        title=title,
        version=f"{speech.word('version')} {library.version}",
        made=f"{speech.word('made')} {speech.date(today, 'long')}",
        short_made=f"{speech.word('made')} {speech.date(today, 'short')}",
        review_by=f"{speech.word('review_by')} {speech.month(review)}",
        short_review_by=f"{speech.word('review_by')} {speech.month(review, short=True)}",
        clinic=look.footer or look.name,
        reference="",
        bare_reference="",
        page=Wording.of(library.words["page_of"].one),
    )


def _small_front(section: LeafletSection) -> LeafletSection:
    """Half a sheet: title and help box need all of page 1 (LOOK.md, comp A5), so topic line and picture go."""
    if not any(isinstance(block, Front) for block in section.blocks):
        return section
    blocks = [
        replace(block, kicker=None, picture=None) if isinstance(block, Front) else block for block in section.blocks
    ]
    return replace(section, blocks=tuple(blocks))


def _title(sections: tuple[LeafletSection, ...]) -> str:
    """What the banner of an urgent sheet says; empty for a leaflet."""
    banners = (block for section in sections for block in section.blocks if isinstance(block, Banner))
    return next((str(banner.title) for banner in banners), "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _page(wanted: str, order: Order, selection: Selection, look: Brand, place: Locale) -> str:
    """The page that was asked for; an urgent sheet always has a whole one, of the brand or else of the language."""
    if not is_small(wanted):
        return wanted
    if selection.sheet is not None:
        return look.page if look.page and not is_small(look.page) else place.page
    if order.format is not Format.STANDARD:
        message = f"there is no room for large print ({order.format}) on the page {wanted}"
        remedy = f"Print it on {HALF_OF[wanted]} (page: {HALF_OF[wanted]}), or in format: standard."
        raise Refused(message, remedy=remedy, problems=[Problem("large-on-small", message, remedy, path=("format",))])
    return wanted


def _strip(order: Order, values: dict[str, str], speech: Speech, today: dt.date, page: str) -> tuple[Labelled, ...]:
    cells = []
    if order.patient.name:
        cells.append(Labelled(speech.word("for"), order.patient.name))
    if order.patient.birth_date:
        cells.append(Labelled(speech.word("born"), speech.date(order.patient.birth_date, "long")))
    if is_small(page):
        # One line (LOOK.md, patient strip): the day says by itself what it is.
        return (*cells, Labelled("", speech.date(today, "long")))
    if "clinician" in values:
        cells.append(Labelled(speech.word("given_by"), values["clinician"]))
    if order.format is Format.STANDARD:
        # Large print says it in the footer alone: page 1 must have room for the help box.
        cells.append(Labelled(speech.word("date"), speech.date(today)))
    return tuple(cells)


def _sheet_strip(order: Order, speech: Speech, today: dt.date) -> tuple[Labelled, ...]:
    """Who, born when, and the day. Without a name there is room to write it: the next team must know."""
    cells = [Labelled(speech.word("for"), order.patient.name or "")]
    if order.patient.birth_date:
        cells.append(Labelled(speech.word("born"), speech.date(order.patient.birth_date, "long")))
    return (*cells, Labelled("", speech.date(today, "long")))


def _sections(
    order: Order,
    library: Library,
    selection: Selection,
    values: dict[str, str],
    speech: Speech,
    look: Brand,
    memo: Memo,
) -> tuple[LeafletSection, ...]:
    answers = _answers(order, library, selection, values, Cards(library, selection, values, speech, memo), look)
    parts: dict[str, list[str]] = {}
    for id in selection.sections:
        parts.setdefault(library.sections[id].continues or id, []).append(id)
    found = (_with_parts(library, host, ids, values, speech, answers, memo) for host, ids in parts.items())
    return tuple(section for sections in found for section in sections)


def _with_parts(
    library: Library,
    host: str,
    parts: Sequence[str],
    values: dict[str, str],
    speech: Speech,
    answers: Answers,
    memo: Memo,
) -> tuple[LeafletSection, ...]:
    """The section ``host`` as these ``parts`` fill it; none when there is nothing in it."""
    forms = memo.of("section forms", (host, *parts, speech.language), Recalled[tuple[LeafletSection, ...]])
    known = forms.find(answers)
    if known is not None:
        return known
    written = [one for id in parts for one in _blocks(library.sections[id], library, values, speech, answers, memo)]
    blocks = tuple(block for one in written for block in one.blocks)
    title = library.sections[host].title
    found = (_joined(library.sections[host], blocks, values, speech, memo),) if blocks else ()
    if all(one.kept for one in written):
        # Which lines a block prints follows from those that the whole section prints.
        asked = {("section", id): answers["section"](id) for id in parts}
        asked |= {ask: answer for one in written for ask, answer in one.asked.items() if ask[0] != "lines"}
        if title is not None and title.variables:
            asked |= {("words", names): answers["words"](names) for names in [tuple(sorted(title.variables))]}
        forms.keep(asked, found)
    return found


class _Written(Struct, frozen=True):
    """A block in its final words, or none; ``asked``: what was asked for it. ``kept``: it may serve others."""

    blocks: tuple[Block, ...]
    asked: Mapping[Question, Hashable]
    kept: bool


def _blocks(
    section: Section, library: Library, values: dict[str, str], speech: Speech, answers: Answers, memo: Memo
) -> Iterator[_Written]:
    known = memo.of("written", (section.id, speech.language), partial(_forms, section))
    for source, forms in zip(section.blocks, known, strict=True):
        found = forms.find(answers)
        if found is None:
            found = _Composer(section, library, values, speech, answers).written(source)
            if found.kept:
                forms.keep(found.asked, found)
        yield found


def _forms(section: Section) -> tuple[Recalled[_Written], ...]:
    return tuple(Recalled() for _ in section.blocks)


def _joined(
    host: Section, blocks: tuple[Block, ...], values: dict[str, str], speech: Speech, memo: Memo
) -> LeafletSection:
    """A section with its further parts: the same one for the same blocks, so that others see at once that it is."""

    def join() -> LeafletSection:
        title = Line(f"{host.id}.title", rendered(host.title, values, speech, host.id)) if host.title else None
        return LeafletSection(host.id, title, host.icon, host.half == "yes", blocks, host.moves_up == "yes")

    titled = tuple(values.get(name) for name in sorted(host.title.variables)) if host.title else ()
    return memo.same("section", blocks, (host.id, speech.language, titled), join)


ALONE = frozenset({"note", "medicines_list"})
"""Values that are typed for one patient: nothing that was made of them is kept."""


def _answers(
    order: Order, library: Library, selection: Selection, values: Mapping[str, str], cards: Cards, look: Brand
) -> Answers:
    """All that blocks are made of, beside the library and the language."""
    lines = selection.lines
    return {
        "lines": lambda ids: tuple(map(lines.__contains__, ids)),
        "section": lambda id: lines & library.sections[id].line_ids,
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

    ``asked`` holds each question about this patient that was asked on the way, with its answer; whether one was about
    what is typed for this patient alone is in what is written.
    """

    def __init__(
        self, section: Section, library: Library, values: dict[str, str], speech: Speech, answers: Answers
    ) -> None:
        self._section, self._library, self._values, self._speech = section, library, values, speech
        self._answers = answers
        self.asked: dict[Question, Hashable] = {}
        self._alone = False

    def written(self, source: BlockSource) -> _Written:
        """The block of ``source``."""
        block = source.compose(self)
        return _Written(() if block is None else (block,), self.asked, not self._alone)

    def _ask(self, kind: str, item: Hashable = "") -> Any:
        return self.asked.setdefault((kind, item), self._answers[kind](item))

    def _ask_value(self, variable: str) -> Any:
        self._alone = self._alone or variable in ALONE
        return self._ask("value", variable)

    def _ask_words(self, names: frozenset[str]) -> None:
        if names:
            self._alone = self._alone or not ALONE.isdisjoint(names)
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
