"""``handouts make --watch``: made now, and again whenever a file changes that was read."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.cli.console import PipeClosed
from handouts.cli.finished import Finished, Warned, tell, tell_urgent
from handouts.errors import BadInput, HandoutsError

if TYPE_CHECKING:
    from handouts.cli.console import Console
FEW = 3


def make_again(
    console: Console,
    run: Callable[[], list[Finished]],
    orders: Sequence[Path],
    library: Path | None,
    *,
    locked: bool,
    dry_run: bool,
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
        warned = _once(console, run, {}, locked=locked, dry_run=dry_run)
        console.note("Watching. Ctrl-C ends it.")
        for changed in changes(watched, seen):
            console.note(f"changed: {_names(changed)}")
            warned = _once(console, run, warned, locked=locked, dry_run=dry_run)
    except KeyboardInterrupt:
        console.note("Stopped.")


def _once(
    console: Console, run: Callable[[], list[Finished]], warned: Warned, *, locked: bool, dry_run: bool
) -> Warned:
    """One run and its report, or what is wrong. What was made before stays as it is.

    Takes the warnings that were shown before and returns those of now: only new ones are shown.
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
    now = tell(console, finished, locked=locked, dry_run=dry_run, lead=_clock(), taken=taken, warned=warned)
    tell_urgent(console, finished, dry_run=dry_run)
    console.flush()
    return now


def _names(changed: Collection[Path]) -> str:
    """The names of a few files, and how many more there are."""
    first = ", ".join(sorted({path.name for path in changed})[:FEW])
    return first if len(changed) <= FEW else f"{first} and {len(changed) - FEW} more"


def _clock() -> str:
    return dt.datetime.now().astimezone().strftime("%H:%M:%S")
