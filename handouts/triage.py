"""What each row of a list will come to, before anything is made of it: a leaflet, an urgent sheet, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs
from pydantic import TypeAdapter, ValidationError

from handouts import pipeline
from handouts.errors import BadInput, Refused
from handouts.model.library import Library
from handouts.model.order import Reference
from handouts.model.problem import Place, Problem, errors_in
from handouts.model.section import Sheet
from handouts.model.selection import Sign
from handouts.pipeline import Settings

if TYPE_CHECKING:
    from handouts.intake.lists import Checked, ListCheck, Plan, RawRow
    from handouts.strict import Document

SIGNS = {"red-flag": Sheet.EMERGENCY, "amber-flag-not-cleared": Sheet.SAME_DAY}
"""Codes of problems of a row with a fault that hides a warning sign, with the sheet it would have got."""
_REFERENCE = TypeAdapter[str](Reference)


class Judged(Struct, frozen=True):
    """One row: ``called`` as staff call it, the ``reference`` if it is a good one, and all that is to be said.

    ``sheet``: the urgent sheet that takes the place of the leaflet, because of ``signs``. In a row with a fault it is
    the one that the fault stands in the way of. ``again``: the row was told of before, without this problem;
    ``was_good``: and nothing else is wrong with it.
    """

    called: str
    reference: str
    problems: tuple[Problem, ...]
    sheet: Sheet | None = None
    signs: tuple[Sign, ...] = ()
    again: bool = False
    was_good: bool = False

    @property
    def fails(self) -> bool:
        """Whether nothing can be made of this row."""
        return bool(errors_in(self.problems))


def open_check(path: Path, mapping: Path | None, library: Library, settings: Settings) -> ListCheck:
    """The check of a list. Raises :class:`~handouts.errors.BadInput` when the list or its mapping cannot be used."""
    from handouts.intake.lists import check_list

    check = check_list(path, mapping, library.vocabulary, settings.today)
    if faults := errors_in(check.orders.problems):
        raise BadInput(f"{path}: the list cannot be used", problems=faults)
    return check


def judge(raw: RawRow, plan: Plan, library: Library, settings: Settings) -> tuple[str, Place, Judged]:
    """One row by itself, as if no other had its reference; with the reference as typed ("" if none), and its place.

    What staff call the row is left to those who know the list.
    """
    from handouts.intake.lists import Checked, order_of

    order, problems, document = order_of(raw, library.vocabulary, settings.today, plan)
    judged = _judged(Checked(raw, order, tuple(problems), document), "", library, settings)
    return typed_reference(document), document.place(("reference",)), judged


def typed_reference(document: Document) -> str:
    """What stands for the reference, good or not; "" if nothing does."""
    typed = document.at(("reference",))
    return typed if isinstance(typed, str) else ""


def readable_reference(document: Document, problems: Iterable[Problem]) -> str:
    """The reference of a row with ``problems``; "" if it is no good one, or the cells may have moved under other
    columns: then a name could stand there."""
    if any(problem.code == "ragged-row" for problem in problems):
        return ""
    try:
        return _REFERENCE.validate_python(typed_reference(document))
    except ValidationError:
        return ""


def triage(check: ListCheck, library: Library, settings: Settings) -> Iterator[Judged]:
    """Each row of a list, read, checked and decided. Nothing is made."""
    for checked in check:
        yield _judged(checked, check.orders.opened.called(checked.raw.number), library, settings)


def _judged(checked: Checked, called: str, library: Library, settings: Settings) -> Judged:
    from handouts.intake import locate

    if checked.order is None and checked.alone is not None:
        # A warning sign must not hide behind a reference that another row has too.
        alone = structs.replace(checked, order=checked.alone, problems=(), again=False)
        told = _judged(alone, called, library, settings)
        problems = (*checked.problems, *(() if checked.again else errors_in(told.problems)))
        again, was_good = checked.again, checked.again and not told.fails
        return structs.replace(told, problems=problems, again=again, was_good=was_good)
    order = checked.order
    if order is None:
        reference = readable_reference(checked.document, checked.problems)
        return Judged(called, reference, checked.problems, _hidden(checked.problems), again=checked.again)
    try:
        selection = pipeline.decide(order, library, settings)
    except (BadInput, Refused) as error:
        found = tuple(locate(pipeline.as_problems(error), order, checked.document))
        return Judged(called, order.reference, (*checked.problems, *found), _hidden(found))
    warnings = dict.fromkeys((*checked.problems, *selection.warnings))
    problems = tuple(locate(warnings, order, checked.document))
    signs = selection.signs if selection.sheet is not None else ()
    return Judged(called, order.reference, problems, selection.sheet, signs)


def _hidden(problems: Iterable[Problem]) -> Sheet | None:
    """The urgent sheet that a row with ``problems`` would have got."""
    sheets = {SIGNS[problem.code] for problem in problems if problem.code in SIGNS}
    return next((sheet for sheet in (Sheet.EMERGENCY, Sheet.SAME_DAY) if sheet in sheets), None)
