"""Safety rules as data: how far each topic of advice is open to this patient, and which exercises are.

Rows of ``sections/rules/``; the matrix is that of CONTENT_BRIEF section 5, the exercise rules are those of
7.1. No code and no templates: a rule says when it fires, what it does, and where it comes from.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from handouts.model.condition import Condition
from handouts.model.exercise import Direction, Exercise, HoldSeconds, Minutes, Position
from handouts.model.level import Level
from handouts.model.read import Read, Slug, Whole


class Topic(Read):
    """One kind of advice that conditions may open or close: a column of the matrix."""

    id: Slug
    label: Annotated[str, Field(min_length=1, description="For staff, in plain words: warm packs.")]
    either: tuple[Slug, ...] = Field(
        default=(), description="Its level is that of the most open of these topics; no rule may name it."
    )


class TopicRule(Read):
    """A row of the matrix: what a condition does to each topic. Topics that are not named stay as they are."""

    id: Slug
    when: Condition = Field(description="When it fires. any_of names the tags that the row is about.")
    levels: dict[Slug, Level] = Field(min_length=1, description="Level by topic while the rule fires.")
    unknown: dict[Slug, Level] = Field(
        default_factory=dict, description="Level by topic while none of any_of is yes and one is unknown."
    )
    refs: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _unknown_needs_tags(self) -> TopicRule:
        if self.unknown and not self.when.any_of:
            raise ValueError("unknown needs tags under when: any_of")
        return self

    @cached_property
    def while_unknown(self) -> Condition:
        """When the ``unknown`` levels hold, apart from the tags of ``any_of``, which must be open."""
        return self.when.model_copy(update={"any_of": ()})


class Moves(Read):
    """Which exercises a rule is about: those that match every part that is given."""

    ids: tuple[Slug, ...] = ()
    positions: tuple[Position, ...] = ()
    directions: tuple[Direction, ...] = Field(default=(), description="One of these is enough.")
    end_range: Literal["yes", "no"] | None = None
    floor: Literal["yes", "no"] | None = None
    head_low: Literal["yes", "no"] | None = None
    hand_on_neck: Literal["yes", "no"] | None = None


class ExerciseRule(Read):
    """Exercises that a condition rules out (avoid), leaves to the clinician (ask), or that need care."""

    id: Slug
    moves: Moves
    when: Condition
    level: Literal[Level.CARE, Level.ASK, Level.AVOID] = Level.AVOID
    dose_settles: Literal["yes", "no"] = Field(
        default="no", description="yes: an ask is settled when the clinician picks the exercise and types its dose."
    )
    refs: tuple[str, ...] = ()


class Cap(Read):
    """A limit that a condition sets on doses or on how many exercises there are."""

    id: Slug
    when: Condition
    hold_seconds: HoldSeconds | None = None
    minutes: Minutes | None = Field(default=None, description="A usual dose is no longer; a clinician may type more.")
    exercises: Annotated[Whole, Field(ge=1, le=5)] | None = Field(
        default=None, description="At most this many from a pack. A clinician may pick more."
    )
    refs: tuple[str, ...] = ()


class SafeMove(Read):
    """An exercise of the safe set, offered when too few of a pack are left (CONTENT_BRIEF 7.2)."""

    id: Slug


class Trim(Read):
    """A section that a page budget may take out; the first of the list goes first (CONTENT_BRIEF 6.0)."""

    id: Slug
    sides: Annotated[Whole, Field(ge=2)] | None = Field(
        default=None, description="Only where no more than so many sides are asked for."
    )


class NeverTogether(Read):
    """Lines that contradict each other: none of ``these`` may stand in one leaflet with any of ``those``."""

    id: Slug
    these: Annotated[tuple[str, ...], Field(min_length=1, description="Full line ids.")]
    those: Annotated[tuple[str, ...], Field(min_length=1)]


def matches(moves: Moves, exercise: Exercise) -> bool:
    """Whether ``exercise`` is one of ``moves``."""
    does = exercise.attributes
    return (
        (not moves.ids or exercise.id in moves.ids)
        and (not moves.positions or does.position in moves.positions)
        and (not moves.directions or bool(set(moves.directions) & set(does.directions)))
        and all(
            wanted is None or getattr(does, name) == wanted
            for name, wanted in (
                ("end_range", moves.end_range),
                ("floor", moves.floor),
                ("head_low", moves.head_low),
                ("hand_on_neck", moves.hand_on_neck),
            )
        )
    )
