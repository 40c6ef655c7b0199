"""The measures. All times are of one run on one machine, taken in turn, so that a slow minute is slow for everyone."""

from __future__ import annotations

import dataclasses
import gc
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import yaml

from handouts.model.order import Order
from tests.benchmarks.patients import orders, rows
from tests.benchmarks.peers import content, ours
from tests.benchmarks.peers.check import Checked, check
from tests.benchmarks.peers.makers import OURS, PEERS, Maker

ROOT = Path(__file__).parents[3]
T = TypeVar("T")


@dataclasses.dataclass(frozen=True)
class Bench:
    """Where things are, and who takes part."""

    files: Path
    fonts: Path
    work: Path
    us: ours.Ours
    peers: Mapping[str, Maker]
    kinds: int = 0

    @property
    def leaflets(self) -> Path:
        """The composed leaflets for child processes, one JSON value a line."""
        return self.work / "leaflets.jsonl"

    def all(self) -> tuple[str, ...]:
        """Ours first."""
        return (OURS, *self.peers)


@dataclasses.dataclass
class Warm:
    """Milliseconds for each patient, in turn: ``whole`` by maker; ``composed`` and ``printed`` are our two halves."""

    whole: dict[str, list[float]] = dataclasses.field(default_factory=lambda: defaultdict(list))
    composed: list[float] = dataclasses.field(default_factory=list)
    printed: list[float] = dataclasses.field(default_factory=list)
    sizes: dict[str, list[int]] = dataclasses.field(default_factory=lambda: defaultdict(list))
    checked: dict[str, list[Checked]] = dataclasses.field(default_factory=lambda: defaultdict(list))
    most: int = 3
    """Leaflets of each maker that are checked."""

    def made(self, id: str, pdf: bytes, took: float, sentences: Sequence[str]) -> None:
        """Note what came out; the first few are looked at closely."""
        self.whole[id].append(took)
        self.sizes[id].append(len(pdf))
        if len(self.checked[id]) < self.most:
            self.checked[id].append(check(pdf, sentences))


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What ``work`` gives, and milliseconds. What others left behind is swept up before, and is not its work."""
    gc.collect()
    begin = time.perf_counter()
    found = work()
    return found, (time.perf_counter() - begin) * 1000


@contextmanager
def one_core() -> Iterator[None]:
    """Everybody on the same single core, where the system lets us say so; engines with threads gain nothing."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@one_core()
def warm(bench: Bench, count: int, rounds: int, say: Callable[[str], None], before: int) -> Warm:
    """On one core, all makers in turn for each patient. Nobody has seen a patient before.

    We go from the order to the bytes, peers from the composed leaflet. Twice as many patients are used: those whose
    words we compose first and print after must be new to us too, or our caches would know them.
    """
    found, waiting = Warm(), orders(10**6, kinds=bench.kinds)
    say(f"{before} leaflets before the first round, as in a worker of a batch")
    for order in islice(waiting, before):
        bench.us.make(order)
    for number in range(rounds + 1):  # the first round warms everybody up, and is thrown away
        if number == 1:
            found = Warm()
            gc.freeze()
        for order in islice(waiting, count):
            _in_turn(bench, found, order, next(waiting))
        recent = ", ".join(f"{id} {statistics.median(times[-count:]):.1f} ms" for id, times in found.whole.items())
        say(f"round {number} of {rounds}: {recent}")
    return found


def _in_turn(bench: Bench, found: Warm, order: Order, other: Order) -> None:
    made, took = timed(lambda: bench.us.make(order))
    given, words = content.plain(made.leaflet), content.sentences(made.leaflet)
    found.made(OURS, made.document.pdf, took, words)
    leaflet, took = timed(lambda: bench.us.composed(other))
    found.composed.append(took)
    found.printed.append(timed(lambda: bench.us.printed(leaflet))[1])
    for id, maker in bench.peers.items():
        pdf, took = timed(lambda maker=maker: maker.one(given))  # type: ignore[misc]
        found.made(id, pdf, took, words)


def write_leaflets(bench: Bench, count: int) -> None:
    """The composed leaflets of the first ``count`` patients, for child processes."""
    with bench.leaflets.open("w", encoding="utf-8") as out:
        for order in orders(count, kinds=bench.kinds):
            leaflet = content.plain(bench.us.composed(order))
            out.write(json.dumps(leaflet, ensure_ascii=False) + "\n")


def _child(bench: Bench, measure: str, id: str, count: int, start: int = 0) -> list[str]:
    paths = (bench.files, bench.fonts, bench.leaflets)
    module = "tests.benchmarks.peers.child"
    return [sys.executable, "-m", module, measure, id, *map(str, paths), str(count), str(start), str(bench.kinds)]


def _environment() -> dict[str, str]:
    """That of a user: modules are compiled once, as pip does when it installs them, whatever the shell here says."""
    known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**known, "PYTHONPATH": str(ROOT)}


def in_child(bench: Bench, measure: str, id: str, count: int) -> Any:
    """The JSON that a child process gives for one measure."""
    done = subprocess.run(
        _child(bench, measure, id, count), capture_output=True, text=True, env=_environment(), cwd=bench.work
    )
    if done.returncode:
        raise RuntimeError(f"{measure} of {id} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def rate(bench: Bench, id: str, processes: int, count: int) -> float:
    """Leaflets a second that ``processes`` warm ones make together, ``count`` each."""
    started = [
        subprocess.Popen(
            _child(bench, "rate", id, count, start=number * (count + 10)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=_environment(),
            cwd=bench.work,
        )
        for number in range(processes)
    ]
    for process in started:
        assert process.stdout
        process.stdout.readline()
    for process in started:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    took = [float(process.communicate()[0]) for process in started]
    return processes * count / max(took)


def cold(bench: Bench, rounds: int) -> dict[str, float]:
    """Milliseconds from starting a process to its one PDF: median of ``rounds``, taken in turn."""
    row = next(rows(1, start=777))
    order, leaflet = bench.work / "order.yaml", bench.work / "leaflet.json"
    order.write_text(yaml.safe_dump(row, allow_unicode=True), encoding="utf-8")
    text = json.dumps(content.plain(bench.us.composed(next(orders(1, start=777)))), ensure_ascii=False)
    leaflet.write_text(text, encoding="utf-8")
    took: dict[str, list[float]] = defaultdict(list)
    for number in range(rounds + 1):  # the first fills the disk's caches and Python's
        for id, command in _commands(bench, order, leaflet, text):
            out = bench.work / f"cold-{id}-{number}.pdf"
            _, ms = timed(lambda command=command, out=out: _run([*command, str(out)], bench.work))  # type: ignore[misc]
            assert out.read_bytes().startswith(b"%PDF"), id
            if number:
                took[id].append(ms)
    return {id: statistics.median(times) for id, times in took.items()}


def _commands(bench: Bench, order: Path, leaflet: Path, text: str) -> Iterator[tuple[str, list[str]]]:
    """Each ends with where to write."""
    given = [str(bench.files), str(bench.fonts)]
    yield OURS, ours.cold(order)
    for id in bench.peers:
        yield id, [sys.executable, "-m", f"tests.benchmarks.peers.{PEERS[id].module}", *given, str(leaflet)]
    if "platypus" in bench.peers:
        checked = [sys.executable, "-m", "tests.benchmarks.peers.checked", *given, str(order)]
        yield "checked-read", [*checked, "read"]
        yield "checked-kept", [*checked, "kept"]
    if command := typst_command():
        options = ["--root", given[0], "--font-path", given[1], "--ignore-system-fonts", "--pdf-standard", "ua-1"]
        yield "typst-cli", [command, "compile", *options, "--input", f"leaflets=[{text}]", f"{given[0]}/leaflet.typ"]


def typst_command() -> str | None:
    """Where Typst's own command is, if it is installed."""
    return shutil.which("typst")


def _run(command: Sequence[str], folder: Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, env=_environment(), cwd=folder)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:4])} ... ended with {done.returncode}:\n{done.stderr[-2000:]}")
