"""One measure in a process of its own, so that memory and warmth are its own. Prints one JSON value.

    python -m tests.benchmarks.peers.child growth|rate|merged MAKER FILES FONTS LEAFLETS.jsonl COUNT [START]

``rate`` warms up, says ``ready``, waits for a line on standard input, and gives the seconds for COUNT leaflets.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from tests.benchmarks.peers.makers import OURS, PEERS

WARM = {OURS: 200}
"""Leaflets made before the clock is started; 5 of those who keep nothing from one to the next."""


def megabytes(*, children: bool = False) -> float:
    """Most memory ever held (resident), in MB: by this process, or by the largest of its children."""
    status = Path("/proc/self/status")
    if status.exists() and not children:  # on Linux, the other figure starts from that of the parent
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    who = resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF
    return resource.getrusage(who).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def work(
    id: str, files: Path, fonts: Path, leaflets: Path, start: int = 0, kinds: int = 0
) -> Iterator[Callable[[], bytes]]:
    """For each patient in turn, what makes the leaflet: ours from the order, a peer's from the words."""
    if id == OURS:
        from tests.benchmarks.patients import orders
        from tests.benchmarks.peers.ours import Ours

        ours = Ours()
        for order in orders(10**6, start=start, kinds=kinds):
            yield lambda order=order: ours.make(order).document.pdf  # type: ignore[misc]
    maker = PEERS[id].open(files, fonts)
    while True:  # a peer that is asked for more than was composed goes round again
        for leaflet in islice(_read(leaflets), start, None):
            yield lambda leaflet=leaflet: maker.one(leaflet)  # type: ignore[misc]
        start = 0


def _read(leaflets: Path) -> Iterator[dict[str, Any]]:
    with leaflets.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def growth(jobs: Iterator[Callable[[], bytes]], count: int) -> list[dict[str, float]]:
    """After 1, 10, 100 ... up to ``count``: milliseconds for each since the step before (median), and memory."""
    found, took = [], []
    for number in range(1, count + 1):
        job = next(jobs)
        begin = time.perf_counter()
        job()
        took.append((time.perf_counter() - begin) * 1000)
        if number == count or str(number).strip("0") == "1":
            found.append({"count": number, "ms": statistics.median(took), "mb": megabytes()})
            took = []
    return found


def rate(jobs: Iterator[Callable[[], bytes]], count: int, warm: int) -> float:
    """Seconds for ``count`` leaflets, once somebody says go; ``warm`` others are made before."""
    for job in islice(jobs, warm):
        job()
    print("ready", flush=True)
    sys.stdin.readline()
    begin = time.perf_counter()
    for job in islice(jobs, count):
        job()
    return time.perf_counter() - begin


def merged(id: str, files: Path, fonts: Path, leaflets: Path, count: int) -> dict[str, float]:
    """One file for ``count`` patients: milliseconds and KB for each, and memory."""
    if id == OURS:
        from tests.benchmarks.peers.ours import many

        with tempfile.TemporaryDirectory() as folder:
            begin = time.perf_counter()
            size = many(count, Path(folder))
    else:
        maker = PEERS[id].open(files, fonts)
        found = list(islice(_read(leaflets), count))
        begin = time.perf_counter()
        size = len(maker.many(found))
    took = (time.perf_counter() - begin) * 1000
    return {"count": count, "ms": took / count, "kb": size / 1024 / count, "mb": megabytes(children=id == OURS)}


def main(measure: str, id: str, *rest: str) -> None:
    """Print the measure."""
    files, fonts, leaflets = map(Path, rest[:3])
    count, start, kinds = map(int, rest[3:])
    found: Any
    if measure == "merged":
        found = merged(id, files, fonts, leaflets, count)
    else:
        jobs = work(id, files, fonts, leaflets, start, kinds)
        found = growth(jobs, count) if measure == "growth" else rate(jobs, count, WARM.get(id, 5))
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
