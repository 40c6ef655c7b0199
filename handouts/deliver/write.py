"""Write a PDF and its record: both whole, or neither.

Both are first written under other names in the same folder, then moved into place, the record before
the PDF. Whatever goes wrong on the way, the folder is left as it was: a PDF never stands without its
record, and an older pair is not mixed with a newer one.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import BinaryIO

from handouts.deliver.targets import Target
from handouts.errors import CannotWrite
from handouts.model.document import Document
from handouts.model.extra import Extra


def write(
    target: Target,
    pdf: bytes,
    record: bytes,
    locked: bytes | None = None,
    extras: Mapping[Extra, Document] | None = None,
) -> None:
    """Write the pair, the copy with a password if there is one, and what else was made: all of it or nothing.

    Raises :class:`~handouts.errors.CannotWrite` and leaves nothing behind.
    """
    folder = target.pdf.parent
    try:
        with ExitStack() as work:
            work.enter_context(_folders(folder))
            files = {target.beside(extra): made.pdf for extra, made in (extras or {}).items()}
            if locked is not None:
                files[target.locked] = locked
            files |= {target.record: record, target.pdf: pdf}
            _move_all({path: work.enter_context(_temporary(folder, files[path])) for path in files})
            flush_folder(folder)
    except OSError as error:
        reason = error.strerror or "the system refused it"
        raise CannotWrite(
            f"{target.pdf}: it could not be written: {reason}",
            remedy="Check the folder, its permissions and the free space, or choose another folder with -o.",
        ) from None


def write_whole(path: Path, content: bytes | Iterable[bytes], *, private: bool = False) -> None:
    """Write one file, in place of an older one if there is one. ``private``: nobody else may read it.

    Raises :class:`~handouts.errors.CannotWrite` and leaves everything as it was.
    """
    target = path.resolve()  # what a link points to, not the link
    with _cannot_write(path), ExitStack() as work:
        work.enter_context(_folders(target.parent))
        work.enter_context(_temporary(target.parent, content, private=private)).replace(target)
        flush_folder(target.parent)


Maker = Callable[[BinaryIO], object]
"""Writes the content of a file."""


@contextlib.contextmanager
def written_together(makers: Mapping[Path, Maker]) -> Iterator[Mapping[Path, Path]]:
    """Write files beside their names, and give the block where they are; when it ends well, all move into place.

    All files are in one folder. When anything goes wrong, in here or in the block, the folder is left as it was.
    Raises :class:`~handouts.errors.CannotWrite`.
    """
    with ExitStack() as work:
        first = next(iter(makers))
        with _cannot_write(first):
            work.enter_context(_folders(first.parent))
            made = {path: work.enter_context(_made(path.parent, maker)) for path, maker in makers.items()}
        yield made
        with _cannot_write(first):
            _move_all(made)
            flush_folder(first.parent)


@contextlib.contextmanager
def _cannot_write(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or "the system refused it"
        raise CannotWrite(
            f"{path}: it could not be written: {reason}",
            remedy="Check the folder, its permissions and the free space.",
        ) from None


@contextlib.contextmanager
def _folders(folder: Path) -> Iterator[None]:
    """Make ``folder`` and those above it; take the new ones away again when the work fails."""
    new = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for path in new:
            with contextlib.suppress(OSError):
                path.rmdir()
        raise


def _temporary(
    folder: Path, content: bytes | Iterable[bytes], *, private: bool = False
) -> AbstractContextManager[Path]:
    """A new file in ``folder`` with ``content`` safely on the disk; gone afterwards if it is still there."""
    pieces = [content] if isinstance(content, bytes) else content
    return _made(folder, lambda file: file.writelines(pieces), private=private)


@contextlib.contextmanager
def _made(folder: Path, maker: Maker, *, private: bool = False) -> Iterator[Path]:
    """A new file in ``folder`` as ``maker`` writes it, safely on the disk; gone afterwards if it is still there."""
    path, mode = _free_name(folder), 0o600 if private else 0o666
    try:
        # O_EXCL: never through somebody else's file or link. 0o666: the usual permissions, less the umask.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            maker(file)
            file.flush()
            os.fsync(file.fileno())
        yield path
    finally:
        path.unlink(missing_ok=True)


def _move_all(files: Mapping[Path, Path]) -> None:
    """Move each new file to its name; the last one, the leaflet, only when all others are in place.

    When a move fails, what was moved goes back, and what stood there before stands there again.
    """
    *beside, last = files
    kept: dict[Path, Path] = {}
    done: list[Path] = []
    try:
        for path in beside:
            if path.exists():
                aside = _free_name(path.parent)
                path.replace(aside)
                kept[path] = aside
            files[path].replace(path)
            done.append(path)
        files[last].replace(last)
    except BaseException:
        for path in done:
            if path not in kept:
                path.unlink(missing_ok=True)
        for path, aside in kept.items():
            aside.replace(path)
        raise
    for aside in kept.values():
        aside.unlink()


def _free_name(folder: Path) -> Path:
    return folder / f".handouts-{secrets.token_hex(8)}.tmp"


def flush_folder(folder: Path) -> None:
    """Make moves and new names in ``folder`` last through a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
