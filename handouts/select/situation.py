"""The patient as rules see them: region, phase, and each tag yes, no or unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from handouts.errors import Refused
from handouts.model.library import Alarm, Library
from handouts.model.locale import Locale
from handouts.model.order import Order
from handouts.model.patient import Answer, Facts, Phase, Region, phase_of
from handouts.model.problem import Problem, Severity
from handouts.model.selection import Choice, Verdict

ADULT_FROM = 16
"""The library is for people of 16 or over (CONTENT_BRIEF, principle 8)."""
SURGERY_RECENT_DAYS = 12 * 7
"""An operation counts as recent for 12 weeks (CONTENT_BRIEF 2.1)."""
PREGNANCY_UNTIL = 60
"""Above this age a blank answer on pregnancy counts as no (CONTENT_BRIEF 3.4; LOOK.md, decisions)."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What conditions are asked about. ``values``: names of variables that have a value."""

    region: Region
    phase: Phase
    tags: Mapping[str, Answer]
    exercises: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()

    def answer(self, tag: str) -> Answer:
        """What is known about ``tag``."""
        return self.tags.get(tag, Answer.UNKNOWN)

    @property
    def true_tags(self) -> frozenset[str]:
        """Tags known to be yes."""
        return frozenset(tag for tag, answer in self.tags.items() if answer is Answer.YES)


@dataclass(slots=True)
class Noted:
    """Decisions and warnings on the way. A later decision about an item takes the place of an earlier one."""

    decided: dict[tuple[str, str], Choice] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)

    def choose(self, kind: str, id: str, verdict: Verdict, code: str, reason: str) -> None:
        """Keep one decision."""
        self.decided[kind, id] = Choice(kind, id, verdict, code, reason)

    def warn(self, code: str, message: str, hint: str = "") -> None:
        """Keep one warning for staff."""
        self.warnings.append(Problem(code, message, hint, severity=Severity.WARNING))


def stop_if_unsafe(order: Order, library: Library) -> None:
    """Raise :class:`Refused` where no self-care leaflet may be printed (CONTENT_BRIEF 3.1, steps 1 to 4)."""
    facts = order.facts
    if facts.red_flag_screen.done != "yes":
        raise Refused(
            "the warning signs have not been asked about, so no leaflet is made",
            remedy="Ask about them, then set facts.red_flag_screen.done to yes.",
        )
    cleared = {clearance.flag for clearance in facts.cleared}
    for code in facts.red_flags:
        flag = library.red_flags[code]
        if flag.alarm is Alarm.RED:
            raise Refused(
                f"warning sign {code} ({flag.label}): this patient needs emergency help, not a self-care leaflet",
                remedy="Act on it now. No option lets this leaflet be printed.",
            )
    for code in facts.red_flags:
        if code not in cleared:
            raise Refused(
                f"warning sign {code} ({library.red_flags[code].label}): this patient needs to be seen today",
                remedy="When a clinician has looked into it, add it under facts.cleared with name and date.",
            )
    if facts.age < ADULT_FROM:
        raise Refused(
            f"this library is for people of {ADULT_FROM} or over",
            remedy="Arrange an assessment for a child. No option lets this leaflet be printed.",
        )


def situation(order: Order, library: Library, today: dt.date, noted: Noted, *, brand: str) -> Situation:
    """Region, phase and tags of this patient; how each was found goes into ``noted``."""
    facts = order.facts
    phase = _phase(facts, today, noted)
    tags = _tags(facts, library, today, library.locale(order.language, brand))
    _warn_about_gaps(facts, noted)
    return Situation(facts.region, phase, tags)


def _phase(facts: Facts, today: dt.date, noted: Noted) -> Phase:
    days = facts.days_since_onset(today)
    if days is None:
        assert facts.phase is not None, "the order model asks for an onset or a phase"
        noted.choose("phase", facts.phase, Verdict.IN, "typed", "the phase was typed in the order")
        return facts.phase
    by_days = phase_of(days)
    if facts.phase is Phase.FLARE:
        noted.choose("phase", Phase.FLARE, Verdict.IN, "typed", "a flare-up was typed in the order")
        return Phase.FLARE
    noted.choose("phase", by_days, Verdict.IN, "onset", f"the pain began {days} days ago")
    if facts.phase not in (None, by_days):
        noted.choose("phase", str(facts.phase), Verdict.OUT, "onset", "the onset says otherwise")
        noted.warn(
            "phase-disagrees",
            f"the phase was typed as {facts.phase}, but {days} days since onset make it {by_days}; {by_days} is used",
            "Ask again when the pain began, and correct the order.",
        )
    return by_days


def _tags(facts: Facts, library: Library, today: dt.date, place: Locale) -> dict[str, Answer]:
    rest = Answer(facts.other_conditions)
    tags = dict.fromkeys(library.tags, rest)
    tags.update(facts.conditions)
    for ability in ("can_lie_prone", "can_lie_supine", "can_kneel", "can_get_to_floor"):
        answer: Answer = getattr(facts.abilities, ability)
        cannot = ability.replace("can_", "cannot_", 1)
        tags[cannot] = _surer(_opposite(answer), facts.conditions.get(cannot))
    tags["falls_risk"] = _surer(facts.abilities.falls_risk, facts.conditions.get("falls_risk"))
    tags["pregnancy"] = _pregnancy(facts, tags.get("pregnancy", Answer.UNKNOWN))
    tags["breastfeeding"] = _surer(facts.breastfeeding, facts.conditions.get("breastfeeding"))
    tags["age_under_16"] = _answer(facts.age < 16)
    tags["age_16_17"] = _answer(facts.age in (16, 17))
    tags["under_aspirin_age"] = _answer(facts.age < place.aspirin_min_age)
    # Lists are not worked out yet: until they are, whatever one may show is open, and a reason to ask.
    for tag in library.tags.values():
        if tag.told_by and tag.id not in facts.conditions and _unread(facts, tag.told_by):
            tags[tag.id] = Answer.UNKNOWN
    tags["medicines_not_read"] = _answer(facts.medicines != "none" or _unread(facts, "allergies"))
    tags["age_65_plus"] = _answer(facts.age >= 65)
    if any((today - operation.on).days < SURGERY_RECENT_DAYS for operation in facts.surgery):
        tags["recent_surgery"] = Answer.YES
    return _with_implied(tags, library, facts.conditions)


def _unread(facts: Facts, told_by: str) -> bool:
    """Whether a list of the order says, or may say, something that nobody has worked out."""
    listed = getattr(facts, told_by)
    return listed != "none" and (told_by == "medicines" or listed != "unknown")


def _with_implied(tags: dict[str, Answer], library: Library, typed: Mapping[str, Answer]) -> dict[str, Answer]:
    """``tags`` and what follows from them.

    A yes makes what it implies a yes. An unknown makes it unknown, where nobody typed an answer.
    """
    before: dict[str, Answer] = {}
    while before != tags:
        before = dict(tags)
        for tag in library.tags.values():
            for implied in tag.implies:
                if tags[tag.id] is Answer.YES:
                    tags[implied] = Answer.YES
                elif tags[tag.id] is Answer.UNKNOWN and tags[implied] is Answer.NO and implied not in typed:
                    tags[implied] = Answer.UNKNOWN
    return tags


def _answer(fact: bool) -> Answer:
    return Answer.YES if fact else Answer.NO


def _opposite(answer: Answer) -> Answer:
    return {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(answer, Answer.UNKNOWN)


def _surer(answer: Answer, other: Answer | None) -> Answer:
    """Yes wins, then no: two places may answer the same question."""
    answers = {answer, other}
    return Answer.YES if Answer.YES in answers else Answer.NO if Answer.NO in answers else Answer.UNKNOWN


def _pregnancy(facts: Facts, typed: Answer) -> Answer:
    if Answer.YES in (facts.pregnant, facts.conditions.get("pregnancy")):
        return Answer.YES
    if facts.pregnant is Answer.NO or facts.age > PREGNANCY_UNTIL:
        return Answer.NO
    # "All other conditions: no" does not answer this one: pregnancy has a question of its own.
    return typed if "pregnancy" in facts.conditions else Answer.UNKNOWN


def _warn_about_gaps(facts: Facts, noted: Noted) -> None:
    if facts.pregnant is Answer.UNKNOWN and 12 <= facts.age <= 55 and facts.sex != "male":
        noted.warn("pregnancy-unknown", "pregnancy was not asked about", "Ask, and set facts.pregnant.")
    if facts.other_conditions == "unknown":
        noted.warn(
            "conditions-unknown",
            "not all conditions were asked about; lines that depend on them are in their careful form",
            "When all were asked about, set facts.other_conditions to no.",
        )
    if facts.medicines == "unknown":
        noted.warn("medicines-unknown", "medicines were not asked about", "Ask, and set facts.medicines.")
    elif facts.medicines != "none":
        noted.warn(
            "medicines-not-read",
            "medicines are kept in the order, but this version does not work out what follows from them",
            "Set the conditions that follow (anticoagulant, medicine_patch ...) and check the leaflet yourself.",
        )
    if facts.allergies not in ("none", "unknown"):
        noted.warn(
            "allergies-not-read",
            "allergies are kept in the order, but this version does not work out what follows from them",
            "Set the conditions that follow (nsaid_allergy ...) and check the leaflet yourself.",
        )
    if facts.devices not in ("none", "unknown"):
        noted.warn(
            "devices-not-read",
            "devices are kept in the order, but this version does not work out what follows from them",
            "Set the conditions that follow (pacemaker_icd, implanted_pump ...) and check the leaflet yourself.",
        )
