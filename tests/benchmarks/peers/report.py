"""The table: a row for each measure, each peer's value with its ratio to ours; on a terminal or in Markdown."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.peers.makers import OURS, TITLES

NONE = "–"
Value = float | str


@dataclass(frozen=True)
class Row:
    """``values`` by maker. ``digits`` after the point; ``compared``: with ratios to ours."""

    title: str
    values: Mapping[str, Value]
    digits: int = 1
    compared: bool = True


@dataclass
class Report:
    """What one run found."""

    makers: Sequence[str]
    versions: Mapping[str, str]
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def text(self, *, markdown: bool) -> str:
        """The machine, the table and the notes."""
        table = [["", *(TITLES[id] for id in self.makers)], *(self._cells(row) for row in self.rows)]
        if markdown:
            lines = ["| " + " | ".join(cells) + " |" for cells in table]
            lines.insert(1, "|---" * len(table[0]) + "|")
        else:
            widths = [max(len(cells[column]) for cells in table) for column in range(len(table[0]))]
            lines = [
                "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
                for cells in table
            ]
        return "\n".join([machine(self.versions), "", *lines, "", *(f"- {note}" for note in self.notes)])

    def _cells(self, row: Row) -> list[str]:
        ours = row.values.get(OURS)
        return [row.title, *(_cell(row, row.values.get(id), ours, id) for id in self.makers)]


def _cell(row: Row, value: Value | None, ours: Value | None, id: str) -> str:
    if value is None or isinstance(value, str):
        return value or NONE
    text = f"{value:,.{row.digits}f}"
    if id == OURS or not row.compared or not isinstance(ours, float) or not ours:
        return text
    ratio = value / ours
    return f"{text} ({ratio:,.{0 if ratio >= 20 else 1 if ratio >= 2 else 2}f}x)"


def machine(versions: Mapping[str, str]) -> str:
    """Date, processor, system and versions in one sentence."""
    info = Path("/proc/cpuinfo")
    named = [line.split(":", 1)[1].strip() for line in _lines(info) if line.startswith("model name")]
    processor = named[0] if named else platform.processor() or platform.machine()
    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        system = f"{platform.system()} {platform.release()}"
    tools = ", ".join(f"{name} {version}" for name, version in versions.items())
    today = f"{dt.date.today():%d %B %Y}".lstrip("0")
    where = f"{processor}, {os.cpu_count()} cores, {system}, Python {platform.python_version()}"
    return f"Measured on {today}: {where}; {tools}."


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
