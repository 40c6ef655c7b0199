"""The tag tree of every sample, as a person would read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import BadInput
from handouts.verify import tag_tree
from tests.verify.leaflets import SAMPLES, document, made

GOLDEN = Path(__file__).parents[1] / "cases" / "tags"


@pytest.mark.parametrize("name", [path.stem for path in SAMPLES])
def test_the_tags_of_a_sample(name: str, update_golden: bool) -> None:
    tree = tag_tree(made(name).document.pdf)
    path = GOLDEN / f"{name}.txt"
    if update_golden:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tree, encoding="utf-8", newline="\n")
    assert tree == path.read_text(encoding="utf-8"), "see the change with git diff after --update-golden"


def test_every_golden_file_has_a_sample() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {path.stem for path in SAMPLES}


def test_tables_pictures_and_lists_say_what_they_are() -> None:
    lines = [line.strip() for line in tag_tree(document("table").pdf).splitlines()]
    assert "TH Scope=Column  Before noon" in lines
    assert "TH Scope=Row  Row 1" in lines
    assert "TD  Morning 1" in lines
    assert "L ListNumbering=Decimal" in lines
    assert any(line.startswith('Figure Alt="') for line in lines)


def test_a_link_stands_where_it_is_read() -> None:
    tree = tag_tree(made("letter_us").document.pdf)
    assert "(link: " in tree


def test_lines_are_short() -> None:
    tree = tag_tree(made("order").document.pdf, width=60)
    assert all(len(line) <= 60 or "Alt=" in line or line.startswith(" " * 20) for line in tree.splitlines())


def test_what_is_no_pdf_is_bad_input() -> None:
    with pytest.raises(BadInput):
        tag_tree(b"junk")
