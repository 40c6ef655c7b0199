"""The patients of the benchmarks: each different, each an order that becomes a leaflet, the same every time."""

from __future__ import annotations

import csv
import json
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from handouts.intake.lists import open_list, order_of
from handouts.layout.fonts import fonts
from handouts.layout.layout import BUILT_IN
from handouts.model.leaflet import Leaflet
from handouts.model.library import Library
from handouts.pipeline import Settings, decide, make
from tests.benchmarks import patients
from tests.benchmarks.peers.check import check
from tests.benchmarks.peers.content import plain, sentences

SETTINGS = Settings(today=patients.TODAY)
MANY = 5000


def test_they_are_all_different() -> None:
    rows = list(patients.rows(MANY))
    assert len({row["patient"]["name"] for row in rows}) == MANY
    assert len({row["note"] for row in rows}) == MANY
    assert len({row["reference"] for row in rows}) == MANY
    assert {60 <= len(row["note"]) <= 260 for row in rows} == {True}
    assert len({json.dumps(row.get("exercises")) for row in rows}) > MANY / 2
    assert len({row["follow_up"]["date"] for row in rows}) > 50


def test_no_name_is_part_of_another() -> None:
    names = sorted(row["patient"]["name"] for row in patients.rows(MANY))
    assert not [(a, b) for a, b in pairwise(names) if b.startswith(a)]


def test_a_number_and_a_seed_give_the_same_patient() -> None:
    assert list(patients.rows(5)) == list(patients.rows(5))
    assert list(patients.rows(2, start=3)) == list(patients.rows(5))[3:]
    assert next(patients.rows(1, seed=8)) != next(patients.rows(1, seed=7))


def test_they_come_one_by_one() -> None:
    assert next(islice(patients.orders(10**12), 3, None)).reference.endswith("000003")


def test_letters_are_of_many_languages_and_in_the_font(library: Library) -> None:
    font = fonts(library.fonts[BUILT_IN])
    letters = {letter for row in patients.rows(MANY) for letter in row["patient"]["name"]}
    assert not font.missing("".join(letters))
    assert set("łŐşñțðžŵø") <= letters


@pytest.mark.parametrize("start", [0, 9000])
def test_each_becomes_a_leaflet_as_ordered(start: int, library: Library) -> None:
    found = [decide(order, library, SETTINGS) for order in patients.orders(20, start=start)]
    assert [selection.sheet for selection in found] == [None] * 20


def test_as_a_table_they_are_the_same_orders(library: Library, tmp_path: Path) -> None:
    rows = [patients.flat(row) for row in patients.rows(60)]
    (tmp_path / "map.yaml").write_text("dates: year-month-day\nseparator: ;\n", encoding="utf-8")
    with (tmp_path / "list.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)), restval="")
        writer.writeheader()
        writer.writerows(rows)
    found = open_list(tmp_path / "list.csv", tmp_path / "map.yaml", library.vocabulary)
    orders = [order_of(raw, library.vocabulary, patients.TODAY, found.plan)[0] for raw in found]
    assert orders == list(patients.orders(60))


@pytest.fixture(scope="module")
def made(library: Library) -> tuple[Leaflet, bytes]:
    found = make(next(patients.orders(1)), library, SETTINGS)
    return found.leaflet, found.document.pdf


def test_the_benchmark_misses_what_is_not_printed(made: tuple[Leaflet, bytes]) -> None:
    leaflet, pdf = made
    said = sentences(leaflet)
    assert check(pdf, said).missing == ()
    assert check(pdf, [*said, "Run a mile each day."]).missing == ("Run a mile each day.",)
    assert check(pdf, said).rules == frozenset()


def strings(value: Any) -> str:
    if isinstance(value, str):
        return "".join(value.split())
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return "".join(map(strings, inner))


def test_peers_are_given_every_word(made: tuple[Leaflet, bytes]) -> None:
    leaflet, _ = made
    given = strings(plain(leaflet))
    for words in sentences(leaflet):
        assert "".join(words.split()) in given, words


def test_a_block_without_a_template_is_refused(made: tuple[Leaflet, bytes]) -> None:
    from handouts.model.blocks import Ruled
    from handouts.model.line import Line
    from handouts.model.wording import Text

    leaflet, _ = made
    section = structs.replace(leaflet.sections[0], blocks=(Ruled(Line("x.y", Text.plain("Write here")), 4),))
    with pytest.raises(ValueError, match="no template for Ruled"):
        plain(structs.replace(leaflet, sections=(section,)))
