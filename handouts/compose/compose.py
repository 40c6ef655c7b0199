"""Turn a selection into a leaflet."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from handouts.compose.speech import Speech, spoken
from handouts.errors import Refused
from handouts.model.blocks import Banner, Front
from handouts.model.brand import Brand
from handouts.model.colour import Scheme
from handouts.model.exercise import Card, DoseCell, Exercise, ExerciseLine, Kind, Side
from handouts.model.illustration import Picture
from handouts.model.leaflet import Footer, Labelled, Leaflet, LeafletSection, Letterhead
from handouts.model.library import Library
from handouts.model.line import Line, LineSource
from handouts.model.locale import Locale
from handouts.model.order import Order
from handouts.model.paper import HALF_OF, Format, is_small
from handouts.model.problem import Problem
from handouts.model.section import Section
from handouts.model.selection import ChosenExercise, Selection
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
) -> Leaflet:
    """The leaflet for ``order``. ``page`` and ``colours`` win over the order's and the brand's."""
    look = library.brands[brand]
    place = library.locale(order.language, brand)
    page = _page(page or order.page or look.page or place.page, order, selection, look, place)
    speech = Speech(library, place.id)
    values = spoken(selection.values, library, speech)
    sections = _sections(order, library, selection, values, speech, look)
    if is_small(page):
        sections = tuple(_small_front(section) for section in sections)
    title = _title(sections) or _capital(speech.word("leaflet_title", region=values["region_name"]))
    review = selection.values["review_month"]
    assert isinstance(review, dt.date), "selection always gives the review date"
    return Leaflet(
        title=title,
        language=place.id,
        made_on=today,
        page=page,
        format=order.format,
        brand=look,
        letterhead=Letterhead(look.name, look.address, speech.word("questions_call_us"), look.contact.phone),
        strip=_sheet_strip(order, speech, today) if selection.sheet else _strip(order, values, speech, today, page),
        sections=sections,
        footer=Footer(
            title=title,
            version=f"{speech.word('version')} {library.version}",
            made=f"{speech.word('made')} {speech.date(today, 'long')}",
            short_made=f"{speech.word('made')} {speech.date(today, 'short')}",
            review_by=f"{speech.word('review_by')} {speech.month(review)}",
            short_review_by=f"{speech.word('review_by')} {speech.month(review, short=True)}",
            clinic=look.footer or look.name,
            reference=f"{speech.word('reference')} {order.reference}",
            bare_reference=order.reference,
            page=Wording.of(library.words["page_of"].one),
        ),
        continued=speech.word("continued"),
        sheet=selection.sheet,
        colours=colours or order.colours or look.colours.scheme,
    )


def _small_front(section: LeafletSection) -> LeafletSection:
    """Half a sheet: title and help box need all of page 1 (LOOK.md, comp A5), so topic line and picture go."""
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


def _rendered(wording: Wording, values: dict[str, str], speech: Speech, item: str) -> Text:
    try:
        return speech.say(wording, values)
    except KeyError as error:
        raise Refused(
            f"{item} needs a value for {error.args[0]}, and there is none",
            remedy="Set it in the order or the brand, or take it out of the text.",
        ) from None


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
    order: Order, library: Library, selection: Selection, values: dict[str, str], speech: Speech, look: Brand
) -> tuple[LeafletSection, ...]:
    hosts: dict[str, tuple[Section, list[object]]] = {}
    cards = _Cards(library, selection, values, speech)
    for id in selection.sections:
        section = library.sections[id]
        composer = _Composer(section, order, library, selection, values, speech, cards, look)
        blocks = [block for block in (source.compose(composer) for source in section.blocks) if block is not None]
        host = section.continues or id
        hosts.setdefault(host, (library.sections[host], []))[1].extend(blocks)
    return tuple(
        LeafletSection(
            id=host.id,
            title=Line(f"{host.id}.title", _rendered(host.title, values, speech, host.id)) if host.title else None,
            icon=host.icon,
            half=host.half == "yes",
            blocks=tuple(blocks),  # type: ignore[arg-type]
            loose=host.moves_up == "yes",
        )
        for host, blocks in hosts.values()
        if blocks
    )


class _Composer:
    """Answers the block sources of one section; see :class:`handouts.model.line.Composer`."""

    def __init__(
        self,
        section: Section,
        order: Order,
        library: Library,
        selection: Selection,
        values: dict[str, str],
        speech: Speech,
        cards: _Cards,
        look: Brand,
    ) -> None:
        self._section, self._order, self._library, self._selection = section, order, library, selection
        self._values, self._speech = values, speech
        self._cards, self._look = cards, look

    def lines(self, sources: tuple[LineSource, ...]) -> tuple[Line, ...]:
        return tuple(self._line(source) for source in sources if self._id(source) in self._selection.lines)

    def first(self, alternatives: tuple[LineSource, ...]) -> Line | None:
        return next(iter(self.lines(alternatives)), None)

    def title(self, id: str, wording: Wording) -> Line:
        return Line(f"{self._section.id}.{id}", _rendered(wording, self._values, self._speech, self._section.id))

    def signs(self) -> tuple[Line, ...]:
        found = []
        # Two signs may share a line; it is printed once.
        for id in dict.fromkeys(sign.line for sign in self._selection.signs):
            section, _, name = id.partition(".")
            source = next(line for line in self._library.sections[section].lines() if line.id == name)
            found.append(Line(id, _rendered(source.text, self._values, self._speech, section)))
        return tuple(found)

    def number(self, variable: str) -> int:
        value = self._selection.values[variable]
        assert isinstance(value, int), "the library is checked: a schedule draws whole numbers"
        return value

    def word(self, id: str, count: int | None = None, **values: object) -> str:
        return self._speech.word(id, count, **values)

    def days(self, count: int) -> tuple[str, ...]:
        made = self._selection.values["made_on"]
        assert isinstance(made, dt.date), "selection always gives the day"
        return tuple(self._speech.date(made + dt.timedelta(days=number), "tiny") for number in range(1, count + 1))

    def rows(self, variable: str) -> tuple[tuple[str, ...], ...]:
        rows = self._selection.values.get(variable, ())
        assert isinstance(rows, tuple), "only variables with rows are asked for"
        return rows

    def web_page(self) -> str | None:
        return self._look.contact.qr_page

    def title_picture(self, usual: str) -> Picture | None:
        pack = self._library.packs.get(self._selection.pack)
        id = (pack.picture if pack else None) or usual
        if self._order.format is not Format.STANDARD or id not in self._library.illustrations:
            return None
        return _picture(self._library, id, self._values, self._speech)

    def illustration(self, id: str, caption: Line) -> Picture:
        drawn = _picture(self._library, id, self._values, self._speech)
        return replace(drawn, caption=str(caption))

    def cards(self, kind: Kind) -> tuple[Card, ...]:
        return self._cards.of(kind)

    def _id(self, source: LineSource) -> str:
        return f"{self._section.id}.{source.id}"

    def _line(self, source: LineSource) -> Line:
        if source.lang is not None:
            # A foreign passage keeps its own words: no term of the place is put into it.
            return Line(self._id(source), source.text.render(self._values).in_language(source.lang))
        return Line(self._id(source), _rendered(source.text, self._values, self._speech, self._section.id))


class _Cards:
    """The chosen exercises as cards, numbered through all kinds."""

    def __init__(self, library: Library, selection: Selection, values: dict[str, str], speech: Speech) -> None:
        total = len(selection.exercises)
        self._by_kind: dict[Kind, list[Card]] = {}
        for number, chosen in enumerate(selection.exercises, 1):
            exercise = library.exercises[chosen.id]
            place = speech.word("card_place", n=number, total=total)
            pictures = tuple(_picture(library, id, values, speech, chosen.side) for id in exercise.pictures)
            card = _card(exercise, chosen, values, speech, place, pictures)
            self._by_kind.setdefault(exercise.kind, []).append(card)

    def of(self, kind: Kind) -> tuple[Card, ...]:
        return tuple(self._by_kind.get(kind, ()))


def _picture(library: Library, id: str, values: dict[str, str], speech: Speech, side: Side | None = None) -> Picture:
    """An illustration in the words of the place; turned round when the other side is worked than it shows."""
    drawn = library.illustrations[id]
    turned = drawn.shows is not None and side in (Side.LEFT, Side.RIGHT) and side.value != drawn.shows
    alt, caption = (str(_rendered(words, values, speech, id)) for words in (Wording.of(drawn.alt), drawn.caption))
    return Picture(id, alt, caption, turned)


def _card(
    exercise: Exercise,
    chosen: ChosenExercise,
    values: dict[str, str],
    speech: Speech,
    place: str,
    pictures: tuple[Picture, ...],
) -> Card:
    one_side = chosen.side in (Side.LEFT, Side.RIGHT)
    if one_side:
        sides = [speech.word("left"), speech.word("right")]
        side, other = sides if chosen.side is Side.LEFT else reversed(sides)
        values = values | {"side": side, "other_side": other}

    def line(source: ExerciseLine) -> Line:
        wording = source.one_side if one_side and source.one_side is not None else source.text
        return Line(f"{exercise.id}.{source.id}", _rendered(wording, values, speech, exercise.id))

    name = _rendered(exercise.name, values, speech, exercise.id)
    if one_side:
        name = Text.joined((name, Text.plain(speech.word(f"{chosen.side}_side"))), ", ")
    return Card(
        id=exercise.id,
        name=Line(f"{exercise.id}.name", name),
        place=place,
        steps=tuple(line(source) for source in exercise.steps),
        easier=line(exercise.easier) if exercise.easier is not None else None,
        harder=line(exercise.harder) if chosen.harder and exercise.harder is not None else None,
        cautions=tuple(line(source) for source in exercise.stop_if),
        dose=_dose(exercise, chosen, speech),
        often=chosen.dose.times_a_day,
        pictures=pictures,
    )


def _dose(exercise: Exercise, chosen: ChosenExercise, speech: Speech) -> tuple[DoseCell, ...]:
    """How many, how long, how often: always in this order (LOOK.md, dose row)."""
    dose = chosen.dose
    sets = dose.sets if dose.sets and dose.sets > 1 else None
    one_side = chosen.side in (Side.LEFT, Side.RIGHT)
    count_word = "reps_one_side" if one_side and exercise.count_word == "reps_each_side" else exercise.count_word
    parts = (
        (sets, "sets"),
        (dose.reps, count_word),
        (dose.hold_seconds, "hold_seconds"),
        (dose.minutes, exercise.minutes_word),
        (dose.times_a_day, "times_a_day"),
    )
    return tuple(DoseCell(str(value), speech.word(word, value)) for value, word in parts if value is not None)
