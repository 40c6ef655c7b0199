"""What ``make`` reports of each leaflet, once or, with ``--watch``, each time it is made again."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.cli.console import PipeClosed
from handouts.cli.urgent import announce, sheet_name
from handouts.errors import BadInput, HandoutsError

if TYPE_CHECKING:
    from handouts.cli.console import Console
    from handouts.deliver import Target
    from handouts.model.problem import Problem
    from handouts.pipeline import Made

Finished = tuple["Made", "Target"]
Warned = Mapping[str, tuple["Problem", ...]]
FEW = 3


def summary(made: Made, target: Target, *, dry_run: bool = False) -> str:
    """One line: the file, its pages and, in a dry run, the paper it takes."""
    pages = counted(made.document.pages, "page")
    said = [str(target.pdf), f"{pages} and a blank one" if made.document.blank else pages]
    if dry_run:
        both = ", printed on both sides" if made.document.pages > 1 else ""
        said.append(f"{counted(made.document.paper_sheets, 'sheet')} of paper{both}")
    if made.selection.sheet is not None:
        said.append(sheet_name(made.selection.sheet))
    return "  ".join(said)


def make_again(
    console: Console, run: Callable[[], list[Finished]], orders: Sequence[Path], library: Path | None, *, dry_run: bool
) -> None:
    """``run`` now, and whenever a file changes that it reads, until Ctrl-C. Bad input is told, and never ends it."""
    if console.json:
        raise BadInput("--watch tells people what happens", remedy="Leave out --json.")
    if any(str(order) == "-" for order in orders):
        raise BadInput("--watch needs files, and - is none", remedy="Name the order file.")

    try:
        from handouts.intake import read_settings
        from handouts.watch import changes, look, roots

        def watched() -> tuple[Path, ...]:
            # A mended handouts.toml may name another library.
            return roots(orders, library or read_settings(orders[0].parent)[0].library)

        seen = look(watched())
        warned = _once(console, run, {}, dry_run=dry_run)
        console.note("Watching. Ctrl-C ends it.")
        for changed in changes(watched, seen):
            console.note(f"changed: {_names(changed)}")
            warned = _once(console, run, warned, dry_run=dry_run)
    except KeyboardInterrupt:
        console.note("Stopped.")


def _once(console: Console, run: Callable[[], list[Finished]], warned: Warned, *, dry_run: bool) -> Warned:
    """One run and its report: a line for each leaflet, or what is wrong. What was made before stays as it is.

    Takes the warnings that were shown before, by reference, and returns those of now: only new ones are shown.
    """
    begun = time.monotonic()
    try:
        finished = run()
    except HandoutsError as error:
        console.error(error, lead=f"{_clock()}  ")
        return {}
    except PipeClosed:
        raise
    except Exception as error:  # noqa: BLE001  (a fault of ours must not end the watch, nor show data)
        console.bug(error)
        return {}
    taken = f"{time.monotonic() - begun:.1f} s"
    for made, target in finished:
        if not console.quiet:
            console.out(f"{_clock()}  {summary(made, target, dry_run=dry_run)}  {taken}")
        if warned.get(made.order.reference) != made.selection.warnings:
            console.warnings(made.order.reference, made.selection.warnings)
    if any(made.selection.sheet is not None for made, _ in finished):
        done = "not written: this is a dry run" if dry_run else "written to {}"
        announce(console, [(made, done.format(target.pdf)) for made, target in finished])
    console.flush()
    return {made.order.reference: made.selection.warnings for made, _ in finished}


def _names(changed: Collection[Path]) -> str:
    """The names of a few files, and how many more there are."""
    first = ", ".join(sorted({path.name for path in changed})[:FEW])
    return first if len(changed) <= FEW else f"{first} and {len(changed) - FEW} more"


def _clock() -> str:
    return dt.datetime.now().astimezone().strftime("%H:%M:%S")


def counted(count: int, word: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
