"""A library as bytes, and the same library from them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from handouts import pipeline, resources
from handouts.library import load
from handouts.library.compiled.parts import Opened, Shelf, packed, unpacked
from handouts.model.library import Library
from tests.library.compiled.likeness import unlike
from tests.library.compiled.own import everything_of_its_own
from tests.own_library import OwnLibrary

SAMPLES = sorted((resources.assets_dir() / "samples").glob("*.yaml"))
RUN = pipeline.Settings(today=dt.date(2026, 11, 21))


@pytest.fixture(scope="module")
def again(library: Library) -> Library:
    """The built-in library, from its bytes."""
    return unpacked(packed((library, ())))[0]


def test_the_built_in_library_comes_back_field_by_field(library: Library, again: Library) -> None:
    assert list(unlike(library, again)) == []
    assert again == library
    assert library == again


def test_a_clinics_library_comes_back_with_its_warnings(own: OwnLibrary) -> None:
    everything_of_its_own(own)
    library, problems = load(own.root)
    assert library is not None
    assert problems
    opened: Opened = library, problems
    assert list(unlike(opened, unpacked(packed(opened)))) == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_leaflet_is_the_same_to_the_byte(sample: Path, library: Library, again: Library) -> None:
    made = []
    for known in (library, again):
        order, _ = pipeline.read_order(sample, known, RUN)
        made.append(pipeline.make(order, known, RUN))
    assert made[0].document.pdf == made[1].document.pdf
    assert made[0].selection == made[1].selection


def test_only_what_is_asked_for_is_decoded(library: Library) -> None:
    raw = packed((library, ()))
    known = unpacked(raw)[0]
    assert isinstance(known.sections, Shelf)
    assert known.sections["front"] is known.sections["front"]
    assert not known.sections._things.keys() - {"front"}
    assert "front" in known.sections
    assert "nothing" not in known.sections
    with pytest.raises(KeyError, match="nothing"):
        known.sections["nothing"]
    # Bytes of a section that nobody asked for are not even looked at.
    broken = unpacked(raw.replace(b'"id":"heat_cold"', b'"id":"heat_cold;', 1))[0]
    assert broken.sections["front"] == library.sections["front"]
    with pytest.raises(msgspec.DecodeError):
        broken.sections["heat_cold"]


def test_a_shelf_cannot_be_changed(again: Library) -> None:
    with pytest.raises(TypeError):
        again.sections["own"] = again.sections["front"]  # type: ignore[index]


def test_what_cannot_be_written_is_said(library: Library) -> None:
    strange = structs.replace(library, variables={"a": "not a variable"})  # type: ignore[dict-item]
    with pytest.raises(TypeError):
        packed((strange, ()))
