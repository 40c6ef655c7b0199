"""Every safety rule against its truth table: a file of cases for each, written from CONTENT_BRIEF, and none missing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from msgspec import structs
from pydantic import ValidationError

from handouts.errors import Refused
from handouts.model.exercise import Pick
from handouts.model.level import Level
from handouts.model.library import Library
from handouts.model.paper import Format
from handouts.model.selection import Selection
from handouts.select import select
from handouts.select.exercises import ruling_on
from handouts.select.levels import rulings
from handouts.select.rules import failure
from tests.strategies import TODAY, built_in
from tests.truth_tables import (
    CASES,
    cap_faults,
    exercise_faults,
    flag_faults,
    levels_of,
    move_faults,
    order_of,
    patient_of,
    plain,
    rule_faults,
    rule_patients,
    table,
)

UNKNOWN = {
    "age",
    "red_flag_screen",
    "region_or_onset",
    "pregnant",
    "medicines",
    "history",
    "skin_feeling",
    "thin_bones",
    "abilities",
    "language_and_format",
}
"""The rows of CONTENT_BRIEF 3.3."""
CONTRADICTIONS = {
    "phase_and_onset",
    "tag_no_medicines_yes",
    "no_flag_but_both_sides",
    "pregnant_at_that_age",
    "no_medicines_but_one_named",
    "excluded_exercise",
    "weeks_but_not_pregnant",
    "past_dates",
}
"""The rows of CONTENT_BRIEF 3.4."""
ROWS: dict[str, dict[str, Any]] = {
    f"{id}-{number}": case
    for name in ("unknown", "contradictions")
    for id, file in table(name).items()
    for number, case in enumerate(file.get("cases", ()))
}
PRINTED: dict[str, dict[str, Any]] = {
    f"{rule}-{number}": case for rule, file in table("rules").items() for number, case in enumerate(file["cases"])
}


def chosen(case: dict[str, Any], today: dt.date = TODAY) -> Selection:
    return select(order_of(case), built_in(), today=today, brand="fernhollow")


# None is missing


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("rules", set(built_in().topic_rules)),
        ("exercise_rules", set(built_in().exercise_rules)),
        ("exercises", set(built_in().exercises)),
        ("caps", set(built_in().caps)),
        ("flags", set(built_in().red_flags)),
        ("unknown", UNKNOWN),
        ("contradictions", CONTRADICTIONS),
    ],
)
def test_each_has_a_file_of_cases_and_no_file_is_left_over(name: str, there: set[str]) -> None:
    files = set(table(name))
    assert there - files == set(), "without a case"
    assert files - there == set(), "a case of something that is gone"
    if name not in ("exercises", "flags"):
        assert all(file.get("cases") or file.get("bad_orders") for file in table(name).values()), "without any case"


@pytest.mark.parametrize("name", ["rules", "exercise_rules", "caps"])
def test_each_condition_of_each_rule_has_a_case(name: str) -> None:
    rules: dict[str, Any] = {
        **(built_in().topic_rules if name == "rules" else {}),
        **(built_in().exercise_rules if name == "exercise_rules" else {}),
        **(built_in().caps if name == "caps" else {}),
    }
    for id, rule in rules.items():
        cases = table(name)[id]["cases"]
        assert {case["tag"] for case in cases} == set(rule.when.any_of), id
        if name == "rules":
            assert {case["open"] for case in cases if "open" in case} == set(rule.when.unknown), id


def test_each_row_with_levels_while_unknown_says_them_in_its_file() -> None:
    expected = {id for id, rule in built_in().topic_rules.items() if rule.unknown}
    assert {id for id, file in table("rules").items() if "unknown" in file} == expected


def test_cases_name_lines_and_exercises_that_are_there(library: Library) -> None:
    for case in (*PRINTED.values(), *ROWS.values()):
        assert {*case.get("printed", ()), *case.get("withheld", ())} <= library.line_ids
        assert {*case.get("exercises_out", ()), *case.get("exercises_in", ())} <= set(library.exercises)
    for file in table("exercise_rules").values():
        assert set(file["exercises"]) <= set(library.exercises)


def test_cases_name_bad_orders_that_are_there() -> None:
    named = {
        id for name in ("unknown", "contradictions") for f in table(name).values() for id in f.get("bad_orders", ())
    }
    assert named
    assert named <= {path.stem for path in (CASES / "bad_orders").glob("*.yaml")}


def test_no_case_says_a_key_that_nobody_reads() -> None:
    keys = {
        "rules": {"brief", "note", "says", "cases", "unknown", "also_unknown", "apart"},
        "exercise_rules": {"brief", "note", "level", "exercises", "made_up", "cases", "apart"},
        "exercises": {"code", "note", "brief", "beyond"},
        "flags": {"brief", "sheet", "says", "limb_symptoms", "also"},
        "caps": {"brief", "hold_seconds", "minutes", "exercises", "cases", "apart"},
    }
    of_cases = {"tag", "open", "tags", "facts", "also", "printed", "withheld", "language"}
    for name, known in keys.items():
        for id, file in table(name).items():
            assert set(file) <= known, f"{name}/{id}"
            assert all(set(case) <= of_cases for case in file.get("cases", ())), f"{name}/{id}"
    read = {"facts", "warnings", "silent", "levels", "printed", "withheld", "exercises_out", "exercises_in", "phase"}
    read |= {"sheet", "format", "prints", "refused", "naming", "invalid", "late", "exercises"}
    for id, case in ROWS.items():
        assert set(case) <= read, id


# What they say holds


def test_everything_is_open_to_the_plain_patient(library: Library) -> None:
    assert levels_of(rulings(library, plain())) == {}
    assert {ruling_on(exercise, library, plain()).level for exercise in library.exercises.values()} == {Level.OK}
    assert all(failure(cap.when, plain()) for cap in library.caps.values())


@pytest.mark.parametrize("rule", table("rules"))
def test_a_row_of_the_matrix_does_what_its_cases_say(rule: str, library: Library) -> None:
    assert len(rule_patients(rule)) >= 4
    assert not list(rule_faults(library, rule))


@pytest.mark.parametrize("case", PRINTED.values(), ids=PRINTED)
def test_lines_follow_the_levels(case: dict[str, Any]) -> None:
    lines = chosen(case).lines
    assert set(case.get("printed", ())) - lines == set(), "not printed"
    assert set(case.get("withheld", ())) & lines == set(), "printed"


@pytest.mark.parametrize("rule", table("exercise_rules"))
def test_a_rule_on_exercises_touches_what_its_cases_say(rule: str, library: Library) -> None:
    assert not list(move_faults(library, rule))


@pytest.mark.parametrize("id", table("exercises"))
def test_an_exercise_is_as_open_as_its_table_says(id: str, library: Library) -> None:
    file = table("exercises")[id]
    assert library.exercises[id].code == file["code"]
    named = [tag for part in ("brief", "beyond") for tags in file.get(part, {}).values() for tag in tags]
    assert len(named) == len(set(named)), "a condition stands in the table twice"
    assert set(named) <= set(library.tags)
    assert not list(exercise_faults(library, id))


@pytest.mark.parametrize("flag", table("flags"))
def test_a_sign_leads_to_the_sheet_and_words_of_its_case(flag: str, library: Library) -> None:
    assert not list(flag_faults(library, flag))


@pytest.mark.parametrize("cap", table("caps"))
def test_a_limit_is_what_its_cases_say(cap: str, library: Library) -> None:
    assert not list(cap_faults(library, cap))


@pytest.mark.parametrize("cap", [id for id, file in table("caps").items() if "hold_seconds" in file])
def test_a_limit_shortens_the_holds_of_a_leaflet(cap: str, library: Library) -> None:
    most = table("caps")[cap]["hold_seconds"]
    assert (library.exercises["hamstring_stretch"].dose.hold_seconds or 0) > most
    for case in table("caps")[cap]["cases"]:
        selection = chosen({**case, "exercises": ["hamstring_stretch", "walking"]})
        assert [item.dose.hold_seconds for item in selection.exercises] == [most, None]


@pytest.mark.parametrize("cap", [id for id, file in table("caps").items() if "exercises" in file])
def test_a_limit_thins_out_a_long_pack(cap: str, library: Library) -> None:
    ids = ("walking", "sit_to_stand", "seated_cat_cow", "belly_breathing", "hip_hinge")
    pack = library.packs["low_back_acute"].model_copy(update={"exercises": tuple(Pick(id=id) for id in ids)})
    long = structs.replace(library, packs={pack.id: pack})

    def count(case: dict[str, Any]) -> int:
        return len(select(order_of(case), long, today=TODAY, brand="fernhollow").exercises)

    assert count({}) == len(ids)
    for case in table("caps")[cap]["cases"]:
        assert count(case) == table("caps")[cap]["exercises"]


# What is not known, and what cannot be


@pytest.mark.parametrize("case", ROWS.values(), ids=ROWS)
def test_unknown_and_contradictory_answers(case: dict[str, Any], library: Library) -> None:
    if wrong := case.get("invalid"):
        with pytest.raises(ValidationError, match=wrong):
            order_of(case)
        return
    today = max(section.review_by for section in library.sections.values()) + dt.timedelta(days=1)
    today = today if case.get("late") else TODAY
    if code := case.get("refused"):
        with pytest.raises(Refused) as caught:
            chosen(case, today)
        assert code in {problem.code for problem in caught.value.problems} or code in str(caught.value)
        assert case.get("naming", "") in str(caught.value)
        return
    selection = chosen(case, today)
    found = {warning.code for warning in selection.warnings}
    assert set(case.get("warnings", ())) - found == set(), "staff are not warned"
    assert set(case.get("silent", ())) & found == set()
    assert selection.sheet == case.get("sheet")
    assert selection.phase == case.get("phase", selection.phase)
    assert order_of(case).format == case.get("prints", Format.STANDARD)
    assert set(case.get("printed", ())) - selection.lines == set(), "not printed"
    assert set(case.get("withheld", ())) & selection.lines == set(), "printed"
    if "levels" in case:
        assert levels_of(selection.rulings) == case["levels"]
    patient = patient_of(case)
    for id in case.get("exercises_out", ()):
        assert ruling_on(library.exercises[id], library, patient).level is Level.AVOID, id
    for id in case.get("exercises_in", ()):
        assert ruling_on(library.exercises[id], library, patient).level.rank < Level.ASK.rank, id
    assert not {item.id for item in selection.exercises} & set(case.get("exercises_out", ()))
