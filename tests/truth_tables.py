"""Truth tables of the safety rules: cases under tests/cases, and what the program makes of them.

Each function says what is wrong, so that the tests of the rules and those of their mutations ask the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from msgspec import structs

from handouts.model.exercise import Attributes, Exercise
from handouts.model.library import Library
from handouts.model.order import Order
from handouts.model.patient import Answer
from handouts.model.selection import Ruling
from handouts.select.exercises import ruling_on
from handouts.select.levels import rulings
from handouts.select.noted import Noted
from handouts.select.rules import failure
from handouts.select.situation import Situation, situation
from handouts.select.urgent import urgency
from tests.strategies import PLAIN, TODAY, built_in, plain_order

CASES = Path(__file__).parent / "cases"
Levels = dict[str, str]
"""Level by topic."""
OPT_IN = ("medicines", "massage_manual", "clinic_treatment", "epsom_bath", "devices", "hydration_nutrition")
"""Sections that are printed only when asked for, or when a condition calls them: added to every case."""


@cache
def table(name: str) -> Mapping[str, dict[str, Any]]:
    """The files of one directory of cases by the id of their rule. ``yes`` and ``no`` are words, as in orders."""
    read = {path.stem: path.read_text(encoding="utf-8") for path in sorted((CASES / name).glob("*.yaml"))}
    return {id: _numbers(yaml.load(text, yaml.BaseLoader)) for id, text in read.items()}


def _numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _numbers(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_numbers(held) for held in value]
    if value == "~":
        return None
    return int(value) if value.isdigit() else value


def order_of(case: Mapping[str, Any]) -> Order:
    """The plain order with the facts of a case, and with every section that a line may stand in."""
    fields = {name: case[name] for name in ("language", "format", "exercises", "overrides", "pack") if name in case}
    facts = dict(case.get("facts", {}))
    if "abilities" in facts:
        facts["abilities"] = PLAIN["facts"]["abilities"] | facts["abilities"]
    return plain_order(facts, sections={"add": OPT_IN}, **fields)


def patient_of(case: Mapping[str, Any]) -> Situation:
    """The patient of a case as rules see them: from facts, or with single ``tags`` and nothing that follows."""
    if tags := case.get("tags"):
        return with_tags(**tags)
    return situation(order_of(case), built_in(), TODAY, Noted(), brand="fernhollow")


@cache
def plain() -> Situation:
    """The plain patient, of whom all is known and to whom no rule applies."""
    return patient_of({})


def with_tags(**answers: str) -> Situation:
    """The plain patient with single tags answered otherwise, and nothing that follows from them."""
    return structs.replace(plain(), tags={**plain().tags, **{tag: Answer(answer) for tag, answer in answers.items()}})


def levels_of(found: Mapping[str, Ruling], rule: str | None = None) -> dict[str, str]:
    """Level by topic, of those that are not ok; those that one ``rule`` asks for, whatever others ask."""
    topics = {id: ruling for id, ruling in found.items() if not built_in().topics[id].either}
    if rule is None:
        return {id: ruling.level.value for id, ruling in topics.items() if ruling.level != "ok"}
    causes = ((id, cause) for id, ruling in topics.items() for cause in ruling.because if cause.rule == rule)
    return {id: cause.level.value for id, cause in causes}


@cache
def rule_patients(rule: str) -> tuple[tuple[str, Situation, Levels, Levels | None], ...]:
    """The patients of a row of the matrix: name, facts, what the row says, and the levels in the end.

    Each tag comes with all that follows from it, alone, and unknown. Alone, only the row itself is asked. To
    those who stand apart the row says nothing.
    """
    row = table("rules")[rule]
    says: Levels = row["says"]
    held: list[tuple[str, Situation, Levels, Levels | None]] = [("plain", plain(), {}, {})]
    for number, case in enumerate(row["cases"]):
        open = {case["open"]: "unknown"} if "open" in case else {}
        held.append((f"{case['tag']}-{number}", patient_of(case), says, says | case.get("also", {})))
        held.append((f"{case['tag']}-{number}-alone", with_tags(**{case["tag"]: "yes"} | open), says, None))
    held.extend((f"apart-{number}", patient_of(case), {}, None) for number, case in enumerate(row.get("apart", ())))
    for tag in dict.fromkeys(case["tag"] for case in row["cases"]):
        unknown: Levels = row.get("unknown", {})
        levels = unknown | row.get("also_unknown", {}).get(tag, {})
        held.append((f"{tag}-unknown", with_tags(**{tag: "unknown"}), unknown, levels))
    return tuple(held)


def rule_faults(library: Library, rule: str) -> Iterator[str]:
    """Where the matrix of ``library`` does not do to the patients of ``rule`` what its cases say."""
    for name, patient, says, levels in rule_patients(rule):
        found = rulings(library, patient)
        if (own := levels_of(found, rule)) != says:
            yield f"{name}: the row says {own}, the case {says}"
        if levels is not None and (all_of := levels_of(found)) != levels:
            yield f"{name}: the levels are {all_of}, in the case {levels}"


@cache
def move_patients(rule: str) -> tuple[tuple[str, Situation, bool], ...]:
    """The patients of a rule on exercises, and whether it fires for them."""
    row = table("exercise_rules")[rule]
    fires = [(f"{case['tag']}-{number}", patient_of(case), True) for number, case in enumerate(row["cases"])]
    apart = [(f"apart-{number}", patient_of(case), False) for number, case in enumerate(row.get("apart", ()))]
    return (*fires, *apart, ("plain", plain(), False))


def move_faults(library: Library, rule: str) -> Iterator[str]:
    """Where a rule on exercises does not touch exactly the exercises, at the level, that its cases say."""
    row = table("exercise_rules")[rule]
    expected = dict.fromkeys(row["exercises"], row["level"])
    exercises = dict(library.exercises)
    if made_up := row.get("made_up"):
        like = library.exercises["sit_to_stand"]
        exercises["made_up"] = like.model_copy(update={"attributes": Attributes.model_validate(made_up)})
        expected["made_up"] = row["level"]
    for name, patient, fires in move_patients(rule):
        found = dict(_said(rule, exercises, library, patient))
        if found != (expected if fires else {}):
            yield f"{name}: {found}, in the case {expected if fires else 'none'}"


def _said(
    rule: str, exercises: Mapping[str, Exercise], library: Library, patient: Situation
) -> Iterator[tuple[str, str]]:
    for id, exercise in exercises.items():
        ruling = ruling_on(exercise, library, patient)
        for cause in ruling.because:
            if cause.rule == rule:
                yield id, cause.level.value if ruling.level.rank >= cause.level.rank else "lost"


def exercise_faults(library: Library, id: str) -> Iterator[str]:
    """Conditions, one at a time, with which an exercise is not as open as its table says."""
    expected = exercise_table(id)
    for tag in built_in().tags:
        level = ruling_on(library.exercises[id], library, with_tags(**{tag: "yes"})).level.value
        if level != expected.get(tag, "ok"):
            yield f"{id} with {tag}: {level}, in the table {expected.get(tag, 'ok')}"


@cache
def exercise_table(id: str) -> dict[str, str]:
    """Level of an exercise by the one condition that a patient has. What the brief says, and what is beyond it."""
    file = table("exercises")[id]
    return {tag: level for part in ("brief", "beyond") for level, tags in file.get(part, {}).items() for tag in tags}


def cap_faults(library: Library, id: str) -> Iterator[str]:
    """Where a limit does not hold for the patients of its cases, is another, or holds for the plain one."""
    file = table("caps")[id]
    for number, case in enumerate(file["cases"]):
        caps = [cap for cap in library.caps.values() if failure(cap.when, patient_of(case)) is None]
        for part in ("hold_seconds", "minutes", "exercises"):
            found = min((most for cap in caps if (most := getattr(cap, part))), default=None)
            if part in file and found != file[part]:
                yield f"{case['tag']}-{number}: {part} {found}, in the case {file[part]}"
    for number, case in enumerate(file.get("apart", ())):
        if id in library.caps and failure(library.caps[id].when, patient_of(case)) is None:
            yield f"{id} holds apart from its cases: {number}"
    yield from (f"{cap.id} for the plain patient" for cap in library.caps.values() if not failure(cap.when, plain()))


def flag_faults(library: Library, id: str) -> Iterator[str]:
    """Where a warning sign does not lead to the sheet, or is not said in the words, of its case."""
    case = table("flags")[id]
    orders = [plain_order({"red_flags": [id]})]
    if limbs := case.get("limb_symptoms"):
        orders.append(plain_order({"limb_symptoms": limbs}))
    if also := case.get("also"):
        orders.append(plain_order(also))
    for order in orders:
        sheet, signs = urgency(order, library, situation(order, library, TODAY, Noted(), brand="fernhollow"))
        if sheet != case["sheet"]:
            yield f"{id}: the sheet is {sheet}, in the case {case['sheet']}"
        said = [str(line.text) for sign in signs for line in _lines(library, sign.line)]
        if [text for text in said if case["says"] not in text] or len(said) != 1:
            yield f"{id}: said as {said}, in the case {case['says']}"


def _lines(library: Library, id: str) -> Iterator[Any]:
    section, line = id.split(".")
    return (found for found in library.sections[section].lines() if found.id == line)
