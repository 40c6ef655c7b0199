"""The whole list is checked: counts, and references that come again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.intake.lists import check_list
from tests.intake.lists.written import THREE, WRITERS
from tests.strategies import TODAY, built_in


@given(
    st.sampled_from([".csv", ".jsonl", "/"]),
    st.lists(st.sampled_from(["A", "a", "B", "c", "D"]), max_size=8),
    st.data(),
)
def test_every_row_that_shares_a_reference_fails(
    tmp_path_factory: pytest.TempPathFactory, kind: str, references: list[str], data: st.DataObject
) -> None:
    ages = [data.draw(st.sampled_from(["30", "old"])) for _ in references]
    made = [
        {**THREE[1], "reference": reference, "facts": {**THREE[1]["facts"], "age": age}}
        for reference, age in zip(references, ages, strict=True)
    ]
    if not made:
        return
    check = check_list(WRITERS[kind](tmp_path_factory.mktemp("l"), made), None, built_in().vocabulary, TODAY)
    bad: dict[int, set[str]] = {}
    told = 0
    for checked in check:
        told += not checked.again
        bad.setdefault(checked.raw.number, set()).update(problem.code for problem in checked.problems)
    folded = [reference.casefold() for reference in references]
    expected = [
        ({"repeated-reference"} if folded.count(reference) > 1 else set()) | ({"bad-value"} if age == "old" else set())
        for reference, age in zip(folded, ages, strict=True)
    ]
    assert list(dict(sorted(bad.items())).values()) == expected
    assert (check.rows, told) == (len(made), len(made))
    assert check.bad == sum(map(bool, expected))


def test_each_names_another(tmp_path: Path) -> None:
    made = [{**THREE[1], "reference": reference} for reference in ("A", "B", "a", "A")]
    check = check_list(WRITERS[".csv"](tmp_path, made), None, built_in().vocabulary, TODAY)
    said = [(c.raw.number, p.message.partition(" has")[0], c.again) for c in check for p in c.problems]
    assert said == [(4, "reference: row 2", False), (5, "reference: row 2", False), (2, "reference: row 4", True)]


def test_a_folder_names_the_file(tmp_path: Path) -> None:
    check = check_list(WRITERS["/"](tmp_path, [THREE[1]] * 2), None, built_in().vocabulary, TODAY)
    assert [p.message.partition(" has")[0] for c in check for p in c.problems] == [
        "reference: 000.yaml",
        "reference: 001.yaml",
    ]


def test_it_can_be_done_twice(tmp_path: Path) -> None:
    check = check_list(WRITERS[".csv"](tmp_path, THREE), None, built_in().vocabulary, TODAY)
    for _ in range(2):
        assert [checked.order and checked.order.reference for checked in check] == ["A-1", "A-2", "A-3"]
        assert (check.rows, check.bad) == (3, 0)
