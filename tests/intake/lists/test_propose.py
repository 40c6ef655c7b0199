"""A mapping proposed from the names of columns: nothing from the rows in it, and what is not sure is left open."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.errors import BadInput
from handouts.intake.lists.fields import fields_of
from handouts.intake.lists.mapping import WrittenMapping, read_mapping
from handouts.intake.lists.propose import propose
from handouts.intake.lists.synonyms import SURE, UNSURE, VALUES
from handouts.model.library import Library
from tests.intake.lists.test_readers import read
from tests.intake.lists.written import THREE, WRITERS, table, write_csv, write_xlsx
from tests.strategies import built_in

HEAD = ["Ref", "First name", "Surname", "DOB", "Age", "Gender", "Region", "Date of onset", "Red flags asked"]
ROW = ["A-1", "Sam", "Okafor", "13/05/1985", "41", "M", "neck", "16/11/2026", "yes"]


def proposed(folder: Path, *rows: list[str]) -> tuple[str, WrittenMapping | None, list[str]]:
    text = propose(write_csv(folder / "l.csv", rows), built_in().vocabulary)
    (folder / "m.yaml").write_text(text, encoding="utf-8")
    written, problems = read_mapping(folder / "m.yaml", fields_of(built_in().vocabulary))
    return text, written, [problem.code for problem in problems]


def test_a_list_of_known_names_is_ready(tmp_path: Path) -> None:
    text, _, _ = proposed(tmp_path, HEAD, ROW)
    assert "dates: day/month/year\n" in text
    found, problems = read(tmp_path / "l.csv", tmp_path / "m.yaml")
    assert problems == []
    (order,) = found
    assert order is not None
    assert (order.patient.name, order.facts.sex, str(order.patient.birth_date)) == ("Sam Okafor", "male", "1985-05-13")


def test_what_is_not_sure_is_refused_until_somebody_decides(tmp_path: Path) -> None:
    text, written, codes = proposed(tmp_path, [*HEAD, "NHS no", "Zimmer"], [*ROW, "943 476 5919", "7"])
    assert codes == []
    assert written is not None
    assert '#  "NHS no": reference\n' in text
    assert '#  "Zimmer": FIELD\n' in text
    found, problems = read(tmp_path / "l.csv", tmp_path / "m.yaml")
    assert found == []
    assert [problem.code for problem in problems] == ["unknown-column", "unknown-column"]
    (tmp_path / "m.yaml").write_text(text.replace('#ignore:\n#  - "Name of the column"', "ignore: [NHS no, zimmer]"))
    assert read(tmp_path / "l.csv", tmp_path / "m.yaml")[1] == []


def test_two_columns_for_one_field_are_left_open(tmp_path: Path) -> None:
    text, _, _ = proposed(tmp_path, [*HEAD, "Visit number"], [*ROW, "9"])
    assert '#  "Ref": reference\n' in text
    assert '#  "Visit number": reference\n' in text


def test_names_that_are_nearly_known_are_left_open(tmp_path: Path) -> None:
    text, _, _ = proposed(tmp_path, [*HEAD, "Alergies", "Pregnant?"], [*ROW, "none", "no"])
    assert '#  "Alergies": facts.allergies\n' in text
    assert '  "Pregnant?": facts.pregnant\n' in text


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (["13/05/1985", "05/06/1985"], "\ndates: day/month/year\n"),
        (["05/13/1985", "05/06/1985"], "\ndates: month/day/year\n"),
        (["13.5.1985"], "\ndates: day.month.year\n"),
        (["1985/05/13"], "\ndates: year/month/day\n"),
        (["1985-05-13", "1985-05-01"], "\n#dates: day/month/year\n"),
        (["05/06/1985"], "\n# Not clear: "),
        (["13/05/1985", "05/13/1985"], "\n# The dates of the first 100 rows are not all"),
        (["05/06/85"], "\n# The dates of the first 100 rows are not all"),
        ([""], "\n#dates: day/month/year\n"),
    ],
)
def test_the_format_of_dates(dates: list[str], said: str, tmp_path: Path) -> None:
    text, _, codes = proposed(tmp_path, ["Ref", "Age", "DOB"], *([f"A-{n}", "41", day] for n, day in enumerate(dates)))
    assert said in text
    assert codes == []
    assert not any(day and day in text for day in dates)


def test_only_the_first_rows_are_looked_at(tmp_path: Path) -> None:
    rows = [["A", "41", "13/05/1985"]] * 100 + [["A", "41", "05/13/1985"]]
    assert "\ndates: day/month/year\n" in proposed(tmp_path, ["Ref", "Age", "DOB"], *rows)[0]


def test_real_dates_need_no_format(tmp_path: Path) -> None:
    import datetime as dt

    path = write_xlsx(tmp_path / "l.xlsx", [["Ref", "Age", "DOB"], ["A-1", "41", dt.date(1985, 5, 6)]])
    assert "\n#dates:" in propose(path, built_in().vocabulary)


NO_NAMES = [
    [["A-1", "Sam Okafor", "41", "neck"]],
    [["Sam Okafor", "Neckar Street", "Fernhollow"]],
    [["Reference", "Age", "13/05/1985"]],
    [["Reference", "Age", "sam@okafor.example"]],
    [["Reference", "Age", "Sam Okafor told us at length that it began when he lifted a chair"]],
]


@pytest.mark.parametrize("rows", NO_NAMES)
def test_a_first_row_of_data_is_not_written_down(rows: list[list[str]], tmp_path: Path) -> None:
    with pytest.raises(BadInput) as raised:
        proposed(tmp_path, *rows)
    assert [problem.code for problem in raised.value.problems] == ["no-header"]
    assert "Okafor" not in f"{raised.value.message}{raised.value.problems}"


@given(
    st.lists(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=7, max_size=9), min_size=9, max_size=9))
)
def test_nothing_of_a_row_is_in_it(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    folder = tmp_path_factory.mktemp("l")
    text, _, codes = proposed(folder, HEAD, *rows)
    assert codes == []
    bare = proposed(folder, HEAD)[0]
    changed = [line for line in text.splitlines() if line not in bare.splitlines()]
    assert all("dates" in line for line in changed), changed


def test_field_names_are_taken_as_they_are(tmp_path: Path) -> None:
    rows = table(THREE)
    _, _, codes = proposed(tmp_path, *rows)
    assert codes == []
    assert read(tmp_path / "l.csv", tmp_path / "m.yaml")[1] == []


def test_a_list_without_columns_needs_none(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no columns"):
        propose(WRITERS[".jsonl"](tmp_path, THREE), built_in().vocabulary)


def test_every_name_leads_to_a_field(library: Library) -> None:
    fields = fields_of(library.vocabulary)
    for path in (*SURE, *UNSURE, *VALUES):
        assert fields.cell(path) is not None, path
    names = [name for names in SURE.values() for name in names]
    assert len(names) == len(set(names)), "a sure name leads to one field"
    assert not set(names) & {name for names in UNSURE.values() for name in names}
