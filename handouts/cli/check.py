"""``handouts check``: is the library sound?"""

from __future__ import annotations

import sys

import typer

from handouts.cli.options import Json, LibraryFolder, Quiet, Today, console_of, day

FINDINGS = 1


def check(
    context: typer.Context,
    library: LibraryFolder = None,
    today: Today = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Check the library: structure, sources, review dates, wording.

    The exit code is 1 when there are errors, and 0 when there are at most warnings.

    \b
    Examples:
      handouts check
      handouts check --library our-library
    """
    console = console_of(context, json=json, quiet=quiet)
    from pathlib import Path

    from handouts import pipeline

    settings = pipeline.settings_for(Path(), today=day(today), library=library)
    problems = pipeline.check_library(settings)
    errors = sum(problem.is_error for problem in problems)
    if json:
        console.as_json([problem.as_dict() for problem in problems])
    else:
        shown = [problem for problem in problems if problem.is_error or not quiet]
        console.problems(shown, sys.stdout)
        if not quiet:
            console.out(f"{errors} errors, {len(problems) - errors} warnings")
    if errors:
        raise typer.Exit(FINDINGS)
