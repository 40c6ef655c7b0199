"""A list of orders: opened once, read row by row as often as needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, structs

from handouts.errors import BadInput
from handouts.intake.lists.fields import Fields, fields_of
from handouts.intake.lists.mapping import WrittenMapping, read_mapping
from handouts.intake.lists.opened import Opened, Options
from handouts.intake.lists.plan import OWN_COLUMNS, Plan, plain, plan_for
from handouts.intake.lists.readers import open_with_reader
from handouts.intake.lists.row import RawRow, RowDocument
from handouts.intake.order_file import check_order
from handouts.model.order import Order
from handouts.model.problem import Place, Problem, errors_in
from handouts.model.vocabulary import Vocabulary
from handouts.strict import Document


class OrderList(Struct, frozen=True):
    """Many orders in one file or folder. Iterate over it for its rows, unchecked, as often as you like.

    ``columns`` are the names in its first row; () where it has none. ``plan`` says what becomes of them:
    :func:`order_of` needs it. With errors among ``problems``, the list cannot be used, and there are no rows.
    """

    path: Path
    columns: tuple[str, ...]
    plan: Plan
    problems: tuple[Problem, ...]
    opened: Opened
    fields: Fields

    def __iter__(self) -> Iterator[RawRow]:
        """The rows, one at a time. Raises :class:`~handouts.errors.BadInput` where the list breaks off."""
        if errors_in(self.problems):
            return
        try:
            yield from self.opened.rows()
        except OSError as error:
            reason = error.strerror or "the system refused it"
            problem = Problem("cannot-read", f"the list breaks off: {reason}", "Check the disk.", Place(str(self.path)))
            raise BadInput("the list cannot be used", problems=[problem]) from None


def open_list(path: Path, mapping: Path | None, vocabulary: Vocabulary) -> OrderList:
    """The list in the file or folder ``path``, with the mapping in the file ``mapping`` if it has columns.

    Nothing is raised: what is wrong with the list or its mapping is among ``problems``.
    """
    fields = fields_of(vocabulary)
    written, problems = (WrittenMapping(), []) if mapping is None else read_mapping(mapping, fields)
    opened = open_with_reader(path, _options(written, fields))
    problems += opened.problems
    plan = Plan()
    if opened.headers is not None and written is not None:
        plan, found = plan_for(str(path), opened.head_row, opened.headers, written, fields)
        problems += found
    elif mapping is not None and opened.headers is None and not errors_in(problems):
        message = "this list has no columns, so a mapping cannot be used with it"
        problems.append(Problem("mapping-not-used", message, "Leave --mapping out.", Place(str(mapping))))
    return OrderList(path, opened.headers or (), plan, tuple(problems), opened, fields)


def _options(written: WrittenMapping | None, fields: Fields) -> Options:
    if written is None:
        return Options()
    mapping = written.mapping
    joined = [name for names in mapping.join.values() for name in names]
    named = map(plain, (*mapping.columns, *joined, *mapping.ignore, *OWN_COLUMNS))
    return Options(mapping.delimiter, mapping.sheet, frozenset(named) | frozenset(fields.cells))


def order_of(
    raw: RawRow, vocabulary: Vocabulary, today: dt.date, plan: Plan
) -> tuple[Order | None, list[Problem], Document]:
    """The order in one row (None with errors), every problem with it, and the document for ``intake.locate``.

    The same checks as for an order file. Needs nothing of the list but its ``plan``: a worker can do it by itself.
    """
    document, read = raw.document(plan)
    order, problems = check_order(document, vocabulary, today=today, read=read)
    if isinstance(document, RowDocument):
        # What could not be read in a cell is said once; what the schema says of the same cell follows from it.
        told = {problem.place: problem.code for problem in read if problem.place.column}
        problems = [in_table_words(p) for p in problems if told.get(p.place, p.code) == p.code]
    return order, problems, document


def in_table_words(problem: Problem) -> Problem:
    """A problem of an order, with a remedy that fits a table."""
    if problem.code == "missing-field":
        hint = (
            "Fill in this cell." if problem.place.column else "Add a column for it, or lead one there in the mapping."
        )
    else:
        hint = _IN_TABLE.get(problem.hint, problem.hint)
    return problem if hint == problem.hint else structs.replace(problem, hint=hint)


_IN_TABLE = {
    "Fill it in, or take the field out.": "Fill it in, or empty the cell.",
    "Take the line out.": "Empty the cell.",
    "Correct it, or take the line out.": "Correct it, or empty the cell.",
    "Put each item on its own line, after a dash.": "Put the sign for lists between the items.",
    "Add onset_date, onset_days or phase.": "Fill in a column for onset_date, onset_days or phase.",
}
