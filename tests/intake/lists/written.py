"""The same orders written as each kind of list, for tests."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import yaml

Plain = dict[str, Any]
THREE: list[Plain] = [
    {
        "reference": "A-1",
        "patient": {"name": "Sam Okafor", "birth_date": "1985-03-05"},
        "facts": {
            "age": "41",
            "region": "low_back",
            "onset_date": "2026-11-16",
            "pregnant": "no",
            "red_flag_screen": {"done": "yes", "by": "Priya Nair"},
            "medicines": ["paracetamol", "zinc"],
            "conditions": {"stoma": "yes"},
        },
        "exercises": [{"id": "walking", "minutes": "10"}, {"id": "pelvic_tilt"}],
        "note": "Keep going, you do well",
    },
    {
        "reference": "A-2",
        "patient": {"name": "Noor Çelik"},
        "facts": {
            "age": "30",
            "region": "neck",
            "onset_days": "5",
            "red_flag_screen": {"done": "yes"},
            "medicines": "none",
        },
    },
    {
        "reference": "A-3",
        "facts": {"age": "17", "region": "neck", "phase": "flare", "red_flag_screen": {"done": "yes"}},
        "exercises": [],
        "follow_up": {"date": "2026-12-14", "time": "10:20", "with": "Priya Nair"},
    },
]


def flat(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """A plain order as cells by field."""
    if isinstance(node, dict):
        for name, child in node.items():
            yield from flat(child, f"{path}.{name}" if path else name)
    elif isinstance(node, list) and all(isinstance(item, str) for item in node):
        yield path, "; ".join(node) or "none"
    elif isinstance(node, list):
        for at, child in enumerate(node):
            yield from flat(child, f"{path}.{at}")
    else:
        yield path, str(node)


def table(orders: Sequence[Plain]) -> list[list[str]]:
    """Orders as the rows of a table, with the names of the fields first."""
    cells = [dict(flat(order)) for order in orders]
    names = list(dict.fromkeys(name for row in cells for name in row))
    return [names, *([row.get(name, "") for name in names] for row in cells)]


def write_csv(
    path: Path, rows: Sequence[Sequence[str]], *, delimiter: str = ",", encoding: str = "utf-8", quote_all: bool = False
) -> Path:
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter, quoting=quoting).writerows(rows)
    return path


def write_xlsx(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    book = openpyxl.Workbook()
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            cell = book.active.cell(row, column)
            cell.value = value or None
            if isinstance(value, str) and value:
                cell.data_type = "s"  # never a formula
    book.save(path)
    return path


def write_jsonl(path: Path, orders: Sequence[Plain]) -> Path:
    path.write_text("".join(json.dumps(order, ensure_ascii=False) + "\n" for order in orders), encoding="utf-8")
    return path


def write_yaml(path: Path, orders: Sequence[Plain]) -> Path:
    text = yaml.safe_dump_all(orders, allow_unicode=True, sort_keys=False, width=10_000, explicit_start=True)
    path.write_text(text, encoding="utf-8")
    return path


def write_folder(path: Path, orders: Sequence[Plain]) -> Path:
    path.mkdir()
    for at, order in enumerate(orders):
        text = yaml.safe_dump(order, allow_unicode=True, sort_keys=False, width=10_000)
        (path / f"{at:03}.yaml").write_text(text, encoding="utf-8")
    return path


WRITERS: Mapping[str, Callable[[Path, Sequence[Plain]], Path]] = {
    ".csv": lambda folder, orders: write_csv(folder / "list.csv", table(orders)),
    ".tsv": lambda folder, orders: write_csv(folder / "list.tsv", table(orders), delimiter="\t"),
    ".txt": lambda folder, orders: write_csv(folder / "list.txt", table(orders), delimiter="|", encoding="utf-16"),
    ".xlsx": lambda folder, orders: write_xlsx(folder / "list.xlsx", table(orders)),
    ".jsonl": lambda folder, orders: write_jsonl(folder / "list.jsonl", orders),
    ".ndjson": lambda folder, orders: write_jsonl(folder / "list.ndjson", orders),
    ".yaml": lambda folder, orders: write_yaml(folder / "list.yaml", orders),
    ".yml": lambda folder, orders: write_yaml(folder / "list.yml", orders),
    "/": lambda folder, orders: write_folder(folder / "list", orders),
}
"""One for each reader."""
