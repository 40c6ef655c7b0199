"""An order: one request for one leaflet. What staff type."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from handouts.model.colour import Scheme
from handouts.model.exercise import Pick
from handouts.model.locale import Language
from handouts.model.paper import Format, PageSize
from handouts.model.patient import Facts
from handouts.model.read import IsoDate, NoteText, Phrase, PlainText, Read, Slug, Whole

_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}


_REFERENCE = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
_TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


def _file_safe(value: object) -> object:
    """Files are named by the reference, so it must be a name that every system accepts."""
    if not isinstance(value, str):
        return value
    if not re.match(_REFERENCE, value):
        raise ValueError("use up to 64 letters, digits, . _ and - without spaces; it names the files")
    if value.split(".")[0].upper() in _RESERVED or value.endswith("."):
        raise ValueError("this reference cannot be a file name on every system; add a letter or digit")
    return value


def _on_the_clock(value: object) -> object:
    if isinstance(value, str) and not re.match(_TIME, value):
        raise ValueError("write the time as on a 24-hour clock, for example 09:30 or 14:05")
    return value


Reference = Annotated[
    str,
    Field(pattern=_REFERENCE, description="Names the files. Never the patient's name."),
    BeforeValidator(_file_safe),
]
Time = Annotated[str, Field(pattern=_TIME, description="24-hour time, as 10:20."), BeforeValidator(_on_the_clock)]


Reason = Annotated[PlainText, StringConstraints(min_length=8)]
"""Why somebody decided something: a few words at least."""


class PatientLabel(Read):
    """Printed on the leaflet and used for nothing else."""

    name: PlainText | None = None
    birth_date: IsoDate | None = None


class Clinician(Read):
    """Who gives the leaflet."""

    name: PlainText
    role: PlainText | None = None


class FollowUp(Read):
    """The next visit."""

    date: IsoDate
    time: Time | None = None
    place: Phrase | None = None
    with_: Phrase | None = Field(default=None, alias="with")
    bring: Phrase | None = None


AddressLine = Annotated[PlainText, StringConstraints(max_length=60)]


class Post(Read):
    """Where a printed leaflet is sent. It stands on the cover of a letter, never on the leaflet, nor in any record."""

    lines: Annotated[tuple[AddressLine, ...], Field(min_length=1, max_length=5)] = Field(
        description="House, street, town: 1 to 5 lines, without the name, which comes from patient."
    )
    postcode: Annotated[PlainText, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 -]{1,11}$")]
    country: AddressLine | None = Field(default=None, description="Only for a letter abroad.")


class Urgent(Read):
    """What staff add to an urgent sheet, which takes the place of the leaflet when a warning sign calls for it.

    It never calls for one by itself.
    """

    go_to: Annotated[Phrase, StringConstraints(max_length=80)] | None = Field(
        default=None, description="Where to go, in place of the brand's emergency department."
    )
    time_booked: Time | None = Field(default=None, description="On the same-day sheet. Empty: a line to write on.")
    nothing_by_mouth: Literal["yes", "no"] = Field(
        default="no", description="yes: the emergency sheet says not to eat or drink."
    )
    other: Annotated[Phrase, StringConstraints(max_length=120)] | None = Field(
        default=None, description="Another reason, printed after the warning signs."
    )


class Medicine(Read):
    """One line of the medicines list that a prescriber has typed. Printed as typed."""

    name: PlainText
    how_much: PlainText
    when: PlainText
    why: PlainText | None = None
    stop: PlainText | None = Field(default=None, description="When to stop, or whom to ask.")

    @property
    def cells(self) -> tuple[str, str, str]:
        """Name and reason; dose and times; when to stop."""
        name = f"{self.name} ({self.why})" if self.why else self.name
        return name, f"{self.how_much}, {self.when}", self.stop or "-"


class SectionChoice(Read):
    """The clinician's changes to the pack."""

    add: tuple[Slug, ...] = ()
    leave_out: tuple[Slug, ...] = ()


class Override(Read):
    """A clinician lets advice or an exercise through that a rule leaves to them. Kept in the staff record."""

    topic: Slug | None = Field(default=None, description="A topic of sections/rules/topics.yaml.")
    exercise: Slug | None = Field(default=None, description="Or one of the exercises of this order.")
    reason: Reason = Field(description="Why it is right for this patient. No names.")
    by: PlainText = Field(description="The clinician who decided it.")

    @model_validator(mode="after")
    def _one_of_two(self) -> Override:
        if (self.topic is None) == (self.exercise is None):
            raise ValueError("name one of the two: topic or exercise")
        return self

    @property
    def item(self) -> str:
        """The topic or exercise."""
        return self.topic or self.exercise or ""


def field_name(path: tuple[str | int, ...]) -> str:
    """A field as staff are told of it; rows are counted from 1: ``medicines_list.2``."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


class Order(Read):
    """This patient, these choices."""

    reference: Reference
    patient: PatientLabel = PatientLabel.by_default()
    facts: Facts
    clinician: Clinician | None = None
    language: Language | None = Field(default=None, description="The brand's language if left out.")
    format: Format = Format.STANDARD
    page: PageSize | None = Field(default=None, description="The brand's page if left out.")
    colours: Scheme | None = Field(default=None, description="The brand's scheme if left out.")
    brand: Slug | None = None
    pack: Slug | None = Field(default=None, description="Chosen by region and phase if left out.")
    sections: SectionChoice = SectionChoice.by_default()
    exercises: tuple[Pick, ...] | None = Field(
        default=None, max_length=5, description="At most 5. The pack's exercises if left out; [] for none."
    )
    pages: Annotated[Whole, Field(ge=2, le=12)] | None = Field(
        default=None, description="At most this many sides: optional sections go, see sections/rules/trim.yaml."
    )
    overrides: tuple[Override, ...] = Field(
        default=(), description="What a rule leaves to the clinician and the clinician allows, with a reason."
    )
    variables: dict[Slug, PlainText] = Field(default_factory=dict)
    follow_up: FollowUp | None = None
    urgent: Urgent | None = Field(default=None, description="Only with a warning sign that calls for an urgent sheet.")
    medicines_list: tuple[Medicine, ...] = Field(
        default=(), max_length=12, description="The one current list, for the section medicines_list."
    )
    note: NoteText | None = Field(default=None, description="A short note to the patient, printed as typed.")
    post: Post | None = Field(default=None, description="The postal address, for handouts make --mail.")

    def typed(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """What is printed as it was typed, for the patient to read: each field with its words."""
        found: list[tuple[tuple[str | int, ...], str]] = [
            (("variables", name), words) for name, words in self.variables.items() if not words.isdecimal()
        ]
        if self.note:
            found.append((("note",), self.note))
        if self.follow_up and self.follow_up.bring:
            found.append((("follow_up", "bring"), self.follow_up.bring))
        for number, row in enumerate(self.medicines_list):
            found.append((("medicines_list", number), ". ".join([f"{row.name} {row.how_much}", row.when])))
            found += [(("medicines_list", number), words) for words in (row.why, row.stop) if words]
        return tuple(found)
