"""``handouts verify``: does a finished PDF keep what it promises?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handouts.cli.options import Json, Quiet, console_of
from handouts.cli.progress import tracker
from handouts.errors import BadInput

if TYPE_CHECKING:
    from handouts.cli.console import Console
    from handouts.model.problem import Problem
    from handouts.verify import Verified

FINDINGS = 1


def verify(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Leaflets (PDF) that this program made.")],
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Check that leaflets can be read aloud: PDF/UA-1, PDF/A-2a, and what no validator looks at.

    The text is compared with the staff record (JSON of the same name) where one lies beside the file. One
    line for each finding. The exit code is 0 when all pass, 1 when something was found, and 2 when a file
    cannot be opened.

    \b
    Examples:
      handouts verify leaflet.pdf
      handouts verify out/*.pdf
    """
    console = console_of(context, json=json, quiet=quiet)
    results: list[dict[str, Any]] = []
    code = 0
    found = [(path, _verified(path)) for path in tracker(console)(files, "Checking")]
    for path, done in found:
        if isinstance(done, BadInput):
            code = BadInput.exit_code
            results.append({"file": str(path), "passes": False, "error": done.message})
            if not json:
                console.error(done)
            continue
        code = max(code, FINDINGS if done.problems else 0)
        results.append(
            {
                "file": str(path),
                "passes": not done.problems,
                "text_compared": done.compared,
                "findings": [_as_dict(problem) for problem in done.problems],
            }
        )
        if not json:
            _print(console, path, done, quiet=quiet)
    if json:
        console.as_json(results)
    if code:
        raise typer.Exit(code)


def _verified(path: Path) -> Verified | BadInput:
    """What was found in one file, or why it cannot be opened: the others are looked at all the same."""
    from handouts.verify import verify_file

    try:
        return verify_file(path)
    except BadInput as error:
        return error


def _as_dict(problem: Problem) -> dict[str, Any]:
    """As other problems, but a PDF has pages and no lines."""
    page = problem.place.line or None
    return {"code": problem.code, "page": page, "message": problem.message, "hint": problem.hint}


def _print(console: Console, path: Path, done: Verified, *, quiet: bool) -> None:
    for problem in done.problems:
        page = f"page {problem.place.line}: " if problem.place.line else ""
        console.out(f"{path}: {page}{problem.code}: {problem.message}")
    if done.problems or quiet:
        return
    from handouts.verify import CHECKS

    checks = len(CHECKS) + done.compared
    text = "" if done.compared else "; its text was not compared, no staff record lies beside it"
    console.out(f"{path}: passes PDF/UA-1, PDF/A-2a and {checks} checks of ours{text}")
