"""A page budget takes out optional sections, in their order, and never what keeps a patient safe."""

from __future__ import annotations

from typing import Any

import pytest

from handouts import pipeline
from handouts.model.fit import Step
from handouts.model.library import Library
from handouts.model.selection import Verdict
from tests.strategies import TODAY, plain_order

SETTINGS = pipeline.Settings(today=TODAY)
OPTIONAL = ["classification", "causes", "devices", "posture_sleep", "clinic_treatment", "wellbeing_work"]


def made(library: Library, pages: int | None, facts: dict[str, Any] | None = None, **fields: Any) -> pipeline.Made:
    order = plain_order(facts, sections={"add": OPTIONAL}, pages=pages, **fields)
    return pipeline.make(order, library, SETTINGS)


def trimmed(run: pipeline.Made) -> list[str]:
    out = run.selection.of("section", Verdict.OUT)
    return [choice.id for choice in out if choice.code == "page-budget"]


def test_no_budget_trims_nothing(library: Library) -> None:
    run = made(library, None)
    assert trimmed(run) == []
    assert set(OPTIONAL) <= set(run.selection.sections)


@pytest.mark.parametrize("format", ["standard", "large16"])
def test_the_leaflet_fits_and_nothing_is_trimmed_for_nothing(library: Library, format: str) -> None:
    whole = made(library, None, format=format)
    pages = whole.document.pages - 1
    run = made(library, pages, format=format)
    assert run.document.pages <= pages
    there = [id for id in library.trim if id in whole.selection.sections]
    out = trimmed(run)
    assert out
    assert set(out) <= set(there)
    assert [step.where for step in run.fit if step.step is Step.SECTION_OUT] == [tuple(sorted(out, key=there.index))]
    back = plain_order(sections={"add": OPTIONAL, "leave_out": out[:-1]}, format=format)
    assert pipeline.make(back, library, SETTINGS).document.pages > pages


@pytest.mark.parametrize("pages", [2, 3])
def test_what_must_stay_stays_and_staff_are_told(library: Library, pages: int) -> None:
    run = made(library, pages, {"medicines": ["warfarin"]})
    assert run.document.pages > pages
    assert "over-budget" in {warning.code for warning in run.selection.warnings}
    assert {"red_flags", "red_flags_short", "contact", "activity_rest", "moves"} <= set(run.selection.sections)
    whole = made(library, None, {"medicines": ["warfarin"]})
    full = {line for line in whole.selection.lines if line.startswith("red_flags")}
    assert full <= run.selection.lines


def test_more_may_go_where_two_sides_are_asked_for(library: Library) -> None:
    two, three = trimmed(made(library, 2)), trimmed(made(library, 3))
    only_for_two = {id for id, trim in library.trim.items() if trim.sides == 2}
    assert only_for_two & set(two)
    assert not only_for_two & set(three)


def test_a_section_that_a_condition_calls_for_is_not_trimmed(library: Library) -> None:
    run = made(library, 2, {"conditions": {"anticoagulant": "yes"}})
    assert "medicines" in run.selection.sections
