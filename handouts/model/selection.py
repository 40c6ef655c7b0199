"""A selection: what was chosen, changed and withheld for this patient, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from handouts.model.exercise import Dose, Side
from handouts.model.library import Alarm
from handouts.model.patient import Answer, Phase, Region
from handouts.model.problem import Problem
from handouts.model.section import Sheet


class Verdict(StrEnum):
    """What happened to an item."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision. ``code`` is stable; ``reason`` is for people. ``id`` is full, as ``heat_cold.warm``."""

    kind: str
    id: str
    verdict: Verdict
    code: str
    reason: str

    def as_dict(self) -> dict[str, str]:
        """Plain values for the staff record."""
        return {"id": self.id, "verdict": self.verdict.value, "code": self.code, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class ChosenExercise:
    """An exercise with its final dose."""

    id: str
    dose: Dose
    side: Side | None


@dataclass(frozen=True, slots=True)
class Sign:
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


@dataclass(frozen=True, slots=True)
class Selection:
    """All that compose needs, and all that staff may ask about.

    ``values`` holds the variables that have a value, as plain Python values; ``lines`` the full ids of
    the library lines that apply. ``sheet`` is the urgent sheet that takes the place of the leaflet, if any; then
    there is no pack. ``signs`` are the warning signs that call for it; in a leaflet, those that were cleared.
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
    sheet: Sheet | None = None
    signs: tuple[Sign, ...] = ()

    def of(self, kind: str, verdict: Verdict | None = None) -> tuple[Choice, ...]:
        """The decisions about one kind of item."""
        return tuple(c for c in self.choices if c.kind == kind and verdict in (None, c.verdict))
