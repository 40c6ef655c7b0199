"""``handouts check``: is the library sound?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from handouts.cli import quality
from handouts.cli.claims import show_claims
from handouts.cli.console import counted
from handouts.cli.options import Json, LibraryFolder, Quiet, Today, console_of, day
from handouts.cli.progress import tracker

FINDINGS = 1


def check(
    context: typer.Context,
    library: LibraryFolder = None,
    today: Today = None,
    explain: Annotated[str | None, typer.Option("--explain", metavar="CODE", help="Say what a check is for.")] = None,
    list_codes: Annotated[bool, typer.Option("--list-codes", help="List all checks.")] = False,
    grades: Annotated[bool, typer.Option("--grades", help="Show reading grades of sections and leaflets.")] = False,
    pemat: Annotated[bool, typer.Option("--pemat", help="Score the leaflet of each pack by PEMAT-P.")] = False,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="FILE", help="Do not report what this file knows of.")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option("--write-baseline", metavar="FILE", help="Write down today's findings as known.")
    ] = None,
    claims: Annotated[
        bool, typer.Option("--claims", help="Show which claims of the source articles the library covers.")
    ] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Check the library: structure, sources, review dates, wording.

    The exit code is 1 when there are errors, and 0 when there are at most warnings.

    \b
    Examples:
      handouts check
      handouts check --library our-library
      handouts check --explain long-bullet
      handouts check --library our-library --baseline known.yaml
    """
    console = console_of(context, json=json, quiet=quiet)
    if list_codes:
        return quality.list_codes(console)
    if explain is not None:
        return quality.explain(console, explain)
    from handouts import pipeline

    settings = pipeline.settings_for(Path(), today=day(today), library=library, track=tracker(console))
    if grades:
        return quality.show_grades(console, settings)
    if pemat:
        return quality.show_pemat(console, settings)
    if claims:
        return show_claims(console, settings)
    problems = pipeline.check_library(settings)
    if write_baseline is not None:
        return quality.write_baseline(console, problems, write_baseline)
    if baseline is not None:
        problems = quality.without_known(console, problems, baseline)
    errors = sum(problem.is_error for problem in problems)
    if json:
        console.as_json([problem.as_dict() for problem in problems])
    else:
        shown = [problem for problem in problems if problem.is_error or not quiet]
        console.problems(shown, sys.stdout)
        if not quiet:
            console.out(f"{counted(errors, 'error')}, {counted(len(problems) - errors, 'warning')}")
    if errors:
        raise typer.Exit(FINDINGS)
    return None
