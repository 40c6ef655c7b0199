"""A slip of the pen in an order never hides that the patient needs help."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from handouts.intake.order_file import read_order
from handouts.model.library import Alarm, Library
from handouts.select.noted import Noted
from handouts.select.situation import situation
from handouts.select.urgent import urgency
from tests.strategies import PLAIN, TODAY, built_in, plain_order

CODES = {Alarm.RED: "red-flag", Alarm.AMBER: "amber-flag-not-cleared"}


def alarms(facts: dict[str, Any], library: Library, **fields: Any) -> list[str]:
    text = yaml.safe_dump({**PLAIN, **fields, "facts": PLAIN["facts"] | facts})
    _, problems, _ = read_order(text.encode(), "o.yaml", library.vocabulary, today=TODAY)
    assert all(problem.place.line > 1 and problem.hint for problem in problems)
    return [problem.code for problem in problems if problem.code in CODES.values()]


def signs(facts: dict[str, Any], library: Library) -> list[str]:
    order = plain_order(facts)
    patient = situation(order, library, TODAY, Noted(), brand="fernhollow")
    return [CODES[sign.alarm] for sign in urgency(order, library, patient)[1]]


@pytest.mark.parametrize("slip", [{}, {"format": "huge"}])
def test_every_sign_is_told_in_an_order_with_a_fault_and_only_there(slip: dict[str, Any], library: Library) -> None:
    cases: list[dict[str, Any]] = [{"red_flags": [flag]} for flag in library.red_flags]
    cases += [{"limb_symptoms": "both_sides"}, {"limb_symptoms": "both_sides", "red_flags": ["both_legs"]}]
    for facts in cases:
        assert alarms(facts, library, **slip) == (signs(facts, library) if slip else [])


BECOMES = [
    (flag.id, condition, worse) for flag in built_in().red_flags.values() for condition, worse in flag.becomes.items()
]


@pytest.mark.parametrize("cleared", [False, True])
@pytest.mark.parametrize("answer", ["yes", "no", "unknown", None])
@pytest.mark.parametrize(("flag", "condition", "worse"), BECOMES)
def test_a_condition_makes_a_sign_worse_as_it_does_without_a_fault(
    flag: str, condition: str, worse: str, answer: str | None, cleared: bool, library: Library
) -> None:
    facts: dict[str, Any] = {"red_flags": [flag], "conditions": {condition: answer} if answer else {}}
    if cleared:
        facts["cleared"] = [{"flag": flag, "by": "Priya Nair", "on": str(TODAY)}]
    told = alarms(facts, library, format="huge")
    assert told == (["red-flag"] if answer == "yes" else [] if cleared else ["amber-flag-not-cleared"])
    assert cleared or told == signs(facts, library)
    both = facts | {"red_flags": [flag, worse]}
    assert alarms(both, library, format="huge").count("red-flag") == 1, "one sign, told once"


def test_there_are_signs_that_a_condition_makes_worse() -> None:
    assert {condition for _, condition, _ in BECOMES} >= {"active_cancer", "sickle_cell"}


def test_a_sign_that_a_condition_nobody_named_makes_an_emergency_says_so(library: Library) -> None:
    text = yaml.safe_dump({**PLAIN, "format": "huge", "facts": PLAIN["facts"] | {"red_flags": ["fever", "rash"]}})
    _, problems, _ = read_order(text.encode(), "o.yaml", library.vocabulary, today=TODAY)
    fever, rash = (problem.hint for problem in problems if problem.code == "amber-flag-not-cleared")
    assert fever.startswith("With active_cancer or sickle_cell it is an emergency.")
    assert "emergency" not in rash


def test_a_cleared_sign_is_told_only_if_it_is_red(library: Library) -> None:
    cleared = [{"flag": flag, "by": "Priya Nair", "on": str(TODAY)} for flag in ("fever", "saddle_numb")]
    facts = {"red_flags": ["fever", "saddle_numb"], "cleared": cleared}
    assert alarms(facts, library, format="huge") == ["red-flag"]
