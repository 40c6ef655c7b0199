"""What the lists of an order do to the conditions of the patient, and what staff are told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.library import Library
from handouts.model.order import Order
from handouts.model.patient import Answer
from handouts.model.selection import Selection, Verdict
from handouts.select.noted import Noted
from handouts.select.situation import situation
from tests.strategies import TODAY, built_in, plain_order, typed

ROW = {"how_much": "1 tablet", "when": "in the morning"}


def read(facts: dict[str, Any], **fields: Any) -> tuple[dict[str, Answer], Noted]:
    noted = Noted()
    return dict(situation(plain_order(facts, **fields), built_in(), TODAY, noted, brand="fernhollow").tags), noted


def reasons(noted: Noted) -> dict[str, tuple[Verdict, str]]:
    return {choice.id: (choice.verdict, choice.reason) for choice in noted.decided.values() if choice.kind == "tag"}


def codes(noted: Noted) -> list[str]:
    return [problem.code for problem in noted.warnings]


def test_a_medicine_leads_to_its_condition_and_staff_see_which() -> None:
    tags, noted = read({"medicines": ["paracetamol", "Apixaban 5 mg", "xarelto"]})
    assert tags["anticoagulant"] is Answer.YES
    verdict, reason = reasons(noted)["anticoagulant"]
    assert verdict is Verdict.IN
    assert "medicine 2 of the list: apixaban, blood thinner (anticoagulant)" in reason
    assert "medicine 3 of the list: xarelto" in reason


def test_a_list_that_is_read_to_the_end_answers_no() -> None:
    tags, noted = read({"medicines": ["atorvastatin", "omeprazole"], "other_conditions": "unknown"})
    assert tags["anticoagulant"] is Answer.NO
    assert tags["opioid_patch"] is Answer.NO
    assert tags["medicines_not_read"] is Answer.NO
    assert tags["osteoporosis"] is Answer.UNKNOWN, "a list of medicines cannot rule this out"
    assert not [code for code in codes(noted) if code.startswith("medicine-")]


def test_one_entry_that_is_not_understood_leaves_open_what_medicines_may_show() -> None:
    tags, noted = read({"medicines": ["atorvastatin", "zzyzx"]})
    assert tags["anticoagulant"] is Answer.UNKNOWN
    assert tags["medicines_not_read"] is Answer.YES
    (problem,) = [problem for problem in noted.warnings if problem.code == "medicine-not-read"]
    assert "medicine 2 of the list" in problem.message
    assert "zzyzx" not in problem.message + problem.hint


def test_a_yes_that_follows_wins_over_a_typed_no() -> None:
    tags, noted = read({"medicines": ["warfarin"], "conditions": {"anticoagulant": "no"}})
    assert tags["anticoagulant"] is Answer.YES
    (problem,) = [problem for problem in noted.warnings if problem.code == "medicine-says-yes"]
    assert "anticoagulant" in problem.message
    assert "medicine 1 of the list: warfarin" in problem.message


def test_bone_medicine_says_thin_bones_even_if_ticked_no() -> None:
    tags, noted = read({"medicines": ["alendronic acid"], "conditions": {"osteoporosis": "no"}})
    assert tags["osteoporosis"] is Answer.YES
    assert "medicine-says-yes" in codes(noted)


def test_a_typed_answer_settles_what_a_medicine_leaves_open() -> None:
    tags, noted = read({"medicines": ["prednisolone"]})
    assert tags["long_term_steroid"] is Answer.UNKNOWN
    assert "medicine-ask" in codes(noted)
    assert reasons(noted)["long_term_steroid"][0] is Verdict.OUT
    tags, noted = read({"medicines": ["prednisolone"], "conditions": {"long_term_steroid": "no"}})
    assert tags["long_term_steroid"] is Answer.NO
    assert "medicine-ask" not in codes(noted)


def test_long_steroids_stand_for_thin_bones_and_a_weak_immune_system() -> None:
    tags, _ = read({"medicines": ["prednisolone for 2 years"]})
    assert {tags[tag] for tag in ("long_term_steroid", "osteoporosis", "immunosuppressed")} == {Answer.YES}


def test_a_read_name_that_was_misspelt_is_shown_to_staff() -> None:
    tags, noted = read({"medicines": ["Warfarn"]})
    assert tags["anticoagulant"] is Answer.YES
    (problem,) = [problem for problem in noted.warnings if problem.code == "medicine-by-spelling"]
    assert "warfarin" in problem.message
    assert "Warfarn" not in problem.message


@pytest.mark.parametrize(
    ("medicines", "answer"),
    [
        (["ramipril", "furosemide"], "yes"),
        (["ramipril"], "no"),
        (["furosemide"], "no"),
        (["ramipril", "not furosemide"], "unknown"),
        (["zzyzx"], "unknown"),
        ("unknown", "unknown"),
        ("none", "no"),
    ],
)
def test_two_medicines_together_are_a_risk_for_the_kidneys(medicines: object, answer: str) -> None:
    tags, noted = read({"medicines": medicines})
    assert tags["nsaid_kidney_risk"] == answer
    if answer == "yes":
        assert "ace_arb" in reasons(noted)["nsaid_kidney_risk"][1]


def test_the_prescribers_list_is_read_too() -> None:
    rows = [{"name": "Paracetamol", **ROW}, {"name": "Fentanyl", "how_much": "1 patch", "when": "every 3 days"}]
    tags, noted = read({"medicines": ["omeprazole"]}, medicines_list=rows)
    assert tags["takes_paracetamol"] is Answer.YES
    assert tags["opioid_patch"] is Answer.YES
    assert "row 2 of medicines_list: fentanyl" in reasons(noted)["opioid_patch"][1]
    tags, noted = read({"medicines": ["omeprazole"]}, medicines_list=[{"name": "Zzyzx", **ROW}])
    assert tags["anticoagulant"] is Answer.UNKNOWN
    assert "medicine-not-read" in codes(noted)


def test_allergies_and_devices_are_read() -> None:
    tags, noted = read({"allergies": ["naproxen", "latex"], "devices": ["pacemaker", "ileostomy"]})
    shown = ("nsaid_allergy", "adhesive_allergy", "pacemaker_icd", "ileostomy", "stoma")
    assert {tags[tag] for tag in shown} == {Answer.YES}
    assert "allergy 1 of the list: naproxen" in reasons(noted)["nsaid_allergy"][1]
    assert "device 1 of the list: pacemaker" in reasons(noted)["pacemaker_icd"][1]
    tags, _ = read({"devices": ["hip replacement"], "other_conditions": "unknown"})
    assert tags["pacemaker_icd"] is Answer.NO
    assert tags["stoma"] is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("listed", "out", "said"),
    [
        ("ibuprofen", "ibuprofen", "takes_nsaid"),
        ("ibuprofen gel", "ibuprofen", "gel_instead"),
        ("lithium", "ibuprofen", "mixes_badly"),
        ("sertraline", "ibuprofen", "mixes_badly"),
        ("paracetamol", "paracetamol", "takes_paracetamol"),
    ],
)
def test_a_painkiller_is_not_suggested_beside_a_medicine_that_speaks_against_it(
    library: Library, listed: str, out: str, said: str
) -> None:
    from handouts.select import select

    def lines(medicines: object) -> set[str]:
        order: Order = plain_order({"medicines": medicines}, sections={"add": ["medicines"]})
        selection: Selection = select(order, library, today=TODAY, brand="fernhollow")
        return {line.removeprefix("medicines.") for line in selection.lines if line.startswith("medicines.")}

    assert {out} <= lines(["omeprazole"])
    assert {said} <= lines([listed]) - lines(["omeprazole"])
    assert not {out, "paracetamol_safer" if out == "paracetamol" else out} & lines([listed])


entries = st.lists(typed("medicines"), min_size=1, max_size=4)


@given(entries, st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(medicines: list[str], shuffle: Any) -> None:
    mixed = list(medicines)
    shuffle.shuffle(mixed)
    assert read({"medicines": medicines})[0] == read({"medicines": mixed})[0]


@given(entries, typed("medicines"), st.sampled_from(["no", "unknown"]))
def test_one_more_entry_never_takes_a_yes_away(medicines: list[str], more: str, rest: str) -> None:
    before, _ = read({"medicines": medicines, "other_conditions": rest})
    after, _ = read({"medicines": [*medicines, more], "other_conditions": rest})
    assert {tag for tag, answer in before.items() if answer is Answer.YES} <= {
        tag for tag, answer in after.items() if answer is Answer.YES
    }


@given(entries)
def test_no_typed_text_reaches_staff_messages(medicines: list[str]) -> None:
    _, noted = read({"medicines": [f"{one} qxqxqx" for one in medicines]})
    said = [*(f"{p.message} {p.hint}" for p in noted.warnings), *(c.reason for c in noted.decided.values())]
    assert not any("qxqx" in text or "zzyzx" in text for text in said)
