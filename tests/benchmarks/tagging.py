"""What tags cost: the same leaflets written with and without them, interleaved in one run.

    python -m tests.benchmarks.tagging [ROUNDS]

Prints the median ratio of making a leaflet (from order to bytes) and of writing alone, and the bytes that
tags add to a page. Only ratios carry over to other machines. Not part of the tests.
"""

from __future__ import annotations

import contextlib
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

from handouts.intake import read_order_file
from handouts.layout import painting
from handouts.layout.galley import Mark
from handouts.layout.pdf.structure import Structure
from handouts.pipeline import Made, Settings, make, open_library
from tests.strategies import TODAY

SAMPLES = Path(__file__).parents[2] / "assets" / "samples"


def without_tags() -> contextlib.AbstractContextManager[object]:
    """Paint the same operations without marked content, and write no structure."""

    def mark(work: Any, mark: Mark, y: float, _artifact: str) -> None:
        for op in mark.ops:
            work._op(op, y)

    stack = contextlib.ExitStack()
    stack.enter_context(mock.patch.object(painting._Work, "mark", mark))
    stack.enter_context(mock.patch.object(Structure, "check"))
    stack.enter_context(mock.patch.object(Structure, "put", lambda _, objects, *__: objects.put({})))
    return stack


def timed(work: Callable[[], list[Made]]) -> tuple[float, int, int]:
    """Seconds, bytes and pages of one round."""
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, sum(len(m.document.pdf) for m in made), sum(m.document.pages for m in made)


def main(rounds: int) -> None:
    """Run and print."""
    settings = Settings(today=TODAY)
    library, _ = open_library(settings)
    orders = [read_order_file(path, library.vocabulary, today=TODAY)[0] for path in sorted(SAMPLES.glob("*.yaml"))]

    def work() -> list[Made]:
        return [make(order, library, settings) for order in orders if order is not None]

    work()
    tagged, untagged = [], []
    sizes = (0, 0)
    pages = 1
    for _ in range(rounds):
        seconds, size, pages = timed(work)
        tagged.append(seconds)
        with without_tags():
            bare, bare_size, _ = timed(work)
        untagged.append(bare)
        sizes = (size, bare_size)
    ratios = [a / b for a, b in zip(tagged, untagged, strict=True)]
    print(f"{len(orders)} leaflets, {pages} pages, {rounds} rounds, interleaved")
    print(f"tagged / untagged, order to bytes: median {statistics.median(ratios):.3f}")
    print(f"a leaflet: {statistics.median(tagged) / len(orders) * 1000:.1f} ms tagged")
    print(
        f"bytes a page: {sizes[0] / pages:.0f} tagged, {sizes[1] / pages:.0f} untagged, "
        f"{(sizes[0] - sizes[1]) / pages:.0f} for tags"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
