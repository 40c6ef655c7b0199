"""The mapping file: read strictly, with each fault at its line."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from handouts import strict
from handouts.intake.form import near
from handouts.intake.lists.cells import date_pattern
from handouts.intake.lists.fields import Cell, Fields, pattern
from handouts.model.list_mapping import ListMapping
from handouts.model.problem import Place, Problem

MOST_ITEMS = 10
ONE_FOR_ALL = frozenset({"facts.region", "facts.phase", "facts.red_flag_screen.by", "facts.red_flag_screen.on"})
"""Facts that may be the same for a whole list. All others are about one patient, and each row must say them."""


class WrittenMapping(Struct, frozen=True):
    """A mapping and the document behind it."""

    mapping: ListMapping = field(default_factory=ListMapping)
    document: strict.Document = field(default_factory=lambda: strict.Document(""))


def read_mapping(path: Path, fields: Fields) -> tuple[WrittenMapping | None, list[Problem]]:
    """The mapping in the file ``path`` (None with errors), and every problem with it."""
    try:
        with path.open("rb") as file:
            raw = file.read(strict.MAX_BYTES + 1)
    except OSError as error:
        message = f"the mapping cannot be read: {error.strerror}"
        return None, [
            Problem("cannot-read", message, "Check --mapping; or: handouts new mapping LIST", Place(str(path)))
        ]
    document, problems = strict.parse(raw, str(path))
    if document.data is None and not problems:
        return WrittenMapping(ListMapping(), document), []
    mapping, problems = strict.judge(document, problems, ListMapping)
    if mapping is not None:
        problems += _faults(mapping, document, fields)
        problems.sort(key=lambda problem: problem.place)
    return (None if mapping is None or problems else WrittenMapping(mapping, document)), problems


def _faults(mapping: ListMapping, document: strict.Document, fields: Fields) -> list[Problem]:
    problems = []
    for name, column in mapping.columns.items():
        at: strict.Path = ("columns", name)
        inside = (*at, "field") if isinstance(document.at(at), dict) else at
        problems += _field_faults(column.field, document.place(inside), fields)
    for group in ("join", "constants"):
        for name in getattr(mapping, group):
            problems += _field_faults(name, document.key_place((group, name)), fields)
    for name in mapping.join:
        if fields.cell(name) not in (Cell.TEXT, None):
            message, hint = "only text can be joined", "Lead one column there, under columns."
            problems.append(Problem("not-text-field", message, hint, document.key_place(("join", name))))
    for name in mapping.constants:
        patients = name == "reference" or name.split(".")[0] in ("patient", "facts")
        if patients and name not in ONE_FOR_ALL:
            message = "this is about one patient, so it cannot be the same for all"
            hint = "Give it a column of its own, which says it for each patient."
            problems.append(Problem("not-a-constant", message, hint, document.key_place(("constants", name))))
    if mapping.dates is not None and date_pattern(mapping.dates) is None:
        message = "dates: this is not a format of dates"
        hint = "Write day/month/year, month/day/year, year-month-day or the like, with one sign between."
        problems.append(Problem("bad-value", message, hint, document.place(("dates",))))
    return problems


def _field_faults(path: str, place: Place, fields: Fields) -> list[Problem]:
    if fields.cell(path) is None:
        return [unknown_field(path, place, fields)]
    if any(step.isdecimal() and int(step) >= MOST_ITEMS for step in path.split(".")):
        message = f"items are counted from 0, to {MOST_ITEMS - 1} at most"
        return [Problem("out-of-range", message, "Correct the number.", place)]
    return []


def unknown_field(path: str, place: Place, fields: Fields) -> Problem:
    """A field that no order has, with the name that is nearest."""
    if any(name.startswith(f"{pattern(path)}.") for name in fields.cells):
        message, hint = "this holds several fields, and a cell can fill only one", "See: handouts schema order"
    else:
        message, hint = "an order has no field of this name", near_field(path, fields) or "See: handouts schema order"
    return Problem("unknown-order-field", message, hint, place)


def near_field(typed: str, fields: Fields) -> str:
    """A hint with the field whose name, or the end of it, is nearest to ``typed``; "" when none is near."""
    from rapidfuzz import fuzz, process, utils

    names = {name: utils.default_process(name) for name in fields.cells}
    found = process.extractOne(utils.default_process(typed), names, scorer=fuzz.token_sort_ratio, score_cutoff=80)
    if found is None:
        hint = near(typed, {name.rpartition(".")[2] for name in fields.cells}, "")
        ends = [name for name in fields.cells if hint and name.rpartition(".")[2] == hint[len("Did you mean ") : -1]]
        return f"Did you mean {ends[0]}?" if ends else ""
    return f"Did you mean {found[2]}?"
