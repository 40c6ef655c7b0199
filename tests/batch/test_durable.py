"""In which order things reach the disk: a power cut at any moment leaves no line without its files."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from handouts.batch.durable import Aside, clean
from handouts.batch.engines import Setup
from handouts.batch.lock import LOCK, Lock, check_lock
from handouts.batch.manifest import MANIFEST, Manifest
from handouts.batch.worker import Make, Worker
from handouts.errors import CannotWork
from handouts.intake.lists import Plan
from handouts.model.library import Library
from handouts.pipeline import Settings
from tests.batch.lists import entries, go, row, written
from tests.strategies import TODAY

if sys.platform == "win32":
    pytest.skip("folders cannot be flushed there", allow_module_level=True)


class Disk:
    """Notes what is flushed (by its number on the disk), what gets its name, and what the manifest says."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.events: list[tuple[str, Any]] = []
        fsync, replace, add = os.fsync, Path.replace, Manifest.add

        def flushed(handle: int) -> None:
            fsync(handle)
            self.events.append(("flushed", os.fstat(handle).st_ino))

        def moved(path: Path, target: Path) -> Path:
            self.events.append(("moved", target.name))
            return replace(path, target)

        def listed(manifest: Manifest, found: Any) -> None:
            told = tuple(found)
            self.events += [("listed", entry.row) for entry in told]
            add(manifest, told)

        monkeypatch.setattr(os, "fsync", flushed)
        monkeypatch.setattr(Path, "replace", moved)
        monkeypatch.setattr(Manifest, "add", listed)

    def at(self, *event: object, after: int = -1) -> int:
        """When it happened first ``after`` another thing."""
        return self.events.index(event, after + 1)  # type: ignore[arg-type]


def test_a_line_comes_when_its_files_are_safe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    disk = Disk(monkeypatch)
    go(written(tmp_path, map(row, range(5))), out)
    found = entries(out)
    assert len(found) == 5
    for entry in found:
        listed = disk.at("listed", entry.row)
        moves = [disk.at("moved", mark.name) for mark in entry.files]
        for mark, moved in zip(entry.files, moves, strict=True):
            assert disk.at("flushed", (out / mark.name).stat().st_ino) < moved
        assert max(moves) == moves[0], "the leaflet comes last: it never stands without its record"
        assert disk.at("flushed", out.stat().st_ino, after=max(moves)) < listed
        assert disk.at("flushed", (out / MANIFEST).stat().st_ino, after=listed)


def test_dropped_files_leave_nothing(tmp_path: Path) -> None:
    aside = Aside()
    aside.add(tmp_path / "A-1.pdf", b"one")
    (left,) = tmp_path.iterdir()
    assert left.read_bytes() == b"one"
    aside.drop()
    assert not list(tmp_path.iterdir())
    aside.place()
    assert not list(tmp_path.iterdir())


def test_only_what_we_left_is_taken_away(tmp_path: Path) -> None:
    kept = [".handouts-notes.txt", "A-1.pdf", ".other.tmp"]
    for name in (*kept, ".handouts-00.tmp", "0a/.handouts-00.tmp", "mine/.handouts-00.tmp"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    clean(tmp_path, depth=2)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {*kept, "mine/.handouts-00.tmp"}


def test_a_worker_of_another_run_writes_nothing(tmp_path: Path, library: Library) -> None:
    """It is late: its run was killed, and another has taken over the folder. Or it has another folder."""
    from tests.batch.test_processes import rows

    late = Make(tmp_path, "0" * 32, 0)
    worker = Worker(Setup(Settings(today=TODAY), Plan(), library.digest))
    with Lock(tmp_path) as lock:
        check_lock(tmp_path, lock.token)
        before = (tmp_path / LOCK).read_bytes()
        with pytest.raises(CannotWork, match="does not find this run"):
            late.begin(worker, tuple(rows(1)), lambda _row: None)
        assert (tmp_path / LOCK).read_bytes() == before
    (tmp_path / LOCK).unlink()
    with pytest.raises(CannotWork, match="does not find this run"):
        check_lock(tmp_path, lock.token)
    assert not list(tmp_path.iterdir())
