"""From angles and targets to joints."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from handouts.draw import anatomy as body
from handouts.draw.curves import Pt, along, angle, direction, smooth
from handouts.draw.pose import Arm, Figure, Leg


class OutOfReach(ValueError):
    """A hand or foot was asked to be where the limb does not reach."""


class Limb(Struct, frozen=True):
    """Root, middle and end joint, the way the last part points, and how the limb is drawn."""

    root: Pt
    middle: Pt
    end: Pt
    turn: float
    shape: str = "mitt"
    flip: bool = False

    @property
    def tip(self) -> Pt:
        """The middle of the hand."""
        return along(self.end, self.turn, body.HAND)

    @property
    def bend(self) -> float:
        """Degrees between both bones; 0 is straight."""
        turn = angle(self.middle, self.end) - angle(self.root, self.middle)
        return abs((turn + 180) % 360 - 180)


class Spine:
    """The trunk's middle line, by the distance from the hip joint."""

    def __init__(self, root: Pt, turns: Sequence[float]) -> None:
        lengths = (body.PELVIS, body.LUMBAR, body.THORAX, body.NECK)
        points = [along(root, turns[0], -5), root]
        for turn, length in zip(turns, lengths, strict=False):
            points.append(along(points[-1], turn, length))
        self.neck, self.skull, self.head_turn = points[-2], points[-1], turns[4]
        self.neck_turn = turns[3]
        self._points = smooth(points, samples=30)
        reach = -5.0
        self._stations = [reach]
        for one, two in zip(self._points, self._points[1:], strict=False):
            reach += math.hypot(two[0] - one[0], two[1] - one[1])
            self._stations.append(reach)

    def at(self, s: float) -> tuple[Pt, float]:
        """The point at distance ``s`` above the hip, and the direction of the spine there."""
        index = next((i for i, station in enumerate(self._stations) if station >= s), len(self._stations) - 1)
        index = max(index, 1)
        one, two = self._points[index - 1], self._points[index]
        part = (s - self._stations[index - 1]) / (self._stations[index] - self._stations[index - 1] or 1)
        return (one[0] + (two[0] - one[0]) * part, one[1] + (two[1] - one[1]) * part), angle(one, two)

    def beside(self, s: float, ahead: float) -> Pt:
        """The point ``ahead`` of the spine, on the front of the body."""
        point, turn = self.at(s)
        x, y = direction(turn - 90)
        return (point[0] + x * ahead, point[1] + y * ahead)


def reach(root: Pt, target: Pt, one: float, two: float, bend: str) -> tuple[float, float]:
    """Directions of two bones that lead from ``root`` to ``target``. Raises :class:`OutOfReach`."""
    distance = math.hypot(target[0] - root[0], target[1] - root[1])
    if distance > one + two + 1e-6 or distance < abs(one - two):
        raise OutOfReach(f"{distance:.1f} units away, and the limb is {one + two:.1f} long")
    cosine = (one**2 + distance**2 - two**2) / (2 * one * distance)
    first = angle(root, target) + int(bend) * math.degrees(math.acos(min(1, cosine)))
    return first, angle(along(root, first, one), target)


def leg(pose: Leg, hip: Pt, root: Pt) -> Limb:
    """The joints of a leg; ``root`` is the hip that ``ankle_from_hip`` is measured from."""
    thigh, shank = body.THIGH * pose.short[0], body.SHANK * pose.short[1]
    if pose.angles is not None:
        first, second, foot = pose.angles
    else:
        target = pose.ankle or (root[0] + pose.ankle_from_hip[0], pose.ankle_from_hip[1])  # type: ignore[index]
        first, second = reach(hip, target, thigh, shank, pose.bend)
        foot = pose.foot
    knee = along(hip, first, thigh)
    return Limb(hip, knee, along(knee, second, shank), foot)


def arm(pose: Arm, shoulder: Pt, thighs: dict[str, Limb]) -> Limb:
    """The joints of an arm."""
    upper, fore = body.UPPER_ARM * pose.short[0], body.FOREARM * pose.short[1]
    if pose.angles is not None:
        first, second, hand = pose.angles
    else:
        target = pose.wrist or _on_thigh(pose, thighs)
        first, second = reach(shoulder, target, upper, fore, pose.bend)
        hand = pose.hand
    elbow = along(shoulder, first, upper)
    return Limb(shoulder, elbow, along(elbow, second, fore), hand, pose.shape, pose.flip == "yes")


def _on_thigh(pose: Arm, thighs: dict[str, Limb]) -> Pt:
    which, part, dx, dy = pose.on_thigh  # type: ignore[misc]
    thigh = thighs[which]
    x = thigh.root[0] + (thigh.middle[0] - thigh.root[0]) * part
    y = thigh.root[1] + (thigh.middle[1] - thigh.root[1]) * part
    return (x + dx, y + dy)


class Skeleton(Struct, frozen=True):
    """All joints of a figure. Limbs go by the names of the parts: ``near_leg``, ``left_arm`` ..."""

    root: Pt
    spine: Spine
    legs: dict[str, Limb]
    arms: dict[str, Limb]


def skeleton(figure: Figure, lift: float = 0, broad: float = 1) -> Skeleton:
    """The joints of ``figure``, moved up by ``lift``; targets of hands and feet stay where they are.

    ``broad``: factor for the distance of shoulders seen from the front.
    """
    root = (figure.root[0], figure.root[1] + lift)
    spine = Spine(root, figure.spine)
    hips, shoulders = _joints(figure, root, spine, broad)
    legs = {name: leg(pose, hips[name], root) for name in hips if isinstance(pose := getattr(figure, name), Leg)}
    thighs = {name.removesuffix("_leg"): limb for name, limb in legs.items()}
    arms = {
        name: arm(pose, shoulders[name], thighs) for name in shoulders if isinstance(pose := getattr(figure, name), Arm)
    }
    return Skeleton(root, spine, legs, arms)


def _joints(figure: Figure, root: Pt, spine: Spine, broad: float) -> tuple[dict[str, Pt], dict[str, Pt]]:
    dx, dy = figure.far_shift
    if figure.view == "front":
        hips = {"left_leg": (root[0] - body.HIP_WIDE, root[1]), "right_leg": (root[0] + body.HIP_WIDE, root[1])}
        middle, turn = spine.at(body.SHOULDER_FRONT)
        x, y = direction(turn - 90)
        down = along(middle, turn, -body.SHOULDER_DROP)
        wide = body.SHOULDER_WIDE * broad
        shoulders = {
            "left_arm": (down[0] - x * wide, down[1] - y * wide),
            "right_arm": (down[0] + x * wide, down[1] + y * wide),
        }
        return hips, shoulders
    hips = {"near_leg": root, "far_leg": (root[0] + dx, root[1] + dy)}
    if figure.twist:
        wide = body.SHOULDER_TWISTED
        return hips, {"near_arm": spine.beside(27, -wide), "far_arm": spine.beside(27, wide)}
    near = spine.beside(body.SHOULDER, 0.3)
    return hips, {"near_arm": near, "far_arm": (near[0] + dx, near[1] + dy)}
