"""The fields that a column may lead to are those of an order, all of them."""

from __future__ import annotations

from handouts.intake.lists.fields import Cell, fields_of
from handouts.intake.lists.mapping import near_field
from handouts.model.library import Library


def test_fields(library: Library) -> None:
    fields = fields_of(library.vocabulary)
    kinds = {
        "reference": Cell.TEXT,
        "patient.birth_date": Cell.DATE,
        "facts.age": Cell.TEXT,
        "facts.pregnant": Cell.ANSWER,
        "facts.red_flag_screen.done": Cell.ANSWER,
        "facts.region": Cell.TEXT,
        "facts.medicines": Cell.LIST_OR_WORD,
        "facts.medicines.0": Cell.TEXT,
        "facts.red_flags": Cell.LIST,
        "facts.conditions.stoma": Cell.ANSWER,
        "facts.surgery.1.on": Cell.DATE,
        "facts.abilities.can_kneel": Cell.ANSWER,
        "sections.leave_out": Cell.LIST,
        "exercises": Cell.LIST,
        "exercises.3.id": Cell.TEXT,
        "variables.heat_minutes": Cell.TEXT,
        "follow_up.with": Cell.TEXT,
        "follow_up.date": Cell.DATE,
        "medicines_list.0.how_much": Cell.TEXT,
        "urgent.nothing_by_mouth": Cell.ANSWER,
    }
    assert {path: fields.cell(path) for path in kinds} == kinds
    for path in ("facts", "patient", "facts.conditions", "facts.surgery", "facts.conditions.flu", "exercises.id", ""):
        assert fields.cell(path) is None, path
    assert fields.required == ("reference", "facts.age", "facts.region", "facts.red_flag_screen.done")


def test_near_names(library: Library) -> None:
    fields = fields_of(library.vocabulary)
    for typed, path in (("facts.agee", "facts.age"), ("birth_date", "patient.birth_date"), ("fact age", "facts.age")):
        assert near_field(typed, fields) == f"Did you mean {path}?"
    assert near_field("Zimmer", fields) == ""
