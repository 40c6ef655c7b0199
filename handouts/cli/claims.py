"""``handouts check --claims``: how far the library covers the claims of the source articles."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from handouts.cli.console import Console
    from handouts.pipeline import Settings

FINDINGS = 1


def show_claims(console: Console, settings: Settings) -> None:
    """The table by article and disposition, and each gap; exit code 1 when there is one."""
    from handouts import pipeline

    found = pipeline.claims_coverage(settings)
    if console.json:
        console.as_json(
            {
                "covered": found.covered,
                "of": found.of,
                "rows": [row.as_dict() for row in found.rows],
                "problems": [problem.as_dict() for problem in found.problems],
            }
        )
    else:
        if not console.quiet:
            rows = [
                (row.seed, row.disposition or "not in the list", f"{row.covered} of {row.of}") for row in found.rows
            ]
            console.table(("article", "disposition", "covered"), [*rows, ("all", "", f"{found.covered} of {found.of}")])
        console.problems(found.problems, sys.stdout)
    if found.problems:
        raise typer.Exit(FINDINGS)
