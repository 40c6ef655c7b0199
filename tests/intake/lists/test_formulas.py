"""Cells that a spreadsheet would take for a formula."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.intake.lists.formulas import guarded, unguarded

SIGNS = st.sampled_from("=+-@\t\r\n'＝＋－＠")


@given(st.text(max_size=20) | st.builds("".join, st.lists(SIGNS | st.characters(), max_size=6)))
def test_there_and_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(tuple("=+-@\t\r\n＝＋－＠"))


@pytest.mark.parametrize("text", ["=1+1", "+44", "-5", "@x", "'=1", "\t=1", "＝1"])
def test_what_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Sam", "O'Neill", "'t Hooft", "5-3", "", "'"])
def test_what_is_left_alone(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text
