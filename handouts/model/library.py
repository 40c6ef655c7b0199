"""The library: all of ``sections/`` and ``assets/``, loaded once, checked and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from handouts.model.brand import Brand
from handouts.model.claims import Claim
from handouts.model.drawing import Drawing
from handouts.model.exercise import Exercise
from handouts.model.illustration import Illustration
from handouts.model.pack import Pack
from handouts.model.problem import NOWHERE, Place
from handouts.model.read import Read, Slug
from handouts.model.section import Section
from handouts.model.sign_off import SignOff
from handouts.model.variable import Variable
from handouts.model.vocabulary import Vocabulary


class Tag(Read):
    """A yes-or-no fact about a patient that content may hang on."""

    id: Slug
    label: Annotated[str, Field(min_length=1, description="For staff, in plain words.")]
    implies: tuple[Slug, ...] = Field(default=(), description="Tags that are true whenever this one is.")
    told_by: Literal["medicines", "allergies", "devices"] | None = Field(
        default=None, description="The list of an order that can show this tag, read or not."
    )


class Alarm(StrEnum):
    """What a warning sign does to the leaflet."""

    RED = "red"
    AMBER = "amber"


class RedFlag(Read):
    """A warning sign that staff may record (CONTENT_BRIEF section 4)."""

    id: Slug
    alarm: Alarm
    label: Annotated[str, Field(min_length=1)]
    line: str = Field(description="The warning line that says it to the patient.")


class Reference(Read):
    """Where a fact comes from."""

    id: Annotated[str, Field(pattern=r"^R[0-9]{2}$")]
    short: Annotated[str, Field(min_length=1, description="As named to a patient.")]
    full: Annotated[str, Field(min_length=1)]
    seen: Literal["source", "copy", "general_knowledge"]


class Word(Read):
    """A fixed word of the page, with its plural where it needs one."""

    id: Slug
    one: Annotated[str, Field(min_length=1)]
    other: str | None = None


class Term(Read):
    """A word that differs between British and American English; the library is written with the first."""

    id: Slug
    gb: Annotated[str, Field(min_length=1)]
    us: Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class FontFile:
    """A TrueType file. ``path`` names it for messages."""

    path: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Library:
    """Frozen content by id. ``places`` says where each item stands, for messages."""

    version: str
    sections: Mapping[str, Section]
    exercises: Mapping[str, Exercise]
    packs: Mapping[str, Pack]
    brands: Mapping[str, Brand]
    variables: Mapping[str, Variable]
    tags: Mapping[str, Tag]
    red_flags: Mapping[str, RedFlag]
    references: Mapping[str, Reference]
    words: Mapping[str, Word]
    terms: Mapping[str, Term]
    logos: Mapping[str, Drawing]
    fonts: Mapping[str, Mapping[str, FontFile]]
    icons: Mapping[str, Drawing]
    digest: str
    places: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))
    claims: Mapping[str, Claim] = field(default_factory=lambda: MappingProxyType({}))
    sign_offs: Mapping[str, SignOff] = field(default_factory=lambda: MappingProxyType({}))
    illustrations: Mapping[str, Illustration] = field(default_factory=lambda: MappingProxyType({}))

    def place(self, *path: str) -> Place:
        """Where ``path`` ("section", "heat_cold", "warm") stands; the nearest known parent otherwise."""
        for end in range(len(path), 0, -1):
            found = self.places.get("/".join(path[:end]))
            if found:
                return found
        return NOWHERE

    def line_place(self, section: str, line: str) -> Place:
        """Where a line of a section stands; the section itself for the cells of a table or schedule."""
        return self.places.get(f"sections/{section}#{line}", self.place("sections", section))

    @cached_property
    def line_ids(self) -> frozenset[str]:
        """The full id of every line: ``section.line`` or ``exercise.line``."""
        said = {f"{section.id}.{line.id}" for section in self.sections.values() for line in section.lines()}
        done = {f"{exercise.id}.{line.id}" for exercise in self.exercises.values() for line in exercise.lines()}
        return frozenset(said | done)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The names an order may use."""
        return Vocabulary(
            sections=frozenset(self.sections),
            required=frozenset(id for id, section in self.sections.items() if section.required == "yes"),
            exercises=frozenset(self.exercises),
            one_sided=frozenset(id for id, exercise in self.exercises.items() if exercise.one_sided == "yes"),
            packs=frozenset(self.packs),
            brands=frozenset(self.brands),
            tags=frozenset(self.tags),
            red_flags={id: flag.label for id, flag in self.red_flags.items()},
            emergencies=frozenset(id for id, flag in self.red_flags.items() if flag.alarm is Alarm.RED),
            variables={id: variable for id, variable in self.variables.items() if variable.source == "clinician"},
        )

    def section_order(self) -> tuple[str, ...]:
        """Section ids in the order they are printed; a part follows the section it continues."""

        def key(section: Section) -> tuple[int, str, int, int, str]:
            host = self.sections.get(section.continues) if section.continues else section
            host = host or section
            return (host.position, host.id, 0 if host is section else 1, section.position, section.id)

        return tuple(section.id for section in sorted(self.sections.values(), key=key))
