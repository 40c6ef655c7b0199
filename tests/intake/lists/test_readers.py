"""The shared reader test: the same orders come out of every kind of list, at their own places."""

from __future__ import annotations

import pickle
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.intake.lists import RawRow, open_list, order_of
from handouts.intake.lists.readers import READERS
from handouts.model.library import Library
from handouts.model.order import Order
from handouts.model.problem import Problem
from tests.intake.lists.written import THREE, WRITERS, table, write_csv
from tests.strategies import TODAY, built_in, orders


def read(path: Path, mapping: Path | None = None) -> tuple[list[Order | None], list[Problem]]:
    """Every order of a list and every problem, its own and those of its rows."""
    vocabulary = built_in().vocabulary
    opened = open_list(path, mapping, vocabulary)
    found, problems = [], list(opened.problems)
    for raw in opened:
        order, told, _ = order_of(raw, vocabulary, TODAY, opened.plan)
        found.append(order)
        problems += told
    return found, problems


def test_every_reader_is_tested_here() -> None:
    assert set(WRITERS) == set(READERS)


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_three_orders(kind: str, tmp_path: Path) -> None:
    found, problems = read(WRITERS[kind](tmp_path, THREE))
    assert problems == []
    expected = [Order.model_validate(order) for order in THREE]
    assert found == expected
    assert found[2] is not None
    assert found[2].exercises == (), "none: an empty list, not the pack's"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-mark", "cp1252"])
@pytest.mark.parametrize("quote_all", [True, False])
def test_any_common_csv(delimiter: str, encoding: str, quote_all: bool, tmp_path: Path) -> None:
    name = "utf-16-be" if encoding == "utf-16-be-mark" else encoding
    path = write_csv(tmp_path / "l.csv", table(THREE), delimiter=delimiter, encoding=name, quote_all=quote_all)
    if encoding == "utf-16-be-mark":
        path.write_bytes(b"\xfe\xff" + path.read_bytes())
    found, problems = read(path)
    assert found == [Order.model_validate(order) for order in THREE]
    assert [problem.code for problem in problems] == (["not-utf-8"] if encoding == "cp1252" else [])
    assert not any(problem.is_error for problem in problems)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(kind=st.sampled_from(sorted(WRITERS)), some=st.lists(orders(), min_size=1, max_size=2))
def test_any_order_comes_back(kind: str, some: list[Order], tmp_path_factory: pytest.TempPathFactory) -> None:
    plain = [order.model_dump(mode="json", by_alias=True, exclude_defaults=True) for order in some]
    for order in plain:
        # A list with nothing in it cannot be told from the word none in a cell, and means the same.
        facts = order["facts"]
        facts |= {name: facts[name] or "none" for name in ("medicines", "allergies", "devices") if name in facts}
    path = WRITERS[kind](tmp_path_factory.mktemp("l"), plain)
    found, problems = read(path)
    # One order is judged by itself: a birth date need not go with the age.
    assert {problem.code for problem in problems} <= {"age-disagrees"}
    assert problems or found == [Order.model_validate(order) for order in plain]


@pytest.mark.parametrize("kind", WRITERS)
def test_a_worker_needs_no_more_than_the_row_and_the_plan(kind: str, tmp_path: Path, library: Library) -> None:
    opened = open_list(WRITERS[kind](tmp_path, THREE), None, library.vocabulary)
    sent = pickle.dumps([(raw, opened.plan) for raw in opened])
    for path in sorted(tmp_path.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    back: list[tuple[RawRow, object]] = pickle.loads(sent)
    found = [order_of(raw, library.vocabulary, TODAY, opened.plan)[0] for raw, _ in back]
    assert found == [Order.model_validate(order) for order in THREE]


@pytest.mark.parametrize("kind", WRITERS)
def test_a_list_can_be_read_twice(kind: str, tmp_path: Path, library: Library) -> None:
    opened = open_list(WRITERS[kind](tmp_path, THREE), None, library.vocabulary)
    assert list(opened) == list(opened)
    assert len(list(opened)) == 3


def test_a_row_is_small(tmp_path: Path, library: Library) -> None:
    opened = open_list(WRITERS[".csv"](tmp_path, THREE), None, library.vocabulary)
    assert len(pickle.dumps(next(iter(opened)))) < 600


PLACES = {
    ".csv": 'list.csv: row 3, column "facts.age"',
    ".tsv": 'list.tsv: row 3, column "facts.age"',
    ".txt": 'list.txt: row 3, column "facts.age"',
    ".xlsx": 'list.xlsx: row 3, column "facts.age"',
    ".jsonl": 'list.jsonl: row 2, column "facts.age"',
    ".ndjson": 'list.ndjson: row 2, column "facts.age"',
    ".yaml": "list.yaml:29:8",
    ".yml": "list.yml:29:8",
    "/": "list/001.yaml:5:8",
}


@pytest.mark.parametrize("kind", WRITERS)
def test_a_fault_stands_where_it_is(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    second = {**THREE[1], "facts": {**THREE[1]["facts"], "age": "Zyxwvut"}}
    found, problems = read(WRITERS[kind](Path(), [THREE[0], second, THREE[2]]))
    assert [order is None for order in found] == [False, True, False]
    assert [(str(problem.place), problem.code) for problem in problems] == [(PLACES[kind], "bad-value")]
    assert "zyxwvut" not in str(problems).lower()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("gone.csv", "no-file"),
        ("old.xls", "unknown-list"),
        ("none", "unknown-list"),
        ("x" * 300 + ".csv", "cannot-read"),
    ],
)
def test_lists_that_cannot_be_read(name: str, code: str, tmp_path: Path) -> None:
    if "x" * 9 not in name and name != "gone.csv":
        (tmp_path / name).write_bytes(b"reference\n")
    found, problems = read(tmp_path / name)
    assert (found, [problem.code for problem in problems]) == ([], [code])
    assert all(problem.hint for problem in problems)


@pytest.mark.parametrize(
    ("kind", "text"), [(".csv", ""), (".csv", "\n \n"), (".jsonl", ""), (".yaml", "# nothing\n---\n")]
)
def test_an_empty_list(kind: str, text: str, tmp_path: Path) -> None:
    (tmp_path / f"l{kind}").write_text(text, encoding="utf-8")
    assert read(tmp_path / f"l{kind}")[0] == []


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert [problem.code for problem in read(tmp_path)[1]] == ["empty"]


def test_a_folder_in_the_order_of_names_with_a_row_that_cannot_be_read(tmp_path: Path) -> None:
    WRITERS["/"](tmp_path, THREE)
    (tmp_path / "list" / "000a.yml").mkdir()
    (tmp_path / "list" / ".hidden.yaml").write_text("x", encoding="utf-8")
    (tmp_path / "list" / "readme.txt").write_text("x", encoding="utf-8")
    found, problems = read(tmp_path / "list")
    assert [order and order.reference for order in found] == ["A-1", None, "A-2", "A-3"]
    assert [problem.code for problem in problems] == ["is-folder"]


@pytest.mark.parametrize("kind", [".csv", ".jsonl", ".yaml"])
def test_a_long_list_never_sits_in_memory(kind: str, tmp_path: Path, library: Library) -> None:
    path = WRITERS[kind](tmp_path, [THREE[0]] * 3)
    beginning, one = path.read_bytes(), WRITERS[kind](tmp_path, THREE[:1]).read_bytes()
    body = one.partition(b"\n")[2] if kind == ".csv" else one
    path.write_bytes(beginning + body * 20_000)
    opened = open_list(path, None, library.vocabulary)
    tracemalloc.start()
    try:
        assert sum(1 for _ in opened) == 20_003
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 2_500_000
    assert peak < 500_000
