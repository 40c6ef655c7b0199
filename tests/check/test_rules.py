"""Rules that never fire, rules that clash, and lines that no rule lets through, each with a case beside it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from msgspec import structs

from handouts.check import rule_never_fires, rules_clash, unreachable_line
from handouts.model.library import Library
from handouts.model.rules import ExerciseRule, TopicRule
from tests.own_library import OwnLibrary

TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def own(tmp_path: Path) -> OwnLibrary:
    return OwnLibrary(tmp_path / "own")


def with_rule(library: Library, when: dict[str, Any], **levels: str) -> Library:
    own = TopicRule.model_validate({"id": "own", "when": when, "levels": levels})
    return structs.replace(library, topic_rules=MappingProxyType({**library.topic_rules, "own": own}))


@pytest.mark.parametrize(
    ("when", "levels", "fires"),
    [
        ({"any_of": ["epilepsy"]}, {"heat": "ask"}, True),
        ({"any_of": ["epilepsy"], "none_of": ["epilepsy"]}, {"heat": "ask"}, False),
        ({"any_of": ["stoma"]}, {"traction": "avoid"}, False),
        ({"any_of": ["stoma"]}, {"traction": "avoid", "drinks": "ask"}, True),
        ({"any_of": ["stoma"], "regions": ["neck"]}, {"traction": "avoid"}, True),
    ],
)
def test_a_rule_that_never_fires_or_is_outdone(
    library: Library, when: dict[str, Any], levels: dict[str, str], fires: bool
) -> None:
    found = [problem.item for problem in rule_never_fires.run(with_rule(library, when, **levels), TODAY)]
    assert found == ([] if fires else ["own"])


@pytest.mark.parametrize(("level", "clash"), [("ask", True), ("avoid", False)])
def test_two_rules_for_one_case_that_disagree(library: Library, level: str, clash: bool) -> None:
    changed = with_rule(library, {"any_of": ["glaucoma_retina"]}, traction=level)
    assert [problem.code for problem in rules_clash.run(changed, TODAY)] == (["rules-clash"] if clash else [])


def test_two_rules_on_exercises_that_disagree(library: Library) -> None:
    flexion = library.exercise_rules["flexion"].model_dump() | {"id": "own", "level": "ask"}
    rules = {**library.exercise_rules, "own": ExerciseRule.model_validate(flexion)}
    changed = structs.replace(library, exercise_rules=MappingProxyType(rules))
    assert [problem.code for problem in rules_clash.run(changed, TODAY)] == ["rules-clash"]


@pytest.mark.parametrize(
    ("when", "reached"),
    [
        ({"levels": {"drinks": "avoid"}}, True),
        ({"levels": {"massage_firm": "care"}}, False),
        ({"levels": {"packs": "ask"}}, True),
        ({"any_of": ["stoma"], "levels": {"heat": "may"}}, True),
    ],
)
def test_a_level_that_no_rule_gives_is_never_reached(own: OwnLibrary, when: dict[str, Any], reached: bool) -> None:
    own.section("own", {"id": "one", "text": "One line.", "when": when})
    found = [problem for problem in unreachable_line.run(own.load(), TODAY) if problem.item == "own.one"]
    assert bool(found) is not reached


def test_a_section_and_its_line_must_ask_for_a_level_in_common(own: OwnLibrary) -> None:
    line = {"id": "one", "text": "One line.", "when": {"levels": {"heat": "avoid"}}}
    own.section("own", line, when={"levels": {"heat": "may"}})
    assert [problem.item for problem in unreachable_line.run(own.load(), TODAY)] == ["own.one"]
