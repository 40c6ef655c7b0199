"""The patient as rules see them: region, phase, and each tag yes, no or unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from operator import attrgetter

from msgspec import Struct, field

from handouts.model.brand import Brand
from handouts.model.condition import Asked
from handouts.model.level import Level
from handouts.model.library import Library
from handouts.model.order import Order
from handouts.model.patient import Abilities, Answer, Facts, LimbSymptoms, Phase, Region, phase_of
from handouts.model.selection import Ruling, Verdict
from handouts.select.lists import Reading, read_lists, tell, warn_about_lists
from handouts.select.noted import Noted

SURGERY_RECENT_DAYS = 12 * 7
"""An operation counts as recent for 12 weeks (CONTENT_BRIEF 2.1)."""
PREGNANCY_UNTIL = 60
"""Above this age a blank answer on pregnancy counts as no (CONTENT_BRIEF 3.4; LOOK.md, decisions)."""

BREASTFEEDING_UNTIL = 55
"""Above this age nobody is asked about pregnancy (CONTENT_BRIEF 3.3), nor, when left blank, about breastfeeding."""

STRESS_INJURY_UNTIL = 20
"""Below this age, an athlete with pain on bending backwards may have a bone stress injury (CONTENT_BRIEF 7.1)."""
PREGNANCY_WEEKS = (12, 28)
"""From 12 weeks nobody lies flat for long, from 28 they go to sleep on the side (CONTENT_BRIEF 6.15, 7.1)."""


class Situation(Struct, frozen=True, eq=False):
    """What conditions are asked about. ``values``: names of variables that have a value.

    It is told apart by identity, so that it may stand in the keys of a memo: see :func:`situation`.
    """

    region: Region
    phase: Phase
    tags: Mapping[str, Answer]
    exercises: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    rulings: Mapping[str, Ruling] = field(default_factory=dict)

    def level(self, topic: str) -> Level:
        """How far ``topic`` is open."""
        ruling = self.rulings.get(topic)
        return ruling.level if ruling else Level.OK

    def answer(self, tag: str) -> Answer:
        """What is known about ``tag``."""
        return self.tags.get(tag, Answer.UNKNOWN)

    def answers(self, asked: Asked) -> Hashable:
        """All that decides whether the conditions behind ``asked`` hold: the same answers give the same result."""
        return (
            asked.region and self.region,
            asked.phase and self.phase,
            tuple(map(self.tags.get, asked.tags)),
            tuple(map(self.level, asked.topics)),
            self.values & asked.values,
            self.exercises & asked.exercises,
        )

    @property
    def true_tags(self) -> frozenset[str]:
        """Tags known to be yes."""
        return frozenset(tag for tag, answer in self.tags.items() if answer is Answer.YES)


_TOLD = attrgetter(
    *("age", "sex", "pregnant", "weeks", "breastfeeding", "limb_symptoms", "other_conditions"),
    *(f"abilities.{ability}" for ability in Abilities.model_fields),
)
"""Facts that decide tags as they stand. No text is among them."""


def situation(order: Order, library: Library, today: dt.date, noted: Noted, *, brand: str) -> Situation:
    """Region, phase and tags of this patient; how each was found goes into ``noted``.

    The same region, phase and tags are the very same situation, while the memo of ``noted`` keeps it.
    """
    facts = order.facts
    phase = _phase(facts, today, noted)
    readings = read_lists(order, library)
    aspirin_from = library.locale(order.language, brand).aspirin_min_age
    operated = any((today - operation.on).days < SURGERY_RECENT_DAYS for operation in facts.surgery)

    def work(own: Noted) -> Mapping[str, Answer]:
        tags = _tags(facts, library, aspirin_from, readings, operated, own)
        _warn_about_gaps(facts, own)
        return tags

    told = (_TOLD(facts), tuple(facts.conditions.items()), *readings.values(), aspirin_from, operated)
    tags = noted.once("tags", told, work)
    _warn_about_print(order, library.brands[brand], noted)
    warn_about_lists(readings, facts.conditions, noted)
    known = (facts.region, phase, tuple(tags), tuple(tags.values()))
    return noted.memo.of("situation", known, lambda: Situation(facts.region, phase, tags))


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


def _tags(
    facts: Facts,
    library: Library,
    aspirin_from: int,
    readings: Mapping[str, Reading],
    operated: bool,
    noted: Noted,
) -> dict[str, Answer]:
    rest = Answer(facts.other_conditions)
    tags = dict.fromkeys(library.tags, rest)
    tags.update(facts.conditions)
    for ability in ("can_lie_prone", "can_lie_supine", "can_kneel", "can_get_to_floor"):
        answer: Answer = getattr(facts.abilities, ability)
        cannot = ability.replace("can_", "cannot_", 1)
        tags[cannot] = _surer(_opposite(answer), facts.conditions.get(cannot))
    tags["falls_risk"] = _surer(facts.abilities.falls_risk, facts.conditions.get("falls_risk"))
    tags["pregnancy"] = _pregnancy(facts, tags.get("pregnancy", Answer.UNKNOWN))
    tags["breastfeeding"] = _breastfeeding(facts)
    tags["one_side_limb_pain"] = _one_side(facts.limb_symptoms)
    tags.update(_weeks(facts, tags["pregnancy"]))
    tags["age_under_16"] = _answer(facts.age < 16)
    tags["age_16_17"] = _answer(facts.age in (16, 17))
    tell(tags, readings, facts.conditions, library, noted)
    unread = [kind for kind in ("medicines", "allergies") if readings[kind].open]
    tags["medicines_not_read"] = _answer(bool(unread))
    tags["under_aspirin_age"] = _answer(facts.age < aspirin_from)
    tags["age_65_plus"] = _answer(facts.age >= 65)
    if operated:
        tags["recent_surgery"] = Answer.YES
    return _with_implied(tags, library, facts.conditions)


def _with_implied(tags: dict[str, Answer], library: Library, typed: Mapping[str, Answer]) -> dict[str, Answer]:
    """``tags`` and what follows from them.

    A yes makes what it implies a yes. An unknown makes it unknown, where nobody typed an answer.
    """
    before: dict[str, Answer] = {}
    while before != tags:
        before = dict(tags)
        for tag in library.implying:
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
    # CONTENT_BRIEF 3.3: a blank answer stays open unless the sex is recorded as male.
    if facts.sex == "male" and "pregnancy" not in facts.conditions:
        return Answer.NO
    # "All other conditions: no" does not answer this one: pregnancy has a question of its own.
    return typed if "pregnancy" in facts.conditions else Answer.UNKNOWN


def _breastfeeding(facts: Facts) -> Answer:
    answer = _surer(facts.breastfeeding, facts.conditions.get("breastfeeding"))
    ruled_out = facts.sex == "male" or facts.age > BREASTFEEDING_UNTIL
    return Answer.NO if ruled_out and answer is Answer.UNKNOWN else answer


def _one_side(limbs: LimbSymptoms) -> Answer:
    return Answer.UNKNOWN if limbs is LimbSymptoms.UNKNOWN else _answer(limbs is not LimbSymptoms.NONE)


def _weeks(facts: Facts, pregnancy: Answer) -> dict[str, Answer]:
    """How far on a pregnancy is, where a rule hangs on it. Weeks that nobody knows are unknown."""
    if pregnancy is not Answer.YES or facts.weeks is None:
        far = Answer.UNKNOWN if pregnancy is Answer.YES else pregnancy
        return {f"pregnancy_from_{week}_weeks": far for week in PREGNANCY_WEEKS}
    return {f"pregnancy_from_{week}_weeks": _answer(facts.weeks >= week) for week in PREGNANCY_WEEKS}


def _warn_about_print(order: Order, brand: Brand, noted: Noted) -> None:
    """What the reader can read is asked, not guessed (CONTENT_BRIEF 3.3). A brand that names its language answers."""
    if "format" not in order.model_fields_set:
        hint = "Ask what size of print the patient can read, and set format."
        noted.warn("format-unknown", "nobody said which size of print; it is the standard one", hint)
    if order.language is None and "language" not in brand.model_fields_set:
        hint = "Ask, and set language here or in the brand."
        noted.warn("language-unknown", f"nobody said which language; it is {brand.language}", hint)


def _warn_about_gaps(facts: Facts, noted: Noted) -> None:
    if facts.pregnant is Answer.UNKNOWN and 12 <= facts.age <= 55 and facts.sex != "male":
        noted.warn("pregnancy-unknown", "pregnancy was not asked about", "Ask, and set facts.pregnant.")
    if facts.age < STRESS_INJURY_UNTIL and all(
        facts.conditions.get(tag) is Answer.YES for tag in ("athlete", "pain_on_extension")
    ):
        noted.warn(
            "stress-injury",
            "under 20, trains often, and pain on bending backwards: this may be a stress injury of the bone",
            "Think of it before you give exercises.",
        )
    if facts.other_conditions == "unknown":
        noted.warn(
            "conditions-unknown",
            "not all conditions were asked about; lines that depend on them are in their careful form",
            "When all were asked about, set facts.other_conditions to no.",
        )
