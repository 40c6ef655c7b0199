"""Bodies: joints where the trial drawings had them, feet on the floor, hands that reach."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handouts import resources, strict
from handouts.draw import anatomy as body
from handouts.draw.build import Build
from handouts.draw.compile import Studio, _merge
from handouts.draw.curves import bone, profile
from handouts.draw.figure import _parts
from handouts.draw.pose import Figure, Pose
from handouts.draw.skeleton import OutOfReach, reach, skeleton

HOME = resources.assets_dir() / "illustrations"
CASES = Path(__file__).parent.parent / "cases" / "poses" / "joints.yaml"
STANDING = ("near_leg", "far_leg", "left_leg", "right_leg", "near_arm", "far_arm", "pelvis", "torso")


def pose_of(name: str) -> tuple[Pose, Studio]:
    studio = Studio()
    studio.add(HOME / "shared")
    raw = (HOME / f"{name}.yaml").read_bytes()
    document, problems = strict.parse(raw, name)
    _merge(document, studio, problems)
    pose, found = strict.check(document, Pose)
    assert pose is not None, found
    return pose, studio


def cases() -> dict[str, Any]:
    document, problems = strict.parse(CASES.read_bytes(), CASES.name)
    assert not problems
    assert isinstance(document.data, dict)
    return document.data


@pytest.mark.parametrize("name", cases())
def test_joints_are_where_they_were(name: str) -> None:
    pose, studio = pose_of(name)
    expected: Any = cases()[name]
    figure = pose.figures[0]
    joints = skeleton(figure, broad=Build(studio.cast[figure.cast], figure).broad)
    if figure.drop:
        parts = _parts(figure, Build(studio.cast[figure.cast], figure))
        low = min(parts[part][1].bounds[1] for part in figure.drop.parts if part in parts)
        assert low == pytest.approx(figure.drop.y, abs=0.5)
    found = {"neck": joints.spine.neck, "skull": joints.spine.skull}
    for limbs in (joints.legs, joints.arms):
        for part, limb in limbs.items():
            found |= {f"{part}.middle": limb.middle, f"{part}.end": limb.end}
    for joint, place in expected.items():
        assert found[joint] == pytest.approx([float(number) for number in place], abs=0.35), joint


@pytest.mark.parametrize("path", sorted(HOME.glob("*.yaml")), ids=lambda path: path.stem)
def test_whoever_has_a_floor_is_on_it(path: Path) -> None:
    pose, studio = pose_of(path.stem)
    grounds = {prop.type for prop in pose.behind} & {"floor", "mat"}
    if not grounds or any(prop.type == "bed_side" for prop in pose.behind):
        return
    for figure in pose.figures:
        parts = _parts(figure, Build(studio.cast[figure.cast], figure))
        lowest = min(parts[part][1].bounds[1] for part in STANDING if part in parts)
        assert -0.8 <= lowest <= 0.6, f"{figure.cast}: {lowest:.2f}"


def test_a_limb_does_not_stretch() -> None:
    with pytest.raises(OutOfReach):
        reach((0, 0), (40, 0), 17.2, 14.6, "1")
    first, second = reach((0, 0), (20, 0), 17.2, 14.6, "1")
    assert first > 0 > second


def test_widths_do_not_overshoot() -> None:
    widths = profile([(0, 1, 1), (0.1, 5, 1), (1, 5, 1)])
    assert max(widths(step / 200)[0] for step in range(201)) <= 5 + 1e-9
    assert widths(0.5)[1] == 1


def test_front_and_back_of_a_limb_differ() -> None:
    shank = bone((0, 0), (0, -20), body.SHANK_SIDE)
    left, _, right, _ = shank.bounds
    assert right < -left, "the calf is behind"


def test_a_figure_needs_one_way_to_place_a_limb() -> None:
    with pytest.raises(ValueError, match="only one of them"):
        Figure.model_validate({"cast": "mia", "spine": [90] * 5, "near_leg": {"foot": "3"}})
