"""Worker processes on this machine. A worker that dies or hangs is replaced, and its chunks are done again."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self, TypeVar

from handouts.batch.engines.engine import MOST_DEATHS, Chunk, Done, Finish, Lost, Setup, Task, merged
from handouts.batch.worker import Worker, settle
from handouts.errors import CannotWork, HandoutsError
from handouts.intake.lists import RawRow

T = TypeVar("T")

AHEAD = 2
"""Chunks that a worker has: one that it works on, and the next, so that it never waits."""
WINDOW = 6
"""Chunks for each worker that may be under way or done before an older one is."""
PATIENCE = 4 * MOST_DEATHS
"""Workers that may die without one chunk done in between."""
ROW_SECONDS = 120.0
"""A worker that is at one row for so long hangs: a leaflet takes a tenth of a second."""
LOOK_SECONDS = 1.0
"""How often that is looked at."""
_IDLE = -1


@dataclass(slots=True)
class _Running:
    """A worker process as its parent sees it. ``at``: the row that it is at. ``chunks``: what it was given, with the
    rows that were left out. ``seen``: the row at which it was seen ``still`` seconds long; ``hung``: too long."""

    process: SpawnProcess
    line: Connection
    at: Any
    chunks: deque[tuple[Chunk, dict[int, Lost]]] = field(default_factory=deque)
    seen: int = _IDLE
    still: float = 0.0
    hung: bool = False

    def look(self, seconds: float) -> float:
        """How long it has been at its row, when ``seconds`` have gone by; 0 while it waits for rows or the disk."""
        at = self.at.value
        self.still = self.still + seconds if at == self.seen != _IDLE else 0.0
        self.seen = at
        return self.still


class Processes:
    """Up to ``workers`` processes. They are started as chunks come in, never more than are needed. One that is at a
    row for ``row_seconds`` is killed, and the row is lost.

    They are spawned, not forked: that is the same on every system, and safe beside threads.
    """

    def __init__(self, setup: Setup, workers: int, row_seconds: float = ROW_SECONDS) -> None:
        self.workers = workers
        self._row_seconds = row_seconds
        self._setup = setup
        self._context = multiprocessing.get_context("spawn")
        self._running: list[_Running] = []
        self._deaths: Counter[int] = Counter()
        self._lost: dict[int, Lost] = {}
        self._looked = time.monotonic()
        self._in_a_row = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for worker in self._running:
            worker.process.kill()
        for worker in self._running:
            worker.process.join()
            worker.line.close()
        self._running.clear()

    @property
    def processes(self) -> tuple[int, ...]:
        """The numbers of the processes that run now."""
        return tuple(pid for worker in self._running if (pid := worker.process.pid) is not None)

    def run(self, task: Task[T], chunks: Iterable[Chunk]) -> Iterator[Done[T]]:
        """See :class:`~handouts.batch.engines.Engine`."""
        waiting: deque[Chunk] = deque()
        left = iter(chunks)
        done: dict[int, Done[T]] = {}
        turn = taken = 0
        more = True
        while True:
            while True:
                if more and not waiting and taken - turn < WINDOW * self.workers:
                    chunk = next(left, None)
                    if chunk is None:
                        more = False
                    else:
                        taken += 1
                        waiting.append(chunk)
                if not waiting or not self._send(task, waiting[0], done):
                    break
                waiting.popleft()
            while turn in done:
                yield done.pop(turn)
                turn += 1
            busy = [worker for worker in self._running if worker.chunks]
            if not busy:
                if not more and not waiting:
                    return
                continue
            for line in wait([worker.line for worker in busy], LOOK_SECONDS):
                worker = next(worker for worker in busy if worker.line is line)
                if (results := self._received(worker)) is None:
                    waiting.extendleft(reversed(self._bury(worker)))
                else:
                    chunk, lost = worker.chunks.popleft()
                    done[chunk.number] = merged(chunk, lost, results)
            self._stop_hung()

    def _send(self, task: Task[T], chunk: Chunk, done: dict[int, Done[T]]) -> bool:
        """Give ``chunk`` to a worker; False when all have enough."""
        lost = {row.number: self._lost[row.number] for row in chunk.rows if row.number in self._lost}
        if len(lost) == len(chunk.rows):
            done[chunk.number] = merged(chunk, lost, ())
            return True
        worker = min(self._running, key=lambda worker: len(worker.chunks), default=None)
        if worker is None or (worker.chunks and len(self._running) < self.workers):
            worker = self._start()
        if len(worker.chunks) >= AHEAD:
            return False
        worker.chunks.append((chunk, lost))
        with contextlib.suppress(OSError):  # It has died: that is seen when its answer is awaited.
            worker.line.send((task, [row for row in chunk.rows if row.number not in lost]))
        return True

    def _received(self, worker: _Running) -> Sequence[Any] | None:
        """What a worker has to say; None when it has died."""
        try:
            said = worker.line.recv()
        except (EOFError, OSError):
            return None
        if isinstance(said, HandoutsError):
            raise said
        self._in_a_row = 0
        worker.seen = _IDLE
        found: Sequence[Any] = said
        return found

    def _stop_hung(self) -> None:
        """Kill workers that hang: they are then found dead. Time in which this process stood still does not count."""
        now = time.monotonic()
        gone, self._looked = min(now - self._looked, 2 * LOOK_SECONDS), now
        for worker in self._running:
            if worker.look(gone) >= self._row_seconds:
                worker.hung = True
                worker.process.kill()

    def _bury(self, worker: _Running) -> list[Chunk]:
        """Take a dead worker away; returns its chunks."""
        self._running.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.line.close()
        self._in_a_row += 1
        row = worker.at.value
        if worker.hung and row == worker.seen:
            self._lost[row] = Lost(row, hung=True)
        elif row != _IDLE:
            self._deaths[row] += 1
            if self._deaths[row] >= MOST_DEATHS:
                self._lost[row] = Lost(row)
        if self._in_a_row > PATIENCE + 2 * self.workers:
            raise CannotWork(
                f"{self._in_a_row} worker processes have died one after another",
                remedy="Is there enough memory? Go on with fewer: --resume --workers 1",
            )
        return [chunk for chunk, _ in worker.chunks]

    def _start(self) -> _Running:
        ours, theirs = self._context.Pipe()
        at = self._context.RawValue("q", _IDLE)
        process = self._context.Process(target=work, args=(self._setup, theirs, at), daemon=True)
        # What is ignored here stays so in the new process: Ctrl-C is the parent's to handle.
        before = _on_interrupt(signal.SIG_IGN)
        try:
            process.start()
        finally:
            _on_interrupt(before)
        theirs.close()
        running = _Running(process, ours, at)
        self._running.append(running)
        return running


def _on_interrupt(what: Any) -> Any:
    main = threading.current_thread() is threading.main_thread()
    return signal.signal(signal.SIGINT, what) if main else None


def work(setup: Setup, line: Connection, at: Any) -> None:
    """What a worker process does, until it is killed or its parent is gone."""
    tasks: SimpleQueue[tuple[Task[Any], Sequence[RawRow]]] = SimpleQueue()
    threading.Thread(target=_listen, args=(line, tasks), daemon=True).start()
    try:
        worker = Worker(setup)
    except HandoutsError as error:
        line.send(error)
        return
    settle()

    def told(row: int) -> None:
        at.value = row

    with ThreadPoolExecutor(1) as disk:
        last: Future[None] | None = None
        while True:
            task, rows = tasks.get()
            try:
                finish = task.begin(worker, rows, told)
            except HandoutsError as error:
                line.send(error)
                return
            at.value = _IDLE
            if last is not None:
                last.result()  # One chunk at a time waits for the disk: memory stays flat.
            last = disk.submit(_finish, finish, line)


def _listen(line: Connection, tasks: SimpleQueue[Any]) -> None:
    """Take in what the parent sends, so that it never waits. Without a parent, nobody may go on: another run may have
    taken over its folder."""
    try:
        while True:
            tasks.put(line.recv())
    except BaseException:  # noqa: BLE001  (whatever it is, the line is gone)
        os._exit(1)


def _finish(finish: Finish[Any], line: Connection) -> None:
    try:
        line.send(finish())
    except HandoutsError as error:
        line.send(error)
    except BaseException:  # noqa: BLE001  (its text may hold a patient's data; the chunk is done again elsewhere)
        os._exit(70)
