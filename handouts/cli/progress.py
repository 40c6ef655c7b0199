"""A bar for work that takes longer than a second: on a terminal only, on standard error, and gone at its end."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from handouts.cli.console import Console
from handouts.model.track import Track, untracked

T = TypeVar("T")
AFTER_SECONDS = 1.0


def tracker(console: Console) -> Track:
    """What the pipeline tells its progress to; it stays silent in a pipe, with ``--json`` and with ``--quiet``."""
    if console.json or console.quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return untracked
    begun = time.monotonic()

    def track(items: Sequence[T], doing: str, /) -> Iterable[T]:
        return _with_bar(console, items, doing, begun)

    return track


def _with_bar(console: Console, items: Sequence[T], doing: str, begun: float) -> Iterator[T]:
    bar = None
    for number, item in enumerate(items):
        if bar is None and time.monotonic() - begun > AFTER_SECONDS:
            # Only now: rich takes longer to load than most leaflets to make.
            from rich.console import Console as Terminal
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            terminal = Terminal(stderr=True)
            bar = Progress(*columns, console=terminal, transient=True, redirect_stdout=False, redirect_stderr=False)
            bar.add_task(doing, total=len(items))
            console.clear()
            console.bar = bar  # It goes before a message, also of an error that breaks the work off.
            bar.start()
        if bar is not None:
            bar.update(bar.task_ids[0], completed=number)
        yield item
    console.clear()
