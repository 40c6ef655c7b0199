"""A real Dask cluster of several processes: the same files and manifest, also when workers die."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from handouts.batch import Engine, Setup
from handouts.batch.engines import Lost, chunked
from handouts.batch.engines.cluster import Cluster, Parcel
from handouts.batch.manifest import Status
from handouts.cli import run as command
from handouts.errors import CannotWork, CannotWrite
from handouts.intake.lists import Plan
from handouts.model.library import Library
from handouts.pipeline import Settings
from tests.batch.lists import NAMES, Watch, check_whole, go, row, written
from tests.batch.test_faults import digests
from tests.batch.test_processes import Number, rows
from tests.strategies import TODAY

if sys.platform == "win32":
    pytest.skip("signals are not the same there", allow_module_level=True)

distributed = pytest.importorskip("distributed")


@dataclass(frozen=True)
class Running:
    """A cluster and its address."""

    cluster: Any
    address: str

    def pids(self) -> list[int]:
        with distributed.Client(self.address, set_as_default=False) as client:
            return list(client.run(os.getpid).values())


@pytest.fixture(scope="module")
def cluster() -> Iterator[Running]:
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as found:
        yield Running(found, found.scheduler_address)


@pytest.fixture
def setup(library: Library) -> Setup:
    return Setup(Settings(today=TODAY), Plan(), library.digest)


def test_in_order(cluster: Running, setup: Setup) -> None:
    with Cluster(setup, cluster.address) as engine:
        assert engine.workers == 3
        done = list(engine.run(Number(), chunked(rows(60), 2)))
    found = [result for one in done for result in one.results if not isinstance(result, Lost)]
    assert [number for number, _, _ in found] == list(range(60))
    assert len({pid for _, pid, _ in found} - {os.getpid()}) > 1


def test_a_worker_is_killed(cluster: Running, tmp_path: Path) -> None:
    path = written(tmp_path, map(row, range(8)))
    go(path, tmp_path / "good")
    killed: list[int] = []

    def kill(doing: str, done: int) -> None:
        if doing == "Making leaflets" and not killed:
            killed.extend(cluster.pids())
            os.kill(killed[0], signal.SIGKILL)

    def engine(setup: Setup) -> Engine:
        return Cluster(setup, cluster.address)

    report = go(path, tmp_path / "out", watch=Watch(kill), engine=engine)
    assert killed
    assert report.counts == {Status.MADE: 8}
    check_whole(tmp_path / "out", 8)
    good, made = digests(tmp_path / "good"), digests(tmp_path / "out")
    assert made == good
    (tmp_path / "out" / "A-3.pdf").unlink()
    resumed = go(path, tmp_path / "out", engine=engine, resume=True)
    assert (resumed.kept, resumed.counts) == (7, {Status.MADE: 8})
    assert digests(tmp_path / "out") == good


def test_a_row_that_kills_is_set_aside(cluster: Running, setup: Setup) -> None:
    with Cluster(setup, cluster.address) as engine:
        done = list(engine.run(Number(deadly=(4,)), chunked(rows(8), 3)))
    results = [result if isinstance(result, Lost) else result[0] for one in done for result in one.results]
    assert results == [0, 1, 2, 3, Lost(4), 5, 6, 7]


def test_what_ends_the_run(cluster: Running, setup: Setup) -> None:
    with Cluster(setup, cluster.address) as engine, pytest.raises(CannotWrite, match="the disk is full"):
        list(engine.run(Number(wrong=(3,)), chunked(rows(20), 2)))
    for other in (
        Setup(setup.settings, setup.plan, "another"),
        Setup(setup.settings, setup.plan, setup.library, "0.0"),
    ):
        with Cluster(other, cluster.address) as engine, pytest.raises(CannotWork, match="a worker has "):
            list(engine.run(Number(), chunked(rows(1), 1)))


def test_a_chunk_does_not_say_what_it_holds(setup: Setup) -> None:
    parcel = Parcel(setup, Number(), tuple(rows(1, NAMES[0])))
    assert NAMES[0] not in repr(parcel)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere"])
def test_no_scheduler(address: str, setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.batch.engines.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(CannotWork, match="there is no Dask scheduler"), Cluster(setup, address):
        pass


def test_at_the_command_line(cluster: Running, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, [row(0)])
    arguments = ["batch", str(path), "-o", str(tmp_path / "out"), "--today", "2026-11-21", "--engine", "dask"]
    assert command(arguments) == 2
    assert "--scheduler" in capsys.readouterr().err
    assert command([*arguments, "--scheduler", cluster.address]) == 0
    check_whole(tmp_path / "out", 1)
