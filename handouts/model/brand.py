"""A brand: how a clinic's leaflet looks, and whom to call. One folder each, with ``brand.yaml`` and a logo."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from handouts.model.colour import LARGE_CONTRAST, WHITE, Scheme, contrast, palette
from handouts.model.locale import Language
from handouts.model.paper import PageSize
from handouts.model.read import HexColour, Phrase, PlainText, Read, Slug
from handouts.model.web_page import WebPage, as_printed

_DIGITS = "0123456789"


def _callable_number(value: str) -> str:
    if sum(c in _DIGITS for c in value) < 2 or not all(c in _DIGITS + " +()-." for c in value):
        raise ValueError("write a phone number with digits, spaces, + ( ) and - only")
    return value


Phone = Annotated[PlainText, AfterValidator(_callable_number)]
FontFile = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]*\.ttf$")]


class Colours(Read):
    """One colour; all else is worked out. ``text`` is for brand rules that fix the colour of headings."""

    brand: HexColour
    text: HexColour | None = Field(default=None, description="Colour of headings and numerals; worked out if left out.")
    scheme: Scheme = Field(
        default=Scheme.FULL, description="How much colour is printed, unless an order or staff say otherwise."
    )

    @model_validator(mode="after")
    def _readable(self) -> Colours:
        if self.text is not None:
            for ground, name in ((WHITE, "white paper"), (palette(self.brand).tint, "the tinted panel")):
                ratio = contrast(self.text, ground)
                if ratio < LARGE_CONTRAST:
                    raise ValueError(
                        f"text has a contrast of {ratio:.1f} to 1 on {name}; it needs {LARGE_CONTRAST} or more. "
                        "Take a darker colour, or leave text out"
                    )
        return self


class Fonts(Read):
    """A family of the brand's own: five static TrueType files in its folder."""

    regular: FontFile
    medium: FontFile
    semibold: FontFile
    bold: FontFile
    extrabold: FontFile


class Contact(Read):
    """Whom to call. Printed as typed; phone numbers are never broken over two lines."""

    phone: Phone
    hours: Phrase
    out_of_hours: PlainText | None = Field(
        default=None, description="One sentence: what to do when the clinic is closed."
    )
    email: PlainText | None = None
    website: PlainText | None = None
    qr_page: WebPage | None = Field(
        default=None,
        description="Address of a page of your own (https), for patients to read on their phone. It is printed as "
        "a QR code and in words. The same for everybody: it must not tell anything of a patient.",
    )
    interpreter: PlainText | None = Field(
        default=None, description="One sentence on interpreters and help with reading."
    )


class Emergency(Read):
    """Numbers on every leaflet. ``number`` is required: no leaflet is printed without it."""

    number: Phone
    department: PlainText | None = Field(
        default=None, description="What patients call the emergency department; the words of the language if left out."
    )
    urgent_number: Phone | None = Field(
        default=None, description="A line for urgent advice, such as 111; may be left out."
    )
    maternity_phone: Phone | None = None
    crisis_line: PlainText | None = None


class Brand(Read):
    """All a clinic may set about its look (LOOK.md, section 3)."""

    id: Slug
    name: PlainText
    address: PlainText
    colours: Colours
    logo: Annotated[
        str,
        Field(
            pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]*\.(svg|png)$",
            description="An SVG or PNG file in the brand's folder; an SVG file prints sharper.",
        ),
    ]
    logo_alt: PlainText
    fonts: Fonts | None = None
    corner_mm: Annotated[float, Field(ge=0, le=4)] = 1.5
    header: Literal["rule", "panel"] = "rule"
    title: Literal["panel", "open"] = "panel"
    icons: Literal["line", "badge"] = "line"
    language: Language = "en-GB"
    page: PageSize | None = Field(default=None, description="The page that goes with the language if left out.")
    figures: Literal["full", "outline"] = Field(
        default="full", description="outline: figures in lines, to save ink or to be coloured in."
    )
    contact: Contact
    emergency: Emergency
    footer: PlainText | None = Field(
        default=None, description="Short text in the footer; the clinic's name if left out."
    )

    def values(self) -> dict[str, str]:
        """What text may say about the clinic, by variable name. Missing ones are left out."""
        values = {
            "clinic_name": self.name,
            "clinic_address": self.address,
            "clinic_phone": self.contact.phone,
            "clinic_hours": self.contact.hours,
            "out_of_hours": self.contact.out_of_hours,
            "clinic_email": self.contact.email,
            "clinic_website": self.contact.website,
            "clinic_page": self.contact.qr_page and as_printed(self.contact.qr_page),
            "interpreter": self.contact.interpreter,
            "emergency_number": self.emergency.number,
            "emergency_department": self.emergency.department,
            "urgent_number": self.emergency.urgent_number,
            "maternity_phone": self.emergency.maternity_phone,
            "crisis_line": self.emergency.crisis_line,
        }
        return {name: value for name, value in values.items() if value}
