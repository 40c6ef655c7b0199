"""A bar for work that takes longer than a second: on a terminal only, on standard error, and gone at its end."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from handouts.cli.console import Console
from handouts.model.track import Track, untracked

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")
AFTER_SECONDS = 1.0


def tracker(console: Console) -> Track:
    """What the pipeline tells its progress to; it stays silent in a pipe, with ``--json`` and with ``--quiet``."""
    if not shown(console):
        return untracked
    begun = time.monotonic()

    def track(items: Sequence[T], doing: str, /) -> Iterable[T]:
        return _with_bar(console, items, doing, begun)

    return track


def shown(console: Console) -> bool:
    """Whether somebody looks on who wants to know."""
    return not (console.json or console.quiet) and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


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


class Meter:
    """A bar for many rows, with how many a second and the time left. Silent where ``tracker`` is."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._shown = shown(console)
        self._begun = time.monotonic()
        self._bar: Progress | None = None
        self._first = 0
        self._doing = ""

    def at(self, doing: str, done: int, total: int | None) -> None:
        """``done`` of ``total`` rows (None: nobody knows) are through."""
        if not self._shown or time.monotonic() - self._begun < AFTER_SECONDS:
            return
        if self._bar is None or self._doing != doing or self._console.bar is not self._bar:
            self._doing, self._first = doing, done
            self._bar = self._start(doing, done, total)
        task = self._bar.task_ids[0]
        self._bar.update(task, completed=done, total=total, rate=self._rate(done))

    def _rate(self, done: int) -> str:
        assert self._bar is not None, "it moves only while it is there"
        seconds = self._bar.tasks[0].elapsed
        return f"{(done - self._first) / seconds:,.1f} a second" if seconds and done > self._first else ""

    def _start(self, doing: str, done: int, total: int | None) -> Progress:
        from rich.console import Console as Terminal
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
        )
        terminal = Terminal(stderr=True)
        bar = Progress(*columns, console=terminal, transient=True, redirect_stdout=False, redirect_stderr=False)
        bar.add_task(doing, completed=done, total=total, rate="")
        self._console.clear()
        self._console.bar = bar
        bar.start()
        return bar
