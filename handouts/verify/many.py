"""Files by the thousand: as many at a time as there are cores, told in their order."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from handouts.errors import BadInput, CannotWork
from handouts.verify.beside import Verified, verify_file

FEW = 16
"""Files for which no process is started: it would take longer than they do."""
CHUNK = 8
"""Files that go to a process at a time."""


def verify_files(paths: Sequence[Path], workers: int) -> Iterator[Verified | BadInput]:
    """What was found in each file, in their order, or why it cannot be opened: the others are looked at all the same.

    Raises :class:`~handouts.errors.CannotWork` when one of the ``workers`` processes dies.
    """
    if workers < 2 or len(paths) < FEW:
        yield from map(verified, paths)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(workers, -(-len(paths) // CHUNK)), context, _leave_interrupts_to_parent)
    try:
        yield from pool.map(verified, paths, chunksize=CHUNK)
    except BrokenProcessPool:
        remedy = "Is there enough memory? Name fewer files at a time."
        raise CannotWork("a process that checked files has died", remedy=remedy) from None
    finally:
        pool.shutdown(cancel_futures=True)


def verified(path: Path) -> Verified | BadInput:
    """What was found in one file, or why it cannot be opened."""
    try:
        return verify_file(path)
    except BadInput as error:
        return error


def pdfs_in(paths: Sequence[Path]) -> list[Path]:
    """``paths``, with each folder replaced by the PDFs in it and in the folders below it, by name.

    Raises :class:`~handouts.errors.BadInput` for a folder without any.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(file for file in path.rglob("*") if file.suffix.lower() == ".pdf" and file.is_file())
        if not inside:
            raise BadInput(f"{path}: there is no PDF in this folder", remedy="Name the folder of the leaflets.")
        found += inside
    return found


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
