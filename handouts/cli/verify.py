"""``handouts verify``: does a finished PDF keep what it promises?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handouts.cli.options import Json, Quiet, console_of, cores
from handouts.cli.progress import tracker
from handouts.errors import BadInput

if TYPE_CHECKING:
    from handouts.cli.console import Console
    from handouts.model.problem import Problem
    from handouts.verify import Verified

FINDINGS = 1
MOST_TOLD = 20
"""Files of which each is told when it passes; of more, only their number."""


def verify(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Leaflets (PDF) that this program made, or folders of them.")
    ],
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Check that leaflets can be read aloud: PDF/UA-1, PDF/A-2a, and what no validator looks at.

    The text is compared with the staff record (JSON of the same name) where one lies beside the file. One
    line for each finding. Many files are checked by all cores, and only what is wrong with them is told, with a
    summary. The exit code is 0 when all pass, 1 when something was found, and 2 when a file cannot be opened.

    \b
    Examples:
      handouts verify leaflet.pdf
      handouts verify out
    """
    from handouts.verify import pdfs_in, verify_files

    console = console_of(context, json=json, quiet=quiet)
    results: list[dict[str, Any]] = []
    code = 0
    paths = pdfs_in(files)
    checked = verify_files(paths, cores())
    found = [(path, next(checked)) for path in tracker(console)(paths, "Checking")]
    many = len(found) > MOST_TOLD
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
            _print(console, path, done, quiet=quiet or many)
    if json:
        console.as_json(results)
    elif many and not quiet:
        _sum_up(console, [done for _, done in found])
    if code:
        raise typer.Exit(code)


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


def _sum_up(console: Console, found: list[Verified | BadInput]) -> None:
    """How many pass, and how many do not and why."""
    from handouts.verify import CHECKS

    opened = [done for done in found if not isinstance(done, BadInput)]
    failed = sum(bool(done.problems) for done in opened)
    console.out(f"{len(found):,} files")
    console.out(f"  {len(opened) - failed:,} pass PDF/UA-1, PDF/A-2a and {len(CHECKS) + 1} checks of ours")
    alone = sum(not (done.compared or done.problems) for done in opened)
    if alone:
        console.out(f"    {alone:,} of them without their text: no staff record lies beside them")
    if failed:
        console.out(f"  {failed:,} with findings")
    if len(found) > len(opened):
        console.out(f"  {len(found) - len(opened):,} could not be opened")
