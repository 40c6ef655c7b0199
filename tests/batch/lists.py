"""Small lists, runs of them, and what must hold after every run, whatever happened on the way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from handouts.batch import Engine, Found, Report, Setup, plan, run
from handouts.batch.engines.here import Here
from handouts.batch.manifest import MANIFEST, Entry, Status, entries_in
from handouts.model.problem import Problem
from handouts.pipeline import Settings
from handouts.print_run import PrintOptions
from tests.strategies import TODAY

NAMES = ("Zyx Quillon", "Ova Brandreth", "Ilm Tarrow", "Udo Fennick", "Esk Wyvern", "Aja Morrowby", "Nub Selkirk")


def row(number: int, **facts: Any) -> dict[str, Any]:
    """The order of patient ``number``: each has a name of its own."""
    known = {"age": 40 + number, "region": "neck", "onset_days": 5, "red_flag_screen": {"done": "yes"}}
    name = NAMES[number % len(NAMES)]
    return {
        "reference": f"A-{number}",
        "format": "standard",
        "patient": {"name": f"{name}{'' if number < len(NAMES) else number}"},
        "facts": {**known, **facts},
    }


def written(folder: Path, rows: Iterable[dict[str, Any]], name: str = "list.jsonl") -> Path:
    """A list in JSON Lines."""
    path = folder / name
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return path


class Watch:
    """Looks on; ``moved`` is called at each step."""

    def __init__(self, moved: Callable[[str, int], None] = lambda _doing, _done: None) -> None:
        self.told: list[Problem] = []
        self.found: Found | None = None
        self._moved = moved

    def progress(self, doing: str, done: int, total: int | None) -> None:
        self._moved(doing, done)

    def problems(self, problems: Iterable[Problem]) -> None:
        self.told += problems

    def checked(self, found: Found) -> None:
        self.found = found


def go(
    path: Path,
    out: Path,
    *,
    watch: Watch | None = None,
    engine: Callable[[Setup], Engine] = Here,
    settings: Settings | None = None,
    resume: bool = False,
    fail_fast: bool = False,
    printing: PrintOptions | None = None,
) -> Report:
    """Run a list into a folder."""
    planned = plan(path, None, out, settings or Settings(today=TODAY))
    setup = Setup(planned.settings, planned.orders.plan, planned.library.digest)
    return run(planned, engine(setup), watch or Watch(), resume=resume, fail_fast=fail_fast, printing=printing)


def entries(out: Path) -> list[Entry]:
    """The manifest, all of whose lines must be whole."""
    found = list(entries_in(out / MANIFEST))
    assert None not in found
    return [entry for entry in found if entry is not None]


def check_whole(out: Path, rows: int) -> None:
    """Every row stands in the manifest once, each of its files is whole, and there is no other file."""
    found = entries(out)
    assert len({entry.row for entry in found}) == len(found) == rows
    names = [mark.name for entry in found for mark in entry.files]
    assert len(set(names)) == len(names)
    assert all(mark.stands(out) for entry in found for mark in entry.files)
    ours = {MANIFEST, "summary.json", "rejected.csv", "urgent.csv", ".handouts-batch.lock"}
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert there - ours == set(names)
    for entry in found:
        assert (entry.leaflet is not None) == (entry.status in (Status.MADE, Status.URGENT))
