"""Who is drawn, and what: all that the brief asks for, by people of many ages, sizes and skin tones."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from handouts import resources, strict
from handouts.draw.compile import SHARED, Studio
from handouts.draw.pose import Cast
from handouts.model.colour import luminance

HOME = resources.assets_dir() / "illustrations"
POSES = {path.stem: path for path in sorted(HOME.glob("*.yaml"))}
BRIEF = Path(__file__).parents[1] / "cases" / "illustrations.yaml"
"""The list of the brief (section 9): what it calls a drawing, and which of ours show it."""


def document(path: Path) -> Any:
    found, problems = strict.parse(path.read_bytes(), path.name)
    assert not problems, problems
    return found.data


def casting() -> Mapping[str, Cast]:
    studio = Studio()
    studio.add(HOME / SHARED)
    assert not studio.problems
    return studio.cast


def figures() -> dict[str, list[str]]:
    """For each member of the cast, the drawings with them."""
    found: dict[str, list[str]] = {}
    for id, path in POSES.items():
        for figure in document(path).get("figures", ()):
            found.setdefault(figure["cast"], []).append(id)
    return found


@pytest.mark.parametrize(("asked", "drawings"), document(BRIEF).items())
def test_all_that_the_brief_asks_for_is_drawn(asked: str, drawings: list[str]) -> None:
    assert drawings, asked
    assert set(drawings) <= set(POSES), asked


def test_every_drawing_is_asked_for_or_a_title() -> None:
    listed = {drawing for drawings in document(BRIEF).values() for drawing in drawings}
    assert set(POSES) == listed


def test_everybody_of_the_cast_is_drawn_twice_and_nobody_in_half_of_them() -> None:
    found = figures()
    assert set(found) == set(casting())
    for member, drawings in found.items():
        assert len(set(drawings)) >= 2, member
        assert len(set(drawings)) <= len(POSES) / 3, member


def test_the_cast_is_of_many_kinds() -> None:
    cast = casting()
    tones = sorted(luminance(member.skin) for member in cast.values())
    assert tones[0] < 0.15
    assert tones[-1] > 0.6
    assert len({round(tone, 1) for tone in tones}) >= 4
    assert sum(member.front >= 1.3 for member in cast.values()) >= 2
    assert sum(luminance(member.hair_tone) > 0.4 for member in cast.values()) >= 2
    assert {member.hair for member in cast.values()} == {"short", "bun", "bob", "thin", "scarf"}
    assert sum(member.bump > 0 for member in cast.values()) == 1
    pregnant = next(name for name, member in cast.items() if member.bump)
    assert set(figures()[pregnant]) == {"sleep_pregnant", "walk_pregnant"}
