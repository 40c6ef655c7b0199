"""CSV: delimiters, encodings, quotes; and what must be refused rather than guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import BadInput
from handouts.intake.lists import open_list
from handouts.intake.lists.row import TableRow
from handouts.model.library import Library
from tests.intake.lists.test_readers import read
from tests.intake.lists.written import THREE, table

HEAD = "reference,patient.name,facts.age,facts.region,facts.onset_days,facts.red_flag_screen.done\n"
ROW = "A-{0},Sam,41,neck,5,yes\n"


def rows(text: str | bytes, folder: Path, library: Library) -> tuple[list[TableRow], list[str]]:
    path = folder / "l.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    opened = open_list(path, None, library.vocabulary)
    return [row for row in opened if isinstance(row, TableRow)], [problem.code for problem in opened.problems]


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path, library: Library) -> None:
    text = "\n" + HEAD + ROW.format(1) + "\n,,,,,\n" + 'A-2,"Sam\nOkafor",41,neck,5,yes\n' + ROW.format(3)
    found, _ = rows(text, tmp_path, library)
    assert [row.number for row in found] == [3, 6, 7]
    assert found[1].cells[1] == "Sam\nOkafor"


def test_a_line_break_in_a_name_is_told_at_its_cell(tmp_path: Path, library: Library) -> None:
    (tmp_path / "l.csv").write_text(HEAD + 'A-2,"Sam\nOkafor",41,neck,5,yes\n', encoding="utf-8")
    _, problems = read(tmp_path / "l.csv")
    assert [str(problem.place).partition("l.csv")[2] for problem in problems] == [': row 2, column "patient.name"']


@pytest.mark.parametrize("sign", [";", "\t", "|", ","])
def test_excel_says_what_stands_between(sign: str, tmp_path: Path, library: Library) -> None:
    found, codes = rows(f"sep={sign}\r\n" + (HEAD + ROW.format(1)).replace(",", sign), tmp_path, library)
    assert codes == []
    assert [row.number for row in found] == [2]


def test_lists_in_cells_do_not_mislead(tmp_path: Path, library: Library) -> None:
    text = HEAD.replace("\n", ",facts.medicines\n") + "A-1,Sam,41,neck,5,yes,a; b; c; d; e; f; g\n" * 20
    found, codes = rows(text, tmp_path, library)
    assert codes == []
    assert len(found[0].cells) == 7


def test_a_delimiter_that_is_not_clear_is_asked_for(tmp_path: Path, library: Library) -> None:
    text = "first;second,third\n1;2,3\n"
    assert rows(text, tmp_path, library) == ([], ["delimiter-unclear"])
    mapping = tmp_path / "m.yaml"
    mapping.write_text("delimiter: comma\n", encoding="utf-8")
    opened = open_list(tmp_path / "l.csv", mapping, library.vocabulary)
    assert len(opened.columns) == 2


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [("A-2,Sam,41\n", "ragged-row", "D"), ("A-2,Okafor, Sam,41,neck,5,yes\n", "ragged-row", "G")],
)
def test_ragged_rows(row: str, code: str, column: str, tmp_path: Path, library: Library) -> None:
    (tmp_path / "l.csv").write_text(HEAD + ROW.format(1) + row + ROW.format(3), encoding="utf-8")
    found, problems = read(tmp_path / "l.csv")
    assert [order and order.reference for order in found] == ["A-1", None, "A-3"]
    first = next(problem for problem in problems if problem.code == code)
    assert str(first.place).endswith(f"row 3, column {column}")


def test_a_row_with_too_many_cells_is_not_read_any_further(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text(HEAD + "A-2,Okafor, Sam,41,neck,5,yes\n", encoding="utf-8")
    assert [problem.code for problem in read(tmp_path / "l.csv")[1]] == ["ragged-row"]


@pytest.mark.parametrize(
    "row", ['A-2,"Sam,41,neck,5,yes\n' + ROW.format(3), 'A-2,"Sam" O,41,neck,5,yes\n', 'A-2,"' + "x" * 200_000]
)
def test_after_a_broken_quote_nothing_is_read(row: str, tmp_path: Path, library: Library) -> None:
    with pytest.raises(BadInput) as raised:
        rows(HEAD + ROW.format(1) + row, tmp_path, library)
    (problem,) = raised.value.problems
    assert (problem.code, problem.place.line) == ("csv-syntax", 3)
    assert problem.hint
    assert "Sam" not in f"{problem.message}{problem.hint}"


@pytest.mark.parametrize("text", [b"\xff\xfer\0e\0\0", b"reference\0\n", "reference\n".encode("utf-16-be")])
def test_what_is_no_text(text: bytes, tmp_path: Path, library: Library) -> None:
    assert rows(text, tmp_path, library) == ([], ["not-text"])


def test_old_letters_are_read_and_told(tmp_path: Path, library: Library) -> None:
    text = (HEAD + "A-1,Zoë Müller,41,neck,5,yes\n").encode("cp1252")
    found, codes = rows(text, tmp_path, library)
    assert (found[0].cells[1], codes) == ("Zoë Müller", ["not-utf-8"])
    # A byte that cp1252 does not have, far from the beginning.
    found, codes = rows(text * 1 + ROW.format(2).encode() * 200_000 + b"A-3,\x81,41,neck,5,yes\n", tmp_path, library)
    assert (found[-1].cells[1], codes) == ("\x81", ["not-utf-8"])


def test_columns_without_a_name(tmp_path: Path, library: Library) -> None:
    text = HEAD.replace("\n", ",,\n") + "A-1,Sam,41,neck,5,yes,,\nA-2,Sam,41,neck,5,yes,,here\n"
    (tmp_path / "l.csv").write_text(text, encoding="utf-8")
    found, problems = read(tmp_path / "l.csv")
    assert [order and order.reference for order in found] == ["A-1", None]
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [
        ("no-column-name", 3, 8)
    ]


def test_names_of_columns_in_any_case(tmp_path: Path) -> None:
    head, *body = table(THREE)
    lines = [[f" {name.upper()} " for name in head], *body]
    (tmp_path / "l.csv").write_text("\n".join(",".join(f'"{c}"' for c in line) for line in lines), encoding="utf-8")
    found, problems = read(tmp_path / "l.csv")
    assert problems == []
    assert len(found) == 3
