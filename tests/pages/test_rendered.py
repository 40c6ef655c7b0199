"""Rendered pages are what they were when somebody last looked: ``pytest --update-golden``, then look again.

A golden file, ``tests/cases/pages/NAME.txt``, holds the ink of each page in cells of 8 mm.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.broken import good
from tests.pages.spoil import Spoiled
from tests.pages.test_matrix import ORDERS, made
from tests.pages.thumbnail import differences, read_back, thumbnails, written

CASES = Path(__file__).parents[1] / "cases" / "pages"
LOOKED_AT = (
    *((name, "standard", "fernhollow", "a4") for name in ORDERS),
    ("order", "standard", "quillmere", "letter"),
    ("order", "large16", "fernhollow", "a4"),
    ("order", "xl24", "quillmere", "letter"),
    ("urgent_same_day", "xl24", "quillmere", "letter"),
)
"""Sample, format, brand and page size."""


@pytest.mark.parametrize("case", LOOKED_AT, ids="-".join)
def test_pages_look_as_they_did(case: tuple[str, str, str, str], update_golden: bool) -> None:
    now, golden = thumbnails(made(*case).document.pdf), CASES / f"{'-'.join(case)}.txt"
    if update_golden:
        CASES.mkdir(exist_ok=True)
        golden.write_text(written(now), encoding="utf-8")
    assert golden.is_file(), "write it with: pytest --update-golden"
    found = list(differences(read_back(golden.read_text(encoding="utf-8")), now))
    assert not found, "\n".join(found)


def test_every_golden_page_belongs_to_a_case() -> None:
    assert {path.stem for path in CASES.glob("*.txt")} == {"-".join(case) for case in LOOKED_AT}


# The comparison itself


def changed(page: Spoiled) -> list[str]:
    return list(differences(thumbnails(good().pdf()), thumbnails(page.pdf())))


@pytest.mark.parametrize("how", [{"dpi": 120}, {"dpi": 250}, {"no_smoothtext": True}, {"no_smoothpath": True}])
def test_how_edges_are_smoothed_makes_no_difference(how: dict[str, int]) -> None:
    pdf = good().pdf()
    assert list(differences(thumbnails(pdf), thumbnails(pdf, **how))) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["Should I rest or move?", "Good days and bad days", "1 of 3", "10", "Get help"])
def test_a_piece_of_print_that_moves_is_seen(text: str) -> None:
    page = good()
    page.change(text, down=4)
    assert changed(page)


def test_a_piece_that_vanishes_is_seen() -> None:
    page = good()
    page.change("Most people do not need a scan", rgb="1 1 1")
    assert changed(page)


def test_a_head_that_loses_its_fill_is_seen() -> None:
    page = good()
    page.put(4, page.content(4).replace("0.576 0.059 0.102 rg", "1 1 1 rg"))
    assert changed(page)


def test_a_page_more_or_less_is_seen() -> None:
    pages = thumbnails(good().pdf())
    assert list(differences(pages, pages[:-1])) == ["page 4: there was one only before"]
    assert list(differences(pages[:-1], pages)) == ["page 4: there is one only now"]


def test_what_is_written_is_read_back() -> None:
    pages = thumbnails(good().pdf())
    assert read_back(written(pages)) == [tuple(tuple(min(99, cell) for cell in row) for row in page) for page in pages]
