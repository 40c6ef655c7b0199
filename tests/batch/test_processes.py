"""Worker processes: in order, no more than are needed, replaced when they die."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from handouts.batch.engines import Chunk, Finish, Lost, Setup, chunked
from handouts.batch.engines.engine import merged
from handouts.batch.engines.processes import WINDOW, Processes
from handouts.batch.worker import Worker
from handouts.errors import Bug, CannotWork, CannotWrite
from handouts.intake.lists import Plan, RawRow
from handouts.intake.lists.row import TableRow
from handouts.model.library import Library
from handouts.pipeline import Settings
from tests.cli.terminal import environment
from tests.strategies import TODAY

if sys.platform == "win32":
    pytest.skip("signals are not the same there", allow_module_level=True)


@dataclass(frozen=True)
class Number:
    """Says the number of each row, and the process; dies at ``deadly`` rows, hangs at ``hanging`` ones, raises at
    ``wrong`` ones."""

    deadly: tuple[int, ...] = ()
    hanging: tuple[int, ...] = ()
    wrong: tuple[int, ...] = ()
    once: Path | None = None
    """Die only while this file is there."""
    size: int = 0
    seconds: float = 0.0
    """What each row takes."""

    def begin(self, worker: Worker, rows: Sequence[RawRow], at: Callable[[int], None]) -> Finish[tuple[int, int, str]]:
        found = []
        for row in rows:
            at(row.number)
            if row.number in self.deadly and (self.once is None or self.once.exists()):
                if self.once is not None:
                    self.once.unlink()
                os.kill(os.getpid(), signal.SIGKILL)
            while row.number in self.hanging:
                time.sleep(1)
            time.sleep(self.seconds)
            if row.number in self.wrong:
                raise CannotWrite("the disk is full")
            found.append((row.number, os.getpid(), "x" * self.size))
        return lambda: found


def rows(many: int, cell: str = "") -> Iterator[TableRow]:
    return (TableRow("list.csv", number, (cell,)) for number in range(many))


@pytest.fixture
def setup(library: Library) -> Setup:
    return Setup(Settings(today=TODAY), Plan(), library.digest)


def test_in_order_by_as_many_as_are_needed(setup: Setup) -> None:
    taken = 0

    def chunks() -> Iterator[Chunk]:
        nonlocal taken
        for chunk in chunked(rows(60), 2):
            taken += 1
            yield chunk

    with Processes(setup, 2) as engine:
        assert engine.processes == ()
        found = []
        for done in engine.run(Number(), chunks()):
            found += [result[0] for result in done.results if not isinstance(result, Lost)]
            assert taken <= len(found) // 2 + WINDOW * 2
        assert found == list(range(60))
        running = engine.processes
        assert len(running) == 2
        list(engine.run(Number(), chunked(rows(3), 1)))
        assert engine.processes == running, "they stay for the next task"
    for process in running:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
    with Processes(setup, 2) as engine:
        list(engine.run(Number(), chunked(rows(2), 2)))
        assert len(engine.processes) == 1


def test_much_goes_both_ways(setup: Setup) -> None:
    """More than a pipe holds: nobody waits for the other to listen."""
    with Processes(setup, 1) as engine:
        done = list(engine.run(Number(size=100_000), chunked(rows(40, "y" * 100_000), 10)))
    assert [len(one.results) for one in done] == [10] * 4


def test_a_worker_that_dies_is_replaced(setup: Setup, tmp_path: Path) -> None:
    once = tmp_path / "once"
    once.touch()
    with Processes(setup, 2) as engine:
        done = list(engine.run(Number(deadly=(7,), once=once), chunked(rows(20), 3)))
    assert not once.exists()
    assert [result[0] for one in done for result in one.results if not isinstance(result, Lost)] == list(range(20))


def test_a_row_that_kills_is_set_aside(setup: Setup) -> None:
    with Processes(setup, 1) as engine:
        done = list(engine.run(Number(deadly=(4, 5)), chunked(rows(8), 3)))
        (again,) = engine.run(Number(), [Chunk(0, tuple(rows(5))[4:])])
        assert again.results == (Lost(4),), "it stays so"
    results = [result if isinstance(result, Lost) else result[0] for one in done for result in one.results]
    assert results == [0, 1, 2, 3, Lost(4), Lost(5), 6, 7]


@pytest.fixture
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.batch.engines.processes.LOOK_SECONDS", 0.05)


@pytest.mark.usefixtures("looks_often")
def test_a_row_that_hangs_is_set_aside(setup: Setup) -> None:
    with Processes(setup, 2, row_seconds=1) as engine:
        done = list(engine.run(Number(hanging=(4, 9)), chunked(rows(12), 3)))
        (again,) = engine.run(Number(), [Chunk(0, tuple(rows(6))[3:])])
    results = [result if isinstance(result, Lost) else result[0] for one in done for result in one.results]
    assert results == [0, 1, 2, 3, Lost(4, hung=True), 5, 6, 7, 8, Lost(9, hung=True), 10, 11]
    assert [isinstance(result, Lost) for result in again.results] == [False, True, False], "it stays so"


@pytest.mark.usefixtures("looks_often")
def test_many_rows_may_take_long_together(setup: Setup) -> None:
    with Processes(setup, 1, row_seconds=1) as engine:
        done = list(engine.run(Number(seconds=0.25), chunked(rows(8), 8)))
    assert [result[0] for one in done for result in one.results if not isinstance(result, Lost)] == list(range(8))


@pytest.mark.usefixtures("looks_often")
def test_time_in_which_all_stand_still_does_not_count(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after Ctrl-Z and fg, or while the disk is busy: each time this process looks, a minute has gone by."""
    leaps, seconds = itertools.count(0, 60), time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: seconds() + next(leaps))
    with Processes(setup, 1, row_seconds=10) as engine:
        done = list(engine.run(Number(seconds=0.4), chunked(rows(4), 2)))
    assert [result[0] for one in done for result in one.results if not isinstance(result, Lost)] == list(range(4))


def test_a_chunk_comes_back_as_it_went() -> None:
    (chunk,) = chunked(rows(3), 3)
    assert merged(chunk, {1: Lost(1)}, ["zero", "two"]).results == ("zero", Lost(1), "two")
    for results in (["zero"], ["zero", "one", "two"]):
        with pytest.raises(Bug):
            merged(chunk, {1: Lost(1)}, results)


def test_workers_that_all_die(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.batch.engines.processes.PATIENCE", 1)
    everything = Number(deadly=tuple(range(100)))
    with Processes(setup, 1) as engine, pytest.raises(CannotWork, match="died one after another"):
        list(engine.run(everything, chunked(rows(100), 50)))


def test_what_ends_the_run(setup: Setup) -> None:
    with Processes(setup, 2) as engine, pytest.raises(CannotWrite, match="the disk is full"):
        list(engine.run(Number(wrong=(3,)), chunked(rows(20), 2)))
    other = Setup(setup.settings, setup.plan, "another")
    with Processes(other, 1) as engine, pytest.raises(CannotWork, match="another library"):
        list(engine.run(Number(), chunked(rows(1), 1)))


def test_workers_with_nothing_to_do_go_with_their_parent(tmp_path: Path) -> None:
    program = (
        "import datetime, os, sys, time\n"
        "from handouts.batch.engines import Setup, chunked\n"
        "from handouts.batch.engines.processes import Processes\n"
        "from handouts.intake.lists import Plan\n"
        "from handouts.pipeline import Settings, open_library\n"
        "from tests.batch.test_processes import Number, rows\n"
        "if __name__ == '__main__':\n"
        "    settings = Settings(today=datetime.date(2026, 11, 21))\n"
        "    with Processes(Setup(settings, Plan(), open_library(settings)[0].digest), 1) as engine:\n"
        "        list(engine.run(Number(), chunked(rows(2), 1)))\n"
        "        print(*engine.processes, flush=True)\n"
        "        time.sleep(600)\n"
    )
    (tmp_path / "idle.py").write_text(program, encoding="utf-8")
    parent = subprocess.Popen([sys.executable, "idle.py"], cwd=tmp_path, env=environment(), stdout=subprocess.PIPE)
    assert parent.stdout is not None
    (worker,) = map(int, parent.stdout.readline().split())
    os.kill(worker, 0)
    parent.kill()
    parent.wait()
    parent.stdout.close()  # The worker has it too: reading on would wait for it.
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    os.kill(worker, signal.SIGKILL)
    raise AssertionError("it stays behind")
