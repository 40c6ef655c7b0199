"""What more facts may and may not do to a leaflet: conditions only close, unknown is never more open than no.

The usual run takes 60 orders for each property. For thousands: ``pytest tests/select --hypothesis-profile=thousands``.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from handouts.compose import compose
from handouts.model.level import Level, Stance
from handouts.model.library import Library
from handouts.model.line import LineSource
from handouts.model.order import Order
from handouts.model.paper import Format
from handouts.model.patient import Answer, LimbSymptoms, Phase, Region
from handouts.model.selection import Selection, Verdict
from handouts.select import select
from handouts.select.content import MOST_ADDED
from handouts.select.exercises import ruling_on
from handouts.select.noted import Noted
from handouts.select.situation import situation
from tests.select.test_properties import printed_ids
from tests.strategies import BRANDS, OWN_FIELD, TODAY, built_in, orders, plain_order

TAGS = sorted(set(built_in().tags) - OWN_FIELD)
ABILITIES = ("can_lie_prone", "can_lie_supine", "can_kneel", "can_get_to_floor", "falls_risk")
HARMLESS = {"can_lie_prone": "yes", "can_lie_supine": "yes", "can_kneel": "yes", "can_get_to_floor": "yes"}


def chosen(order: Order, library: Library | None = None, brand: str = "fernhollow") -> Selection:
    return select(order, library or built_in(), today=TODAY, brand=brand)


def changed(order: Order, **facts: Any) -> Order:
    """The order with other facts, and no exercises picked: a pick may be refused where a pack's is left out."""
    return order.model_copy(update={"facts": order.facts.model_copy(update=facts), "exercises": None})


def with_answer(order: Order, tag: str, answer: Answer) -> Order:
    return changed(order, conditions={**order.facts.conditions, tag: answer})


def suggests(line: LineSource) -> bool:
    """Whether the line tells everyone to do something unless a rule or condition speaks against it.

    A line that a condition calls for (any_of, unknown) is care, or takes the place of a suggestion.
    """
    when = line.when
    open = when.levels and set(when.levels.values()) <= {Stance.MAY, Stance.OK}
    held = when.any_of or when.unknown or when.not_ruled_out or when.without_exercises or when.exercises
    return bool(not held and not line.added and (open or (not when.levels and (when.none_of or when.ruled_out))))


SUGGESTIONS = {
    f"{section.id}.{line.id}"
    for section in built_in().sections.values()
    if not section.id.startswith(("red_flags", "urgent_"))
    for line in section.lines()
    if suggests(line) and not line.unless
}


def suggested(selection: Selection, sections: frozenset[str] | set[str]) -> set[str]:
    return {line for line in selection.lines & SUGGESTIONS if line.split(".")[0] in sections}


def no_more_open(order: Order, careful: Order) -> None:
    """``careful`` knows of more conditions, or knows less, than ``order``."""
    before, after = chosen(order), chosen(careful)
    for topic, ruling in after.rulings.items():
        assert ruling.level.rank >= before.rulings[topic].level.rank, topic
    assert not suggested(after, set(before.sections)) - before.lines
    called = {id for id, section in built_in().sections.items() if set(section.called_by) & set(yes(after))}
    hosts = {built_in().sections[id].continues for id in called}
    # A required part of a section comes with it: it warns, and suggests nothing (see above).
    parts = {
        id
        for id, section in built_in().sections.items()
        if section.required == "yes" and section.continues in called | hosts
    }
    held = {built_in().exercises[item.id].kind for item in after.exercises}
    cards = {
        section.id
        for section in built_in().sections.values()
        if any(block.type == "exercises" and block.kind in held for block in section.blocks)
    }
    assert set(after.sections) <= set(before.sections) | called | hosts | parts | cards
    patient = situation(order, built_in(), TODAY, Noted(), brand="fernhollow")
    capped = {choice.id for choice in before.of("exercise", Verdict.OUT) if choice.code == "cap"}
    for item in {one.id for one in after.exercises} - {one.id for one in before.exercises}:
        # A place that a ruled-out exercise leaves may go to the safe set, or to one that had no place before.
        assert item in {*built_in().safe_set, *capped}
        assert ruling_on(built_in().exercises[item], built_in(), patient).level.rank < Level.ASK.rank


def yes(selection: Selection) -> list[str]:
    return [tag for tag, answer in selection.tags.items() if answer is Answer.YES]


def test_there_are_suggestions_to_watch() -> None:
    assert {"heat_cold.warm_name", "heat_cold.wrap", "medicines.ibuprofen", "posture_sleep.lift"} <= SUGGESTIONS
    assert {"clinic_treatment.relief", "massage_manual.eases", "epsom_bath.relax"} <= SUGGESTIONS
    assert not {"heat_cold.no_feeling", "medicines.nsaid_ask", "heat_cold.helper"} & SUGGESTIONS


@pytest.mark.parametrize("tag", ["reduced_sensation", "anticoagulant", "asthma", "osteoporosis", "recent_surgery"])
def test_what_opens_is_seen(tag: str) -> None:
    """The guard of the properties below, the wrong way round."""
    plain = plain_order(sections={"add": sorted(built_in().vocabulary.sections)})
    for answer in (Answer.YES, Answer.UNKNOWN):
        with pytest.raises(AssertionError):
            no_more_open(with_answer(plain, tag, answer), with_answer(plain, tag, Answer.NO))


@given(orders(), st.sampled_from(TAGS))
def test_adding_a_condition_opens_nothing(order: Order, tag: str) -> None:
    no_more_open(with_answer(order, tag, Answer.NO), with_answer(order, tag, Answer.YES))


@given(orders(), st.sampled_from(TAGS))
def test_not_knowing_a_condition_is_never_more_open_than_no(order: Order, tag: str) -> None:
    no_more_open(with_answer(order, tag, Answer.NO), with_answer(order, tag, Answer.UNKNOWN))


UNKNOWN_FACTS: dict[str, tuple[Any, Any]] = {
    "pregnant": (Answer.NO, Answer.UNKNOWN),
    "breastfeeding": (Answer.NO, Answer.UNKNOWN),
    "limb_symptoms": (LimbSymptoms.NONE, LimbSymptoms.UNKNOWN),
    "other_conditions": ("no", "unknown"),
    "medicines": ("none", "unknown"),
    "allergies": ("none", "unknown"),
    "devices": ("none", "unknown"),
}


@pytest.mark.parametrize("fact", UNKNOWN_FACTS)
@given(order=orders())
def test_an_unknown_fact_is_never_more_open_than_no(fact: str, order: Order) -> None:
    no, unknown = UNKNOWN_FACTS[fact]
    gone = {"weeks": None} if fact == "pregnant" else {}
    no_more_open(changed(order, **gone, **{fact: no}), changed(order, **gone, **{fact: unknown}))


@given(orders(), st.sampled_from(ABILITIES))
def test_an_unknown_ability_is_never_more_open_than_an_able_patient(order: Order, ability: str) -> None:
    able = Answer(HARMLESS.get(ability, "no"))
    both = [
        changed(order, abilities=order.facts.abilities.model_copy(update={ability: answer}))
        for answer in (able, Answer.UNKNOWN)
    ]
    no_more_open(*both)


@given(orders(), st.randoms(use_true_random=False))
def test_the_order_of_conditions_medicines_and_sections_never_matters(order: Order, random: Any) -> None:
    def shuffled(items: Any) -> Any:
        if not isinstance(items, tuple):
            return items
        return tuple(random.sample(items, len(items)))

    facts = order.facts
    turned = facts.model_copy(
        update={
            "conditions": dict(shuffled(tuple(facts.conditions.items()))),
            **{name: shuffled(getattr(facts, name)) for name in ("medicines", "allergies", "devices", "surgery")},
        }
    )
    sections = order.sections.model_copy(
        update={"add": shuffled(order.sections.add), "leave_out": shuffled(order.sections.leave_out)}
    )
    same_leaflet(chosen(order), chosen(order.model_copy(update={"facts": turned, "sections": sections})))


@given(orders())
def test_the_order_of_files_and_of_rules_never_matters(order: Order) -> None:
    same_leaflet(chosen(order), chosen(order, BACKWARDS))


def same_leaflet(one: Selection, other: Selection) -> None:
    for name in ("sections", "lines", "exercises", "tags", "values", "pack"):
        assert getattr(one, name) == getattr(other, name), name
    levels = [{topic: ruling.level for topic, ruling in each.rulings.items()} for each in (one, other)]
    assert levels[0] == levels[1]


def backwards(library: Library) -> Library:
    """``library`` as if its files and rules had been read in another order. The order of the safe set is its own."""
    names: tuple[str, ...] = (
        "topic_rules",
        "exercise_rules",
        "caps",
        "tags",
        "topics",
        "sections",
        "exercises",
        "packs",
        "brands",
    )
    names += ("variables", "never_together")

    def turned(items: Mapping[str, Any]) -> Mapping[str, Any]:
        return MappingProxyType(dict(reversed(list(items.items()))))

    changes: dict[str, Any] = {name: turned(getattr(library, name)) for name in names}
    return structs.replace(library, **changes)


BACKWARDS = backwards(built_in())


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("region", Region)
def test_a_healthy_patient_gets_a_full_leaflet(region: Region, phase: Phase, library: Library) -> None:
    """Over-blocking is a failure too."""
    facts = {"region": region, "phase": phase, "onset_days": None}
    every = sorted(library.vocabulary.sections)
    selection = chosen(plain_order(facts, sections={"add": every}))
    assert len(selection.exercises) >= 2
    assert {"heat_cold.warm_name", "heat_cold.cold_name", "heat_cold.wrap", "medicines.ibuprofen"} <= selection.lines
    assert {"massage_manual.pressure", "clinic_treatment.relief", "epsom_bath.relax"} <= selection.lines
    assert {"hydration_nutrition.thirsty", "posture_sleep.lift", "posture_sleep.sleep"} <= selection.lines
    withheld = {choice.id: choice.code for choice in selection.of("line", Verdict.OUT)}
    assert not SUGGESTIONS & {id for id, code in withheld.items() if code not in {"phase", "region", "no-value"}}
    assert not [choice.id for choice in selection.of("exercise", Verdict.OUT)]
    assert {ruling.level for ruling in selection.rulings.values()} == {Level.OK}
    assert not [line for line in selection.lines if of_library(line).added]
    usual = chosen(plain_order(facts))
    assert usual.exercises == selection.exercises
    assert "medicines" not in usual.sections or "medicines.ibuprofen" in usual.lines
    assert "heat_cold" not in usual.sections or "heat_cold.warm_name" in usual.lines


def of_library(id: str) -> LineSource:
    section, _, name = id.partition(".")
    return next(line for line in built_in().sections[section].lines() if line.id == name)


@given(orders(), st.sampled_from(BRANDS), st.sampled_from(list(Format)))
def test_every_leaflet_says_the_emergency_number_and_the_warning_signs(
    order: Order, brand: str, format: Format
) -> None:
    order = order.model_copy(update={"format": format})
    selection = chosen(order, brand=brand)
    leaflet = compose(order, built_in(), selection, today=TODAY, brand=brand)
    number = built_in().brands[brand].emergency.number
    top = list(itertools.takewhile(lambda section: section.id != "overview", leaflet.sections))
    assert any(number in line for section in top for line in section.read_aloud())
    warnings = {id for id in selection.lines if id.startswith(("red_flags.", "red_flags_short."))}
    assert warnings <= {id for section in leaflet.sections for id in printed_ids(section)}
    short = {id.removeprefix("red_flags_short.") for id in selection.lines if id.startswith("red_flags_short.")}
    assert {"saddle", "bladder_bowel", "chest"} <= short
    assert short & {"legs", "legs_and_hands"}
    # In the largest print page 1 has room for the least that LOOK.md asks for; the full list is whole in each print.
    assert len(short) >= (5 if format is Format.EXTRA_LARGE_24 else 6)


@given(orders())
def test_conditions_add_three_lines_to_a_section_at_most(order: Order) -> None:
    selection = chosen(changed(order))
    counted = Counter(id.split(".")[0] for id in selection.lines if of_library(id).added)
    assert all(count <= MOST_ADDED for count in counted.values())
    left = {choice.id for choice in selection.of("line", Verdict.OUT) if choice.code == "for-staff"}
    for id in left:
        printed = [of_library(other) for other in selection.lines if other.startswith(f"{id.split('.')[0]}.")]
        ranks = [Level(line.added).rank for line in printed if line.added]
        assert len(ranks) == MOST_ADDED
        assert min(ranks) >= Level(of_library(id).added or "avoid").rank, id
    told = [problem.code for problem in selection.warnings]
    assert told.count("tell-patient") >= len(left)
