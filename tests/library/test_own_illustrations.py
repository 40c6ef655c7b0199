"""Illustrations: the built-in ones are whole, and a clinic's own take their place."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from handouts import resources
from handouts.model.illustration import Illustration
from handouts.model.library import Library
from tests.own_library import OwnLibrary, at_line

PATH = "0 0 m 10 0 l 10 10 l h"
NARROWEST = 0.75


def compiled(id: str = "own_pose", **fields: Any) -> dict[str, Any]:
    content: dict[str, Any] = {
        "id": id,
        "alt": "Somebody stands tall",
        "caption": "Stand",
        "shows": None,
        "box": [0, 0, 10, 10],
        "pose": "0" * 64,
        "layers": [["line", PATH, None, 1.0, []]],
    }
    return content | fields


def points(illustration: Illustration) -> list[tuple[float, float]]:
    numbers = [float(word) for layer in illustration.layers for word in layer.path.split() if word not in "mlh"]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def test_every_built_in_exercise_has_a_picture_and_every_picture_its_words(library: Library) -> None:
    assert all(exercise.pictures for exercise in library.exercises.values())
    assert all(drawn.alt and str(drawn.caption) and drawn.layers for drawn in library.illustrations.values())


def test_pictures_of_a_move_for_one_side_say_which_they_show(library: Library) -> None:
    for exercise in library.exercises.values():
        for id in exercise.pictures:
            assert (library.illustrations[id].shows is not None) == (exercise.one_sided == "yes"), id


def test_no_line_is_thinner_than_a_printer_keeps(library: Library) -> None:
    widths = {layer.width for drawn in library.illustrations.values() for layer in drawn.layers if layer.width}
    assert min(widths) >= NARROWEST


def test_ink_stays_in_its_box(library: Library) -> None:
    for drawn in library.illustrations.values():
        left, bottom, right, top = drawn.box
        assert all(left <= x <= right and bottom <= y <= top for x, y in points(drawn)), drawn.id


def test_the_drawings_are_small() -> None:
    folder = resources.assets_dir() / "illustrations" / "compiled"
    assert sum(path.stat().st_size for path in folder.glob("*.json")) < 1_500_000


def test_a_drawing_of_ones_own_takes_the_place_of_the_built_in_one(own: OwnLibrary, library: Library) -> None:
    own.illustration("cat_cow_a", alt="Our own cat")
    loaded = own.load()
    assert loaded.illustrations["cat_cow_a"].alt == "Our own cat"
    assert loaded.illustrations["cat_cow_a"].artwork is not None
    assert loaded.illustrations["cat_cow_b"] == library.illustrations["cat_cow_b"]
    assert loaded.digest != library.digest


def test_an_exercise_names_pictures_that_are_there(own: OwnLibrary) -> None:
    path = own.exercise(pictures=["cat_cow_a", "cat_cow_c"])
    fault = own.fault()
    assert (fault.code, fault.hint) == ("unknown-illustration", "Did you mean cat_cow_b?")
    assert at_line(path, fault.place.line or 0) == "- cat_cow_c"


def test_a_drawing_without_its_file(own: OwnLibrary) -> None:
    path = own.illustration(drawing=None)
    fault = own.fault()
    assert fault.code == "no-drawing"
    assert at_line(path, fault.place.line or 0).startswith("svg:")


@pytest.mark.parametrize("fields", [{"alt": ""}, {"caption": "{{ oops"}, {"shows": "both"}, {"svg": "../logo.svg"}])
def test_faults_are_named_at_their_line(fields: dict[str, Any], own: OwnLibrary) -> None:
    path = own.illustration(**fields)
    fault = own.fault()
    assert fault.place.file == str(path)
    assert at_line(path, fault.place.line or 0).startswith(f"{next(iter(fields))}:")


def test_an_id_that_is_not_the_name_of_the_file(own: OwnLibrary) -> None:
    own.illustration("another").rename(own.root / "illustrations" / "one_name.yaml")
    assert own.fault().code == "id-not-file"


def test_a_drawing_with_a_script_in_it_is_refused(own: OwnLibrary) -> None:
    own.illustration(drawing="<svg xmlns='http://www.w3.org/2000/svg'><text>hello</text></svg>")
    assert own.fault().code == "bad-drawing"


def test_a_pose_is_compiled_before_it_is_used(own: OwnLibrary) -> None:
    pose = own.write("illustrations/own_pose.yaml", {"id": "own_pose", "frame": [0, 0, 1, 1]})
    assert own.fault().code == "not-compiled"
    digest = hashlib.sha256(pose.read_bytes()).hexdigest()
    own.write("illustrations/compiled/own_pose.json", json.dumps(compiled(pose=digest)))
    assert own.load().illustrations["own_pose"].alt == "Somebody stands tall"
    pose.write_text(pose.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert own.fault().code == "not-compiled"


BROKEN: dict[str, str] = {
    "no JSON": "{",
    "a list": "[]",
    "no layers": json.dumps(compiled(layers=None)),
    "an operator": json.dumps(compiled(layers=[["line", "0 0 m 1 1 l BT", None, 1, []]])),
    "a stray number": json.dumps(compiled(layers=[["line", "0 m 1 1 l", None, 1, []]])),
    "no role": json.dumps(compiled(layers=[["glitter", PATH, None, 1, []]])),
    "no colour": json.dumps(compiled(layers=[["line", PATH, "red", 1, []]])),
    "no box": json.dumps(compiled(box=[0, 0])),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_compiled_file_that_was_changed_by_hand(what: str, own: OwnLibrary) -> None:
    path: Path = own.write("illustrations/compiled/own_pose.json", BROKEN[what])
    fault = own.fault()
    assert (fault.code, fault.place.file) == ("bad-drawing", str(path))
