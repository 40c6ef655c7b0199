"""Checks of pictures: an exercise has one, and it is described."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from handouts.check import no_picture, poor_alt_text
from tests.own_library import OwnLibrary, at_line

TODAY = dt.date(2026, 11, 21)


def test_an_exercise_without_a_picture(tmp_path: Path) -> None:
    own = OwnLibrary(tmp_path)
    path = own.exercise()
    (found,) = no_picture.run(own.load(), TODAY)
    assert (found.code, found.severity.value) == ("no-picture", "warning")
    assert found.place.file == str(path)
    own.exercise(pictures=["cat_cow_a"])
    assert list(no_picture.run(own.load(), TODAY)) == []


@pytest.mark.parametrize(
    ("alt", "said"),
    [
        ("Sit tall", "only repeats the caption"),
        ("Sit tall.", "only repeats the caption"),
        ("Somebody sits", "fewer than 3 words"),
        ("Picture of somebody who sits tall", "that it is a picture"),
        ("An image that shows a chair", "that it is a picture"),
        ("Somebody sits " + "very " * 28 + "tall", "150 is the most"),
    ],
)
def test_a_poor_alternative_text(alt: str, said: str, tmp_path: Path) -> None:
    own = OwnLibrary(tmp_path)
    path = own.illustration(alt=alt)
    (found,) = poor_alt_text.run(own.load(), TODAY)
    assert (found.code, found.severity.value) == ("poor-alt-text", "error")
    assert said in found.message
    assert found.place.file == str(path)
    assert at_line(path, found.place.line or 0).startswith("svg:")


def test_a_good_alternative_text(tmp_path: Path) -> None:
    own = OwnLibrary(tmp_path)
    own.illustration(alt="Somebody sits tall on a chair. Picture their back: it is long.")
    assert list(poor_alt_text.run(own.load(), TODAY)) == []
