"""This program, behind the same face as its peers. How it is called stands here alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from handouts import __version__
from handouts.batch.worker import settle
from handouts.compose import compose
from handouts.layout import paginate
from handouts.model.leaflet import Leaflet
from handouts.model.library import Library
from handouts.model.memo import Memo
from handouts.model.order import Order
from handouts.pipeline import Made, Settings, brand_of, decide, make, open_library
from tests.benchmarks.patients import TODAY, rows


class Ours:
    """The library, opened once, as in a warm worker."""

    name = "Handouts"
    tagged = True
    version = __version__

    def __init__(self) -> None:
        self.settings = Settings(today=TODAY)
        self.library: Library = open_library(self.settings)[0]
        self.memo = Memo()
        settle()

    def make(self, order: Order) -> Made:
        """All of it: select, compose, lay out, fit, write."""
        return make(order, self.library, self.settings, memo=self.memo)

    def composed(self, order: Order) -> Leaflet:
        """The words alone, before anything is laid out."""
        selection = decide(order, self.library, self.settings, memo=self.memo)
        brand = brand_of(order, self.settings)
        return compose(order, self.library, selection, today=TODAY, brand=brand, page=order.page, memo=self.memo)

    def printed(self, leaflet: Leaflet) -> bytes:
        """From the words to the file, in one pass: no shorter form is tried."""
        return paginate(leaflet, self.library, memo=self.memo).document().pdf


def cold(order: Path) -> list[str]:
    """The command that makes one leaflet from a file; the PDF to write follows."""
    return [sys.executable, "-m", "handouts", "make", str(order), "--today", TODAY.isoformat(), "-o"]


def prints_many() -> bool:
    """Whether this version makes one print file of a list."""
    told = subprocess.run([sys.executable, "-m", "handouts", "batch", "--help"], capture_output=True, text=True)
    return told.returncode == 0 and "--print-file" in told.stdout


def many(count: int, folder: Path) -> int:
    """One print file of ``count`` orders, from a list in JSON Lines; how large it is, in bytes."""
    orders, out = folder / "orders.jsonl", folder / "print.pdf"
    orders.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(count)), encoding="utf-8")
    command = [sys.executable, "-m", "handouts", "batch", str(orders), "-o", str(folder / "out")]
    run([*command, "--print-file", str(out), "--today", TODAY.isoformat()])
    return out.stat().st_size


def run(command: Sequence[str]) -> None:
    """Run ``command`` in silence; raises with what it said when it fails."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:5])} ... ended with {done.returncode}:\n{done.stderr[-2000:]}")
