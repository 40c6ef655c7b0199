"""Rows set aside: they come back as they were, with the same mapping, and none is a formula on the way."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.intake.lists import Rejected, check_list, open_list
from handouts.intake.lists.plan import OWN_COLUMNS
from handouts.intake.lists.row import TableRow
from handouts.model.order import Order
from tests.intake.lists.test_readers import read
from tests.intake.lists.written import THREE, WRITERS, table, write_csv, write_xlsx
from tests.strategies import TODAY, built_in


def set_aside(path: Path, mapping: Path | None = None, *, all: bool = False) -> bytes:
    """``rejected.csv`` of a list, with the rows that fail, or all."""
    check = check_list(path, mapping, built_in().vocabulary, TODAY)
    assert not any(problem.is_error for problem in check.orders.problems), check.orders.problems
    with Rejected(check.orders) as rejected:
        for checked in check:
            if all or checked.order is None:
                rejected.add(checked.raw, checked.problems, checked.document)
        return b"".join(rejected.pieces())


def cells(content: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


@pytest.mark.parametrize("kind", WRITERS)
def test_mended_rows_go_through_with_the_same_mapping(kind: str, tmp_path: Path) -> None:
    second = {**THREE[1], "facts": {**THREE[1]["facts"], "age": "thirty"}}
    path = WRITERS[kind](tmp_path, [THREE[0], second, THREE[2]])
    content = set_aside(path)
    again = tmp_path / "rejected.csv"
    again.write_bytes(content)
    assert [problem.code for problem in read(again)[1]] == ["bad-value"]
    again.write_bytes(content.replace(b"thirty", b"30"))
    assert read(again) == ([Order.model_validate(THREE[1])], [])


@pytest.mark.parametrize("kind", WRITERS)
def test_everything_comes_back(kind: str, tmp_path: Path) -> None:
    path = WRITERS[kind](tmp_path, THREE)
    (tmp_path / "rejected.csv").write_bytes(set_aside(path, all=True))
    assert read(tmp_path / "rejected.csv") == ([Order.model_validate(order) for order in THREE], [])


def test_columns_in_their_order_with_three_more(tmp_path: Path) -> None:
    rows = table(THREE)
    rows[2][rows[0].index("facts.age")] = "old"
    path = write_csv(tmp_path / "l.csv", rows, delimiter=";")
    head, *body = cells(set_aside(path), ";")
    assert head == [*rows[0], *OWN_COLUMNS]
    assert [row[:-3] for row in body] == [rows[2]]
    number, codes, words = body[0][-3:]
    assert (number, codes) == ("3", "bad-value")
    assert words.startswith("facts.age: age: a whole number is expected. Write digits")
    # Set aside again, they are not heaped up.
    (tmp_path / "rejected.csv").write_bytes(set_aside(path))
    head_again, again = cells(set_aside(tmp_path / "rejected.csv"), ";")
    assert head_again == head
    assert again[-3:-1] == ["2", "bad-value"]


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8), min_size=3, max_size=3
    )
)
def test_any_cell_comes_back_and_none_is_a_formula(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("l")
    head = ["reference", "note", "patient.name", "facts.age", "facts.region", "facts.red_flag_screen.done"]
    row = [*texts, "=2+3", "@neck", "-yes"]
    path = write_csv(folder / "l.csv", [head, row], quote_all=True)
    content = set_aside(path)
    for line in cells(content):
        assert not any(cell.startswith(tuple("=+-@\t\r\n")) for cell in line)
    (folder / "rejected.csv").write_bytes(content)
    (back,) = open_list(folder / "rejected.csv", None, built_in().vocabulary)
    assert isinstance(back, TableRow)
    assert list(back.cells[: len(row)]) == row


def test_dates_of_a_workbook_come_back_in_the_format_of_the_clinic(tmp_path: Path) -> None:
    import datetime as dt

    rows: list[list[Any]] = [
        [*table(THREE[1:2])[0], "facts.red_flag_screen.on"],
        [*table(THREE[1:2])[1], dt.date(2026, 3, 4)],
    ]
    rows[1][rows[0].index("facts.age")] = "old"
    path = write_xlsx(tmp_path / "l.xlsx", rows)
    (tmp_path / "m.yaml").write_text("dates: month/day/year\n", encoding="utf-8")
    content = set_aside(path, tmp_path / "m.yaml")
    assert "03/04/2026" in cells(content)[1]
    (tmp_path / "rejected.csv").write_bytes(content.replace(b"old", b"41"))
    (order,), problems = read(tmp_path / "rejected.csv", tmp_path / "m.yaml")
    assert problems == []
    assert order is not None
    assert order.facts.red_flag_screen.on == dt.date(2026, 3, 4)


def test_a_row_with_too_many_cells_keeps_them_all(tmp_path: Path) -> None:
    rows = table(THREE[:1])
    path = write_csv(tmp_path / "l.csv", [rows[0], [*rows[1], "more", "=x"]])
    (tmp_path / "rejected.csv").write_bytes(set_aside(path))
    _head, row = cells((tmp_path / "rejected.csv").read_bytes())
    assert row[:-3] == [*rows[1], "more", "'=x"]
    assert [problem.code for problem in read(tmp_path / "rejected.csv")[1]] == ["no-column-name", "no-column-name"]


@pytest.mark.parametrize("text", ["reference: [A\n", "---\nreference: A-1\nfacts: old\n", "--- just words\n"])
def test_what_could_not_be_read_at_all_is_told_again(text: str, tmp_path: Path) -> None:
    (tmp_path / "l.yaml").write_text(text, encoding="utf-8")
    _head, row = cells(set_aside(tmp_path / "l.yaml"))
    assert row[-3] == "1"
    assert row[-2]


def test_items_with_the_sign_for_lists_in_them_get_columns_of_their_own(tmp_path: Path) -> None:
    facts = {**THREE[0]["facts"], "medicines": ["salt; sugar", "zinc"], "allergies": ["none"]}
    path = WRITERS[".jsonl"](tmp_path, [{**THREE[0], "facts": facts}])
    content = set_aside(path, all=True)
    head, row = cells(content)
    found = dict(zip(head, row, strict=True))
    assert (found["facts.medicines.0"], found["facts.medicines.1"]) == ("salt; sugar", "zinc")
    (tmp_path / "rejected.csv").write_bytes(content)
    opened = open_list(tmp_path / "rejected.csv", None, built_in().vocabulary)
    document, _ = next(iter(opened)).document(opened.plan)
    assert document.at(("facts", "medicines")) == ["salt; sugar", "zinc"]
    assert document.at(("facts", "allergies")) == ["none"], "still the fault that it was"
