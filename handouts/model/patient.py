"""The patient: what selection may ask about. Each fact is yes, no or unknown, and unknown is not no.

Field names and values follow CONTENT_BRIEF section 2, in plain words.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from handouts.model.read import IsoDate, PlainText, Read, Slug, Whole


class Answer(StrEnum):
    """An answer to a yes-or-no question that may not have been asked."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Region(StrEnum):
    """Where the spasm is. ``several`` means more than one of the three."""

    NECK = "neck"
    MID_BACK = "mid_back"
    LOW_BACK = "low_back"
    SEVERAL = "several"


class Phase(StrEnum):
    """How long it has lasted (CONTENT_BRIEF 6.4): bands of days since onset, or a flare-up."""

    FIRST_DAYS = "first_days"
    ACUTE = "acute"
    SUBACUTE = "subacute"
    CHRONIC = "chronic"
    FLARE = "flare"


FIRST_DAYS, ACUTE_DAYS, SUBACUTE_DAYS = 3, 6 * 7, 12 * 7
"""Last day of each band: 72 hours, 6 weeks, 12 weeks (CONTENT_BRIEF 6.4; CLAIMS, clashes table)."""


def phase_of(days: int) -> Phase:
    """The phase that ``days`` since onset give."""
    if days <= FIRST_DAYS:
        return Phase.FIRST_DAYS
    if days <= ACUTE_DAYS:
        return Phase.ACUTE
    return Phase.SUBACUTE if days <= SUBACUTE_DAYS else Phase.CHRONIC


class LimbSymptoms(StrEnum):
    """Pain, numbness or weakness in arms or legs."""

    NONE = "none"
    ONE_SIDE_PAIN = "one_side_pain"
    ONE_SIDE_NUMB_OR_WEAK = "one_side_numb_or_weak"
    BOTH_SIDES = "both_sides"
    UNKNOWN = "unknown"


class RedFlagScreen(Read):
    """Proof that somebody asked about warning signs before a self-care leaflet is printed."""

    done: Literal["yes", "no"] = Field(description="Were the warning signs asked about? A leaflet needs yes.")
    by: PlainText | None = Field(default=None, description="Who asked.")
    on: IsoDate | None = Field(default=None, description="When, as 2026-11-21.")


class Clearance(Read):
    """A named clinician looked into a same-day warning sign and let the leaflet go ahead."""

    flag: Slug
    by: PlainText
    on: IsoDate


class Surgery(Read):
    """An operation that matters for exercise, heat and hands-on care."""

    site: PlainText
    on: IsoDate


class Abilities(Read):
    """What the patient can do; decides which exercises are offered."""

    can_lie_prone: Answer = Answer.UNKNOWN
    can_lie_supine: Answer = Answer.UNKNOWN
    can_kneel: Answer = Answer.UNKNOWN
    can_get_to_floor: Answer = Answer.UNKNOWN
    falls_risk: Answer = Answer.UNKNOWN


class Contradiction(ValueError):
    """Two answers that cannot both hold. ``code`` and ``hint`` go into the problem that is shown."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.hint = code, hint


def _list_or_word(value: object) -> object:
    if isinstance(value, str) and value not in ("none", "unknown"):
        raise ValueError("write a list with each item after a dash, or the word none or unknown")
    return value


PlainList = Annotated[
    Annotated[tuple[PlainText, ...], Tag("list")] | Annotated[Literal["none", "unknown"], Tag("word")],
    Discriminator(lambda value: "list" if isinstance(value, list | tuple) else "word"),
    BeforeValidator(_list_or_word),
]
"""A list, ``none`` (asked, there are none) or ``unknown``."""

Age = Annotated[Whole, Field(ge=0, le=120)]


class Facts(Read):
    """Everything selection may ask about this patient."""

    age: Age = Field(description="Age in whole years. Required: many safety rules hang on it.")
    sex: Literal["female", "male", "other", "unknown"] = "unknown"
    pregnant: Answer = Answer.UNKNOWN
    weeks: Annotated[Whole, Field(ge=1, le=42)] | None = Field(default=None, description="Weeks of pregnancy.")
    breastfeeding: Answer = Answer.UNKNOWN
    region: Region
    onset_date: IsoDate | None = Field(default=None, description="The day the pain began, as 2026-11-18.")
    onset_days: Annotated[Whole, Field(ge=0, le=36500)] | None = Field(
        default=None, description="Or: days since it began."
    )
    phase: Phase | None = Field(default=None, description="Needed for a flare-up, or when nobody knows the onset.")
    limb_symptoms: LimbSymptoms = LimbSymptoms.UNKNOWN
    red_flag_screen: RedFlagScreen
    red_flags: tuple[Slug, ...] = Field(
        default=(), description="Codes of warning signs found, see sections/lists/flags.yaml."
    )
    cleared: tuple[Clearance, ...] = Field(
        default=(), description="Same-day warning signs that a clinician has looked into."
    )
    conditions: dict[Slug, Answer] = Field(
        default_factory=dict, description="Tags of sections/lists/tags.yaml, each yes, no or unknown."
    )
    other_conditions: Literal["no", "unknown"] = Field(
        default="unknown",
        description="no: all conditions were asked about and those not named above are absent.",
    )
    medicines: PlainList = Field(default="unknown", description="A list, none (asked, takes none) or unknown.")
    allergies: PlainList = "unknown"
    surgery: tuple[Surgery, ...] = ()
    devices: PlainList = "unknown"
    abilities: Abilities = Abilities.by_default()

    @model_validator(mode="after")
    def _consistent(self) -> Facts:
        if self.onset_date is None and self.onset_days is None and self.phase is None:
            message = "nothing says how long it has lasted, which decides what is printed"
            raise Contradiction("onset-missing", message, "Add onset_date, onset_days or phase.")
        if self.onset_date is not None and self.onset_days is not None:
            raise Contradiction("onset-twice", "onset_date and onset_days are both given", "Keep one of the two.")
        if self.weeks is not None and self.pregnant is not Answer.YES:
            message = "weeks of pregnancy are given, but pregnant is not yes"
            raise Contradiction("weeks-not-pregnant", message, "Ask the patient, then correct one of the two.")
        return self

    def days_since_onset(self, today: dt.date) -> int | None:
        """Whole days from onset to ``today``; None when no onset was given."""
        if self.onset_date is not None:
            return (today - self.onset_date).days
        return self.onset_days
