"""Workbooks: real dates, and all that a sheet can hold which is not what it seems."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from handouts.intake.lists import open_list
from handouts.intake.lists import workbook as reader
from handouts.model.library import Library
from tests.intake.lists.test_readers import read

HEAD = ["reference", "facts.age", "facts.region", "facts.onset_date", "facts.red_flag_screen.done", "facts.pregnant"]
ROW: list[Any] = ["A-1", 41, "neck", dt.date(2026, 11, 16), True, False]


def book(folder: Path, *rows: list[Any], change: Callable[[Any], None] | None = None) -> Path:
    made = openpyxl.Workbook()
    for row in (HEAD, *(rows or (ROW,))):
        made.active.append(row)
    if change:
        change(made.active)
    made.save(folder / "l.xlsx")
    return folder / "l.xlsx"


def told(path: Path) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.place).partition("l.xlsx")[2]) for problem in read(path)[1]]


def test_real_dates_numbers_and_answers(tmp_path: Path) -> None:
    (order, second), problems = read(
        book(tmp_path, ROW, ["A-2", 41.0, "neck", dt.datetime(2026, 11, 16, 14, 30), "yes"])
    )
    assert problems == []
    assert order is not None
    assert second is not None
    assert (order.facts.age, order.facts.onset_date, order.facts.pregnant) == (41, dt.date(2026, 11, 16), "no")
    assert second.facts.onset_date == dt.date(2026, 11, 16)


def test_times_and_numbers_with_zeros_in_front(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["G1"], sheet["G2"] = "follow_up.time", dt.time(9, 5)
        sheet["H1"], sheet["H2"] = "follow_up.date", dt.date(2026, 12, 1)
        sheet["A2"] = 481
        sheet["A2"].number_format = "000000"

    (order,), problems = read(book(tmp_path, change=change))
    assert problems == []
    assert order is not None
    assert order.follow_up is not None
    assert (order.follow_up.time, order.reference) == ("09:05", "000481")


def test_text_that_looks_like_a_date_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path, ["A-1", 41, "neck", "3/4/2026", "yes", "no"], ["A-2", 41, "neck", 46000, "yes", "no"])
    assert told(path) == [
        ("ambiguous-date", ': row 2, column "facts.onset_date"'),
        ("ambiguous-date", ': row 3, column "facts.onset_date"'),
    ]


def test_a_date_where_text_belongs(tmp_path: Path) -> None:
    assert told(book(tmp_path, [dt.date(2026, 2, 1), *ROW[1:]])) == [("date-cell", ': row 2, column "reference"')]


def test_formulas_and_errors(tmp_path: Path) -> None:
    path = book(tmp_path, ["A-1", "=20+21", *ROW[2:]], ["A-2", "#N/A", *ROW[2:]])
    assert told(path) == [("formula", ': row 2, column "facts.age"'), ("cell-error", ': row 3, column "facts.age"')]


def test_a_formula_in_a_column_that_is_not_used(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["G1"], sheet["G2"] = "Extra", "=1+1"

    (tmp_path / "m.yaml").write_text("ignore: [extra]\n", encoding="utf-8")
    (order,), problems = read(book(tmp_path, change=change), tmp_path / "m.yaml")
    assert problems == []
    assert order is not None


def test_merged_cells_and_hidden_rows(tmp_path: Path) -> None:
    assert told(book(tmp_path, ROW, ROW, change=lambda sheet: sheet.merge_cells("B2:B3"))) == [("merged-cells", "")]

    def hide(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True

    found, problems = read(book(tmp_path, change=hide))
    assert ([problem.code for problem in problems], len(found)) == (["hidden-rows"], 1)
    assert not problems[0].is_error


def test_sheets(tmp_path: Path) -> None:
    def second(sheet: Any) -> None:
        sheet.parent.create_sheet("Empty")
        other = sheet.parent.create_sheet("Tuesday")
        for row in (HEAD, ["B-1", *ROW[1:]]):
            other.append(row)

    path = book(tmp_path, change=second)
    assert told(path) == [("many-sheets", "")]
    for name, codes in (("tuesday", []), ("Empty", ["empty"]), ("Gone", ["no-sheet"])):
        (tmp_path / "m.yaml").write_text(f"sheet: {name}\n", encoding="utf-8")
        found, problems = read(path, tmp_path / "m.yaml")
        assert ([problem.code for problem in problems] in (codes, ["no-sheet"])) if codes else (problems == [])
        assert [order and order.reference for order in found] == ([] if codes else ["B-1"])


def test_rows_that_are_not_there_are_counted(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        for column, value in enumerate(["A-9", "old", *ROW[2:]], 1):
            sheet.cell(40, column, value)

    assert told(book(tmp_path, change=change)) == [("bad-value", ': row 40, column "facts.age"')]


def packed(path: Path, name: str, content: bytes) -> Path:
    """The workbook with one part in place of another."""
    with zipfile.ZipFile(path) as old:
        parts = {part: old.read(part) for part in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, inside in {**parts, name: content}.items():
            new.writestr(part, inside)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed(book(tmp_path), SHEET, b" " * (reader.SMALL * 2))
    monkeypatch.setattr(reader, "_loaded", lambda path: pytest.fail("it was opened"))
    assert told(path) == [("too-large", "")]
    monkeypatch.setattr(reader, "MOST_BYTES", 10)
    assert told(book(tmp_path)) == [("too-large", "")]


def test_definitions_are_not_read(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ccccccc"><!ENTITY d "&b;&b;">]><worksheet>&d;</worksheet>'
    assert told(packed(book(tmp_path), SHEET, bomb)) == [("bad-workbook", "")]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0 locked", b"reference,facts.age\n"])
def test_what_is_no_workbook(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "l.xlsx").write_bytes(content)
    assert told(tmp_path / "l.xlsx") == [("bad-workbook", "")]


@pytest.mark.parametrize(
    "sheet", [b"", b"<worksheet", b'<worksheet xmlns="x"><sheetData><row r="z"/></sheetData></worksheet>']
)
def test_a_damaged_sheet(sheet: bytes, tmp_path: Path, library: Library) -> None:
    opened = open_list(packed(book(tmp_path), SHEET, sheet), None, library.vocabulary)
    assert [problem.code for problem in opened.problems if problem.is_error][:1] in (["bad-workbook"], ["empty"])
    assert list(opened) == []
