"""An exercise of the library, the clinician's pick of it with doses, and the card it becomes.

Dose caps: holds up to 30 seconds, 15 repeats, 3 sets, 3 times a day (CONTENT_BRIEF 7.1 and section 8);
walks up to 60 minutes. Default doses are usual practice, not trial facts (CONTENT_BRIEF 12.4).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import Struct
from pydantic import Field, model_validator

from handouts.model.governance import Governed
from handouts.model.illustration import Picture
from handouts.model.patient import Phase, Region
from handouts.model.read import Read, Slug, Whole
from handouts.model.wording import Wording

if TYPE_CHECKING:
    from handouts.model.line import Line


class Kind(StrEnum):
    """What an exercise is for; also the section that holds its card."""

    STRETCH = "stretch"
    STRENGTH = "strength"
    WALKING = "walking"


class Side(StrEnum):
    """Which side to work. ``both`` is one after the other."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


Reps = Annotated[Whole, Field(ge=1, le=15)]
HoldSeconds = Annotated[Whole, Field(ge=1, le=30)]
Sets = Annotated[Whole, Field(ge=1, le=3)]
Minutes = Annotated[Whole, Field(ge=1, le=60)]
TimesADay = Annotated[Whole, Field(ge=1, le=3)]


class Dose(Read):
    """How much and how often. Absent parts are not printed."""

    reps: Reps | None = Field(default=None, description="Repeats, 1 to 15.")
    hold_seconds: HoldSeconds | None = Field(default=None, description="Seconds to hold, 1 to 30.")
    sets: Sets | None = Field(default=None, description="Sets, 1 to 3.")
    minutes: Minutes | None = Field(default=None, description="Minutes each time, 1 to 60.")
    times_a_day: TimesADay | None = Field(default=None, description="Times a day, 1 to 3.")

    def over(self, base: Dose) -> Dose:
        """This dose with what it leaves out taken from ``base``."""
        return base.model_copy(update=self.model_dump(exclude_none=True))


class Pick(Dose):
    """A chosen exercise. A bare id means its usual dose."""

    id: Slug
    side: Side | None = Field(default=None, description="left, right or both; only for one-sided exercises.")

    @model_validator(mode="before")
    @classmethod
    def _bare_id(cls, value: Any) -> Any:
        return {"id": value} if isinstance(value, str) else value

    @property
    def dose(self) -> Dose:
        """The parts of the dose that were typed."""
        return Dose(**self.model_dump(include=set(Dose.model_fields)))


class ExerciseLine(Read):
    """One line of an exercise card. Its full id is ``exercise.id``."""

    id: Slug
    text: Wording
    one_side: Wording | None = Field(
        default=None, description="Said instead when one side alone is worked; knows {{ side }} and {{ other_side }}."
    )


Position = Literal["stand", "sit", "kneel", "all_fours", "supine", "prone", "side_lying", "any"]
Direction = Literal["flexion", "extension", "rotation", "side_bend"]


class Attributes(Read):
    """What the body does; the rules of ``sections/rules/exercises.yaml`` go by these (CONTENT_BRIEF 7.1)."""

    position: Position
    directions: tuple[Direction, ...] = ()
    end_range: Literal["yes", "no"] = "no"
    floor: Literal["yes", "no"] = "no"
    head_low: Literal["yes", "no"] = "no"
    hand_on_neck: Literal["yes", "no"] = Field(default="no", description="yes: a hand presses on head or neck.")


class Exercise(Governed):
    """One move of the library."""

    id: Slug
    code: Annotated[str, Field(pattern=r"^EX[0-9]{2}$")]
    name: Wording
    kind: Kind
    regions: Annotated[tuple[Region, ...], Field(min_length=1)]
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)]
    attributes: Attributes
    one_sided: Literal["yes", "no"] = Field(default="no", description="yes: done on one side at a time.")
    steps: Annotated[tuple[ExerciseLine, ...], Field(min_length=1, max_length=5)]
    dose: Dose
    count_word: Slug = Field(default="reps", description="The word of sections/words.yaml under the number of repeats.")
    minutes_word: Slug = Field(default="minutes_each_time", description="The word under the number of minutes.")
    easier: ExerciseLine | None = None
    harder: ExerciseLine | None = None
    stop_if: tuple[ExerciseLine, ...] = ()
    not_for: tuple[Slug, ...] = Field(
        default=(), description="Tags that rule this exercise out, beyond the rules on its attributes."
    )
    ask_first: tuple[Slug, ...] = Field(
        default=(), description="Tags with which it is printed only when the clinician picks it and says why."
    )
    care_with: tuple[Slug, ...] = Field(default=(), description="Tags with which staff adapt it, see staff_note.")
    pictures: Annotated[tuple[Slug, ...], Field(max_length=2)] = Field(
        default=(), description="One illustration, or where the move starts and where it ends."
    )
    staff_note: str = ""

    def lines(self) -> tuple[ExerciseLine, ...]:
        """Every line of the card, in reading order."""
        extra = tuple(line for line in (self.easier, self.harder) if line is not None)
        return (*self.steps, *extra, *self.stop_if)


class DoseCell(Struct, frozen=True):
    """One number of the dose row and the words under it: ``8`` and ``slow moves``."""

    numeral: str
    label: str


class Card(Struct, frozen=True):
    """An exercise as it is printed for this patient; ``place`` reads "1 of 3".

    ``often``: times a day, which is then the last cell of the dose.
    """

    id: str
    name: Line
    place: str
    steps: tuple[Line, ...]
    easier: Line | None
    harder: Line | None
    cautions: tuple[Line, ...]
    dose: tuple[DoseCell, ...]
    often: int | None = None
    pictures: tuple[Picture, ...] = ()
