"""Turn a selection into a leaflet."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from handouts.compose.sections import sections_of
from handouts.compose.speech import Speech, spoken
from handouts.errors import Refused
from handouts.model.blocks import Banner, Front
from handouts.model.brand import Brand
from handouts.model.colour import Scheme
from handouts.model.leaflet import Footer, Labelled, Leaflet, LeafletSection, Letterhead
from handouts.model.library import Library
from handouts.model.locale import Locale
from handouts.model.memo import Memo
from handouts.model.order import Order
from handouts.model.paper import HALF_OF, Format, is_small
from handouts.model.problem import Problem
from handouts.model.selection import Selection
from handouts.model.wording import Wording


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
    sections = sections_of(order, library, selection, values, speech, look, memo)
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
