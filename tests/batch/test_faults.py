"""Whatever breaks off a run: after --resume every order is made exactly once, and each file is whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from handouts.batch import Engine, Setup, durable
from handouts.batch.engines import Finish
from handouts.batch.engines.processes import Processes
from handouts.batch.manifest import MANIFEST, Form, Status, entries_in
from handouts.batch.places import SUMMARY
from handouts.batch.worker import Make, Outcome, Worker
from handouts.errors import CannotWrite
from handouts.intake.lists import RawRow
from tests.batch.lists import Watch, check_whole, entries, go, row, written
from tests.cli.terminal import environment
from tests.rights import rights_count

if sys.platform == "win32":
    pytest.skip("signals and limits are not the same there", allow_module_level=True)

COMMAND = (sys.executable, "-m", "handouts", "batch", "list.jsonl", "-o", "out", "--today", "2026-11-21")


def digests(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.suffix in (".pdf", ".json")}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run of six orders makes when nothing happens."""
    folder = tmp_path_factory.mktemp("good")
    go(written(folder, map(row, range(6))), folder / "out")
    return digests(folder / "out")


@pytest.fixture
def good(undisturbed: dict[str, bytes], tmp_path: Path) -> dict[str, bytes]:
    """The same; the list stands in ``tmp_path``."""
    written(tmp_path, map(row, range(6)))
    return undisturbed


def two(setup: Setup) -> Engine:
    return Processes(setup, 2)


def finished(tmp_path: Path, good: dict[str, bytes], *, engine: Callable[[Setup], Engine] | None = None) -> None:
    """Go on in ``out``, and prove that it is as if nothing had happened."""
    more = {} if engine is None else {"engine": engine}
    report = go(tmp_path / "list.jsonl", tmp_path / "out", resume=True, **more)
    assert report.counts == {Status.MADE: 6}
    check_whole(tmp_path / "out", 6)
    assert digests(tmp_path / "out") == good


def nothing_half(out: Path, good: dict[str, bytes]) -> None:
    """What stands in the manifest is there. A leaflet that came too late for it is whole all the same."""
    found = list(entries_in(out / MANIFEST))
    assert all(mark.stands(out) for entry in found if entry is not None for mark in entry.files)
    assert {name: made for name, made in digests(out).items() if name != SUMMARY}.items() <= good.items()


# Those who work


def test_a_worker_is_killed(tmp_path: Path, good: dict[str, bytes]) -> None:
    engines: list[Processes] = []
    killed: list[int] = []

    def engine(setup: Setup) -> Engine:
        engines.append(Processes(setup, 2))
        return engines[0]

    def kill(doing: str, done: int) -> None:
        if doing == "Making leaflets" and not killed:
            killed.extend(engines[0].processes)
            os.kill(killed[0], signal.SIGKILL)

    report = go(tmp_path / "list.jsonl", tmp_path / "out", watch=Watch(kill), engine=engine)
    assert killed
    assert report.counts == {Status.MADE: 6}
    check_whole(tmp_path / "out", 6)
    assert digests(tmp_path / "out") == good


@dataclass(frozen=True)
class Deadly:
    """Makes leaflets, but dies or hangs when it is to move the files of ``row`` to their places."""

    make: Make
    row: int
    hangs: bool

    def begin(self, worker: Worker, rows: Sequence[RawRow], at: Callable[[int], None]) -> Finish[Outcome]:
        if any(one.number == self.row for one in rows):
            at(self.row)
            durable.Aside().add(self.make.out / "A-9.pdf", b"half")
            while self.hangs:
                time.sleep(1)
            os.kill(os.getpid(), signal.SIGKILL)
        return self.make.begin(worker, rows, at)


class WithDeadlyRow(Processes):
    hangs = False

    def run(self, task: Any, chunks: Any) -> Any:
        return super().run(Deadly(task, 3, self.hangs) if isinstance(task, Make) else task, chunks)


class WithHangingRow(WithDeadlyRow):
    hangs = True


@pytest.mark.parametrize(("kind", "code"), [(WithDeadlyRow, "worker-died"), (WithHangingRow, "took-too-long")])
def test_a_row_at_which_workers_die(
    kind: type[WithDeadlyRow], code: str, tmp_path: Path, good: dict[str, bytes]
) -> None:
    watch = Watch()
    out = tmp_path / "out"
    report = go(tmp_path / "list.jsonl", out, watch=watch, engine=lambda setup: kind(setup, 2, row_seconds=5))
    check_whole(out, 6)
    assert report.counts == {Status.MADE: 5, Status.FAILED: 1}
    assert [(p.code, p.place.line) for p in watch.told] == [(code, 3)]
    failed = [(entry.row, entry.reference) for entry in entries(out) if entry.status is Status.FAILED]
    assert failed == [(3, "A-2")]
    finished(tmp_path, good)


def wait_for(lines: int, out: Path) -> None:
    until = time.monotonic() + 100
    while time.monotonic() < until:
        if (out / MANIFEST).exists() and (out / MANIFEST).read_bytes().count(b"\n") >= lines:
            return
        time.sleep(0.01)
    raise AssertionError("it did not get so far")


def all_gone(group: int) -> bool:
    """Whether all processes of the group end within some seconds."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("lines", [0, 2])
def test_the_parent_is_killed(lines: int, tmp_path: Path, good: dict[str, bytes]) -> None:
    run = subprocess.Popen(
        [*COMMAND, "--workers", "2"], cwd=tmp_path, env=environment(), stderr=subprocess.DEVNULL, start_new_session=True
    )
    wait_for(lines, tmp_path / "out")
    run.kill()
    run.wait()
    assert all_gone(run.pid), "workers go with their parent"
    nothing_half(tmp_path / "out", good)
    finished(tmp_path, good, engine=two if lines else None)


def test_ctrl_c(tmp_path: Path, good: dict[str, bytes]) -> None:
    run = subprocess.Popen(
        [*COMMAND, "--workers", "2"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    wait_for(1, tmp_path / "out")
    os.killpg(run.pid, signal.SIGINT)  # As a terminal does: to all of them.
    out, err = run.communicate(timeout=60)
    assert run.returncode == 130
    assert err.decode() == "Stopped. What is finished is in out; go on with the same command and --resume.\n"
    assert not out
    assert all_gone(run.pid)
    assert not list((tmp_path / "out").glob(".handouts-*.tmp"))
    assert '"status": "stopped"' in (tmp_path / "out" / "summary.json").read_text()
    nothing_half(tmp_path / "out", good)
    finished(tmp_path, good)


# The disk


class FullDisk:
    """Stands in for ``os`` where leaflets are written: only ``room`` more files can be begun."""

    def __init__(self, room: int, code: int, text: str) -> None:
        self._room, self._error = room, OSError(code, text)

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int:
        self._room -= bool(flags & os.O_CREAT)
        if self._room < 0:
            raise self._error
        return os.open(path, flags, mode)


@pytest.mark.parametrize("room", [1, 6, 11])
@pytest.mark.parametrize(("code", "text"), [(28, "No space left on device"), (30, "Read-only file system")])
def test_a_disk_that_takes_no_more(
    room: int, code: int, text: str, tmp_path: Path, good: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["handouts.batch.run"], "CHUNK", 2)
    with monkeypatch.context() as full:
        full.setattr(durable, "os", FullDisk(room, code, text))
        with pytest.raises(CannotWrite, match=text) as raised:
            go(tmp_path / "list.jsonl", tmp_path / "out")
    assert "--resume" in raised.value.remedy
    check_whole(tmp_path / "out", len(entries(tmp_path / "out")))
    assert len(entries(tmp_path / "out")) == room // 4 * 2
    finished(tmp_path, good)


def test_files_may_only_be_small(tmp_path: Path, good: dict[str, bytes]) -> None:
    """A real limit, in real workers: a file of which only the first half can be written."""
    program = (
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, -1))\n"
        "from handouts.cli import main\n"
        "if __name__ == '__main__': main()\n"
    )
    (tmp_path / "limited.py").write_text(program)
    command = [sys.executable, "limited.py", *COMMAND[3:], "--workers", "1"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 2, done
    assert "it could not be written: " in done.stderr
    assert "--resume" in done.stderr
    assert not list((tmp_path / "out").glob("*.pdf"))
    assert not list((tmp_path / "out").glob(".handouts-*.tmp"))
    finished(tmp_path, good)


def test_a_folder_that_takes_nothing(tmp_path: Path, good: dict[str, bytes]) -> None:
    (tmp_path / "out").mkdir(mode=0o500)
    with rights_count(), pytest.raises(CannotWrite, match="Permission denied"):
        go(tmp_path / "list.jsonl", tmp_path / "out")
    (tmp_path / "out").chmod(0o700)
    finished(tmp_path, good)


def test_a_folder_that_takes_nothing_more(tmp_path: Path, good: dict[str, bytes]) -> None:
    """Its rights are taken away while leaflets are made."""
    out = tmp_path / "out"

    def close(doing: str, done: int) -> None:
        if doing == "Making leaflets":
            out.chmod(0o500)

    try:
        with rights_count(), pytest.raises(CannotWrite, match="Permission denied"):
            go(tmp_path / "list.jsonl", out, watch=Watch(close))
    finally:
        out.chmod(0o700)
    check_whole(out, len(entries(out)))
    assert 0 < len(entries(out)) < 6
    finished(tmp_path, good)


def test_a_file_where_the_folder_should_be(tmp_path: Path, good: dict[str, bytes]) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(CannotWrite, match="could not be written"):
        go(tmp_path / "list.jsonl", tmp_path / "out")


# What is found afterwards


def lines(out: Path) -> list[bytes]:
    return (out / MANIFEST).read_bytes().splitlines(keepends=True)


def torn(found: list[bytes]) -> list[bytes]:
    return [*found[:-1], found[-1][:50]]


def flipped(found: list[bytes]) -> list[bytes]:
    return [found[0], found[1].replace(b'"row":2', b'"row":5'), *found[2:]]


def garbage(found: list[bytes]) -> list[bytes]:
    return [*found[:2], b"\x00" * 700 + b"\n", *found[3:]]


def twice(found: list[bytes]) -> list[bytes]:
    return [*found, found[0]]


def shuffled(found: list[bytes]) -> list[bytes]:
    return found[::-1]


def without_its_end(found: list[bytes]) -> list[bytes]:
    return [*found[:-1], found[-1][:-1]]


def run_together(found: list[bytes]) -> list[bytes]:
    """What a write after a torn line leaves: two orders in one line."""
    return [found[0], found[1][:50] + found[2], *found[3:]]


def of_another_list(found: list[bytes]) -> list[bytes]:
    """Whole lines with whole files, of a row and of a reference that another list has."""
    known, form = Form({}).own(found[0]), Form({"run": "0" * 16})
    assert known is not None
    return [form.line(replace(known, row=9)), form.line(replace(known, row=2)), *found]


CHANGES = [
    *((torn, 1, 5), (flipped, 1, 5), (garbage, 1, 5), (without_its_end, 1, 5), (run_together, 1, 4)),
    *((twice, 0, 6), (shuffled, 0, 6), (of_another_list, 2, 6), (lambda _: [], 0, 0)),
]


@pytest.mark.parametrize(("change", "again", "kept"), CHANGES)
def test_a_manifest_that_was_changed(
    change: Callable[[list[bytes]], list[bytes]], again: int, kept: int, tmp_path: Path, good: dict[str, bytes]
) -> None:
    out = tmp_path / "out"
    go(tmp_path / "list.jsonl", out)
    (out / MANIFEST).write_bytes(b"".join(change(lines(out))))
    stamps = {path.name: path.stat().st_mtime_ns for path in out.glob("*.pdf")}
    report = go(tmp_path / "list.jsonl", out, resume=True)
    assert (report.again, report.kept) == (again, kept)
    check_whole(out, 6)
    assert digests(out) == good
    same = [name for name, at in stamps.items() if (out / name).stat().st_mtime_ns == at]
    assert len(same) == report.kept, "nothing is made twice"


@pytest.mark.parametrize("harm", ["gone", "shorter", "other", "record"])
def test_a_file_that_was_changed_is_made_again(harm: str, tmp_path: Path, good: dict[str, bytes]) -> None:
    out = tmp_path / "out"
    go(tmp_path / "list.jsonl", out)
    path = out / ("A-2.json" if harm == "record" else "A-2.pdf")
    was = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(was[:-9] if harm == "shorter" else was[:-9] + b"x" * 9)
    report = go(tmp_path / "list.jsonl", out, resume=True)
    assert (report.kept, report.again) == (5, 1)
    check_whole(out, 6)
    assert digests(out) == good


def test_what_was_left_aside_is_taken_away(tmp_path: Path, good: dict[str, bytes]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    left = out / ".handouts-0123456789abcdef.tmp"
    left.write_bytes(b"half a leaflet")
    seen: list[bool] = []
    go(tmp_path / "list.jsonl", out, watch=Watch(lambda _doing, _done: seen.append(left.exists())))
    assert not any(seen), "before there is a new one: the disk may be full of them"
    finished(tmp_path, good)
