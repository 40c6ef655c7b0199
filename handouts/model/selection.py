"""A selection: what was chosen, changed and withheld for this patient, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from handouts.model.exercise import Dose, Side
from handouts.model.level import Level
from handouts.model.library import Alarm
from handouts.model.patient import Answer, Phase, Region
from handouts.model.problem import Problem
from handouts.model.section import Sheet


class Verdict(StrEnum):
    """What happened to an item."""

    IN = "in"
    OUT = "out"


class Choice(Struct, frozen=True):
    """One decision. ``code`` is stable; ``reason`` is for people. ``id`` is full, as ``heat_cold.warm``."""

    kind: str
    id: str
    verdict: Verdict
    code: str
    reason: str

    def as_dict(self) -> dict[str, str]:
        """Plain values for the staff record."""
        return {"id": self.id, "verdict": self.verdict.value, "code": self.code, "reason": self.reason}


class ChosenExercise(Struct, frozen=True):
    """An exercise with its final dose. ``harder``: whether its card says how to do more."""

    id: str
    dose: Dose
    side: Side | None
    harder: bool = True


class Cause(Struct, frozen=True):
    """A rule that had a say: its tags that are yes, and its tags that nobody knows."""

    rule: str
    level: Level
    tags: tuple[str, ...]
    open: tuple[str, ...] = ()


class Ruling(Struct, frozen=True):
    """How far a topic is open to this patient; ``because`` holds every rule that fired, the strictest first.

    ``undone``: the level before a clinician undid it, with a reason that stands in the order.
    """

    topic: str
    level: Level
    because: tuple[Cause, ...] = ()
    undone: Level | None = None

    @staticmethod
    def of(topic: str, causes: Iterable[Cause]) -> Ruling:
        """The ruling that ``causes`` make: the strictest wins."""
        ordered = tuple(sorted(causes, key=lambda cause: -cause.level.rank))
        return Ruling(topic, ordered[0].level if ordered else Level.OK, ordered)

    def at(self, level: Level) -> tuple[Cause, ...]:
        """The causes of one level."""
        return tuple(cause for cause in self.because if cause.level is level)

    def tags_at(self, level: Level) -> tuple[str, ...]:
        """The tags behind one level, those that are yes first."""
        causes = self.at(level)
        yes, open = ([tag for c in causes for tag in c.tags], [tag for c in causes for tag in c.open])
        return tuple(dict.fromkeys([*yes, *open]))

    def as_dict(self) -> dict[str, object]:
        """Plain values for the staff record."""
        return {
            "topic": self.topic,
            "level": self.level.value,
            "undone": self.undone and self.undone.value,
            "rules": [
                {"id": c.rule, "level": c.level.value, "tags": list(c.tags), "unknown": list(c.open)}
                for c in self.because
            ],
        }


class Sign(Struct, frozen=True):
    """A warning sign found in an order. ``line`` is the full id of the line that says it to the patient.

    ``reason`` says in words for staff how it was found, ``path`` the field of the order that says so.
    """

    flag: str
    alarm: Alarm
    label: str
    line: str
    reason: str
    path: tuple[str | int, ...]

    def as_dict(self) -> dict[str, str]:
        """Plain values for the staff record."""
        return {
            "flag": self.flag,
            "alarm": self.alarm.value,
            "label": self.label,
            "line": self.line,
            "reason": self.reason,
        }


class Selection(Struct, frozen=True):
    """All that compose needs, and all that staff may ask about.

    ``values`` holds the variables that have a value, as plain Python values; ``lines`` the full ids of
    the library lines that apply; ``rulings`` how far each topic is open; ``to_learn``, by topic or exercise
    that is out only because something is not known, the tags to ask about. ``sheet`` is the urgent sheet that
    takes the place of the leaflet, if any; then there is no pack and nothing is ruled on. ``signs`` are the
    warning signs that call for it; in a leaflet, those that were cleared.
    """

    region: Region
    phase: Phase
    pack: str
    tags: Mapping[str, Answer]
    sections: tuple[str, ...]
    lines: frozenset[str]
    exercises: tuple[ChosenExercise, ...]
    values: Mapping[str, object]
    choices: tuple[Choice, ...]
    warnings: tuple[Problem, ...]
    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    to_learn: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sheet: Sheet | None = None
    signs: tuple[Sign, ...] = ()

    def of(self, kind: str, verdict: Verdict | None = None) -> tuple[Choice, ...]:
        """The decisions about one kind of item."""
        return tuple(c for c in self.choices if c.kind == kind and verdict in (None, c.verdict))

    def without(self, lines: frozenset[str], code: str, reason: str) -> Selection:
        """The same with some lines withheld after all."""
        if not lines:
            return self
        choices = tuple(
            replace(choice, verdict=Verdict.OUT, code=code, reason=reason)
            if choice.kind == "line" and choice.id in lines
            else choice
            for choice in self.choices
        )
        return replace(self, lines=self.lines - lines, choices=choices)
