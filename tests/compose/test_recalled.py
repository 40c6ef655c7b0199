"""What is found again was made of the very same answers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.compose.recalled import MOST_FORMS, Question, Recalled
from handouts.errors import Bug

FACTS = st.fixed_dictionaries(dict.fromkeys("abcd", st.integers(0, 3) | st.none()))


def work(facts: Mapping[str, int | None]) -> tuple[dict[Question, object], tuple[str, ...]]:
    """Work of which each answer decides what is asked next: its questions, and its result."""
    asked: dict[Question, object] = {}
    name = "a"
    while (("fact", name)) not in asked:
        asked["fact", name] = facts[name]
        name = "abcd"[(ord(name) + (facts[name] or 0)) % 4]
    return asked, tuple(f"{item}{answer}" for (_, item), answer in asked.items())


@given(st.lists(FACTS, min_size=1, max_size=60))
def test_only_the_very_same_answers_are_found(patients: list[dict[str, int | None]]) -> None:
    forms: Recalled[tuple[str, ...]] = Recalled()
    for facts in patients * 2:
        asked, result = work(facts)
        found = forms.find({"fact": facts.get})
        assert found in (None, result)
        if found is None:
            forms.keep(asked, result)
        assert forms.find({"fact": facts.get}) == result


def test_what_asks_nothing_is_always_found() -> None:
    forms: Recalled[tuple[str, ...]] = Recalled()
    assert forms.find({}) is None
    forms.keep({}, ())
    assert forms.find({}) == ()


def test_it_is_bounded() -> None:
    forms: Recalled[tuple[int]] = Recalled()
    for number in range(MOST_FORMS + 1):
        forms.keep({("fact", "a"): number}, (number,))
    assert forms.find({"fact": lambda _: 0}) is None
    assert forms.find({"fact": lambda _: MOST_FORMS}) == (MOST_FORMS,)


@pytest.mark.parametrize("other", [{("fact", "b"): 2}, {}, {("fact", "a"): 1}])
def test_work_that_depends_on_what_it_did_not_ask_is_a_bug(other: dict[Question, int]) -> None:
    forms: Recalled[tuple[int]] = Recalled()
    forms.keep({("fact", "a"): 1, ("fact", "c"): 2}, (1,))
    with pytest.raises(Bug, match="asked"):
        forms.keep(other, (2,))
