"""A leaflet: the final ordered content. No rules, no templates and no engine are left in it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from enum import Enum
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from handouts.model.blocks import Block, Exercises, Front, PictureRow, Qr
from handouts.model.brand import Brand
from handouts.model.colour import Scheme
from handouts.model.fields import field_names
from handouts.model.line import Line
from handouts.model.locale import Language
from handouts.model.paper import Format
from handouts.model.problem import Problem, Severity
from handouts.model.section import Sheet
from handouts.model.wording import Text, Wording


class Labelled(Struct, frozen=True):
    """A label and its value: a cell of the patient strip, a part of the footer."""

    label: str
    value: str


class Letterhead(Struct, frozen=True):
    """Who gives the leaflet and whom to call."""

    name: str
    address: str
    call_us: str
    phone: str


class Footer(Struct, frozen=True):
    """What stands at the foot of each page. ``short_...`` dates are for large print.

    ``page`` still holds ``{{ page }}`` and ``{{ pages }}``: only layout knows them.
    """

    title: str
    version: str
    made: str
    short_made: str
    review_by: str
    short_review_by: str
    clinic: str
    reference: str
    bare_reference: str
    page: Wording


class LeafletSection(Struct, frozen=True):
    """A heading and its blocks. ``half``: short enough to stand in half the width.

    ``loose``: it may stand earlier, at the foot of a page that has room.
    """

    id: str
    title: Line | None
    icon: str | None
    half: bool
    blocks: tuple[Block, ...]
    loose: bool = False

    def read_aloud(self) -> Iterator[str]:
        """Its words, in reading order."""
        if self.title is not None:
            yield str(self.title)
        for block in self.blocks:
            yield from block.read_aloud()

    def alts(self) -> Iterator[str]:
        """What its pictures show, in words and in reading order."""
        for block in self.blocks:
            if isinstance(block, Front | Exercises | PictureRow):
                yield from [picture.alt for picture in block.shown()]
            elif isinstance(block, Qr):
                yield block.alt


class Leaflet(Struct, frozen=True):
    """Everything that layout needs. ``continued`` is the word for the rest of a split box.

    ``sheet``: the urgent sheet that this is, in place of a leaflet. In its strip, an empty value is for writing on.
    ``two_sides``: in the two-side form, with the next steps beside the title.
    """

    title: str
    language: Language
    made_on: dt.date
    page: str
    format: Format
    brand: Brand
    letterhead: Letterhead
    strip: tuple[Labelled, ...]
    sections: tuple[LeafletSection, ...]
    footer: Footer
    continued: str
    sheet: Sheet | None = None
    colours: Scheme = Scheme.FULL
    two_sides: bool = False

    def read_aloud(self) -> Iterator[str]:
        """The words of all sections, in reading order: what the page must say."""
        for section in self.sections:
            yield from section.read_aloud()

    def alts(self) -> tuple[str, ...]:
        """What its pictures show, in words and in reading order; the first is the logo. An urgent sheet has none."""
        if self.sheet is not None:
            return ()
        return (self.brand.logo_alt, *(alt for section in self.sections for alt in section.alts()))

    def captions(self) -> frozenset[str]:
        """The ids of the lines under pictures that may give way where there is no room."""
        rows = (block for section in self.sections for block in section.blocks if isinstance(block, PictureRow))
        return frozenset(captioned.caption.id for row in rows for captioned in row.pictures)

    def digest(self) -> str:
        """SHA-256 of the content, in hexadecimal: the same words and look give the same digest."""
        text = json.dumps(_plain(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def sheet_page(leaflet: Leaflet, wanted: str | None) -> tuple[Problem, ...]:
    """Staff are told when an urgent sheet is not on the page that was ``wanted``, which is too small for it."""
    if leaflet.sheet is None or wanted in (None, leaflet.page):
        return ()
    message = f"an urgent sheet needs a whole page: it is made for {leaflet.page}, not {wanted}"
    hint = f"Print it on {leaflet.page}."
    return (Problem("sheet-on-whole-page", message, hint, severity=Severity.WARNING),)


def _plain(value: Any) -> Any:
    """Plain JSON values; a Struct carries its type's name, so that two types never look alike."""
    if value is None or (isinstance(value, str | int) and not isinstance(value, Enum)):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Text):
        return [[span.text, span.bold, span.lang] for span in value.spans]
    if names := field_names(value):
        return {"": type(value).__name__, **{name: _plain(getattr(value, name)) for name in names}}
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return sorted(value) if isinstance(value, frozenset) else value
