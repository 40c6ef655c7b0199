"""Every list in ``tests/cases/lists``: what is told of it, at which place.

A case is a folder with a list, its mapping if it has one, and ``expected`` with a line ``PLACE CODE`` for each problem.
``--update-golden`` writes the latter.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handouts.errors import BadInput
from handouts.intake.lists import check_list
from handouts.model.library import Library
from handouts.model.problem import Problem
from tests.strategies import TODAY

CASES = Path(__file__).parents[2] / "cases" / "lists"
NAMES = sorted(path.name for path in CASES.iterdir())


def problems_of(folder: Path, library: Library) -> list[Problem]:
    (orders,) = folder.glob("list.*")
    mapping = folder / "mapping.yaml"
    where = Path(orders.name), Path(mapping.name) if mapping.exists() else None
    check = check_list(*where, library.vocabulary, TODAY)
    problems = list(check.orders.problems)
    try:
        for checked in check:
            problems += checked.problems
            assert (checked.order is None) == any(problem.is_error for problem in checked.problems)
    except BadInput as error:
        problems += error.problems
    return problems


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, library: Library, monkeypatch: pytest.MonkeyPatch, update_golden: bool) -> None:
    monkeypatch.chdir(CASES / name)
    problems = problems_of(CASES / name, library)
    found = "".join(f"{problem.place} {problem.code}\n" for problem in problems)
    if update_golden:
        (CASES / name / "expected").write_text(found, encoding="utf-8")
    assert found == (CASES / name / "expected").read_text(encoding="utf-8")
    assert all(problem.hint and problem.message for problem in problems)
    said = " ".join(f"{problem.message} {problem.hint}" for problem in problems)
    assert not re.search(r"\b(Sam|Okafor|zyxwvut|nek|4x|Weight|Ward)\b", said, re.IGNORECASE)


def test_good_ones_are_good() -> None:
    for name in NAMES:
        empty = not (CASES / name / "expected").read_text(encoding="utf-8")
        assert empty == (name in {"good", "good_mapped", "mapping_empty", "spaces_and_case"}), name
