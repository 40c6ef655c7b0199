"""What is kept for the next patient changes nothing: with a memo and without, the selection is the same."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from rapidfuzz.distance import OSA

from handouts import pipeline
from handouts.errors import HandoutsError
from handouts.model.condition import Asked, Condition
from handouts.model.exercise import Kind
from handouts.model.lexicon import words_of
from handouts.model.library import Library
from handouts.model.memo import Memo
from handouts.model.order import Order
from handouts.model.patient import Phase, Region
from handouts.model.selection import Selection
from handouts.pipeline import Settings
from handouts.select.exercises import exercises_for, held_back, ruling_on
from handouts.select.levels import rulings, to_learn
from handouts.select.noted import Noted
from handouts.select.rules import PARTS, failure
from handouts.select.situation import Situation
from tests.strategies import TODAY, built_in, orders, plain_order, printable

SETTINGS = Settings(today=TODAY)
SHARED = Memo()
ORDERS = sorted(Path(__file__).parents[1].joinpath("cases", "orders").glob("*.yaml"))
NAMES = sorted(name for lexicon in built_in().lexicons.values() for name in lexicon.by_letters)


def decided(order: Order, library: Library, memo: Memo | None, trimmed: tuple[str, ...] = ()) -> object:
    """The selection with all orders of things that records show, or the error."""
    try:
        found = pipeline.decide(order, library, SETTINGS, trimmed=trimmed, memo=memo)
    except HandoutsError as error:
        return type(error), error.message, error.remedy, error.problems
    return found, *(tuple(mapping.items()) for mapping in (found.values, found.rulings, found.to_learn))


def again(order: Order, library: Library, memo: Memo) -> None:
    """The same without a memo, with one, and once more with what that has kept."""
    trims = (), tuple(library.trim)[:2]
    for trimmed in trims:
        alone = decided(order, library, None, trimmed)
        assert decided(order, library, memo, trimmed) == alone
        assert decided(order, library, memo, trimmed) == alone


@given(orders(), st.integers(2, 12) | st.none())
def test_a_memo_that_many_patients_share_changes_nothing(order: Order, pages: int | None) -> None:
    again(order.model_copy(update={"pages": pages}), built_in(), SHARED)


def test_every_order_of_the_cases_and_samples_is_decided_alike(library: Library) -> None:
    memo = Memo()
    samples = sorted(Path(__file__).parents[2].joinpath("assets", "samples").glob("*.yaml"))
    read = [pipeline.read_order(path, library, SETTINGS)[0] for path in (*ORDERS, *samples)]
    assert len(read) > 20
    for order in (*read, *reversed(read)):
        again(order, library, memo)
    assert memo.found > 100


def test_a_full_memo_changes_nothing(library: Library) -> None:
    memo = Memo(3)
    for path in ORDERS:
        order, _ = pipeline.read_order(path, library, SETTINGS)
        again(order, library, memo)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"facts": {"conditions": {"kidney_disease": "yes"}}}, {"facts": {"conditions": {"kidney_disease": "no"}}}),
        ({"facts": {"region": "neck"}}, {"facts": {"region": "mid_back"}}),
        ({"sections": {"leave_out": ["heat_cold"]}}, {"sections": {}}),
        ({"note": "Walk each day."}, {"note": None}),
        ({"pack": "low_back_older_person"}, {}),
        ({"overrides": [{"topic": "heat", "reason": "Warmth helped before", "by": "Priya Nair"}]}, {}),
        ({"exercises": [{"id": "walking", "minutes": 20}]}, {"exercises": [{"id": "walking", "minutes": 25}]}),
        ({"brand": "quillmere"}, {"brand": "fernhollow"}),
        # The safe set fills up with moves that fit the region, in which no condition has a say.
        (
            {"facts": {"region": "neck", "conditions": {"recent_surgery": "yes"}}, "pack": "neck_acute"},
            {"facts": {"region": "several", "conditions": {"recent_surgery": "yes"}}, "pack": "neck_acute"},
        ),
    ],
)
def test_patients_who_differ_get_what_is_theirs(one: Any, other: Any, library: Library) -> None:
    memo = Memo()

    def made(fields: Mapping[str, Any]) -> Order:
        rest = {name: value for name, value in fields.items() if name != "facts"}
        return plain_order(fields.get("facts"), **rest)

    first, second = decided(made(one), library, memo), decided(made(other), library, memo)
    assert first != second
    assert (first, second) == (decided(made(one), library, None), decided(made(other), library, None))


def test_nothing_typed_as_text_is_kept(library: Library) -> None:
    memo = Memo()
    secret = "Xylophonist"
    order = plain_order(
        {"medicines": [f"{secret} ibuprofen"], "surgery": [{"site": secret, "on": "2026-10-01"}]},
        reference=secret,
        patient={"name": secret, "birth_date": "1985-03-07"},
        clinician={"name": secret, "role": secret},
        note=f"Ask {secret} about ibuprofen.",
        variables={"step_1": f"{secret} walks."},
        follow_up={"date": "2026-12-03", "place": secret, "with": secret, "bring": secret},
        overrides=[],
    )
    assert isinstance(pipeline.decide(order, library, SETTINGS, memo=memo), Selection)
    kept = repr(vars(memo)).lower()
    assert len(kept) > 1000
    assert secret.lower() not in kept
    assert "1985" not in kept
    assert "2026-12-03" not in kept


def known(order: Order, library: Library) -> Situation:
    """What conditions are asked about, as selection found it."""
    found = pipeline.decide(order, library, SETTINGS)
    chosen = frozenset(exercise.id for exercise in found.exercises)
    return Situation(found.region, found.phase, found.tags, chosen, frozenset(found.values), found.rulings)


def blind(patient: Situation, asked: Asked, data: st.DataObject) -> Situation:
    """``patient`` with nothing but what ``asked`` tells; what is never without a value is drawn anew."""
    return Situation(
        patient.region if asked.region else data.draw(st.sampled_from(Region)),
        patient.phase if asked.phase else data.draw(st.sampled_from(Phase)),
        {tag: answer for tag, answer in patient.tags.items() if tag in asked.tags},
        patient.exercises & asked.exercises,
        patient.values & asked.values,
        {topic: ruling for topic, ruling in patient.rulings.items() if topic in asked.topics},
    )


@given(orders(), st.data())
def test_what_is_not_asked_decides_nothing(order: Order, data: st.DataObject) -> None:
    """A condition sees no more of a patient than `Asked` says: two patients with the same answers fail it alike."""
    library = built_in()
    section = data.draw(st.sampled_from(sorted(library.sections.values(), key=lambda one: one.id)))
    patient = known(order, library)
    unseen = blind(patient, section.asked, data)
    assert unseen.answers(section.asked) == patient.answers(section.asked)
    for line in section.lines():
        assert failure(line.when, unseen) == failure(line.when, patient)


@given(orders(), st.data())
def test_what_no_rule_asks_decides_no_ruling(order: Order, data: st.DataObject) -> None:
    library = built_in()
    patient = known(order, library)
    unseen = blind(patient, library.asked_by_topics, data)
    found = rulings(library, patient)
    assert rulings(library, unseen) == found
    assert to_learn(library, unseen, found) == to_learn(library, patient, found)
    unseen = blind(patient, library.asked_by_exercises, data)
    for exercise in library.exercises.values():
        assert ruling_on(exercise, library, unseen) == ruling_on(exercise, library, patient)
    for pack in library.packs.values():
        assert [*held_back(library, pack, unseen)] == [*held_back(library, pack, patient)]


@given(orders(), st.data())
def test_exercises_of_a_pack_hang_on_the_region_and_on_what_rules_ask(order: Order, data: st.DataObject) -> None:
    library = built_in()
    pack, kinds = data.draw(st.sampled_from([*library.packs.values()])), frozenset(Kind)
    patient = known(order, library)
    unseen = structs.replace(blind(patient, library.asked_by_exercises, data), region=patient.region)
    order = order.model_copy(update={"exercises": None})
    one, other = Noted(), Noted()
    chosen = exercises_for(order, library, pack, patient, kinds, one)
    assert exercises_for(order, library, pack, unseen, kinds, other) == chosen
    assert (one.decided, one.warnings) == (other.decided, other.warnings)


def test_each_part_of_a_condition_is_looked_at() -> None:
    assert list(PARTS) == list(Condition.model_fields)


def test_a_copy_forgets_what_was_worked_out(library: Library) -> None:
    section = library.sections["note"]
    assert section.lines()
    assert section.asked
    copy = section.model_copy(update={"blocks": library.sections["heat_cold"].blocks})
    assert copy.lines() == library.sections["heat_cold"].lines()


# Names by their spelling


def slips_of(dice: random.Random, name: str, count: int) -> str:
    """``name`` with ``count`` slips of the pen."""
    for _ in range(count):
        at = dice.randrange(len(name) - 1)
        letter = dice.choice("abcdefghijklmnopqrstuvwxyz")
        name = dice.choice(
            [
                name[:at] + name[at + 1 :],
                name[:at] + letter + name[at:],
                name[:at] + letter + name[at + 1 :],
                name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            ]
        )
    return name


def misspelled(seed: int) -> Iterator[tuple[str, int]]:
    dice = random.Random(seed)
    for _ in range(20):
        word = slips_of(dice, dice.choice(NAMES), dice.randint(0, 3))
        if len(word) >= 5:
            yield word, 1 if len(word) < 9 else 2


@given(st.integers(0, 10**9))
def test_no_name_that_is_spelled_nearly_so_is_missed(seed: int) -> None:
    lexicon = built_in().lexicons["medicines"]
    for word, slips in misspelled(seed):
        near = {name for name in lexicon.by_letters if OSA.distance(word, name, score_cutoff=slips) <= slips}
        assert near <= lexicon.like(word, slips), word


@given(printable(200))
def test_words_without_accents_are_read_like_others(text: str) -> None:
    """The short way for plain letters gives what the long way gives."""
    plain = text.encode("ascii", "ignore").decode()
    assert words_of(f"{plain} é") == (*words_of(plain), "e")
