"""One run in one folder at a time. The lock goes with the process that holds it, however it ends."""

from __future__ import annotations

import contextlib
import secrets
import sys
from pathlib import Path
from typing import BinaryIO

from handouts.batch.manifest import cannot_write
from handouts.errors import CannotWork, CannotWrite

LOCK = ".handouts-batch.lock"


class Lock:
    """Used as ``with Lock(folder)``. Raises :class:`~handouts.errors.CannotWrite` when another run works there."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK
        self._file: BinaryIO | None = None
        self.token = secrets.token_hex(16)
        """What stands in it while this run has it."""

    def __enter__(self) -> Lock:
        try:
            self._file = self._path.open("ab")
        except OSError as error:
            raise cannot_write(self._path, error) from None
        try:
            _lock(self._file)
        except OSError:
            self._file.close()
            self._file = None
            raise CannotWrite(
                f"{self._path.parent}: another batch is at work in this folder",
                remedy="Wait until it is done, or choose another folder with -o.",
            ) from None
        try:
            self._file.truncate(0)
            self._file.write(self.token.encode())
            self._file.flush()
        except OSError as error:
            self.__exit__()
            raise cannot_write(self._path, error) from None
        return self

    def __exit__(self, *_error: object) -> None:
        if self._file is not None:
            # The file stays: a run that waits for it could hold a lock on a file that is gone.
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None


def check_lock(folder: Path, token: str) -> None:
    """Raise :class:`~handouts.errors.CannotWork` unless the run with this ``token`` has the folder."""
    try:
        found = (folder / LOCK).read_bytes()
    except OSError:
        found = b""
    if found != token.encode():
        raise CannotWork(
            f"{folder}: a worker does not find this run in its folder",
            remedy="Every machine needs the same folder under the same name, and one run in it at a time.",
        )


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        # Far behind what stands in it, which others may read.
        file.seek(1 << 30)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
