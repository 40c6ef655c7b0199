"""A page budget takes out optional sections, in their order, and never what keeps a patient safe."""

from __future__ import annotations

from typing import Any

import pytest

from handouts import pipeline
from handouts.model.library import Library
from handouts.model.selection import Verdict
from tests.strategies import TODAY, plain_order

SETTINGS = pipeline.Settings(today=TODAY)
OPTIONAL = ["classification", "causes", "devices", "posture_sleep", "clinic_treatment", "wellbeing_work"]


def made(library: Library, pages: int | None, facts: dict[str, Any] | None = None) -> pipeline.Made:
    order = plain_order(facts, sections={"add": OPTIONAL}, pages=pages)
    return pipeline.make(order, library, SETTINGS)


def trimmed(run: pipeline.Made) -> list[str]:
    out = run.selection.of("section", Verdict.OUT)
    return [choice.id for choice in out if choice.code == "page-budget"]


def test_no_budget_trims_nothing(library: Library) -> None:
    run = made(library, None)
    assert trimmed(run) == []
    assert set(OPTIONAL) <= set(run.selection.sections)


@pytest.mark.parametrize("pages", [4, 5])
def test_the_leaflet_fits_and_the_first_of_the_list_go_first(library: Library, pages: int) -> None:
    whole, run = made(library, None), made(library, pages)
    assert run.document.pages <= pages < whole.document.pages
    there = [id for id in library.trim if id in whole.selection.sections]
    assert set(trimmed(run)) == set(there[: len(trimmed(run))])
    assert (
        pipeline.make(
            plain_order(sections={"add": OPTIONAL, "leave_out": trimmed(run)[:-1]}), library, SETTINGS
        ).document.pages
        > pages
    ), "nothing is trimmed for nothing"


def test_what_must_stay_stays_and_staff_are_told(library: Library) -> None:
    run = made(library, 2)
    assert run.document.pages > 2
    assert "over-budget" in {warning.code for warning in run.selection.warnings}
    assert {"red_flags", "red_flags_short", "contact", "activity_rest", "moves"} <= set(run.selection.sections)
    assert not set(library.trim) & set(run.selection.sections)
    full = {line for line in made(library, None).selection.lines if line.startswith("red_flags")}
    assert full <= run.selection.lines


def test_a_section_that_a_condition_calls_for_is_not_trimmed(library: Library) -> None:
    run = made(library, 2, {"conditions": {"anticoagulant": "yes"}})
    assert "medicines" in run.selection.sections
