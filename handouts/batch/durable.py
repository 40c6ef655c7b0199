"""Files of a whole chunk, made to last together: written aside one by one, then flushed, then moved to their names."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import BinaryIO

from handouts.batch.manifest import cannot_write
from handouts.deliver.write import flush_folder

_ASIDE = ".handouts-{}.tmp"
_LEFT = ".handouts-*.tmp"
_SUB = "[0-9a-f][0-9a-f]/"


class Aside:
    """Files that are not yet in their places. Either :meth:`place` or :meth:`drop` ends it."""

    def __init__(self) -> None:
        self._files: list[tuple[BinaryIO, Path, Path]] = []

    def add(self, path: Path, content: bytes) -> None:
        """Write ``content`` aside, to go to ``path``. Raises :class:`~handouts.errors.CannotWrite`, and drops all."""
        aside = path.with_name(_ASIDE.format(secrets.token_hex(8)))
        try:
            # O_EXCL: never through somebody else's file or link. 0o666: the usual permissions, less the umask.
            file = os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666), "wb", buffering=0)
            self._files.append((file, aside, path))
            if file.write(content) != len(content):
                raise OSError(28, "no space left")
        except OSError as error:
            self.drop()
            raise cannot_write(path, error) from None

    def place(self) -> None:
        """Flush all of them, then give them their names, in the order in which they came; these last too."""
        path = Path()
        try:
            for file, _, path in self._files:  # noqa: B007  (the error names it)
                os.fsync(file.fileno())
                file.close()
            for _, aside, path in self._files:
                aside.replace(path)
            for folder in {at.parent for _, _, at in self._files}:
                flush_folder(folder)
        except OSError as error:
            self.drop()
            raise cannot_write(path, error) from None
        self._files.clear()

    def drop(self) -> None:
        """Take away what is not in its place yet."""
        for file, aside, _ in self._files:
            with contextlib.suppress(OSError):
                file.close()
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)
        self._files.clear()


_BINARY = getattr(os, "O_BINARY", 0)


def clean(folder: Path, depth: int) -> None:
    """Take away what a run that was killed left aside, also in sub-folders as deep as ``depth``."""
    for level in range(depth + 1):
        for left in folder.glob(_SUB * level + _LEFT):
            with contextlib.suppress(OSError):
                left.unlink()
