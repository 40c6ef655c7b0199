"""Exercises: the safe set, what needs care, a reason or a typed dose, and limits that conditions set."""

from __future__ import annotations

from handouts.model.library import Library
from handouts.model.selection import Verdict
from tests.select.test_select import chosen, refusal
from tests.strategies import plain_order


def test_unsafe_exercises_of_a_pack_are_withheld_and_the_safe_set_fills_up(library: Library) -> None:
    order = plain_order({"abilities": {"can_get_to_floor": "no", "can_kneel": "no", "can_lie_supine": "no"}})
    selection = chosen(library, order)
    out = selection.of("exercise", Verdict.OUT)
    assert out
    assert {choice.code for choice in out} == {"rule-avoid"}
    assert len(selection.exercises) == 3
    assert {item.id for item in selection.exercises} <= {*library.safe_set, "walking"}
    assert "few-exercises" in {warning.code for warning in selection.warnings}


def test_an_exercise_that_needs_care_is_printed_and_staff_are_told(library: Library) -> None:
    selection = chosen(library, plain_order({"conditions": {"hernia": "yes"}}, exercises=["hip_lift"]))
    assert [item.id for item in selection.exercises] == ["hip_lift"]
    assert "exercise-care" in {warning.code for warning in selection.warnings}


METALWORK = {"conditions": {"spinal_surgery_metalwork": "yes"}}


def test_an_exercise_that_is_to_be_asked_about_needs_a_reason(library: Library) -> None:
    assert "cat_cow" not in {item.id for item in chosen(library, plain_order(METALWORK)).exercises}
    error = refusal(library, plain_order(METALWORK, exercises=["cat_cow"]))
    assert error.problems[0].path == ("exercises", 0, "id")
    assert "overrides" in error.remedy
    why = [{"exercise": "cat_cow", "reason": "fused ten years ago, moves well", "by": "Priya Nair"}]
    selection = chosen(library, plain_order(METALWORK, exercises=["cat_cow"], overrides=why))
    assert [item.id for item in selection.exercises] == ["cat_cow"]
    assert selection.of("exercise", Verdict.IN)[0].code == "overridden"


def test_walking_needs_a_typed_dose_where_the_brief_asks_for_one(library: Library) -> None:
    facts = {"conditions": {"heart_failure": "yes"}}
    assert "walking" not in {item.id for item in chosen(library, plain_order(facts)).exercises}
    assert "type its dose" in refusal(library, plain_order(facts, exercises=["walking"])).remedy
    typed = chosen(library, plain_order(facts, exercises=[{"id": "walking", "minutes": 4}]))
    assert [item.dose.minutes for item in typed.exercises] == [4]


def test_short_walks_and_no_next_step_until_the_clinician_says_how_far(library: Library) -> None:
    """An unknown risk of falls at 78, and heart disease: the least of the usual doses, nothing about more."""
    for facts in ({"age": 78, "abilities": {"falls_risk": "unknown"}}, {"conditions": {"heart_disease_stroke": "yes"}}):
        found = chosen(library, plain_order(facts, pack="low_back_acute"))
        walks = [item for item in found.exercises if item.id == "walking"]
        assert [(item.dose.minutes, item.harder) for item in walks] == [(5, False)]
        assert [choice.code for choice in found.of("line", Verdict.OUT) if choice.id == "walking.harder"] == [
            "rule-care"
        ]
        assert "exercise-care" in {warning.code for warning in found.warnings}
        typed = chosen(library, plain_order(facts, exercises=[{"id": "walking", "minutes": 12}]))
        assert [(item.dose.minutes, item.harder) for item in typed.exercises] == [(12, False)]
    plain = chosen(library, plain_order(exercises=["walking"])).exercises
    assert [(item.dose.minutes, item.harder) for item in plain] == [(10, True)]


def test_holds_are_short_where_a_condition_says_so(library: Library) -> None:
    facts = {"conditions": {"high_bp_uncontrolled": "yes"}}
    long = chosen(library, plain_order(exercises=["hamstring_stretch"])).exercises[0].dose.hold_seconds
    assert long is not None
    assert long > 10
    assert chosen(library, plain_order(facts, exercises=["hamstring_stretch"])).exercises[0].dose.hold_seconds == 10
    typed = plain_order(facts, exercises=[{"id": "hamstring_stretch", "hold_seconds": 11}])
    assert refusal(library, typed).problems[0].path == ("exercises", 0, "hold_seconds")


def test_somebody_who_forgets_gets_2_exercises(library: Library) -> None:
    selection = chosen(library, plain_order({"conditions": {"cognitive_impairment": "yes"}}))
    assert len(selection.exercises) == 2
    assert [choice.code for choice in selection.of("exercise", Verdict.OUT)] == ["cap"]
