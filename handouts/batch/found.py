"""The first half of a run: the whole list is read, checked and decided before the first page is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from msgspec import Struct, structs

from handouts.batch.engines import Engine, Lost, chunked
from handouts.batch.manifest import Entry, Status
from handouts.batch.places import clashes
from handouts.batch.plan import Plan
from handouts.batch.rows import Rows
from handouts.batch.worker import OURS, Check, Verdict, codes_of, gone
from handouts.intake.lists import RawRow, References
from handouts.model.problem import Place, Problem, errors_in
from handouts.triage import Judged, readable_reference, typed_reference

CHUNK = 50
"""Rows that are checked at a time."""


@dataclass(slots=True)
class Found:
    """What the rows of a list come to. ``bad`` are the rows of which nothing can be made, ``urgent`` those that call
    for an urgent sheet, ``warnings`` in how many rows each code came."""

    rows: int = 0
    bad: Rows = field(default_factory=Rows)
    urgent: list[Judged] = field(default_factory=list)
    urgent_rows: Rows = field(default_factory=Rows)
    warnings: Counter[str] = field(default_factory=Counter)


class Bad(Struct, frozen=True):
    """A row that fails. ``told``: it was told of before, with other problems."""

    raw: RawRow
    problems: tuple[Problem, ...]
    entry: Entry
    told: bool = False


class Checking:
    """Checks a list. Iterate over it once, then ``found`` is complete."""

    def __init__(self, plan: Plan, engine: Engine, progress: Callable[[int], None]) -> None:
        self.found = Found()
        self._plan, self._engine, self._progress = plan, engine, progress
        self._seen = References()
        self._later: dict[int, int] = {}

    def __iter__(self) -> Iterator[list[Bad]]:
        """The rows that fail, chunk by chunk. Raises :class:`~handouts.errors.BadInput` where the list breaks off."""
        for done in self._engine.run(Check(), chunked(self._plan.orders, CHUNK)):
            bad = [self._add(raw, result) for raw, result in zip(done.chunk.rows, done.results, strict=True)]
            self._progress(self.found.rows)
            yield [one for one in bad if one is not None]
        if self._later:
            firsts = (raw for raw in self._plan.orders if raw.number in self._later)
            for done in self._engine.run(Check(), chunked(firsts, CHUNK)):
                yield [self._first(raw, result) for raw, result in zip(done.chunk.rows, done.results, strict=True)]

    def _add(self, raw: RawRow, result: Verdict | Lost) -> Bad | None:
        found = self.found
        found.rows += 1
        if isinstance(result, Lost):
            document, read = raw.document(self._plan.orders.plan)
            problem, reference = gone(raw, result), readable_reference(document, read)
            result = Verdict(typed_reference(document), problem.place, Judged("", reference, (problem,)))
        judged = structs.replace(result.judged, called=self._plan.orders.opened.called(raw.number))
        if extra := tuple(self._of_reference(raw, result)):
            judged = structs.replace(judged, problems=(*judged.problems, *extra))
        if judged.sheet is not None:
            found.urgent.append(judged)
            found.urgent_rows.add(raw.number)
        found.warnings.update({problem.code for problem in judged.problems if not problem.is_error})
        if not judged.fails:
            return None
        found.bad.add(raw.number)
        return self._bad(raw, judged, result.where)

    def _bad(self, raw: RawRow, judged: Judged, where: tuple[str, ...] = (), *, told: bool = False) -> Bad:
        codes = codes_of(errors_in(judged.problems))
        status = Status.FAILED if OURS.intersection(codes) else Status.REJECTED
        sheet = judged.sheet.value if judged.sheet is not None else ""
        entry = Entry(raw.number, status, judged.reference, sheet, codes=codes, where=where)
        return Bad(raw, judged.problems, entry, told)

    def _of_reference(self, raw: RawRow, verdict: Verdict) -> Iterable[Problem]:
        if not verdict.reference:
            return
        first = self._seen.first(verdict.reference, raw.number)
        if first is not None:
            self._later.setdefault(first, raw.number)
            yield self._repeated(verdict.place, first)
        if clashes(verdict.reference, self._plan.settings.also):
            message = "reference: files of this name could be taken for others of this run"
            yield Problem("reference-clash", message, "Change it, or make this order by itself.", verdict.place)

    def _first(self, raw: RawRow, result: Verdict | Lost) -> Bad:
        place = Place(raw.file, raw.number) if isinstance(result, Lost) else result.place
        told = raw.number in self.found.bad
        self.found.bad.add(raw.number)
        problem = self._repeated(place, self._later[raw.number])
        called = self._plan.orders.opened.called(raw.number)
        reference = "" if isinstance(result, Lost) else result.judged.reference
        for at, judged in enumerate(self.found.urgent):
            if judged.called == called:
                self.found.urgent[at] = structs.replace(judged, problems=(*judged.problems, problem))
        return self._bad(raw, Judged(called, reference, (problem,)), told=told)

    def _repeated(self, place: Place, row: int) -> Problem:
        message = f"reference: {self._plan.orders.opened.called(row)} has the same, and files are named by it"
        return Problem("repeated-reference", message, "Give each row a reference of its own.", place)
