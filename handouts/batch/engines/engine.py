"""What every engine promises, and the little that a worker is told."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Protocol, Self, TypeVar

from msgspec import Struct

import handouts
from handouts.errors import Bug
from handouts.intake.lists import Plan, RawRow
from handouts.pipeline import Settings

if TYPE_CHECKING:
    from handouts.batch.worker import Worker

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

MOST_DEATHS = 3
"""Workers that may die at one row before it is set aside."""


class Setup(Struct, frozen=True):
    """What a worker needs to begin. It can be sent to another process. ``library``: the digest that it must find;
    ``program``: the version of Handouts that it must be."""

    settings: Settings
    plan: Plan
    library: str
    program: str = handouts.__version__


class Chunk(Struct, frozen=True):
    """Rows that go to a worker together, and come back together or not at all."""

    number: int
    rows: tuple[RawRow, ...]


class Lost(Struct, frozen=True):
    """A row at which workers died again and again, or one ``hung``."""

    row: int
    hung: bool = False


Finish = Callable[[], Sequence[T]]
"""The second half of a chunk: what waits for the disk. It may run while the worker begins the next one."""


class Task(Protocol[T_co]):
    """Something to do with each row of a chunk. It can be sent to another process."""

    def begin(self, worker: Worker, rows: Sequence[RawRow], at: Callable[[int], None], /) -> Finish[T_co]:
        """Do it, telling ``at`` the number of each row first; one result for each row comes from what is returned.

        Only :class:`~handouts.errors.HandoutsError` may be raised, by either half: it ends the whole run.
        """
        ...


class Done(Struct, Generic[T], frozen=True):
    """A chunk, and what became of each of its rows."""

    chunk: Chunk
    results: tuple[T | Lost, ...]


class Engine(Protocol):
    """Runs a task on chunks. Used as ``with engine:``; at its end no worker is left, whatever happened."""

    @property
    def workers(self) -> int:
        """How many work at a time."""
        ...

    def run(self, task: Task[T], chunks: Iterable[Chunk]) -> Iterator[Done[T]]:
        """Each chunk with its results, in the order of ``chunks``, which are taken as they are needed.

        A chunk whose worker dies is done again by another. Raises :class:`~handouts.errors.HandoutsError`.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...


def chunked(rows: Iterable[RawRow], size: int) -> Iterator[Chunk]:
    """``rows`` in chunks of ``size``."""
    left = iter(rows)
    for number in itertools.count():
        some = tuple(itertools.islice(left, size))
        if not some:
            return
        yield Chunk(number, some)


def merged(chunk: Chunk, lost: Mapping[int, Lost], results: Sequence[T]) -> Done[T]:
    """The chunk with ``results`` of the rows that are not ``lost``, which are known by their numbers."""
    if len(results) + len(lost) != len(chunk.rows):
        raise Bug("a worker came back with more or fewer rows than it was given")
    left = iter(results)
    return Done(chunk, tuple(lost[row.number] if row.number in lost else next(left) for row in chunk.rows))
