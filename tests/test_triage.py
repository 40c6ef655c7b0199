"""What each row of a list will come to is what making it comes to."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts import pipeline
from handouts.errors import BadInput
from handouts.intake.order_file import read_order_file
from handouts.model.library import Library
from handouts.pipeline import Settings
from handouts.triage import open_check, triage
from tests.strategies import TODAY

CASES = Path(__file__).parent / "cases" / "orders"
GOOD = "reference: {}\nfacts: {{age: 41, region: neck, onset_days: 5, red_flag_screen: {{done: yes}}{}}}\n"


def test_as_one_order_by_itself(library: Library) -> None:
    settings = Settings(today=TODAY)
    judged = [one for one in triage(open_check(CASES, None, library, settings), library, settings) if not one.again]
    files = sorted(CASES.glob("*.yaml"))
    assert len(judged) == len(files) > 20
    sheets = set()
    for file, one in zip(files, judged, strict=True):
        if "repeated-reference" in {problem.code for problem in one.problems}:
            continue  # Two of the cases have one reference.
        order, _ = read_order_file(file, library.vocabulary, today=TODAY)
        assert order is not None
        selection = pipeline.decide(order, library, settings)
        assert (one.called, one.reference, one.sheet) == (file.name, order.reference, selection.sheet)
        assert not one.fails
        assert {problem.code for problem in selection.warnings} <= {problem.code for problem in one.problems}
        sheets.add(one.sheet)
    assert len(sheets) == 3


@pytest.mark.parametrize(
    ("fact", "code", "line"),
    [
        (", conditions: {stoma: yes}", "unsafe-exercise", 3),
        (", red_flag_screen: x", "repeated-field", 2),
    ],
)
def test_what_is_refused_stands_at_its_place(fact: str, code: str, line: int, tmp_path: Path, library: Library) -> None:
    path = tmp_path / "l.yaml"
    text = f"{GOOD.format('A-1', fact)}exercises: [prone_press_up]\n"
    path.write_text(f"{GOOD.format('A-0', '')}---\n{text}", encoding="utf-8")
    settings = Settings(today=TODAY)
    first, second = triage(open_check(path, None, library, settings), library, settings)
    assert not first.fails
    assert second.fails
    assert (code, line + 3) in [(problem.code, problem.place.line) for problem in second.problems]


def test_a_refused_row_that_is_repeated_was_not_good(tmp_path: Path, library: Library) -> None:
    refused = GOOD.format("A-1", "").replace("yes", "no")
    (tmp_path / "l.yaml").write_text(f"{refused}---\n{GOOD.format('A-1', '')}---\n{GOOD.format('a-1', '')}")
    settings = Settings(today=TODAY)
    found = list(triage(open_check(tmp_path / "l.yaml", None, library, settings), library, settings))
    assert [(one.fails, one.again, one.was_good) for one in found] == [
        (True, False, False),
        (True, False, False),
        (True, False, False),
        (True, True, False),
    ]


@pytest.mark.parametrize(
    ("fact", "sheet"),
    [
        (", red_flags: [saddle_numb]", "emergency"),
        (", red_flags: [fever]", "same_day"),
        (", limb_symptoms: both_sides", "emergency"),
        ("", None),
    ],
)
def test_a_warning_sign_hides_behind_no_fault(fact: str, sheet: str | None, tmp_path: Path, library: Library) -> None:
    good = GOOD.format("A-1", fact)
    rows = [good, good, good.replace("41", "old"), good.replace("done: yes", "done: no")]
    texts = [row.replace("A-1", f"A-{max(at, 1)}") for at, row in enumerate(rows)]
    (tmp_path / "l.yaml").write_text("---\n".join(texts), encoding="utf-8")
    settings = Settings(today=TODAY)
    found = list(triage(open_check(tmp_path / "l.yaml", None, library, settings), library, settings))
    # A red sign gives its sheet even when nobody asked about the others.
    assert [one.fails for one in found] == [False, True, True, sheet != "emergency", True]
    assert [one.sheet for one in found if not one.again] == [sheet] * 4
    assert [(one.again, one.was_good) for one in found][-1] == (True, True)


def test_a_list_with_a_fault_is_not_begun(tmp_path: Path, library: Library) -> None:
    (tmp_path / "l.csv").write_text("Zimmer\n7\n", encoding="utf-8")
    with pytest.raises(BadInput, match="the list cannot be used"):
        open_check(tmp_path / "l.csv", None, library, Settings(today=TODAY))
