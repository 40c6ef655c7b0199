"""Rows of pictures in a section: their names are checked, and a picture goes with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handouts.model.order import Order
from handouts.model.selection import Selection, Verdict
from handouts.select import select
from tests.own_library import OwnLibrary
from tests.strategies import TODAY

LINES: list[dict[str, Any]] = [
    {"id": "one", "text": "Sit tall."},
    {"id": "neck_alone", "text": "Hold your head up.", "when": {"regions": ["neck"]}},
]


def section(own: OwnLibrary, lines: list[dict[str, Any]], **caption: object) -> None:
    row = {"id": "picture_one", "text": "Sit tall", "picture": "sit", "only_with": ["one"], **caption}
    blocks = [{"type": "bullets", "lines": lines}, {"type": "picture_row", "pictures": [row]}]
    own.section(blocks=blocks)


@pytest.mark.parametrize("wrong", [{"picture": "stand_on_head"}, {"only_with": ["two"]}])
def test_an_unknown_name_is_a_fault(wrong: dict[str, object], tmp_path: Path) -> None:
    own = OwnLibrary(tmp_path)
    section(own, LINES, **wrong)
    fault = own.fault()
    ((_, name),) = wrong.items()
    assert str(name if isinstance(name, str) else "two") in fault.message


def test_the_picture_of_a_pack_must_be_known(tmp_path: Path) -> None:
    own = OwnLibrary(tmp_path)
    own.pack(picture="stand_on_head")
    assert "stand_on_head" in own.fault().message


def chosen(own: OwnLibrary) -> Selection:
    facts = {"age": 41, "region": "low_back", "onset_days": 5, "red_flag_screen": {"done": "yes"}}
    order = Order.model_validate({"reference": "T-1", "facts": facts, "sections": {"add": ["own"]}})
    return select(order, own.load(), today=TODAY, brand="fernhollow")


@pytest.mark.parametrize(
    ("only_with", "there"), [(["one"], True), (["neck_alone"], False), (["neck_alone", "one"], True)]
)
def test_a_picture_is_withheld_with_its_line(only_with: list[str], there: bool, tmp_path: Path) -> None:
    own = OwnLibrary(tmp_path)
    section(own, LINES, only_with=only_with)
    selection = chosen(own)
    assert ("own.picture_one" in selection.lines) == there
    codes = {choice.id: choice.code for choice in selection.of("line", Verdict.OUT)}
    assert (codes.get("own.picture_one") == "goes-with") == (not there)


def test_a_picture_goes_with_a_line_that_is_left_to_staff(tmp_path: Path) -> None:
    """At most three added lines are printed; the picture of the fourth is not."""
    own = OwnLibrary(tmp_path)
    lines = [{"id": name, "text": "Take care.", "added": "care"} for name in ("one", "two", "three", "four")]
    section(own, lines, only_with=["four"])
    lines_printed = chosen(own).lines
    assert "own.three" in lines_printed
    assert not {"own.four", "own.picture_one"} & lines_printed
