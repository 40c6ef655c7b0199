"""Selection by cases: refusals, region and phase, the clinician's choices, and what the staff are told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from msgspec import structs

from handouts.errors import Refused
from handouts.model.level import Level
from handouts.model.library import Library
from handouts.model.order import Order
from handouts.model.patient import Answer, Phase, Region
from handouts.model.selection import Selection, Verdict
from handouts.select import select
from handouts.select.exercises import ruling_on
from handouts.select.noted import Noted
from handouts.select.situation import Situation, situation
from tests.strategies import TODAY, plain_order

DAYS = {Phase.FIRST_DAYS: 2, Phase.ACUTE: 20, Phase.SUBACUTE: 60, Phase.CHRONIC: 200}


def chosen(library: Library, order: Order, brand: str = "fernhollow") -> Selection:
    return select(order, library, today=TODAY, brand=brand)


def refusal(library: Library, order: Order) -> Refused:
    with pytest.raises(Refused) as caught:
        chosen(library, order)
    assert caught.value.remedy
    assert caught.value.exit_code == 2
    return caught.value


# Refusals


def patient_with(library: Library, tag: str) -> Situation:
    return situation(plain_order({"conditions": {tag: "yes"}}), library, TODAY, Noted(), brand="fernhollow")


def test_an_exercise_that_a_condition_rules_out_cannot_be_picked(library: Library) -> None:
    """Every pair of exercise and condition in the library."""
    from tests.strategies import OWN_FIELD

    tags = sorted(set(library.tags) - OWN_FIELD)
    pairs = [
        (e.id, tag)
        for tag in tags
        for patient in [patient_with(library, tag)]
        for e in library.exercises.values()
        if ruling_on(e, library, patient).level is Level.AVOID
    ]
    assert len(pairs) > 50
    assert {tag for e in library.exercises.values() for tag in e.not_for} - OWN_FIELD <= {tag for _, tag in pairs}
    for exercise, tag in pairs:
        error = refusal(library, plain_order({"conditions": {tag: "yes"}}, exercises=[exercise]))
        assert exercise in error.message
        assert {tag, *library.tags[tag].implies} & set(error.message.replace(",", " ").split())


@pytest.mark.parametrize(
    ("facts", "exercise"),
    [
        ({"pregnant": "yes", "sex": "female"}, "hip_lift"),
        ({"abilities": {"can_kneel": "no"}}, "childs_pose"),
        ({"abilities": {"can_lie_prone": "no"}}, "prone_press_up"),
        ({"abilities": {"can_lie_supine": "no"}}, "knee_rolls"),
        ({"abilities": {"can_get_to_floor": "no"}}, "bird_dog"),
        ({"abilities": {"falls_risk": "yes"}}, "cat_cow"),
        ({"surgery": [{"site": "hip", "on": "2026-11-01"}]}, "hip_lift"),
        ({"conditions": {"long_term_steroid": "yes", "osteoporosis": "no"}}, "knee_to_chest"),
    ],
)
def test_facts_with_a_field_of_their_own_rule_exercises_out(
    library: Library, facts: dict[str, Any], exercise: str
) -> None:
    assert exercise in refusal(library, plain_order(facts, exercises=[exercise])).message


def test_no_required_section_can_be_left_out(library: Library) -> None:
    required = [section.id for section in library.sections.values() if section.required == "yes"]
    assert {"front", "red_flags_short", "red_flags", "contact"} <= set(required)
    for id in required:
        assert id in refusal(library, plain_order(sections={"leave_out": [id]})).message


# Region and phase


@pytest.mark.parametrize("region", list(Region))
@pytest.mark.parametrize("phase", list(Phase))
def test_each_region_and_phase_has_one_pack_of_its_own(library: Library, region: Region, phase: Phase) -> None:
    when = {"phase": "flare", "onset_days": 400} if phase is Phase.FLARE else {"onset_days": DAYS[phase]}
    selection = chosen(library, plain_order({"region": region.value, **when}))
    assert (selection.region, selection.phase) == (region, phase)
    assert selection.pack == ("several_general" if region is Region.SEVERAL else f"{region}_{phase}")
    assert [pack.id for pack in library.packs.values() if pack.fits(region, phase)] == [selection.pack]
    for item in selection.exercises:
        exercise = library.exercises[item.id]
        assert region in exercise.regions, item.id
        assert phase in exercise.phases, item.id


def test_the_named_pack_wins(library: Library) -> None:
    selection = chosen(library, plain_order(pack="low_back_chronic"))
    assert selection.pack == "low_back_chronic"
    assert [choice.code for choice in selection.of("pack")] == ["picked"]


def test_days_win_over_a_typed_phase_with_a_warning(library: Library) -> None:
    selection = chosen(library, plain_order({"phase": "chronic", "onset_days": 5}))
    assert selection.phase is Phase.ACUTE
    assert "phase-disagrees" in {warning.code for warning in selection.warnings}


def test_a_typed_flare_up_wins_over_the_days(library: Library) -> None:
    assert chosen(library, plain_order({"phase": "flare", "onset_days": 5})).phase is Phase.FLARE


def test_an_onset_date_counts_from_the_day_of_the_run(library: Library) -> None:
    order = plain_order({"onset_days": None, "onset_date": str(TODAY - dt.timedelta(days=43))})
    assert chosen(library, order).phase is Phase.SUBACUTE


# Tags


def test_implied_conditions_are_true_whatever_was_typed(library: Library) -> None:
    selection = chosen(library, plain_order({"conditions": {"opioid_patch": "yes", "medicine_patch": "no"}}))
    assert selection.tags["medicine_patch"] is Answer.YES
    assert selection.tags["sedating_medicine"] is Answer.YES


def test_an_unknown_condition_makes_what_it_implies_unknown(library: Library) -> None:
    selection = chosen(library, plain_order({"conditions": {"opioid_patch": "unknown"}}))
    assert selection.tags["medicine_patch"] is Answer.UNKNOWN
    typed = chosen(library, plain_order({"conditions": {"opioid_patch": "unknown", "medicine_patch": "no"}}))
    assert typed.tags["medicine_patch"] is Answer.NO


@pytest.mark.parametrize(("days", "answer"), [(0, "yes"), (83, "yes"), (84, "no")])
def test_an_operation_is_recent_for_12_weeks(library: Library, days: int, answer: str) -> None:
    surgery = [{"site": "knee", "on": str(TODAY - dt.timedelta(days=days))}]
    assert chosen(library, plain_order({"surgery": surgery})).tags["recent_surgery"] == answer


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"pregnant": "yes"}, "yes"),
        ({"pregnant": "no"}, "no"),
        ({"pregnant": "unknown"}, "unknown"),
        ({"pregnant": "unknown", "other_conditions": "no"}, "unknown"),
        ({"pregnant": "unknown", "age": 60}, "unknown"),
        ({"pregnant": "unknown", "age": 61}, "no"),
    ],
)
def test_pregnancy_is_never_guessed(library: Library, facts: dict[str, Any], answer: str) -> None:
    assert chosen(library, plain_order({"sex": "female", **facts})).tags["pregnancy"] == answer


@pytest.mark.parametrize(
    ("age", "young", "old"), [(16, "yes", "no"), (18, "no", "no"), (64, "no", "no"), (65, "no", "yes")]
)
def test_age_bands(library: Library, age: int, young: str, old: str) -> None:
    tags = chosen(library, plain_order({"age": age})).tags
    assert (tags["age_16_17"], tags["age_65_plus"]) == (young, old)


def test_blank_answers_are_unknown_and_staff_are_told(library: Library) -> None:
    order = Order.model_validate(
        {
            "reference": "T-0002",
            "facts": {"age": 41, "region": "neck", "onset_days": 5, "red_flag_screen": {"done": "yes"}},
        }
    )
    selection = chosen(library, order)
    known = {tag for tag, answer in selection.tags.items() if answer is not Answer.UNKNOWN}
    assert known - {"medicines_not_read"} == {"age_under_16", "age_16_17", "under_aspirin_age", "age_65_plus"}
    codes = {warning.code for warning in selection.warnings}
    assert {"pregnancy-unknown", "conditions-unknown", "medicines-unknown"} <= codes


# The clinician's choices


def test_a_language_that_nobody_named_is_pointed_out(library: Library) -> None:
    """A brand that names its language answers for all its patients; one that does not leaves it open."""
    brand = library.brands["fernhollow"]
    silent = type(brand).model_validate(brand.model_dump(mode="json", exclude={"language"}, exclude_none=True))
    bare = structs.replace(library, brands={**library.brands, "fernhollow": silent})
    for fields, place, expected in (({}, library, False), ({}, bare, True), ({"language": "en-GB"}, bare, False)):
        codes = {warning.code for warning in chosen(place, plain_order(**fields)).warnings}
        assert ("language-unknown" in codes) is expected


def test_picked_exercises_take_the_place_of_the_pack(library: Library) -> None:
    selection = chosen(library, plain_order(exercises=["pelvic_tilt", {"id": "cat_cow", "reps": 3}]))
    assert [item.id for item in selection.exercises] == ["cat_cow", "pelvic_tilt"]
    assert selection.exercises[0].dose.reps == 3
    assert selection.exercises[0].dose.times_a_day == library.exercises["cat_cow"].dose.times_a_day


def test_a_dose_comes_from_the_order_then_the_pack_then_the_exercise(library: Library) -> None:
    pack = chosen(library, plain_order({"region": "neck", "onset_days": 200}))
    assert next(item for item in pack.exercises if item.id == "walking").dose.minutes == 20
    typed = plain_order({"region": "neck", "onset_days": 200}, exercises=[{"id": "walking", "times_a_day": 3}])
    (walk,) = chosen(library, typed).exercises
    assert (walk.dose.minutes, walk.dose.times_a_day) == (20, 3)


def test_no_exercises_at_all_is_a_leaflet_without_moves(library: Library) -> None:
    selection = chosen(library, plain_order(exercises=[]))
    assert selection.exercises == ()
    assert not {"moves", "stretches", "strengthening", "walking", "stop_rules"} & set(selection.sections)
    assert "moves" not in selection.values


@pytest.mark.parametrize("left_out", ["stretches", "moves"])
def test_exercises_without_a_section_are_not_spoken_of(library: Library, left_out: str) -> None:
    order = plain_order(sections={"leave_out": [left_out]}, exercises=["cat_cow", "pelvic_tilt"])
    selection = chosen(library, order)
    ids = [item.id for item in selection.exercises]
    assert ids == ([] if left_out == "moves" else ["pelvic_tilt"])
    assert selection.values.get("moves") == (len(ids) or None)
    why = {choice.id: choice.code for choice in selection.of("exercise", Verdict.OUT)}
    assert why["cat_cow"] == "no-section"
    assert "exercise-no-section" in {warning.code for warning in selection.warnings}


def test_sections_are_added_and_left_out_with_their_reason(library: Library) -> None:
    selection = chosen(library, plain_order(sections={"add": ["questions"], "leave_out": ["symptoms"]}))
    why = {choice.id: (choice.verdict, choice.code) for choice in selection.of("section")}
    assert why["questions"] == (Verdict.IN, "added")
    assert why["symptoms"] == (Verdict.OUT, "left-out")
    assert "questions" in selection.sections
    assert "symptoms" not in selection.sections


def test_leaving_out_what_was_not_there_is_a_warning(library: Library) -> None:
    selection = chosen(library, plain_order(sections={"leave_out": ["questions"]}))
    assert "not-there" in {warning.code for warning in selection.warnings}


def test_sections_come_in_their_order_whatever_the_order_says(library: Library) -> None:
    selection = chosen(library, plain_order(sections={"add": ["questions", "classification"]}))
    assert list(selection.sections) == [id for id in library.section_order() if id in selection.sections]


@pytest.mark.parametrize(("age", "typed", "weeks"), [(41, {}, 4), (70, {}, 2), (70, {"review_weeks": "3"}, 3)])
def test_a_number_comes_from_the_order_then_the_condition_then_the_default(
    library: Library, age: int, typed: dict[str, str], weeks: int
) -> None:
    assert chosen(library, plain_order({"age": age}, variables=typed)).values["review_weeks"] == weeks


# Heat and cold: what must never be printed together with a danger


def heat_lines(library: Library, **conditions: str) -> set[str]:
    lines = chosen(library, plain_order({"conditions": conditions})).lines
    return {line.removeprefix("heat_cold.") for line in lines if line.startswith("heat_cold.")}


@pytest.mark.parametrize("tag", ["reduced_sensation", "diabetic_neuropathy", "opioid_patch", "poor_circulation"])
def test_no_warm_pack_where_skin_may_burn_or_a_patch_may_overdose(library: Library, tag: str) -> None:
    assert not heat_lines(library, **{tag: "yes"}) & {"warm_name", "wrap", "heat_helps"}
    assert {"warm_name", "wrap", "heat_helps"} <= heat_lines(library, **{tag: "no"})


@pytest.mark.parametrize(
    "tag",
    ["reduced_sensation", "diabetic_neuropathy", "poor_circulation", "cold_sensitivity", "sickle_cell"],
)
def test_no_cold_pack_where_cold_can_harm(library: Library, tag: str) -> None:
    assert not heat_lines(library, **{tag: "yes"}) & {"cold_name", "some_like_cold"}
    assert {"cold_name", "some_like_cold"} <= heat_lines(library, **{tag: "no"})


@pytest.mark.parametrize(("feeling", "packs"), [("no", True), ("unknown", False), ("yes", False)])
def test_diabetes_gets_packs_only_when_the_skin_is_known_to_feel(library: Library, feeling: str, packs: bool) -> None:
    lines = heat_lines(library, diabetes="yes", reduced_sensation=feeling)
    assert bool(lines & {"warm_name", "wrap"}) is packs
    assert bool(lines & {"cold_name"}) is packs


@pytest.mark.parametrize(
    ("listed", "tag"), [("medicines", "anticoagulant"), ("allergies", "nsaid_allergy"), ("devices", "pacemaker_icd")]
)
def test_a_list_that_is_not_read_leaves_open_what_it_may_show(library: Library, listed: str, tag: str) -> None:
    unread = chosen(library, plain_order({listed: ["something"]}))
    assert unread.tags[tag] is Answer.UNKNOWN
    assert chosen(library, plain_order({listed: "none"})).tags[tag] is Answer.NO
    typed = chosen(library, plain_order({listed: ["something"], "conditions": {tag: "no"}}))
    assert typed.tags[tag] is Answer.NO
    one = {"medicines": "medicine", "allergies": "allergy", "devices": "device"}[listed]
    assert f"{one}-not-read" in {problem.code for problem in unread.warnings}


@pytest.mark.parametrize("facts", [{"medicines": "unknown"}, {"medicines": ["x"]}, {"allergies": ["x"]}])
def test_no_painkiller_is_suggested_while_medicines_or_allergies_are_not_read(
    library: Library, facts: dict[str, Any]
) -> None:
    def lines(changed: dict[str, Any]) -> set[str]:
        return set(chosen(library, plain_order(changed, sections={"add": ["medicines"]})).lines)

    suggestions = {line for line in lines({}) - lines(facts) if line.startswith("medicines.")}
    texts = {f"medicines.{line.id}": str(line.text) for line in library.sections["medicines"].lines()}
    assert any("Ibuprofen" in texts[line] and "may help" in texts[line] for line in suggestions)
    assert not any("may help" in texts.get(line, "") for line in lines(facts))


def test_unknown_feeling_adds_the_self_test(library: Library) -> None:
    assert "test_feeling" in heat_lines(library, reduced_sensation="unknown")
    assert "test_feeling" not in heat_lines(library)


# A pack for other patients, and sections that a condition or an exercise calls for


def test_a_pack_for_another_region_is_refused_by_name(library: Library) -> None:
    with pytest.raises(Refused, match="neck_acute"):
        chosen(library, plain_order({"region": "low_back"}, pack="neck_acute"))


def test_a_pack_for_another_phase_or_patient_is_pointed_out(library: Library) -> None:
    other = chosen(library, plain_order({"onset_days": 200}, pack="low_back_acute"))
    assert "pack-other-phase" in {problem.code for problem in other.warnings}
    pregnancy = chosen(library, plain_order(pack="low_back_pregnancy"))
    assert "pack-other-patient" in {problem.code for problem in pregnancy.warnings}


@pytest.mark.parametrize("tag", ["anticoagulant", "kidney_disease", "nsaid_allergy"])
def test_painkiller_advice_comes_by_itself_where_a_painkiller_could_harm(library: Library, tag: str) -> None:
    assert "medicines" not in chosen(library, plain_order(pack="low_back_acute")).sections
    assert "medicines" in chosen(library, plain_order({"conditions": {tag: "yes"}}, pack="low_back_acute")).sections


def test_when_to_stop_comes_with_the_moves_and_cannot_be_left_out(library: Library) -> None:
    assert "stop_rules" in chosen(library, plain_order()).sections
    assert "stop_rules" not in chosen(library, plain_order(exercises=[])).sections
    with pytest.raises(Refused, match="stop_rules"):
        chosen(library, plain_order(sections={"leave_out": ["stop_rules"]}))


# Too young for aspirin: an age of the place (lists/locales.yaml)


@pytest.mark.parametrize(
    ("language", "age", "young"),
    [
        ("en-US", 16, True),
        ("en-US", 17, True),
        ("en-US", 18, True),
        ("en-US", 19, False),
        ("en-GB", 16, False),
        ("en-GB", 18, False),
        ("en", 16, False),
        ("en", 18, False),
    ],
)
def test_a_young_adult_gets_no_aspirin_where_the_place_says_so(
    library: Library, language: str, age: int, young: bool
) -> None:
    selection = chosen(library, plain_order({"age": age}, language=language, sections={"add": ["medicines"]}))
    assert selection.tags["under_aspirin_age"] is (Answer.YES if young else Answer.NO)
    of_aspirin = {"aspirin_age.not_at_your_age", "aspirin_age.given_by_doctor", "medicines.aspirin"} & selection.lines
    forbidden = {"aspirin_age.not_at_your_age", "aspirin_age.given_by_doctor"}
    assert of_aspirin == (forbidden if young else {"medicines.aspirin"})


def test_the_brand_says_the_place_when_the_order_does_not(library: Library) -> None:
    order = plain_order({"age": 18})
    assert chosen(library, order, "quillmere").tags["under_aspirin_age"] is Answer.YES
    assert chosen(library, order, "fernhollow").tags["under_aspirin_age"] is Answer.NO


def test_no_answer_of_staff_makes_a_young_adult_older(library: Library) -> None:
    order = plain_order({"age": 17, "conditions": {"under_aspirin_age": "no"}}, language="en-US")
    assert chosen(library, order).tags["under_aspirin_age"] is Answer.YES
