"""The whole list is checked before anything is made of it, one row at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from handouts.intake.lists.order_list import OrderList, open_list, order_of
from handouts.intake.lists.references import References
from handouts.intake.lists.row import RawRow
from handouts.model.order import Order
from handouts.model.problem import Problem
from handouts.model.vocabulary import Vocabulary
from handouts.strict import Document


class Checked(Struct, frozen=True):
    """One row and what was found. ``order`` is None with errors.

    ``alone``: the order that the row would be if no other row had its reference. ``again``: the row was told of
    before, without this problem.
    """

    raw: RawRow
    order: Order | None
    problems: tuple[Problem, ...]
    document: Document
    alone: Order | None = None
    again: bool = False


class ListCheck:
    """Iterate over it once for each row with all its problems.

    A row whose reference comes again further down is told of a second time, at the end, with that problem. ``rows``
    counts the rows, ``bad`` those with an error. Only a digest of each reference is kept.
    """

    def __init__(self, orders: OrderList, vocabulary: Vocabulary, today: dt.date) -> None:
        self.orders = orders
        self.rows = self.bad = 0
        self._vocabulary, self._today = vocabulary, today

    def __iter__(self) -> Iterator[Checked]:
        """Each row. Raises :class:`~handouts.errors.BadInput` where the list breaks off."""
        self.rows = self.bad = 0
        seen = References()
        later: dict[int, int] = {}
        for raw in self.orders:
            self.rows += 1
            order, problems, document = order_of(raw, self._vocabulary, self._today, self.orders.plan)
            reference = _reference(document)
            first = seen.first(reference, raw.number) if reference else None
            alone = order
            if first is not None:
                order = None
                problems.append(self._repeated(document, first))
                later.setdefault(first, raw.number)
            if order is None:
                self.bad += 1
            yield Checked(raw, order, tuple(problems), document, alone)
        if later:
            yield from self._first_ones(later)

    def _first_ones(self, later: dict[int, int]) -> Iterator[Checked]:
        for raw in self.orders:
            if raw.number not in later:
                continue
            order, _, document = order_of(raw, self._vocabulary, self._today, self.orders.plan)
            self.bad += order is not None
            yield Checked(raw, None, (self._repeated(document, later[raw.number]),), document, alone=order, again=True)

    def _repeated(self, document: Document, row: int) -> Problem:
        message = f"reference: {self.orders.opened.called(row)} has the same, and files are named by it"
        hint = "Give each row a reference of its own."
        return Problem("repeated-reference", message, hint, document.place(("reference",)))


def check_list(path: Path, mapping: Path | None, vocabulary: Vocabulary, today: dt.date) -> ListCheck:
    """The check of the list in ``path``. What is wrong with the list as a whole is in ``orders.problems``."""
    return ListCheck(open_list(path, mapping, vocabulary), vocabulary, today)


def _reference(document: Document) -> str:
    reference = document.at(("reference",))
    return reference if isinstance(reference, str) else ""
