"""A clinic may make a safety rule stricter, never weaker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from handouts import resources
from tests.own_library import OwnLibrary

HEAT = {"when": {"any_of": ["reduced_sensation", "diabetic_neuropathy"]}}
FULL = HEAT | {
    "id": "numb_skin",
    "levels": {
        "heat": "avoid",
        "cold": "avoid",
        "massage": "care",
        "massage_firm": "ask",
        "traction": "avoid",
        "bath": "care",
    },
    "unknown": {"heat": "care", "cold": "care", "massage_firm": "ask", "bath": "care"},
}


def built_in_exercise(id: str) -> dict[str, Any]:
    path: Path = resources.sections_dir() / "exercises" / f"{id}.yaml"
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return found


def rule(own: OwnLibrary, file: str, key: str, **item: Any) -> Path:
    return own.write(f"sections/rules/{file}.yaml", {key: [item]})


def test_a_rule_may_name_more_conditions_and_be_stricter(own: OwnLibrary) -> None:
    when = {"any_of": [*HEAT["when"]["any_of"], "epilepsy"]}
    rule(own, "matrix", "rules", **(FULL | {"when": when, "levels": FULL["levels"] | {"bath": "avoid"}}))
    assert own.load().topic_rules["numb_skin"].levels["bath"] == "avoid"


@pytest.mark.parametrize(
    "change",
    [
        {"when": {"any_of": ["diabetic_neuropathy"]}},
        {"when": HEAT["when"] | {"regions": ["low_back"]}},
        {"levels": FULL["levels"] | {"heat": "ask"}},
        {"levels": {"heat": "avoid"}},
        {"unknown": {}},
    ],
)
def test_a_rule_cannot_be_weakened(own: OwnLibrary, change: dict[str, Any]) -> None:
    path = rule(own, "matrix", "rules", **(FULL | change))
    for problem in own.faults():
        assert (problem.code, problem.place.file, problem.place.line) == ("rule-weakened", str(path), 2)
        assert "numb_skin" in problem.message


LYING = {"any_of": ["heart_failure", "cannot_lie_supine"]}
SUPINE, PRONE = {"positions": ["supine"]}, {"positions": ["prone"]}
STENOSIS = {"moves": {"directions": ["extension"]}, "when": {"any_of": ["spinal_stenosis"]}}
HOLDS = {"any_of": ["hypermobility", "high_bp_uncontrolled"]}


@pytest.mark.parametrize(
    ("file", "key", "item"),
    [
        ("exercises", "exercise_rules", {"id": "extension", **STENOSIS}),
        ("exercises", "exercise_rules", {"id": "supine", "moves": SUPINE, "when": LYING, "level": "care"}),
        ("exercises", "exercise_rules", {"id": "supine", "moves": PRONE, "when": LYING}),
        ("caps", "caps", {"id": "few_for_memory", "when": {"any_of": ["cognitive_impairment"]}, "exercises": 3}),
        ("caps", "caps", {"id": "short_holds", "when": HOLDS}),
    ],
)
def test_neither_can_a_rule_on_exercises_or_a_cap(own: OwnLibrary, file: str, key: str, item: dict[str, Any]) -> None:
    rule(own, file, key, **item)
    assert own.fault().code == "rule-weakened"


def test_a_tag_keeps_what_it_implies(own: OwnLibrary) -> None:
    own.listed("tags", {"id": "diabetic_neuropathy", "label": "Nerves", "implies": ["diabetes"]})
    assert "reduced_sensation" in own.fault().message


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"not_for": []}, "not_for"),
        ({"ask_first": []}, "ask_first"),
        ({"attributes": {"position": "sit"}}, "attributes"),
    ],
)
def test_an_exercise_keeps_its_limits(own: OwnLibrary, change: dict[str, Any], word: str) -> None:
    own.write("sections/exercises/cat_cow.yaml", built_in_exercise("cat_cow") | change)
    problem = own.fault()
    assert problem.code == "rule-weakened"
    assert word in problem.message


def test_an_exercise_may_be_kept_from_more_people(own: OwnLibrary) -> None:
    exercise = built_in_exercise("cat_cow")
    exercise["not_for"] += [*exercise["ask_first"], "athlete"]
    exercise["ask_first"] = []
    own.write("sections/exercises/cat_cow.yaml", exercise)
    assert "athlete" in own.load().exercises["cat_cow"].not_for


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (FULL | {"id": "own", "when": {"any_of": ["no_such_tag"]}}, "unknown-tag"),
        (FULL | {"id": "own", "levels": {"no_such_topic": "ask"}}, "unknown-topic"),
        (FULL | {"id": "own", "levels": {"packs": "ask"}}, "unknown-topic"),
    ],
)
def test_names_in_rules_must_be_there(own: OwnLibrary, item: dict[str, Any], code: str) -> None:
    rule(own, "matrix", "rules", **item)
    assert own.fault().code == code


def test_a_line_can_only_stand_back_for_one_before_it(own: OwnLibrary) -> None:
    own.section("own", {"id": "one", "text": "One.", "unless": ["two"]}, {"id": "two", "text": "Two."})
    assert own.fault().code == "unknown-line"
