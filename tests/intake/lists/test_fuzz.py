"""Whatever a file holds: no traceback, nothing typed is repeated, and no row gets what stands in another."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.errors import BadInput
from handouts.intake.lists import Rejected, check_list
from handouts.intake.lists.propose import propose
from tests.intake.lists.written import THREE, WRITERS, table
from tests.strategies import TODAY, built_in

SECRET = "Zyxwvut"
NAMES = table(THREE)[0]
PARTS = st.sampled_from(
    ["\n", "\r\n", "\r", ",", ";", "\t", "|", '"', '""', "'", "=", "---\n", "sep=;", "{", "}", "[", "]", ": ", "- ",
     "reference", "facts.age", "facts", "41", "yes", "2026-11-16", "#N/A", "\ufeff", " ", "é", *NAMES]
)  # fmt: skip


def everything(path: Path, mapping: Path | None = None) -> str:
    """Read, check and set aside a list; all that was said of it."""
    check = check_list(path, mapping, built_in().vocabulary, TODAY)
    problems = list(check.orders.problems)
    with Rejected(check.orders) as rejected:
        try:
            for checked in check:
                problems += checked.problems
                rejected.add(checked.raw, checked.problems, checked.document)
        except BadInput as error:
            problems += error.problems
        for line in csv.reader(
            io.StringIO(b"".join(rejected.pieces()).decode("utf-8-sig", "surrogatepass"), newline="")
        ):
            assert not any(cell.startswith(tuple("=+-@")) for cell in line)
    assert all(problem.hint for problem in problems)
    return " ".join(f"{problem.place} {problem.message} {problem.hint}" for problem in problems)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


KINDS = st.sampled_from([".csv", ".tsv", ".txt", ".jsonl", ".yaml", ".xlsx"])


@given(KINDS, st.binary(max_size=300))
def test_any_bytes(folder: Path, kind: str, raw: bytes) -> None:
    path = folder / f"a{kind}"
    path.write_bytes(raw)
    everything(path)


@given(KINDS, st.lists(PARTS | st.just(SECRET), max_size=60), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_anything_that_looks_like_a_list(folder: Path, kind: str, parts: list[str], encoding: str) -> None:
    path = folder / f"b{kind}"
    path.write_text("".join(parts), encoding=encoding, errors="replace", newline="")
    assert SECRET.lower() not in everything(path).lower()


@given(st.lists(st.lists(st.text(max_size=8) | st.sampled_from(NAMES), max_size=6), max_size=5))
def test_any_table(folder: Path, rows: list[list[str]]) -> None:
    path = folder / "c.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file).writerows([NAMES[:6], *rows])
    everything(path)
    (folder / "m.yaml").write_text(json.dumps({"columns": {"Zimmer": "note"}}), encoding="utf-8")
    everything(path, folder / "m.yaml")
    with contextlib.suppress(BadInput):
        propose(path, built_in().vocabulary)


@given(
    st.sampled_from([kind for kind in WRITERS if kind != "/"]), st.integers(0, 400), st.binary(min_size=1, max_size=4)
)
def test_a_list_with_a_scratch(tmp_path_factory: pytest.TempPathFactory, kind: str, at: int, scratch: bytes) -> None:
    path = WRITERS[kind](tmp_path_factory.mktemp("l"), THREE)
    raw = path.read_bytes()
    at = at * len(raw) // 400
    path.write_bytes(raw[:at] + scratch + raw[at + len(scratch) :])
    everything(path)


@given(st.sampled_from(list(WRITERS)), st.permutations(range(8)), st.sets(st.integers(0, 7)))
def test_no_row_gets_what_stands_in_another(
    tmp_path_factory: pytest.TempPathFactory, kind: str, order: list[int], bare: set[int]
) -> None:
    made = []
    for n in order:
        one = {"reference": f"R-{n}", "facts": {**THREE[1]["facts"], "age": str(30 + n)}}
        made.append(one if n in bare else {**one, "patient": {"name": f"Name {n}"}, "note": f"Words for {n}"})
    check = check_list(WRITERS[kind](tmp_path_factory.mktemp("l"), made), None, built_in().vocabulary, TODAY)
    found = [checked.order for checked in check]
    for n, read in zip(order, found, strict=True):
        assert read is not None
        assert (read.reference, read.facts.age) == (f"R-{n}", 30 + n)
        assert (read.patient.name, read.note) == ((None, None) if n in bare else (f"Name {n}", f"Words for {n}"))


PATHS = st.sampled_from(
    ["facts.age", "reference", "exercises.0.id", "exercises", "facts", "note", "facts.agee", "a..b", ""]
)
HEADERS = st.sampled_from([*NAMES[:5], "Zimmer", "", SECRET])
MAPPINGS = st.fixed_dictionaries(
    {},
    optional={
        "columns": st.dictionaries(
            HEADERS, PATHS | st.fixed_dictionaries({"field": PATHS, "values": st.just({"a": "b"})})
        ),
        "join": st.dictionaries(PATHS, st.lists(HEADERS, max_size=3)),
        "ignore": st.lists(HEADERS, max_size=3),
        "constants": st.dictionaries(PATHS, st.sampled_from(["yes", "41", SECRET, "2026-13-01", "none", ""])),
        "dates": st.sampled_from(["day/month/year", "year/day/month", "day", SECRET, ""]),
        "separator": st.sampled_from([";", ",", "||", ""]),
        "words": st.dictionaries(st.sampled_from(["yes", "none", "maybe"]), st.lists(st.sampled_from(["y", ""]))),
        "delimiter": st.sampled_from(["comma", "tab", SECRET]),
        "sheet": st.just(SECRET),
    },
)


@given(MAPPINGS | st.lists(st.text()) | st.text())
def test_any_mapping(folder: Path, mapping: object) -> None:
    path = folder / "d.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([*table(THREE), [SECRET] * 9])
    (folder / "n.yaml").write_text(json.dumps(mapping), encoding="utf-8")
    said = everything(path, folder / "n.yaml")
    # A name that the mapping gives to a column is shown; what stands in a cell or after a colon never is.
    assert SECRET not in said.replace(f'column "{SECRET}"', "")
