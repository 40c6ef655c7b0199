"""How a run goes on where another stopped, whatever stopped it: what the manifest says is proved against the files."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handouts.batch.durable import clean
from handouts.batch.manifest import MANIFEST, Entry, Form, Status, entries_in
from handouts.batch.places import SUMMARY
from handouts.batch.plan import Plan
from handouts.batch.rows import Rows
from handouts.deliver.write import write_whole
from handouts.errors import BadInput


@dataclass(slots=True)
class Before:
    """What an earlier run made, proved: ``rows`` need not be made again. ``again``: lines that did not hold."""

    rows: Rows = field(default_factory=Rows)
    again: int = 0


def begun(folder: Path) -> dict[str, Any] | None:
    """What ``summary.json`` of an earlier run in ``folder`` says; {} if it cannot be read, None without a run."""
    try:
        said = json.loads((folder / SUMMARY).read_bytes())
    except FileNotFoundError:
        return {} if (folder / MANIFEST).exists() else None
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) and isinstance(said.get("made_of"), dict) else {}


def begun_on(folder: Path) -> dt.date | None:
    """The day for which the run in ``folder`` was begun: it goes on for that day, also past midnight."""
    said = begun(folder)
    try:
        return dt.date.fromisoformat(said["made_of"]["--today"]) if said else None
    except (KeyError, TypeError, ValueError):
        return None


def check_folder(plan: Plan, *, resume: bool) -> None:
    """Raise :class:`~handouts.errors.BadInput` if ``plan`` may not be run in its folder."""
    said = begun(plan.out)
    if said is None:
        return
    if not resume:
        raise BadInput(
            f"{plan.out}: there is a batch in this folder already",
            remedy="Go on with it: --resume. Or choose another folder with -o.",
        )
    if not said:
        raise BadInput(
            f"{plan.out}: nobody knows what the batch in this folder was made of: {SUMMARY} is not as it was written",
            remedy="Put it back, or choose another folder with -o.",
        )
    names = {**said["made_of"], **plan.made_of}
    other = [name for name in names if said["made_of"].get(name) != plan.made_of.get(name)]
    if other:
        raise BadInput(
            f"{plan.out}: the batch in this folder was begun with another {', '.join(other)}",
            remedy="Go on with what it was begun with, or choose another folder with -o.",
        )


def recover(plan: Plan, form: Form, count: Callable[[Entry], None]) -> Before:
    """Prove each line of the manifest; the manifest is written anew with those that hold, which ``count`` is told.

    A line holds when it is whole and of this run, and its files are there, byte for byte. Orders of all others are
    made again, and so are those that failed.
    """
    clean(plan.out, depth=2)
    before = Before()
    path = plan.out / MANIFEST
    if not path.exists():
        return before

    def kept() -> Iterator[bytes]:
        for entry in entries_in(path, form):
            if entry is None or not _holds(entry, plan.out):
                before.again += 1
            elif entry.leaflet is not None and before.rows.add(entry.row):
                count(entry)
                yield form.line(entry)

    write_whole(path, kept())
    return before


def _holds(entry: Entry, folder: Path) -> bool:
    made = entry.status in (Status.MADE, Status.URGENT)
    return not made or (entry.leaflet is not None and all(mark.stands(folder) for mark in entry.files))
