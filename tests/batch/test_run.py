"""A whole run: what is made, what is set aside, what is told, and what nobody may learn from it."""

from __future__ import annotations

import csv
import json
import stat
from pathlib import Path

import pytest

from handouts import pipeline
from handouts.batch import Found
from handouts.batch.lock import Lock
from handouts.batch.manifest import MANIFEST, Status
from handouts.batch.places import depth_for
from handouts.errors import BadInput, CannotWrite
from handouts.model.extra import Extra
from handouts.pipeline import Settings, make_files
from tests.batch.lists import NAMES, Watch, check_whole, entries, go, row, written
from tests.strategies import TODAY


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_files_as_one_by_one(tmp_path: Path) -> None:
    rows = [row(0), row(1, red_flags=["saddle_numb"]), row(2)]
    report = go(written(tmp_path, rows), tmp_path / "out")
    check_whole(tmp_path / "out", 3)
    alone = tmp_path / "alone"
    paths = []
    for one in rows:
        paths.append(tmp_path / f"{one['reference']}.yaml")
        paths[-1].write_text(json.dumps(one), encoding="utf-8")
    make_files(paths, alone, Settings(today=TODAY))
    names = sorted(path.name for path in alone.iterdir())
    assert len(names) == 6
    for name in names:
        assert (alone / name).read_bytes() == (tmp_path / "out" / name).read_bytes()
    assert report.complete
    assert (report.counts[Status.MADE], report.counts[Status.URGENT]) == (2, 1)


def test_what_else_is_made_is_in_the_manifest(tmp_path: Path) -> None:
    settings = Settings(today=TODAY, also=(Extra.POSTER,))
    rows = [row(0), {**row(1), "reference": "A-0-poster"}]
    report = go(written(tmp_path, rows), tmp_path / "out", settings=settings)
    check_whole(tmp_path / "out", 2)
    made, clash = sorted(entries(tmp_path / "out"), key=lambda entry: entry.row)
    assert {mark.name for mark in made.beside} == {"A-0.json", "A-0-poster.pdf"}
    assert (clash.status, clash.codes) == (Status.REJECTED, ("reference-clash",))
    assert report.not_made == 1


def test_those_who_need_help_are_told_of_and_made_first(tmp_path: Path) -> None:
    rows = [row(0), row(1, red_flags=["fever"]), row(2), row(3, red_flags=["saddle_numb"]), row(4, age="x")]
    out = tmp_path / "out"
    seen: list[tuple[str, bool]] = []

    class Told(Watch):
        def checked(self, found: Found) -> None:
            super().checked(found)
            assert [one["reference"] for one in table(out / "urgent.csv")] == ["A-3", "A-1"]
            assert [one["handouts_codes"] for one in table(out / "rejected.csv")] == ["bad-value"]
            assert not list(out.glob("*.pdf"))

    watch = Told(lambda doing, _done: seen.append((doing, (out / "A-0.pdf").exists())))
    go(written(tmp_path, rows), out, watch=watch)
    assert watch.found is not None
    assert [judged.reference for judged in watch.found.urgent] == ["A-1", "A-3"]
    assert [entry.reference for entry in entries(out) if entry.leaflet][:2] == ["A-1", "A-3"]
    assert seen[0] == ("Checking", False)
    found = table(out / "urgent.csv")
    assert [(one["reference"], one["row"], one["sheet"], one["file"]) for one in found] == [
        ("A-3", "line 4", "emergency", "A-3.pdf"),
        ("A-1", "line 2", "same_day", "A-1.pdf"),
    ]
    assert found[0]["why"].startswith("RED: ")
    assert stat.S_IMODE((out / "urgent.csv").stat().st_mode) == 0o600


def test_rows_with_faults_are_set_aside_and_go_through_when_mended(tmp_path: Path) -> None:
    out = tmp_path / "out"
    text = (
        "reference,format,patient.name,facts.age,facts.region,facts.onset_days,facts.red_flag_screen.done\n"
        "A-1,standard,Ova Brandreth,41,neck,5,yes\nA-2,standard,Ilm Tarrow,4x,neck,5,yes\n"
        "A-3,standard,Udo Fennick,44,neck,5,no\nA-4,standard,李 Wyvern,44,neck,5,yes\n"
    )
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    watch = Watch()
    report = go(tmp_path / "list.csv", out, watch=watch)
    check_whole(out, 4)
    told = [(problem.code, problem.place.line, problem.place.header) for problem in watch.told]
    assert told == [
        ("bad-value", 3, "facts.age"),
        ("screen-not-done", 4, "facts.red_flag_screen.done"),
        ("unprintable", 5, "patient.name"),
    ]
    assert [one["handouts_codes"] for one in table(out / "rejected.csv")] == [code for code, _, _ in told]
    assert stat.S_IMODE((out / "rejected.csv").stat().st_mode) == 0o600
    assert report.counts == {Status.MADE: 1, Status.REJECTED: 3}
    assert sorted(entry.reference for entry in entries(out)) == ["A-1", "A-2", "A-3", "A-4"]
    mended = (
        (out / "rejected.csv").read_text("utf-8-sig").replace("4x", "42").replace("李", "Li").replace('"no"', '"yes"')
    )
    (tmp_path / "mended.csv").write_text(mended, encoding="utf-8")
    again = go(tmp_path / "mended.csv", tmp_path / "out2")
    assert again.counts == {Status.MADE: 3}


@pytest.mark.parametrize("line", ["Brandreth,41,neck,5,yes", "A 2,standard,Ova,41,neck,5,yes", ",standard,Ova"])
def test_what_may_be_no_reference_is_not_in_the_manifest(line: str, tmp_path: Path) -> None:
    """Cells of a row of another length may stand under other columns: a name could be taken for the reference."""
    head = "reference,format,patient.name,facts.age,facts.region,facts.onset_days,facts.red_flag_screen.done\n"
    (tmp_path / "list.csv").write_text(f"{head}{line}\n", encoding="utf-8")
    report = go(tmp_path / "list.csv", tmp_path / "out")
    assert report.counts == {Status.REJECTED: 1}
    assert [entry.reference for entry in entries(tmp_path / "out")] == [""]


def test_two_rows_with_one_reference_are_both_faults(tmp_path: Path) -> None:
    out = tmp_path / "out"
    rows = [row(0), row(1, red_flags=["fever"]), {**row(2), "reference": "a-0"}, row(3), row(1, age="x")]
    watch = Watch()
    report = go(written(tmp_path, rows), out, watch=watch)
    check_whole(out, 5)
    assert [entry.reference for entry in entries(out) if entry.leaflet] == ["A-3"]
    assert sorted(p.place.line for p in watch.told if p.code == "repeated-reference") == [1, 2, 3, 5]
    assert sorted(one["handouts_row"] for one in table(out / "rejected.csv")) == ["1", "2", "3", "5"]
    assert [judged.fails for judged in report.found.urgent] == [True]
    assert [one["file"] for one in table(out / "urgent.csv")] == [""]


def test_all_or_nothing(tmp_path: Path) -> None:
    report = go(written(tmp_path, [row(0), row(1, age="x")]), tmp_path / "out", fail_fast=True)
    assert not report.complete
    assert not list((tmp_path / "out").glob("*.pdf"))
    assert (tmp_path / "out" / "rejected.csv").exists()
    whole = go(written(tmp_path, [row(0)], "good.jsonl"), tmp_path / "out2", fail_fast=True)
    assert whole.counts == {Status.MADE: 1}


def test_a_fault_in_handouts_stops_one_row_and_shows_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    make = pipeline.make

    def breaks(order: object, *rest: object, **more: object) -> object:
        if order.reference == "A-1":  # type: ignore[attr-defined]
            raise RuntimeError(f"cannot make {order}")
        return make(order, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "make", breaks)
    watch = Watch()
    report = go(written(tmp_path, map(row, range(3))), out, watch=watch)
    check_whole(out, 3)
    entry = next(entry for entry in entries(out) if entry.row == 2)
    assert (entry.status, entry.codes) == (Status.FAILED, ("bug",))
    assert entry.where[0] == "RuntimeError"
    assert any(place.startswith("handouts/batch/worker.py:") for place in entry.where)
    assert report.counts == {Status.MADE: 2, Status.FAILED: 1}
    assert [problem.code for problem in watch.told] == ["bug"]
    monkeypatch.undo()
    assert go(tmp_path / "list.jsonl", out, resume=True).counts == {Status.MADE: 3}
    check_whole(out, 3)
    assert not (out / "rejected.csv").exists()


def test_a_fault_in_handouts_while_it_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(order: object, *_rest: object, **_more: object) -> None:
        raise RuntimeError(f"cannot decide {order}")

    monkeypatch.setattr(pipeline, "decide", breaks)
    report = go(written(tmp_path, [row(0)]), tmp_path / "out")
    assert report.counts == {Status.FAILED: 1}
    assert entries(tmp_path / "out")[0].codes == ("bug",)
    assert entries(tmp_path / "out")[0].where[0] == "RuntimeError"


def test_names_stand_in_leaflets_and_rejected_rows_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    rows = [row(0), row(1, red_flags=["fever"]), row(2, age="x"), row(3, red_flag_screen={"done": "no"})]
    watch = Watch()
    go(written(tmp_path, rows), out, watch=watch)
    said = " ".join(f"{problem.message} {problem.hint} {problem.place}" for problem in watch.told)
    said += "".join(p.read_text("utf-8") for p in out.iterdir() if p.suffix != ".pdf" and p.name != "rejected.csv")
    assert "A-1" in said
    for name in NAMES:
        for part in name.split():
            assert part not in said


def test_a_folder_with_a_batch_is_left_alone(tmp_path: Path) -> None:
    out, path = tmp_path / "out", written(tmp_path, [row(0)])
    go(path, out)
    with pytest.raises(BadInput, match="there is a batch in this folder already"):
        go(path, out)
    (out / "summary.json").unlink()
    with pytest.raises(BadInput, match="there is a batch in this folder already"):
        go(path, out)
    with pytest.raises(BadInput, match="nobody knows what the batch"):
        go(path, out, resume=True)


@pytest.mark.parametrize(
    ("what", "settings"), [("list", Settings(today=TODAY)), ("--page", Settings(TODAY, page="letter"))]
)
def test_it_goes_on_with_the_same_only(what: str, settings: Settings, tmp_path: Path) -> None:
    out, path = tmp_path / "out", written(tmp_path, [row(0)])
    go(path, out)
    if what == "list":
        written(tmp_path, [row(1)])
    before = (out / MANIFEST).read_bytes()
    with pytest.raises(BadInput, match=f"another {what}$"):
        go(path, out, settings=settings, resume=True)
    assert (out / MANIFEST).read_bytes() == before


def test_a_list_that_changes_meanwhile(tmp_path: Path) -> None:
    path = written(tmp_path, [row(0), row(1)])
    changed = Watch(lambda doing, _done: path.write_text(json.dumps(row(5)) + "\n") if doing == "Checking" else None)
    with pytest.raises(BadInput, match="the list was changed"):
        go(path, tmp_path / "out", watch=changed)
    assert not list((tmp_path / "out").glob("*.pdf"))


def test_one_run_in_a_folder_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    path = written(tmp_path, [row(0)])
    with Lock(tmp_path / "out"), pytest.raises(CannotWrite, match="another batch is at work"):
        go(path, tmp_path / "out")
    go(path, tmp_path / "out")


def test_very_many_files_go_into_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [depth_for(count) for count in (1, 10_000, 10_001, 2_560_000, 2_560_001)] == [0, 0, 1, 1, 2]
    monkeypatch.setattr("handouts.batch.places.FLAT", 1)
    out = tmp_path / "out"
    go(written(tmp_path, [row(0), row(1)]), out)
    check_whole(out, 2)
    names = [entry.leaflet.name for entry in entries(out) if entry.leaflet]
    assert all(len(name.split("/")[0]) == 2 for name in names)
    assert len(list(out.glob("*/"))) == 256
    assert json.loads((out / "summary.json").read_text())["levels_of_folders"] == 1
    (out / names[0]).unlink()
    left = out / Path(names[1]).parent / ".handouts-00ff.tmp"
    left.write_bytes(b"half")
    assert go(tmp_path / "list.jsonl", out, resume=True).kept == 1
    check_whole(out, 2)


@pytest.mark.parametrize("out", ["a.pdf", "a.txt"])
def test_a_folder_is_needed(out: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        go(written(tmp_path, [row(0)]), tmp_path / out)
