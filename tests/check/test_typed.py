"""What staff type for the patient: read by the checks of the library, and against the rules."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.check import banned_phrase
from handouts.check.typed import CHECKS, _said, check_typed
from handouts.errors import Refused
from handouts.model.library import Library
from handouts.select import select
from tests.strategies import TODAY, built_in, plain_order, printable

PLAIN = "Walk to the shop each day. Call us if it hurts more."
BAD = {
    "banned-phrase": "This move will cure your back.",
    "percent-or-sum": "It helps 30% of people.",
    "long-sentence": "Walk to the shop and back and then sit and rest and then walk to the park and back to the bus.",
    "negative-contraction": "Don't lift it.",
    "latin": "Eat fruit, e.g. apples.",
    "url-not-allowed": "See https://example.org now.",
    "reading-grade": "Musculoskeletal rehabilitation necessitates considerable consultation before any activity.",
}


def found(library: Library, **fields: Any) -> dict[str, str]:
    return {one.code: one.message for one in check_typed(plain_order(**fields), library)}


def test_plain_words_are_left_alone(library: Library) -> None:
    assert found(library, note=PLAIN, variables={"step_1": "Walk to the gate.", "heat_minutes": "12"}) == {}


@pytest.mark.parametrize("code", BAD)
def test_a_note_that_breaks_a_rule_is_pointed_out_without_its_words(code: str, library: Library) -> None:
    said = found(library, note=BAD[code])
    assert f"typed-{code}" in said
    assert said[f"typed-{code}"].startswith("note: ")
    for word in BAD[code].split():
        assert len(word) < 5 or word.strip(".,") not in said[f"typed-{code}"]


def test_every_check_of_typed_text_has_a_case() -> None:
    # 8 long words in 100: a note is hardly that long, so jargon has its case in the library's tests.
    assert {check.CODE for check in CHECKS} - {"jargon"} <= set(BAD)


def test_marks_in_a_note_are_no_markup(library: Library) -> None:
    assert found(library, note="Take {{ x }} and **rest** {# x #} now.") == {}


@pytest.mark.parametrize(
    ("facts", "note", "warns"),
    [
        ({"conditions": {"kidney_disease": "yes"}}, "Take ibuprofen with food.", True),
        ({"conditions": {"liver_disease": "yes"}}, "Take paracetamol at night.", True),
        ({}, "Take ibuprofen with food.", False),
        ({"conditions": {"kidney_disease": "yes"}}, "Walk each day.", False),
    ],
)
def test_a_note_does_not_undo_the_matrix_unseen(
    facts: dict[str, Any], note: str, warns: bool, library: Library
) -> None:
    selection = select(plain_order(facts, note=note), library, today=TODAY, brand="fernhollow")
    assert ("typed-medicine" in {warning.code for warning in selection.warnings}) is warns


@pytest.mark.parametrize(
    "fields",
    [
        {"note": "Take Nurofen for a week."},
        {"variables": {"step_1": "Take naproxen."}},
        {"medicines_list": [{"name": "Ibuprofen", "how_much": "1 tablet", "when": "morning"}]},
    ],
)
def test_a_medicine_of_a_known_allergy_is_refused(fields: dict[str, Any], library: Library) -> None:
    facts: dict[str, Any] = {"allergies": ["ibuprofen"], "medicines": ["omeprazole"]}
    with pytest.raises(Refused) as caught:
        select(plain_order(facts, **fields), library, today=TODAY, brand="fernhollow")
    assert caught.value.problems[0].code == "typed-allergy"


BANNED = [pattern for ban in built_in().style.banned for pattern in ban.never]


@given(st.lists(st.sampled_from(BANNED).flatmap(st.from_regex) | printable(20), max_size=4).map(" ".join))
def test_a_banned_phrase_is_found_as_if_every_pattern_were_searched(text: str) -> None:
    style, said = built_in().style, _said(text, "typed")
    found = [
        match[0]
        for ban in style.banned
        for pattern in ban.searched[0]
        for sentence in said.sentences()
        if said.contexts.isdisjoint(ban.allowed_in) and (match := pattern.search(sentence))
        if not (ban.searched[1] and ban.searched[1].search(sentence))
    ]
    told = "".join(problem.message for problem in banned_phrase.in_said(said, style))
    assert bool(found) == bool(told)
    assert all(repr(words) in told for words in found[:1])
