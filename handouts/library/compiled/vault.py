"""A folder of files that only this user can have written, and only whole.

Each file ends with a seal: HMAC-SHA256 over its name and content, under a secret of 32 random bytes that is kept
beside it and that nobody else may read. A file with another seal, owner or too open a mode counts as not there. Files
are written under another name and renamed, so that nobody ever sees half of one.

Nothing here raises OSError: a vault that cannot be read or written holds nothing.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
import stat
from pathlib import Path

from msgspec import Struct

KEPT = 4
"""Files that are kept, those used last: one for each library that somebody works with, and a few."""
MOST_BYTES = 64 * 1024 * 1024
_SECRET, _SECRET_BYTES = "secret", 32
_SEAL = hmac.digest(b"", b"", "sha256")
_SUFFIX, _HALF = ".library", ".new"
_STALE = 3600
"""Seconds, before the file written last, after which one that is still being written belongs to nobody any more."""
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class Vault(Struct, frozen=True):
    """The files in ``folder``, which is made when the first is put there."""

    folder: Path

    @property
    def usable(self) -> bool:
        """Whether files can be kept here: the folder is ours and can be written, or is yet to be made."""
        try:
            there = next(path for path in (self.folder, *self.folder.absolute().parents) if path.exists())
            ours = _is_ours(self.folder) if there == self.folder else there.is_dir()
        except OSError:
            return False
        return ours and os.access(there, os.W_OK)

    def get(self, name: str) -> memoryview | None:
        """The content kept under ``name``; None if there is none, or none that can be trusted."""
        if not _is_ours(self.folder):
            return None
        secret, sealed = self._secret(), _read(self._path(name), MOST_BYTES, _OTHERS_WRITE)
        if secret is None or sealed is None:
            return None
        whole = memoryview(sealed)  # Some megabytes, which need not be copied to be looked at.
        content, seal = whole[: -len(_SEAL)], whole[-len(_SEAL) :]
        if not hmac.compare_digest(seal, _seal(secret, name, content)):
            return None
        with contextlib.suppress(OSError):
            os.utime(self._path(name))  # Used just now: it is kept when others go.
        return content

    def put(self, name: str, content: bytes) -> bool:
        """Keep ``content`` under ``name``, and let go of what was not used for longest. False if it cannot be."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _is_ours(self.folder):
                return False
            secret = self._secret()
            if secret is None:
                secret = secrets.token_bytes(_SECRET_BYTES)
                self._write(self.folder / _SECRET, secret)
            self._write(self._path(name), content + _seal(secret, name, content))
            self._tidy()
        except OSError:
            return False
        return True

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}{_SUFFIX}"

    def _secret(self) -> bytes | None:
        found = _read(self.folder / _SECRET, _SECRET_BYTES, _OTHERS)
        return found if found is not None and len(found) == _SECRET_BYTES else None

    def _write(self, path: Path, content: bytes) -> None:
        half = path.with_name(f"{secrets.token_hex(8)}{_HALF}")
        try:
            # O_EXCL: a link that somebody laid there is not followed.
            number = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with open(number, "wb") as file:  # noqa: PTH123  (a number, not a path)
                file.write(content)
                file.flush()
                os.fsync(number)
            half.replace(path)
        except BaseException:
            half.unlink(missing_ok=True)
            raise

    def _tidy(self) -> None:
        """Files that are gone already were tidied away by another process."""
        used: list[tuple[float, Path]] = []
        half: list[tuple[float, Path]] = []
        for path in self.folder.iterdir():
            with contextlib.suppress(FileNotFoundError):
                if path.suffix in (_SUFFIX, _HALF):
                    (used if path.suffix == _SUFFIX else half).append((path.stat().st_mtime, path))
        used.sort(reverse=True)
        newest = used[0][0] if used else 0.0
        stale = [path for written, path in half if newest - written > _STALE]
        for path in (*(path for _, path in used[KEPT:]), *stale):
            path.unlink(missing_ok=True)


def _seal(secret: bytes, name: str, content: bytes | memoryview) -> bytes:
    seal = hmac.new(secret, f"{len(name)} {name}".encode(), "sha256")
    seal.update(content)
    return seal.digest()


def _is_ours(folder: Path) -> bool:
    """Whether ``folder`` is one that nobody else can put files into."""
    try:
        found = folder.stat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and _belongs(found, _OTHERS_WRITE)


def _belongs(found: os.stat_result, barred: int) -> bool:
    """Whether it is this user's, and open to nobody else by the bits ``barred``. Windows keeps to its own ways."""
    return os.name == "nt" or (found.st_uid == os.geteuid() and not found.st_mode & barred)


def _read(path: Path, most: int, barred: int) -> bytes | None:
    """The content of a plain file of ours, no link; None if it is none, or has more than ``most`` bytes."""
    try:
        # O_NONBLOCK: a named pipe is refused, not waited for.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        number = os.open(path, flags)
        with open(number, "rb", buffering=0) as file:  # noqa: PTH123  (a number, not a path)
            found = os.fstat(number)
            if not stat.S_ISREG(found.st_mode) or not _belongs(found, barred) or found.st_size > most:
                return None
            return file.readall()
    except OSError:
        return None
