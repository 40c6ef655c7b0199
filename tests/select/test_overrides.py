"""What a clinician may undo, what never, and what is kept of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from handouts import pipeline
from handouts.compose import compose
from handouts.deliver import record
from handouts.errors import Refused
from handouts.intake.order_file import read_order
from handouts.model.document import Document
from handouts.model.library import Library
from handouts.model.selection import Selection, Verdict
from handouts.select import select
from tests.strategies import TODAY, built_in, plain_order

WHY = {"reason": "seen with the pharmacist today", "by": "Priya Nair"}


def chosen(facts: dict[str, Any], *overrides: dict[str, Any], **fields: Any) -> Selection:
    fields.setdefault("sections", {"add": ["medicines", "heat_cold"]})
    return select(plain_order(facts, overrides=list(overrides), **fields), built_in(), today=TODAY, brand="fernhollow")


def test_an_ask_is_undone_with_a_reason() -> None:
    asthma = {"conditions": {"asthma": "yes"}}
    assert "medicines.ibuprofen" not in chosen(asthma).lines
    selection = chosen(asthma, {"topic": "nsaid", **WHY})
    assert "medicines.ibuprofen" in selection.lines
    assert "medicines.nsaid_ask" not in selection.lines
    assert (selection.rulings["nsaid"].level, selection.rulings["nsaid"].undone) == ("ok", "ask")
    assert selection.of("override", Verdict.IN)
    assert "overridden" in {warning.code for warning in selection.warnings}


NEVER = [
    ("heat", {"conditions": {"reduced_sensation": "yes"}}),
    ("heat", {"conditions": {"opioid_patch": "yes"}}),
    ("heat", {"conditions": {"diabetes": "yes", "reduced_sensation": "unknown"}}),
    ("nsaid", {"conditions": {"nsaid_allergy": "yes"}}),
    ("nsaid_gel", {"allergies": ["aspirin"]}),
    ("nsaid", {"medicines": ["warfarin"]}),
    ("nsaid", {"pregnant": "yes", "sex": "female"}),
    ("manipulation", {"conditions": {"osteoporosis": "yes"}}),
]


@pytest.mark.parametrize(("topic", "facts"), NEVER)
def test_an_avoid_is_never_undone(topic: str, facts: dict[str, Any]) -> None:
    with pytest.raises(Refused) as caught:
        chosen(facts, {"topic": topic, **WHY})
    assert caught.value.problems[0].code == "override-not-allowed"
    assert caught.value.problems[0].path == ("overrides", 0, "topic")


@pytest.mark.parametrize("topic", sorted(id for id, topic in built_in().topics.items() if not topic.either))
def test_no_rule_at_avoid_gives_way_for_any_topic(topic: str) -> None:
    """Each rule of the matrix that closes the topic, as far as one condition makes it fire."""
    from handouts.intake.names import OWN_FIELD

    rules = [rule for rule in built_in().topic_rules.values() if rule.levels.get(topic) == "avoid"]
    tags = {tag for rule in rules if not rule.when.unknown for tag in rule.when.any_of} - set(OWN_FIELD)
    for tag in sorted(tags):
        facts = {"conditions": {tag: "yes"}, "medicines": ["omeprazole"]}
        with pytest.raises(Refused):
            chosen(facts, {"topic": topic, **WHY})


def test_no_override_gets_past_a_red_flag() -> None:
    selection = chosen({"red_flags": ["saddle_numb"]}, {"topic": "heat", **WHY})
    assert selection.sheet == "emergency"


def test_an_override_that_undoes_nothing_is_pointed_out() -> None:
    selection = chosen({}, {"topic": "heat", **WHY})
    assert "override-not-needed" in {warning.code for warning in selection.warnings}


def test_an_override_for_an_exercise_that_nobody_picked_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        chosen({}, {"exercise": "bird_dog", **WHY})
    assert caught.value.problems[0].code == "override-not-picked"


@pytest.mark.parametrize(
    ("override", "code"),
    [
        ("{topic: heatt, reason: long enough, by: P}", "unknown-topic"),
        ("{topic: packs, reason: long enough, by: P}", "unknown-topic"),
        ("{exercise: no_such, reason: long enough, by: P}", "unknown-exercise"),
        ("{topic: heat, exercise: cat_cow, reason: long enough, by: P}", ""),
        ("{topic: heat, reason: no, by: P}", ""),
        ("{topic: heat, reason: long enough}", ""),
    ],
)
def test_an_override_that_is_not_filled_in_is_a_problem_at_its_place(override: str, code: str) -> None:
    plain = plain_order().model_dump_json(exclude_none=True, exclude={"overrides"})
    text = plain[:-1] + ', "overrides": [' + override + "]}"
    order, problems, _ = read_order(text.encode(), "o.yaml", built_in().vocabulary, today=TODAY)
    assert order is None
    assert not code or code in {problem.code for problem in problems}


def test_the_reason_stands_in_the_staff_record_and_not_in_the_leaflet(library: Library) -> None:
    order = plain_order(
        {"conditions": {"asthma": "yes"}}, overrides=[{"topic": "nsaid", **WHY}], sections={"add": ["medicines"]}
    )
    settings = pipeline.Settings(today=TODAY)
    selection = pipeline.decide(order, library, settings)
    leaflet = compose(order, library, selection, today=TODAY, brand="fernhollow")
    assert WHY["reason"] not in str(leaflet)
    said = json.loads(record(order, library, selection, leaflet, Document(b"", 1, ()), made_on=TODAY))
    assert said["overrides"] == [{"topic": "nsaid", **WHY}]
    nsaid = next(item for item in said["advice"] if item["topic"] == "nsaid")
    assert (nsaid["level"], nsaid["undone"]) == ("ok", "ask")
    assert "asthma" in {rule["id"] for rule in nsaid["rules"]}
