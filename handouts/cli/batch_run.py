"""``handouts batch`` at work: what staff see while a list is made, and what it came to."""

from __future__ import annotations

import datetime as dt
import itertools
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from msgspec import structs

from handouts.batch import Plan, Report, Setup, plan, run
from handouts.batch.engines.here import Here
from handouts.batch.engines.processes import ROW_SECONDS, Processes
from handouts.batch.manifest import MANIFEST, Status
from handouts.batch.places import REJECTED, URGENT
from handouts.batch.resume import begun_on
from handouts.batch.run import by_urgency
from handouts.cli.batch import Problems, counted_rows, row_name, why
from handouts.cli.options import cores, day
from handouts.cli.printing import as_dict, tell_printed
from handouts.cli.progress import Meter
from handouts.cli.urgent import sheet_name
from handouts.errors import ROWS_FAILED, URGENT_SHEET

if TYPE_CHECKING:
    from handouts.batch import Engine, Found
    from handouts.cli.console import Console
    from handouts.model.problem import Problem
    from handouts.pipeline import Settings
    from handouts.print_run import PrintOptions

INTERRUPTED = 130
"""What a shell reports for a command that Ctrl-C ended."""
MOST_TOLD = 20
"""Problems that are told on the terminal; all of them stand in ``rejected.csv``."""
MOST_NAMED = 50
"""Urgent rows that are named on the terminal; all of them stand in ``urgent.csv``."""


def make_batch(
    console: Console,
    orders: Path,
    mapping: Path | None,
    out: Path,
    settings: Callable[[dt.date], Settings],
    printing: Callable[[Settings], PrintOptions | None],
    today: dt.date | None,
    *,
    resume: bool,
    fail_fast: bool,
    workers: int | None,
    row_timeout: float | None,
    scheduler: str | None,
    verify: bool,
) -> None:
    """Run a batch and say what it came to; leaves by :class:`typer.Exit` where the exit code is not 0."""
    on = today or (begun_on(out) if resume else None) or day(None)
    chosen = settings(on)
    for_printer = printing(chosen)
    planned = plan(orders, mapping, out, chosen, verify=verify)
    with Problems(mapping) as problems:
        told = _Told(console, planned, problems)
        try:
            engine = _engine(planned, workers, row_timeout, scheduler)
            report = run(planned, engine, told, resume=resume, fail_fast=fail_fast, printing=for_printer)
        except KeyboardInterrupt:
            console.clear()
            console.alarm(f"Stopped. What is finished is in {out}; go on with the same command and --resume.")
            raise typer.Exit(INTERRUPTED) from None
        console.clear()
        told.late_problems()
        _tell_not_made(console, report)
        if console.json:
            console.as_json(_as_dict(planned, report, problems))
        elif not console.quiet:
            _tell(console, planned, report)
        if report.printed is not None:
            tell_printed(console, report.printed)
    if report.not_made or not report.complete:
        raise typer.Exit(ROWS_FAILED)
    if report.found.urgent:
        raise typer.Exit(URGENT_SHEET)


def _engine(planned: Plan, workers: int | None, row_timeout: float | None, scheduler: str | None) -> Engine:
    settings = planned.settings
    if settings.library is not None:
        settings = structs.replace(settings, library=settings.library.absolute())
    setup = Setup(settings, planned.orders.plan, planned.library.digest)
    if scheduler is not None:
        from handouts.batch.engines.cluster import Cluster

        return Cluster(setup, scheduler)
    return Here(setup) if workers == 0 else Processes(setup, workers or cores(), row_timeout or ROW_SECONDS)


class _Told:
    """Tells staff what comes up, in the order in which they need it."""

    def __init__(self, console: Console, planned: Plan, problems: Problems) -> None:
        self._console, self._planned, self._problems = console, planned, problems
        self._meter = Meter(console)
        self._shown = 0

    def progress(self, doing: str, done: int, total: int | None) -> None:
        """See :class:`~handouts.batch.Watch`."""
        self._meter.at(doing, done, total)

    def problems(self, problems: Iterable[Problem]) -> None:
        """See :class:`~handouts.batch.Watch`."""
        self._problems.add(problems)

    def checked(self, found: Found) -> None:
        """Who needs help, before all else; then what is wrong with the list."""
        console = self._console
        if found.urgent:
            rows = "1 row calls" if len(found.urgent) == 1 else f"{len(found.urgent):,} rows call"
            console.alarm(f"URGENT: {rows} for an urgent sheet. Act now; do not wait for the leaflets.")
            for judged in by_urgency(found.urgent)[:MOST_NAMED]:
                console.alarm(f"  {row_name(judged)}: {sheet_name(judged.sheet or 'same_day')}")
                for line in why(judged):
                    console.alarm(f"    {line}", loud=False)
            where = self._planned.out / URGENT
            console.alarm(f"All of them stand in {where}. Their sheets are made first.", loud=False)
        self._say([p for p in self._planned.orders.problems if not console.quiet or p.is_error])
        self.late_problems()

    def late_problems(self) -> None:
        """What has come up since it was called before."""
        if self._console.json:
            return
        new = list(itertools.islice(self._problems, self._shown, self._shown + MOST_TOLD + 1))
        self._say(new[:MOST_TOLD])
        if len(new) > MOST_TOLD:
            self._console.out(f"... and more: all of them stand in {self._planned.out / REJECTED}")
        self._shown = sum(1 for _ in self._problems)

    def _say(self, problems: Iterable[Problem]) -> None:
        if not self._console.json:
            self._console.problems(problems, sys.stdout)


def _tell(console: Console, planned: Plan, report: Report) -> None:
    counts, out = report.counts, planned.out
    console.out(f"{planned.orders.path}: {counted_rows(report.found.rows, 'row')}")
    if not report.complete:
        console.out("  nothing was made: rows have faults, and --fail-fast was given")
    console.out(f"  {counted_rows(counts[Status.MADE], 'leaflet')} in {out}")
    if counts[Status.URGENT]:
        console.out(f"  {counted_rows(counts[Status.URGENT], 'urgent sheet')}, listed in {out / URGENT}")
    if report.kept:
        console.out(f"  {report.kept:,} of them were there already")
    if report.again:
        console.out(
            f"  {counted_rows(report.again, 'line')} of the manifest did not hold; their orders were made again"
        )
    if report.not_made:
        console.out(f"  {counted_rows(report.not_made, 'row')} not made, set aside in {out / REJECTED}")
    console.out(f"  {counted_rows(report.pages, 'page')}, {counted_rows(report.paper_sheets, 'sheet')} of paper")
    if report.found.warnings:
        most = ", ".join(f"{code} ({count:,})" for code, count in report.found.warnings.most_common())
        console.out(f"  rows with warnings: {most}")
    console.out(f"  what became of each row: {out / MANIFEST}")


def _tell_not_made(console: Console, report: Report) -> None:
    """Last of all, so that it stays on the screen: who needs help and has no sheet."""
    if not report.complete:
        return
    without = [judged for judged in by_urgency(report.found.urgent) if judged.reference not in report.sheets]
    if without:
        console.alarm(f"URGENT: {counted_rows(len(without), 'row')} without the sheet that it calls for. Act by hand:")
        for judged in without[:MOST_NAMED]:
            console.alarm(f"  {row_name(judged)}: {sheet_name(judged.sheet or 'same_day')}")


def _as_dict(planned: Plan, report: Report, problems: Iterable[Problem]) -> dict[str, object]:
    return {
        "list": str(planned.orders.path),
        "out": str(planned.out),
        "complete": report.complete,
        "rows": report.found.rows,
        **{status.value: report.counts[status] for status in Status},
        "kept": report.kept,
        "pages": report.pages,
        "paper_sheets": report.paper_sheets,
        "urgent_rows": [
            {
                "row": judged.called,
                "reference": judged.reference or None,
                "sheet": judged.sheet and judged.sheet.value,
                "file": report.sheets.get(judged.reference),
                "why": why(judged),
            }
            for judged in by_urgency(report.found.urgent)
        ],
        "print": as_dict(report.printed) if report.printed is not None else None,
        "warnings": dict(sorted(report.found.warnings.items())),
        "problems": [problem.as_dict() for problem in (*planned.orders.problems, *problems)],
    }
