"""``handouts batch``: a list of many orders."""

from __future__ import annotations

import datetime as dt
import json as json_text
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct, structs

from handouts.cli.options import (
    Also,
    BrandName,
    ColourScheme,
    Duplex,
    Json,
    LibraryFolder,
    PageName,
    Quiet,
    Today,
    Verify,
    console_of,
    day,
)
from handouts.cli.printing import (
    JobName,
    Mail,
    PrintFile,
    Simplex,
    SplitSheets,
    check_printing,
    print_options,
)
from handouts.cli.urgent import sheet_name
from handouts.errors import ROWS_FAILED, URGENT_SHEET, BadInput
from handouts.model.problem import Place, Problem, Severity

if TYPE_CHECKING:
    from handouts.cli.console import Console
    from handouts.intake.lists import ListCheck
    from handouts.pipeline import Settings
    from handouts.print_run import PrintOptions
    from handouts.triage import Judged

_IN_THE_WAY = "The row has a fault too, which stands in the way of the sheet."


class EngineName(StrEnum):
    """Who works."""

    PROCESSES = "processes"
    DASK = "dask"


def batch(
    context: typer.Context,
    orders: Annotated[
        Path,
        typer.Argument(metavar="LIST", help="CSV, XLSX, JSON Lines, YAML with --- between orders, or a folder."),
    ],
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", metavar="FILE", help="What the columns hold; see: handouts new mapping LIST"),
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="DIR", help="The folder for leaflets, records and the manifest.")
    ] = Path("out"),
    check_only: Annotated[
        bool, typer.Option("--check-only", help="Write nothing: say what each row would come to, and every fault.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the run in DIR where it stopped, whatever stopped it.")
    ] = False,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Make nothing if any row has a fault.")] = False,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=0, max=1024, metavar="N", help="Worker processes; 0: none. [one for each core]"),
    ] = None,
    row_timeout: Annotated[
        float | None,
        typer.Option(
            "--row-timeout",
            min=1,
            metavar="SECONDS",
            help="A row that takes so long is set aside (worker processes); two minutes, if not given.",
        ),
    ] = None,
    engine: Annotated[
        EngineName, typer.Option("--engine", help="Who works: processes on this machine, or a Dask cluster.")
    ] = EngineName.PROCESSES,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="With --engine dask: tcp://node1:8786")
    ] = None,
    brand: BrandName = None,
    page: PageName = None,
    colours: ColourScheme = None,
    library: LibraryFolder = None,
    today: Today = None,
    verify: Verify = False,
    allow_expired: Annotated[
        str | None,
        typer.Option(
            "--allow-expired", metavar="REASON", help="Print text past its review date; the record keeps why."
        ),
    ] = None,
    also: Also = None,
    duplex: Duplex = False,
    print_file: PrintFile = None,
    split_sheets: SplitSheets = None,
    mail: Mail = None,
    job: JobName = None,
    simplex: Simplex = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Make a leaflet and a staff record for each row of a list, by many workers.

    First every row is read, checked and decided. Rows that call for an urgent sheet are named first, and their sheets
    are made first. Rows with a fault are set aside in rejected.csv, to be mended and read again. manifest.jsonl says
    what became of each row. The exit code is 3 when rows failed, 4 when none did but somebody needs help now, and 2
    when the list cannot be used.

    \b
    Examples:
      handouts new mapping clinic.csv -o mapping.yaml
      handouts batch clinic.csv --mapping mapping.yaml --check-only
      handouts batch clinic.csv --mapping mapping.yaml -o leaflets
      handouts batch clinic.csv --mapping mapping.yaml -o leaflets --resume
    """
    console = console_of(context, json=json, quiet=quiet)
    from handouts import pipeline

    def settings(on: dt.date) -> Settings:
        return pipeline.settings_for(
            orders.parent,
            today=on,
            library=library,
            brand=brand,
            page=page and page.value,
            colours=colours,
            allow_expired=allow_expired,
            also=also or (),
            duplex=duplex,
        )

    if check_only:
        _check_only(console, orders, mapping, settings(day(today)))
        return
    check_printing(print_file, split_sheets, mail, job, simplex=simplex, watch=False)

    def printing(chosen: Settings) -> PrintOptions | None:
        if print_file is None:
            return None
        return print_options(print_file, split_sheets, mail, job, chosen, simplex=simplex)

    if (engine is EngineName.DASK) != (scheduler is not None):
        raise BadInput("--engine dask and --scheduler ADDRESS go together", remedy="Give both, or none.")
    from handouts.cli.batch_run import make_batch

    make_batch(
        console,
        orders,
        mapping,
        out,
        settings,
        printing,
        today,
        resume=resume,
        fail_fast=fail_fast,
        workers=workers,
        row_timeout=row_timeout,
        scheduler=scheduler,
        verify=verify,
    )


def _check_only(console: Console, orders: Path, mapping: Path | None, settings: Settings) -> None:
    from handouts import pipeline
    from handouts.triage import open_check, triage

    loaded, _ = pipeline.open_library(settings)
    check = open_check(orders, mapping, loaded, settings)
    with Problems(mapping) as problems:
        counts = _Counts()
        for judged in triage(check, loaded, settings):
            counts.add(judged)
            problems.add(problem for problem in judged.problems if problem.is_error)
        report = _Report(console, check, counts, problems)
        report.urgent()
        if console.json:
            report.as_json()
        else:
            report.as_text()
    if counts.failed:
        raise typer.Exit(ROWS_FAILED)
    if counts.urgent:
        raise typer.Exit(URGENT_SHEET)


@dataclass(slots=True)
class _Counts:
    """What the rows come to. ``urgent`` holds those that call for a sheet, ``warnings`` how often each code came."""

    leaflets: int = 0
    failed: int = 0
    urgent: list[Judged] = field(default_factory=list)
    warnings: Counter[str] = field(default_factory=Counter)

    def add(self, judged: Judged) -> None:
        if judged.again:
            self._fails_after_all(judged)
            return
        if judged.sheet is not None:
            self.urgent.append(judged)
        if judged.fails:
            self.failed += 1
        elif judged.sheet is None:
            self.leaflets += 1
        self.warnings.update({problem.code for problem in judged.problems if not problem.is_error})

    def _fails_after_all(self, judged: Judged) -> None:
        if not judged.was_good:
            return
        self.failed += 1
        for at, told in enumerate(self.urgent):
            if told.called == judged.called:
                self.urgent[at] = structs.replace(told, problems=judged.problems)
                return
        self.leaflets -= 1


class Problems:
    """Problems wait on the disk in a nameless file until the urgent rows are told. None names a patient."""

    def __init__(self, mapping: Path | None) -> None:
        import tempfile  # Not at the top: the command line of one leaflet has no use for it.

        self._mapping, self._told = str(mapping), set[Place]()
        self._file = tempfile.SpooledTemporaryFile(1 << 20, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115

    def __enter__(self) -> Problems:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, problems: Iterable[Problem]) -> None:
        self._file.seek(0, 2)  # It may have been read in between.
        for problem in problems:
            at = problem.place
            if at.file == self._mapping:
                # A constant: its fault comes with every row, and is told once.
                if at in self._told:
                    continue
                self._told.add(at)
            place = [at.file, at.line, at.column, at.header, at.table]
            self._file.write(json_text.dumps([problem.code, problem.message, problem.hint, place]) + "\n")

    def __iter__(self) -> Iterator[Problem]:
        self._file.seek(0)
        for line in self._file:
            code, message, hint, place = json_text.loads(line)
            yield Problem(code, message, hint, Place(*place), Severity.ERROR)


class _Report(Struct, frozen=True):
    console: Console
    check: ListCheck
    counts: _Counts
    problems: Problems

    def urgent(self) -> None:
        """Loud, on standard error, before all else and whatever ``--quiet`` and ``--json`` say."""
        urgent = self.counts.urgent
        if not urgent:
            return
        rows = "1 row calls" if len(urgent) == 1 else f"{len(urgent)} rows call"
        help = "This patient needs help." if len(urgent) == 1 else "These patients need help."
        self.console.alarm(f"URGENT: {rows} for an urgent sheet. {help} Act now; do not wait for the leaflets.")
        for judged in sorted(urgent, key=lambda judged: judged.sheet != "emergency"):
            assert judged.sheet is not None, "only these are kept"
            self.console.alarm(f"  {row_name(judged)}: {sheet_name(judged.sheet)}")
            for line in why(judged):
                self.console.alarm(f"    {line}", loud=False)

    def as_json(self) -> None:
        self.console.as_json(
            {
                "list": str(self.check.orders.path),
                "check_only": True,
                "rows": self.check.rows,
                "leaflets": self.counts.leaflets,
                "failed": self.counts.failed,
                "urgent": [
                    {
                        "row": judged.called,
                        "reference": judged.reference or None,
                        "sheet": judged.sheet and judged.sheet.value,
                        "failed": judged.fails,
                        "why": why(judged),
                    }
                    for judged in self.counts.urgent
                ],
                "warnings": dict(sorted(self.counts.warnings.items())),
                "problems": [problem.as_dict() for problem in (*self.check.orders.problems, *self.problems)],
            }
        )

    def as_text(self) -> None:
        console = self.console
        said = [problem for problem in self.check.orders.problems if not console.quiet or problem.is_error]
        console.problems(said, sys.stdout)
        console.problems(self.problems, sys.stdout)
        if console.quiet:
            return
        console.out(f"{self.check.orders.path}: {counted_rows(self.check.rows, 'row')}")
        console.out(f"  {counted_rows(self.counts.leaflets, 'leaflet')}")
        for sheet in ("emergency", "same_day"):
            many = sum(judged.sheet == sheet and not judged.fails for judged in self.counts.urgent)
            if many:
                console.out(f"  {many} x {sheet_name(sheet)}")
        console.out(f"  {counted_rows(self.counts.failed, 'row')} with faults")
        if self.counts.warnings:
            console.out(
                "  rows with warnings: " + ", ".join(f"{c} ({n})" for c, n in self.counts.warnings.most_common())
            )
        console.note("Check only: nothing was written.")


def row_name(judged: Judged) -> str:
    return f"{judged.called}, {judged.reference}" if judged.reference else judged.called


def why(judged: Judged) -> list[str]:
    """The signs by their labels; of a row with a fault, what its reader found."""
    from handouts.triage import SIGNS

    if judged.signs:
        signs = [f"{sign.alarm.value.upper()}: {sign.label}" for sign in judged.signs]
        return [*signs, *([_IN_THE_WAY] if judged.fails else [])]
    found = [problem.message for problem in judged.problems if problem.code in SIGNS]
    return [*found, _IN_THE_WAY]


def counted_rows(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
