"""The compiler: what ships is what the poses say, and a slip in a pose is named at its line."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from handouts import resources, strict
from handouts.draw.__main__ import main
from handouts.draw.compile import COMPILED, MARGIN, SHARED, Studio, compiled

HOME = resources.assets_dir() / "illustrations"
POSES = sorted(HOME.glob("*.yaml"))
BUSTS = {"region"}
"""Figures cut off at the waist on plain paper: badges stand beside them."""
NEAR = 0.03
"""Units: another version of the geometry library may round the last digit elsewhere."""


@pytest.fixture(scope="module")
def studio() -> Studio:
    """The built-in cast and templates."""
    studio = Studio()
    studio.add(HOME / SHARED)
    assert not studio.problems
    return studio


@pytest.mark.parametrize("path", POSES, ids=lambda path: path.stem)
def test_what_ships_is_what_the_poses_say(path: Path, studio: Studio) -> None:
    text, problems = compiled(path, studio)
    assert text is not None, problems
    ships = json.loads((HOME / COMPILED / f"{path.stem}.json").read_text(encoding="utf-8"))
    made = json.loads(text)
    layers, shipped = made.pop("layers"), ships.pop("layers")
    assert made == ships, "run: python -m handouts.draw"
    assert [layer[:1] + layer[2:] for layer in layers] == [layer[:1] + layer[2:] for layer in shipped]
    for one, other in zip(layers, shipped, strict=True):
        assert same(one[1], other[1]), f"{path.stem}: run: python -m handouts.draw"


def same(one: str, other: str) -> bool:
    """Whether two paths are the same line, but for the last digit."""
    if one == other:
        return True
    firsts, seconds = one.split(), other.split()
    return len(firsts) == len(seconds) and all(
        a == b or (a not in "mlh" and b not in "mlh" and abs(float(a) - float(b)) <= NEAR)
        for a, b in zip(firsts, seconds, strict=True)
    )


@pytest.mark.parametrize("path", POSES, ids=lambda path: path.stem)
def test_only_a_panel_cuts_a_drawing_off(path: Path) -> None:
    document, _ = strict.parse(path.read_bytes(), path.name)
    data: Any = document.data
    if data.get("panel") == "yes" or path.stem in BUSTS:
        return
    left, bottom, width, height = (float(number) for number in data["frame"])
    ships = json.loads((HOME / COMPILED / f"{path.stem}.json").read_text(encoding="utf-8"))
    inner = [value + edge for value, edge in zip(ships["box"], (MARGIN, MARGIN, -MARGIN, -MARGIN), strict=True)]
    assert inner[0] > left + 0.05
    assert inner[1] > bottom + 0.05
    assert inner[2] < left + width - 0.05
    assert inner[3] < bottom + height - 0.05


def test_nothing_else_ships() -> None:
    assert {path.stem for path in (HOME / COMPILED).iterdir()} == {path.stem for path in POSES}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one pose."""
    shutil.copy(HOME / "cat_cow_b.yaml", tmp_path)
    return tmp_path


def test_a_folder_of_ones_own(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / COMPILED).mkdir()
    (folder / COMPILED / "gone.json").write_text("{}", encoding="utf-8")
    assert main([str(folder)]) == 0
    assert [path.name for path in (folder / COMPILED).iterdir()] == ["cat_cow_b.json"]
    assert capsys.readouterr().out.startswith("1 drawings, ")


@pytest.mark.parametrize(
    ("pattern", "new", "code"),
    [
        (r"cast: \w+", "cast: nobody", "unknown-name"),
        (r"use: \w+", "use: nothing", "unknown-name"),
        (r"type: mat", "type: carpet", "unknown-choice"),
        (r"left: -40", "left: far", "bad-value"),
        (r"spine: \[8,", "spine: [", "missing-field"),
        (r"frame:", "fame:", "unknown-field"),
        (r"id: cat_cow_b", "id: cat", "id-not-file"),
        (r"caption: .*", "caption:", "missing-field"),
    ],
)
def test_a_slip_is_named_at_its_line(
    pattern: str, new: str, code: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "cat_cow_b.yaml"
    old = path.read_text(encoding="utf-8")
    text = re.sub(pattern, new, old, count=1)
    assert text != old
    path.write_text(text, encoding="utf-8")
    line = next(n for n, (a, b) in enumerate(zip(old.splitlines(), text.splitlines(), strict=True), 1) if a != b)
    assert main([str(folder)]) == 2
    said = capsys.readouterr().err
    assert f"[{code}]" in said
    assert f"cat_cow_b.yaml:{line}:" in said
    assert not (folder / COMPILED).exists()


def test_a_hand_that_cannot_get_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "cat_cow_b.yaml"
    text = path.read_text(encoding="utf-8").replace("root", "root")
    path.write_text(text.replace("    spine:", "    near_arm: {wrist: [99, 0]}\n    spine:"), encoding="utf-8")
    assert main([str(folder)]) == 2
    assert "[out-of-reach]" in capsys.readouterr().err
