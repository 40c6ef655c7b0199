"""A batch with a file for the printer: as one by one, by however many workers, and when it goes on later."""

from __future__ import annotations

import contextlib
import csv
import json
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from handouts.batch import Engine, Setup
from handouts.batch.engines.here import Here
from handouts.batch.engines.processes import Processes
from handouts.batch.manifest import Status
from handouts.errors import BadInput
from handouts.pipeline import Settings
from handouts.print_run import PrintOptions
from handouts.printing import make_and_print
from tests.batch.lists import NAMES, check_whole, go, row, written
from tests.strategies import TODAY

ROWS = [row(0), row(1, red_flags=["saddle_numb"]), row(2, region="low_back"), {**row(3), "format": "large16"}]


def pages(path: Path) -> list[str]:
    with contextlib.closing(pypdfium2.PdfDocument(path)) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def index(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def one_by_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one")
    paths = [folder / f"{one['reference']}.yaml" for one in ROWS]
    for path, one in zip(paths, ROWS, strict=True):
        path.write_text(json.dumps(one), encoding="utf-8")
    make_and_print(paths, folder / "out", Settings(today=TODAY), PrintOptions(folder / "job.pdf", "job"))
    return folder


def two(setup: Setup) -> Engine:
    return Processes(setup, 2)


@pytest.mark.parametrize("engine", [Here, two])
def test_the_same_as_one_by_one(engine: Callable[[Setup], Engine], tmp_path: Path, one_by_one: Path) -> None:
    printing = PrintOptions(tmp_path / "job.pdf", "job")
    report = go(written(tmp_path, ROWS), tmp_path / "out", engine=engine, printing=printing)
    assert report.printed is not None
    assert report.printed.left_out == ("A-1",)
    check_whole(tmp_path / "out", 4)
    assert (tmp_path / "job.csv").read_bytes() == (one_by_one / "job.csv").read_bytes()
    assert pages(tmp_path / "job.pdf") == pages(one_by_one / "job.pdf")
    assert (tmp_path / "job.pdf").read_bytes() == (one_by_one / "job.pdf").read_bytes()


def test_when_it_goes_on(tmp_path: Path, one_by_one: Path) -> None:
    out, path = tmp_path / "out", written(tmp_path, ROWS)
    go(path, out)
    (out / "A-2.pdf").unlink()
    printing = PrintOptions(tmp_path / "job.pdf", "job")
    report = go(path, out, resume=True, printing=printing)
    assert (report.kept, report.counts) == (3, {Status.MADE: 3, Status.URGENT: 1})
    assert report.printed is not None
    assert report.printed.left_out == ("A-1",)
    assert (tmp_path / "job.csv").read_bytes() == (one_by_one / "job.csv").read_bytes()
    assert pages(tmp_path / "job.pdf") == pages(one_by_one / "job.pdf")


def test_each_page_is_of_the_patient_in_the_index(tmp_path: Path) -> None:
    go(written(tmp_path, ROWS), tmp_path / "out", printing=PrintOptions(tmp_path / "job.pdf", "job"))
    texts = pages(tmp_path / "job.pdf")
    found = index(tmp_path / "job.csv")
    assert {one["reference"] for one in found} == {"A-0", "A-2", "A-3"}
    for one in found:
        first, many = int(one["first_page"]), int(one["pages"])
        text = "".join(texts[first - 1 : first - 1 + many])
        assert [name for name in NAMES if name in text] == [NAMES[int(one["reference"][2:])]]


def test_not_among_the_leaflets(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="this folder is for the leaflets"):
        go(written(tmp_path, ROWS), tmp_path / "out", printing=PrintOptions(tmp_path / "out" / "job.pdf", "job"))
    assert not (tmp_path / "out").exists()
