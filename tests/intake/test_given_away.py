"""The patient's name is not accepted as a reference, in whatever dress, nor in a reason that the record keeps."""

from __future__ import annotations

import pytest

from handouts.intake.order_file import read_order
from handouts.model.library import Library
from tests.strategies import TODAY


@pytest.mark.parametrize(
    ("reference", "name", "refused"),
    [
        ("Sam-Okafor", "Sam Okafor", True),
        ("okafor_0481", "Sam Okafor", True),
        ("2026.SAM.1", "Sam Okafor", True),
        ("SamOkafor", "Sam Okafor", True),
        ("OKAFOR12", "Sam Okafor", True),
        ("jose-7", "José Núñez", True),
        ("Sorensen", "Ida Sørensen", True),
        ("Smith-4", "Ann Jones-Smith", True),
        ("SO-0481", "Sam Okafor", False),
        ("Li-1", "Li Na", False),
        ("SAMPLE-1", "Sam Okafor", False),
        ("FBN-0481-LB", "Sam Okafor", False),
        ("A-1", "李", False),
    ],
)
def test_a_name_as_reference(reference: str, name: str, refused: bool, library: Library) -> None:
    text = f"reference: {reference}\npatient:\n  name: {name}\nfacts:\n  age: 41\n  region: low_back\n"
    text += "  onset_days: 5\n  red_flag_screen:\n    done: yes\n"
    _, problems, _ = read_order(text.encode(), "o.yaml", library.vocabulary, today=TODAY)
    found = [(problem.code, problem.place.line, problem.place.column) for problem in problems]
    assert found == ([("reference-is-name", 1, 12)] if refused else [])
    assert not any(part in problem.message for problem in problems for part in name.split())


@pytest.mark.parametrize(
    ("reason", "refused"),
    [
        ("Mr Okafor asked for it", True),
        ("OKAFOR's surgeon agrees", True),
        ("Asked the surgeon, who agrees", False),
        ("The same as last time", False),
    ],
)
def test_a_name_in_the_reason_of_an_override(reason: str, refused: bool, library: Library) -> None:
    text = "reference: A-1\npatient:\n  name: Sam Okafor\nfacts:\n  age: 41\n  region: low_back\n  onset_days: 5\n"
    text += "  red_flag_screen:\n    done: yes\n  conditions:\n    poor_circulation: yes\n"
    text += f'overrides:\n  - topic: heat\n    reason: "{reason}"\n    by: Priya Nair\n'
    _, problems, _ = read_order(text.encode(), "o.yaml", library.vocabulary, today=TODAY)
    found = [(problem.code, problem.place.line, problem.place.column) for problem in problems]
    assert found == ([("name-in-reason", 14, 13)] if refused else [])
    assert not any("Okafor" in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("reference", "refused"),
    [("EX1-1AA", True), ("2026-ex11aa-3", True), ("EX1.1AB", False), ("ABC-0481", False)],
)
def test_a_postcode_as_reference(reference: str, refused: bool, library: Library) -> None:
    text = f"reference: {reference}\nfacts:\n  age: 41\n  region: low_back\n  onset_days: 5\n"
    text += "  red_flag_screen:\n    done: yes\npost:\n  lines: [3 Maple Street]\n  postcode: EX1 1AA\n"
    _, problems, _ = read_order(text.encode(), "o.yaml", library.vocabulary, today=TODAY)
    assert [problem.code for problem in problems] == (["reference-is-address"] if refused else [])
    assert not any("EX1" in problem.message for problem in problems)
