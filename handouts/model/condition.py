"""When a section, line or exercise applies: data, no code (``when:`` in YAML).

All parts that are given must hold. Tags are yes, no or unknown; which part sees an unknown as what is
written at each field, because unknown is not no.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct
from pydantic import Field

from handouts.model.level import Stance
from handouts.model.patient import Phase, Region
from handouts.model.read import Read, Slug


class Condition(Read):
    """A conjunction. An empty condition always holds."""

    regions: tuple[Region, ...] = Field(default=(), description="The spasm is in one of these.")
    phases: tuple[Phase, ...] = Field(default=(), description="It has lasted this long.")
    any_of: tuple[Slug, ...] = Field(default=(), description="At least one tag is known to be yes.")
    none_of: tuple[Slug, ...] = Field(default=(), description="No tag is known to be yes.")
    unknown: tuple[Slug, ...] = Field(default=(), description="No tag is yes, and at least one is unknown.")
    not_ruled_out: tuple[Slug, ...] = Field(
        default=(), description="At least one tag is yes or unknown. For warning lines: an unknown keeps the line."
    )
    ruled_out: tuple[Slug, ...] = Field(default=(), description="All tags are known to be no.")
    levels: dict[Slug, Stance] = Field(
        default_factory=dict,
        description="How far each of these topics is open: ok, care, ask, avoid, may (ok or care), must_not (ask "
        "or avoid) or not_avoid. See sections/rules/matrix.yaml.",
    )
    has: tuple[Slug, ...] = Field(default=(), description="All these variables have a value.")
    lacks: tuple[Slug, ...] = Field(default=(), description="None of these variables has a value.")
    exercises: tuple[Slug, ...] = Field(default=(), description="One of these exercises was chosen.")
    without_exercises: tuple[Slug, ...] = Field(default=(), description="None of these exercises was chosen.")

    @cached_property
    def given(self) -> tuple[str, ...]:
        """The parts that are given, in the order of the fields: these must hold."""
        return tuple(name for name in type(self).model_fields if getattr(self, name))

    @cached_property
    def tags(self) -> frozenset[str]:
        """Every tag named."""
        return frozenset((*self.any_of, *self.none_of, *self.unknown, *self.not_ruled_out, *self.ruled_out))


ALWAYS = Condition.by_default()


class Asked(Struct, frozen=True):
    """All that some conditions ask about a patient: what decides whether they hold."""

    region: bool
    phase: bool
    tags: tuple[str, ...]
    topics: tuple[str, ...]
    values: frozenset[str]
    exercises: frozenset[str]

    @classmethod
    def by(cls, conditions: Iterable[Condition], *, tags: Iterable[str] = (), values: Iterable[str] = ()) -> Asked:
        """What ``conditions`` ask, and ``tags`` and ``values`` that are asked about beside them."""
        found = tuple(conditions)
        return cls(
            region=any(one.regions for one in found),
            phase=any(one.phases for one in found),
            tags=tuple(sorted({*tags, *(tag for one in found for tag in one.tags)})),
            topics=tuple(sorted({topic for one in found for topic in one.levels})),
            values=frozenset((*values, *(name for one in found for name in (*one.has, *one.lacks)))),
            exercises=frozenset(id for one in found for id in (*one.exercises, *one.without_exercises)),
        )
