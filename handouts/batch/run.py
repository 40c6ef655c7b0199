"""The whole run: check, tell who needs help, make, and keep account of it."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from handouts.batch.durable import clean
from handouts.batch.engines import Engine, Lost, chunked
from handouts.batch.found import Checking, Found
from handouts.batch.lock import Lock
from handouts.batch.manifest import Entry, Form, Manifest, Status, cannot_write
from handouts.batch.places import REJECTED, SUMMARY, URGENT, depth_for, make_folders
from handouts.batch.plan import Plan
from handouts.batch.printer import Printer, printer
from handouts.batch.resume import Before, check_folder, recover
from handouts.batch.worker import Make, Outcome, gone
from handouts.deliver.write import write_whole
from handouts.errors import HandoutsError
from handouts.intake.lists import RawRow, Rejected
from handouts.intake.lists.formulas import guarded
from handouts.model.problem import Problem, errors_in
from handouts.print_run import Printed, PrintOptions
from handouts.triage import Judged, readable_reference

CHUNK = 20
"""Orders that are made at a time: a few seconds of work, and some megabytes of finished files."""


class Watch(Protocol):
    """Is told how far a run has come."""

    def progress(self, doing: str, done: int, total: int | None) -> None:
        """``done`` of ``total`` (None: nobody knows yet) rows."""
        ...

    def problems(self, problems: Iterable[Problem]) -> None:
        """What is wrong with a row: each error once."""
        ...

    def checked(self, found: Found) -> None:
        """The list is checked, and the first page is about to be made: now staff must know who needs help."""
        ...


@dataclass(slots=True)
class Report:
    """What a run came to. ``kept``: orders that an earlier run had made; ``not_made``: urgent rows without a sheet.

    ``complete``: every row was worked on.
    """

    found: Found = field(default_factory=Found)
    counts: Counter[Status] = field(default_factory=Counter)
    pages: int = 0
    paper_sheets: int = 0
    kept: int = 0
    again: int = 0
    depth: int = 0
    complete: bool = False
    sheets: dict[str, str] = field(default_factory=dict)
    """The file of each urgent sheet, by reference."""
    printed: Printed | None = None
    """What was written for the printer."""

    @property
    def not_made(self) -> int:
        """Rows of which nothing was made."""
        return self.counts[Status.REJECTED] + self.counts[Status.FAILED]

    def count(self, entry: Entry) -> None:
        """Take an order into account."""
        self.counts[entry.status] += 1
        self.pages += entry.pages
        self.paper_sheets += entry.paper_sheets
        if entry.status is Status.URGENT and entry.leaflet is not None:
            self.sheets[entry.reference] = entry.leaflet.name


def run(
    plan: Plan,
    engine: Engine,
    watch: Watch,
    *,
    resume: bool = False,
    fail_fast: bool = False,
    printing: PrintOptions | None = None,
) -> Report:
    """Make every leaflet of ``plan`` in its folder, or with ``resume`` those that are not there yet.

    With ``fail_fast`` nothing is made if any row fails its check. As ``printing`` says, all leaflets also go into one
    file for the printer, once all are made. Raises :class:`~handouts.errors.HandoutsError` when
    the run cannot begin or go on; it can then go on later, as after any other end.
    """
    out = plan.out
    with printer(printing, plan) as collects:
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(out, error) from None
        with Lock(out) as lock:
            check_folder(plan, resume=resume)
            work = _Run(plan, watch, lock.token, collects)
            try:
                with engine:
                    work.all(engine, fail_fast=fail_fast)
            finally:
                clean(out, work.report.depth)
                if not work.report.complete:
                    with suppress(HandoutsError):
                        work.summary("stopped")
    return work.report


class _Run:
    def __init__(self, plan: Plan, watch: Watch, token: str, collects: Printer | None) -> None:
        self.report = Report()
        self._token, self._printer = token, collects
        self._plan, self._watch = plan, watch
        self._form = Form(plan.common)
        self._before = Before()

    def all(self, engine: Engine, *, fail_fast: bool) -> None:
        plan, report = self._plan, self.report
        self._before = recover(plan, self._form, report.count)
        report.kept, report.again = len(self._before.rows), self._before.again
        self.summary("running")
        with Manifest(plan.out, self._form) as manifest, Rejected(plan.orders) as rejected:
            self._check(engine, manifest, rejected)
            plan.check_unchanged()
            self._write_rejected(rejected)
            self._write_urgent()
            self._watch.checked(report.found)
            if fail_fast and len(report.found.bad):
                return
            report.depth = depth_for(report.found.rows)
            try:
                make_folders(plan.out, report.depth)
            except OSError as error:
                raise cannot_write(plan.out, error) from None
            before = rejected.count
            self._make(engine, manifest, rejected)
            plan.check_unchanged()
            if rejected.count > before:
                self._write_rejected(rejected)
            report.complete = True
            self.summary("complete")
            if self._printer is not None:
                self._printer.collect(engine, self._kept(), self._collected)
                report.printed = self._printer.write(report.sheets)

    def _check(self, engine: Engine, manifest: Manifest, rejected: Rejected) -> None:
        checking = Checking(self._plan, engine, lambda done: self._watch.progress("Checking", done, None))
        self.report.found = checking.found
        for chunk in checking:
            entries = []
            for bad in chunk:
                self._watch.problems(errors_in(bad.problems))
                if bad.told:
                    continue
                self._reject(rejected, bad.raw, bad.problems)
                self.report.count(bad.entry)
                entries.append(bad.entry)
            manifest.add(entries)

    def _reject(self, rejected: Rejected, raw: RawRow, problems: Iterable[Problem]) -> None:
        document, _ = raw.document(self._plan.orders.plan)
        rejected.add(raw, problems, document)

    def _make(self, engine: Engine, manifest: Manifest, rejected: Rejected) -> None:
        """Urgent sheets first: somebody waits for them."""
        found = self.report.found
        total = found.rows - len(found.bad)
        size = max(1, min(CHUNK, -(-total // (4 * engine.workers))))
        printing = self._printer.options if self._printer is not None else None
        task = Make(self._plan.out.absolute(), self._token, self.report.depth, self._plan.verify, printing)
        for urgent in (True, False):
            if urgent and not found.urgent:
                continue
            for done in engine.run(task, chunked(self._left(urgent=urgent), 1 if urgent else size)):
                outcomes = [
                    self._lost(raw, result) if isinstance(result, Lost) else result
                    for raw, result in zip(done.chunk.rows, done.results, strict=True)
                ]
                manifest.add(outcome.entry for outcome in outcomes)
                for raw, outcome in zip(done.chunk.rows, outcomes, strict=True):
                    self.report.count(outcome.entry)
                    if outcome.pages is not None and self._printer is not None:
                        self._printer.take(outcome.pages)
                    if outcome.problems:
                        self._reject(rejected, raw, outcome.problems)
                        self._watch.problems(errors_in(outcome.problems))
                self._watch.progress("Making leaflets", self._worked_on(), total)
            if urgent:
                self._write_urgent()

    def _lost(self, raw: RawRow, lost: Lost) -> Outcome:
        problem = gone(raw, lost)
        reference = readable_reference(*raw.document(self._plan.orders.plan))
        return Outcome(Entry(raw.number, Status.FAILED, reference, codes=(problem.code,)), (problem,))

    def _worked_on(self) -> int:
        return self.report.counts.total() - len(self.report.found.bad)

    def _left(self, *, urgent: bool) -> Iterator[RawRow]:
        found, made = self.report.found, self._before.rows
        for raw in self._plan.orders:
            row = raw.number
            if row not in found.bad and row not in made and (row in found.urgent_rows) is urgent:
                yield raw

    def _collected(self, done: int) -> None:
        self._watch.progress("Collecting", done, len(self._before.rows))

    def _kept(self) -> Iterator[RawRow]:
        urgent, made = self.report.found.urgent_rows, self._before.rows
        return (raw for raw in self._plan.orders if raw.number in made and raw.number not in urgent)

    def _write_rejected(self, rejected: Rejected) -> None:
        path = self._plan.out / REJECTED
        if rejected.count:
            write_whole(path, rejected.pieces(), private=True)
        else:
            path.unlink(missing_ok=True)

    def _write_urgent(self) -> None:
        path = self._plan.out / URGENT
        if self.report.found.urgent:
            write_whole(path, [_urgent_table(self.report)], private=True)
        else:
            path.unlink(missing_ok=True)

    def summary(self, status: str) -> None:
        """Write ``summary.json``: what the run is made of, and what it came to."""
        plan, report = self._plan, self.report
        content = {
            "status": status,
            "list": plan.orders.path.name,
            "made_of": dict(plan.made_of),
            **plan.versions,
            "rows": report.found.rows,
            **{status.value: report.counts[status] for status in Status},
            "urgent_rows": len(report.found.urgent),
            "pages": report.pages,
            "paper_sheets": report.paper_sheets,
            "levels_of_folders": report.depth,
            "warnings": dict(sorted(report.found.warnings.items())),
        }
        write_whole(plan.out / SUMMARY, (json.dumps(content, indent=1) + "\n").encode())


def _urgent_table(report: Report) -> bytes:
    """Who needs help now, for a human: no names."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    text.write("\ufeff")
    writer.writerow(("reference", "row", "sheet", "why", "file"))
    for judged in by_urgency(report.found.urgent):
        why = " | ".join(f"{sign.alarm.value.upper()}: {sign.label}" for sign in judged.signs)
        file = "" if judged.fails else report.sheets.get(judged.reference, "")
        sheet = judged.sheet.value if judged.sheet is not None else ""
        writer.writerow(map(guarded, (judged.reference, judged.called, sheet, why or "the row has a fault", file)))
    return text.getvalue().encode()


def by_urgency(urgent: Iterable[Judged]) -> list[Judged]:
    """Emergencies first, then in the order of the list."""
    return sorted(urgent, key=lambda judged: judged.sheet != "emergency")
