"""The manifest: one line of JSON for each order, written only when its files are safely on the disk.

A line ends with a checksum of itself, so that a torn or changed one is known. No line names a patient: the reference
is the only link to a person.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct, field

from handouts.errors import CannotWrite

MANIFEST = "manifest.jsonl"
_CHECKSUM = re.compile(rb',"crc32":"([0-9a-f]{8})"\}\n\Z')


class Status(StrEnum):
    """What became of an order."""

    MADE = "made"
    URGENT = "urgent"
    """An urgent sheet in place of the leaflet."""
    REJECTED = "rejected"
    """The row has a fault, or must not become a leaflet."""
    FAILED = "failed"
    """Handouts failed, or workers died at this row."""


class FileMark(Struct, frozen=True):
    """A file by its name under the folder of the run, its size in bytes and its SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str

    @classmethod
    def of(cls, name: str, content: bytes) -> FileMark:
        """The mark of a file that is to be written."""
        return cls(name, len(content), hashlib.sha256(content).hexdigest())

    def stands(self, folder: Path) -> bool:
        """Whether the file is there, whole."""
        path = folder / self.name
        try:
            if path.stat().st_size != self.size:
                return False
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256
        except OSError:
            return False


class Entry(Struct, frozen=True):
    """One order. ``codes`` are those of its problems and warnings; ``beside``: the staff record, then what else was
    made; ``where``: of a fault in Handouts, the places in its code."""

    row: int
    status: Status
    reference: str = ""
    sheet: str = ""
    leaflet: FileMark | None = None
    beside: tuple[FileMark, ...] = ()
    pages: int = 0
    paper_sheets: int = 0
    digests: Mapping[str, str] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    where: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[FileMark, ...]:
        """All that was written for it."""
        return (self.leaflet, *self.beside) if self.leaflet is not None else ()


class Form:
    """Entries as lines, and lines as entries. ``common`` stands in every line: the run, and the versions of library
    and program."""

    def __init__(self, common: Mapping[str, object]) -> None:
        self._common = dict(common)

    def line(self, entry: Entry) -> bytes:
        """The line, with its end."""
        leaflet = entry.leaflet
        content = {
            "reference": entry.reference or None,
            "row": entry.row,
            "status": entry.status.value,
            "sheet": entry.sheet or None,
            "file": leaflet and leaflet.name,
            "bytes": leaflet and leaflet.size,
            "pages": entry.pages,
            "paper_sheets": entry.paper_sheets,
            "codes": list(entry.codes),
            "digests": {**entry.digests, **({"document": leaflet.sha256} if leaflet else {})},
            "beside": [{"file": mark.name, "bytes": mark.size, "sha256": mark.sha256} for mark in entry.beside],
            **({"where": list(entry.where)} if entry.where else {}),
            **self._common,
        }
        body = json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode()
        return b'%s,"crc32":"%08x"}\n' % (body[:-1], zlib.crc32(body))

    def own(self, line: bytes) -> Entry | None:
        """The entry of a line; None if the line is torn, was changed or is of another run."""
        found = _CHECKSUM.search(line)
        if found is None:
            return None
        body = line[: found.start()] + b"}"
        if zlib.crc32(body) != int(found[1], 16):
            return None
        try:
            said = json.loads(body)
            ours = all(said[name] == value for name, value in self._common.items())
            return _entry(said) if ours else None
        except (ValueError, KeyError, TypeError):
            return None


def _entry(said: dict[str, Any]) -> Entry:
    digests = dict(said["digests"])
    pdf = digests.pop("document", None)
    leaflet = FileMark(said["file"], said["bytes"], pdf) if said["file"] else None
    return Entry(
        row=said["row"],
        status=Status(said["status"]),
        reference=said["reference"] or "",
        sheet=said["sheet"] or "",
        leaflet=leaflet,
        beside=tuple(FileMark(mark["file"], mark["bytes"], mark["sha256"]) for mark in said["beside"]),
        pages=said["pages"],
        paper_sheets=said["paper_sheets"],
        digests=digests,
        codes=tuple(said["codes"]),
        where=tuple(said.get("where", ())),
    )


class Manifest:
    """The manifest of a run, open at its end. Used as ``with Manifest(...)``."""

    def __init__(self, folder: Path, form: Form) -> None:
        self._path, self._form = folder / MANIFEST, form
        self._file: BinaryIO | None = None

    def __enter__(self) -> Manifest:
        try:
            self._file = self._path.open("ab", buffering=0)
        except OSError as error:
            raise self._cannot(error) from None
        return self

    def __exit__(self, *_error: object) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def add(self, entries: Iterable[Entry]) -> None:
        """Write ``entries`` so that they last. Raises :class:`~handouts.errors.CannotWrite`, and adds none or all."""
        assert self._file is not None, "used within with"
        data = b"".join(map(self._form.line, entries))
        if not data:
            return
        end = self._file.seek(0, os.SEEK_END)
        try:
            if self._file.write(data) != len(data):
                raise OSError(28, "no space left")
            os.fsync(self._file.fileno())
        except OSError as error:
            self._file.truncate(end)
            raise self._cannot(error) from None

    def _cannot(self, error: OSError) -> CannotWrite:
        return cannot_write(self._path, error)


def cannot_write(path: Path, error: OSError) -> CannotWrite:
    """What is said when the disk does not take more."""
    reason = error.strerror or "the system refused it"
    return CannotWrite(
        f"{path}: it could not be written: {reason}",
        remedy="Check the folder, its permissions and the free space; then go on with --resume.",
    )


def entries_in(path: Path, form: Form | None = None) -> Iterator[Entry | None]:
    """The entries of the manifest in the file ``path``, of any run or of that of ``form``; None for each other line,
    and for each that is torn or was changed."""
    with path.open("rb") as file:
        yield from map((form or Form({})).own, file)
