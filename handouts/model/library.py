"""The library: all of ``sections/`` and ``assets/``, loaded once, checked and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Literal

from msgspec import Struct, field
from pydantic import Field

from handouts.model.brand import Brand
from handouts.model.claims import Claim
from handouts.model.condition import Asked
from handouts.model.drawing import Drawing, Logo
from handouts.model.exercise import Exercise, Kind
from handouts.model.illustration import Illustration
from handouts.model.lexicon import Group, Lexicon
from handouts.model.locale import Language, Locale
from handouts.model.pack import Pack
from handouts.model.patient import LimbSymptoms
from handouts.model.problem import NOWHERE, Place
from handouts.model.read import Read, Slug
from handouts.model.rules import Cap, ExerciseRule, NeverTogether, SafeMove, Topic, TopicRule, Trim
from handouts.model.section import Section, Sheet
from handouts.model.sign_off import SignOff
from handouts.model.style import Style
from handouts.model.variable import Variable
from handouts.model.vocabulary import Vocabulary

LISTED = ("medicines", "allergies", "devices")
"""Lists of an order that are read, each by the lexicon of the same name."""


class Tag(Read):
    """A yes-or-no fact about a patient that content may hang on."""

    id: Slug
    label: Annotated[str, Field(min_length=1, description="For staff, in plain words.")]
    implies: tuple[Slug, ...] = Field(default=(), description="Tags that are true whenever this one is.")
    told_by: Literal["medicines", "allergies", "devices"] | None = Field(
        default=None, description="The list of an order that can show this tag, read or not."
    )
    told_fully: Literal["yes", "no"] = Field(
        default="no", description="yes: when all of that list was read and does not show the tag, the answer is no."
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
    shown_by: LimbSymptoms | None = Field(
        default=None, description="The answer to limb_symptoms that counts as this sign, even if nobody recorded it."
    )
    unless: tuple[Slug, ...] = Field(
        default=(), description="Signs that explain that answer: with one of them recorded, it adds nothing."
    )
    becomes: dict[Slug, Slug] = Field(
        default_factory=dict, description="By condition, the sign that it is taken as in a patient who has that one."
    )


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
    """A word that differs from place to place. The library is written with ``gb``; ``en`` is the same if left out."""

    id: Slug
    gb: Annotated[str, Field(min_length=1)]
    us: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)] | None = None

    def said_in(self, language: Language) -> str:
        """The word in the English of a place."""
        return {"en-GB": self.gb, "en-US": self.us, "en": self.en or self.gb}[language]


class FontFile(Struct, frozen=True):
    """A TrueType file. ``path`` names it for messages; ``cut``: what the layout takes from it, where that is kept."""

    path: str
    data: bytes
    cut: bytes = b""


class Library(Struct, frozen=True, dict=True):
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
    logos: Mapping[str, Logo]
    fonts: Mapping[str, Mapping[str, FontFile]]
    icons: Mapping[str, Drawing]
    digest: str
    places: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))
    claims: Mapping[str, Claim] = field(default_factory=lambda: MappingProxyType({}))
    sign_offs: Mapping[str, SignOff] = field(default_factory=lambda: MappingProxyType({}))
    topics: Mapping[str, Topic] = field(default_factory=lambda: MappingProxyType({}))
    topic_rules: Mapping[str, TopicRule] = field(default_factory=lambda: MappingProxyType({}))
    exercise_rules: Mapping[str, ExerciseRule] = field(default_factory=lambda: MappingProxyType({}))
    caps: Mapping[str, Cap] = field(default_factory=lambda: MappingProxyType({}))
    safe_set: Mapping[str, SafeMove] = field(default_factory=lambda: MappingProxyType({}))
    trim: Mapping[str, Trim] = field(default_factory=lambda: MappingProxyType({}))
    never_together: Mapping[str, NeverTogether] = field(default_factory=lambda: MappingProxyType({}))
    lexicons: Mapping[str, Lexicon] = field(default_factory=lambda: MappingProxyType({}))
    style: Style = field(default_factory=Style)
    locales: Mapping[str, Locale] = field(default_factory=lambda: MappingProxyType({}))

    def locale(self, language: Language | None, brand: str) -> Locale:
        """What goes with ``language``, or with that of ``brand`` when an order names none."""
        return self.locales[language or self.brands[brand].language]

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
    def medicines(self) -> Mapping[str, Group]:
        """Groups of medicines by id."""
        return self._groups("medicines")

    @cached_property
    def allergies(self) -> Mapping[str, Group]:
        """Groups of allergies by id."""
        return self._groups("allergies")

    @cached_property
    def devices(self) -> Mapping[str, Group]:
        """Groups of devices by id."""
        return self._groups("devices")

    def _groups(self, kind: str) -> Mapping[str, Group]:
        return MappingProxyType({group.id: group for group in self.lexicons[kind].groups})

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
            sections=frozenset(id for id, section in self.sections.items() if section.sheet is None),
            required=frozenset(id for id, section in self.sections.items() if section.required == "yes"),
            exercises=frozenset(self.exercises),
            one_sided=frozenset(id for id, exercise in self.exercises.items() if exercise.one_sided == "yes"),
            packs=frozenset(self.packs),
            brands=frozenset(self.brands),
            tags=frozenset(self.tags),
            medicine_tags=frozenset(
                id for id, tag in self.tags.items() if tag.told_by == "medicines" and tag.told_fully == "yes"
            ),
            red_flags={id: flag.label for id, flag in self.red_flags.items()},
            emergencies=frozenset(id for id, flag in self.red_flags.items() if flag.alarm is Alarm.RED),
            becomes={id: flag.becomes for id, flag in self.red_flags.items() if flag.becomes},
            topics=frozenset(id for id, topic in self.topics.items() if not topic.either),
            emergencies_by_limbs={
                flag.shown_by: frozenset(flag.unless)
                for flag in self.red_flags.values()
                if flag.shown_by is not None and flag.alarm is Alarm.RED
            },
            variables={id: variable for id, variable in self.variables.items() if variable.source == "clinician"},
        )

    def exercise_kinds(self) -> tuple[Kind, ...]:
        """Kinds of exercise in the order their cards are printed."""
        return self._exercise_kinds

    @cached_property
    def _exercise_kinds(self) -> tuple[Kind, ...]:
        blocks = (block for id in self.section_order() for block in self.sections[id].blocks)
        return tuple(block.kind for block in blocks if block.type == "exercises")

    @cached_property
    def rules_on(self) -> Mapping[str, tuple[TopicRule, ...]]:
        """By topic, the rules that have a say in how far it is open."""
        parts = {id: {id, *topic.either} for id, topic in self.topics.items()}
        rules = self.topic_rules.values()
        return {id: tuple(one for one in rules if those & {*one.levels, *one.unknown}) for id, those in parts.items()}

    @cached_property
    def asked_by_topics(self) -> Asked:
        """What decides how far each topic is open."""
        return Asked.by(rule.when for rule in self.topic_rules.values())

    @cached_property
    def asked_by_exercises(self) -> Asked:
        """What decides how far each exercise is open, and within which limits."""
        whens = (*(rule.when for rule in self.exercise_rules.values()), *(cap.when for cap in self.caps.values()))
        own = (tags for one in self.exercises.values() for tags in (one.not_for, one.ask_first, one.care_with))
        return Asked.by(whens, tags=(tag for tags in own for tag in tags))

    @cached_property
    def asked_by_sections(self) -> Asked:
        """What decides which sections are wanted, beside the order, the pack and the exercises."""
        sections = self.sections.values()
        called_by = (tag for section in sections for tag in section.called_by)
        return Asked.by((section.when for section in sections), tags=called_by)

    @cached_property
    def implying(self) -> tuple[Tag, ...]:
        """The tags from which others follow."""
        return tuple(tag for tag in self.tags.values() if tag.implies)

    @cached_property
    def listed(self) -> tuple[Tag, ...]:
        """The tags that a list of an order can show, read or not."""
        return tuple(tag for tag in self.tags.values() if tag.told_by)

    def sheet(self, sheet: Sheet) -> Section:
        """The section that is this urgent sheet; loading checks that there is one of each."""
        return next(section for section in self.sections.values() if section.sheet is sheet)

    def section_order(self) -> tuple[str, ...]:
        """Ids of the sections of leaflets in the order they are printed; a part follows the section it continues."""
        return self._section_order

    @cached_property
    def _section_order(self) -> tuple[str, ...]:
        def key(section: Section) -> tuple[int, str, int, int, str]:
            host = self.sections.get(section.continues) if section.continues else section
            host = host or section
            return (host.position, host.id, 0 if host is section else 1, section.position, section.id)

        return tuple(section.id for section in sorted(self.sections.values(), key=key) if section.sheet is None)
