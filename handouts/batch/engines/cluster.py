"""A Dask cluster: many machines that share one folder, under one name. Files go there; only entries come back.

Dask does a chunk again when its worker is lost. Done twice, a chunk gives the same bytes, which move into place whole:
so it does no harm that a worker which was thought lost goes on. Nothing about a patient goes into the logs of Dask:
chunks do not say what they hold, and errors come back as results.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from handouts.batch.engines.engine import Chunk, Done, Lost, Setup, Task
from handouts.batch.worker import Worker, safe_places, settle
from handouts.errors import CannotWork, HandoutsError
from handouts.intake.lists import RawRow

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")

WINDOW = 4
"""Chunks for each worker that may be under way or done before an older one is."""
CONNECT_SECONDS = 20
_RESUME = "What is finished stays; go on with --resume."


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent to a worker. It does not say what it holds."""

    setup: Setup = field(repr=False)
    task: Task[Any] = field(repr=False)
    rows: tuple[RawRow, ...] = field(repr=False)


class Cluster:
    """The cluster whose scheduler is at the address ``scheduler``, such as ``tcp://node1:8786``."""

    def __init__(self, setup: Setup, scheduler: str) -> None:
        self._setup, self._scheduler = setup, scheduler
        self._client: Client | None = None
        self._sent: deque[tuple[Chunk, Future]] = deque()

    def __enter__(self) -> Self:
        try:
            from distributed import Client
        except ImportError:
            remedy = 'Install it: pip install "handouts[cluster]"'
            raise CannotWork("Dask is not installed", remedy=remedy) from None
        try:
            self._client = Client(self._scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, TimeoutError, ValueError):
            remedy = "Check the address and the network, and that the scheduler runs: dask scheduler"
            raise CannotWork(f"{self._scheduler}: there is no Dask scheduler", remedy=remedy) from None
        if not self.workers:
            self.__exit__(None, None, None)
            remedy = f"Start some: dask worker {self._scheduler} --nworkers auto --nthreads 1"
            raise CannotWork(f"{self._scheduler}: the scheduler has no workers", remedy=remedy)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._client is not None:
            self._client.cancel([future for _, future in self._sent], force=True)
            self._client.close()
            self._client = None

    @property
    def client(self) -> Client:
        """The connection to the scheduler."""
        assert self._client is not None, "used within with"
        return self._client

    @property
    def workers(self) -> int:
        """Worker processes that the scheduler knows of now."""
        return len(self.client.nthreads())

    def run(self, task: Task[T], chunks: Iterable[Chunk]) -> Iterator[Done[T]]:
        """See :class:`~handouts.batch.engines.Engine`."""
        left, sent, more = iter(chunks), self._sent, True
        while True:
            most = WINDOW * max(1, self.workers)
            while more and len(sent) < most:
                chunk = next(left, None)
                if chunk is None:
                    more = False
                else:
                    sent.append((chunk, self._send(task, chunk.rows)))
            if not sent:
                return
            chunk, future = sent[0]
            done = Done(chunk, tuple(self._results(task, chunk, future)))
            sent.popleft()
            yield done

    def _send(self, task: Task[Any], rows: tuple[RawRow, ...]) -> Future:
        return self.client.submit(work, Parcel(self._setup, task, rows), pure=False, key=None)

    def _results(self, task: Task[T], chunk: Chunk, future: Future) -> Sequence[T | Lost]:
        found = self._result(future)
        if found is not None:
            return found
        if len(chunk.rows) == 1:
            return [Lost(chunk.rows[0].number)]
        # Worker after worker died at it: each row by itself shows which one it is.
        alone = [(row, self._send(task, (row,))) for row in chunk.rows]
        results: list[T | Lost] = []
        for row, one in alone:
            results += self._result(one) or [Lost(row.number)]
        return results

    @staticmethod
    def _result(future: Future) -> Sequence[Any] | None:
        """What a worker made of a chunk; None when worker after worker died at it."""
        from distributed import CancelledError
        from distributed.scheduler import KilledWorker

        try:
            found: Sequence[Any] | HandoutsError = future.result()
        except KilledWorker:
            return None
        except (CancelledError, OSError):
            raise CannotWork("the scheduler of the cluster is gone", remedy=_RESUME) from None
        if isinstance(found, HandoutsError):
            raise found
        return found


_LOCK = threading.Lock()
_WORKERS: list[Worker] = []
"""The worker of this process, once there is one."""


def work(parcel: Parcel) -> Sequence[Any] | HandoutsError:
    """What a worker process does: one chunk at a time, whatever number of threads it has."""
    with _LOCK:
        try:
            return parcel.task.begin(_worker(parcel.setup), parcel.rows, _nobody)()
        except HandoutsError as error:
            return error
        except Exception as error:  # noqa: BLE001  (Dask would log what the chunk holds)
            return CannotWork(f"a worker of the cluster failed: {', '.join(safe_places(error))}", remedy=_RESUME)


def _worker(setup: Setup) -> Worker:
    if not _WORKERS or _WORKERS[0].setup != setup:
        _WORKERS[:] = [Worker(setup)]
        settle()
    return _WORKERS[0]


def _nobody(_row: int) -> None:
    """Nobody asks which row it is at."""
