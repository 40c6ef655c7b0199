"""Arms and legs: skin first, then the cloth over it. Contours stay open where a limb joins the body."""

from __future__ import annotations

from msgspec import Struct
from shapely.geometry.base import BaseGeometry

from handouts.draw import anatomy as body
from handouts.draw.build import Build
from handouts.draw.curves import Pt, blob, bone, capsule, close, disc, joined, placed
from handouts.draw.sheet import BODY, FINE, Sheet
from handouts.draw.skeleton import Limb
from handouts.model.colour import mixed
from handouts.model.illustration import FAR, Role

INSIDE = 0.35
"""How far inside the body a contour ends."""


class Joint(Struct, frozen=True):
    """Where a limb leaves the body: no contour inside ``body`` within ``radius`` of the joint.

    ``over``: cloth that lies over the limb there, unless the limb is bent across it.
    """

    radius: float
    body: BaseGeometry
    over: BaseGeometry | None = None

    def covered(self, part: BaseGeometry, at: Pt) -> BaseGeometry:
        """``part`` without what is under the cloth."""
        return part if self.over is None else part.difference(self.over.intersection(disc(at, self.radius)))

    def contour(self, part: BaseGeometry, at: Pt) -> BaseGeometry:
        """The outline of ``part`` that is drawn."""
        return part.boundary.difference(disc(at, self.radius).intersection(self.body.buffer(-INSIDE)))


def _far(tone: str, part: float, far: bool) -> str:
    return mixed(tone, FAR, part) if far else tone


def thigh(limb: Limb, build: Build) -> BaseGeometry:
    """The trouser leg above the knee."""
    widths = body.THIGH_FRONT if build.figure.view == "front" else body.THIGH_SIDE
    return bone(limb.root, limb.middle, lambda t: (widths(t)[0] + 0.15, widths(t)[1] + 0.15), grow=build.thigh)


def leg(limb: Limb, build: Build, joint: Joint | None, *, far: bool = False) -> tuple[Sheet, BaseGeometry]:
    """A leg and the area that it covers; foot first, then the trouser leg over it."""
    front = build.figure.view == "front"
    sheet = Sheet()
    shank_widths = body.SHANK_FRONT if front else body.SHANK_SIDE
    end = build.figure.trouser_end
    more = build.shank
    upper = thigh(limb, build)
    shank = bone(
        limb.middle,
        limb.end,
        lambda t: (shank_widths(t)[0] + 0.5, shank_widths(t)[1] + 0.25),
        last=end,
        flat_end=True,
        grow=lambda _t: more,
    )
    foot = _foot(limb, front=front)
    skin_tone = _far(build.cast.skin, 0.14, far)
    if build.figure.bare_feet == "yes":
        ankle = bone(limb.middle, limb.end, shank_widths, first=end - 0.12, grow=lambda _t: more)
        foot = close(joined(foot, ankle), 0.8)
        sheet.fill(foot, Role.SKIN_FAR if far else Role.SKIN, skin_tone)
    else:
        sheet.fill(foot, Role.SHOE_FAR if far else Role.SHOE)
    sheet.line(foot.boundary, Role.LINE, BODY)
    cloth = close(joined(upper, shank), 1.8 if limb.bend < 100 else 0.5)
    if joint:
        cloth = joint.covered(cloth, limb.root)
    tone = _far(build.figure.trousers or build.cast.trousers, 0.28, far)
    sheet.fill(cloth, Role.TROUSERS_FAR if far else Role.TROUSERS, tone)
    sheet.line(joint.contour(cloth, limb.root) if joint else cloth.boundary, Role.LINE, BODY)
    if limb.bend > 95:
        crease = upper.boundary.intersection(shank).difference(disc(limb.middle, 5.2))
        sheet.line(crease, Role.LINE, FINE)
    return sheet, joined(cloth, foot)


def _foot(limb: Limb, *, front: bool) -> BaseGeometry:
    if front:
        return blob([(x, y - body.ANKLE_HEIGHT) for x, y in body.FOOT_FRONT], limb.end, limb.turn)
    return blob([(x, y - body.ANKLE_HEIGHT) for x, y in body.FOOT_SIDE], limb.end, limb.turn)


def arm(limb: Limb, build: Build, joint: Joint | None, *, far: bool = False) -> tuple[Sheet, BaseGeometry]:
    """An arm and the area that it covers; skin first, then the sleeve over it."""
    front = build.figure.view == "front"
    sheet = Sheet()
    k = build.limb
    upper_widths, fore_widths = (body.UARM_FRONT, body.FARM_FRONT) if front else (body.UARM_SIDE, body.FARM_SIDE)
    sleeve = build.sleeve
    tight = 0.4 if limb.bend > 110 else 1.2
    parts: list[BaseGeometry] = []
    if sleeve < 1:
        # Skin starts under the sleeve: from the shoulder on, it would show as a ring.
        begin = max(0.0, min(0.3, sleeve - 0.2))
        parts.append(bone(limb.root, limb.middle, upper_widths, first=begin, grow=lambda _t: k))
    parts.append(bone(limb.middle, limb.end, fore_widths, first=0.5 if sleeve >= 1 else 0, grow=lambda _t: k))
    skin = close(joined(*parts, _hand(limb)), tight)
    sheet.fill(skin, Role.SKIN_FAR if far else Role.SKIN, _far(build.cast.skin, 0.14, far))
    sheet.line(skin.boundary, Role.LINE, BODY)
    cloth = _sleeve(limb, sleeve, k, tight)
    sheet.fill(cloth, Role.SHIRT_FAR if far else Role.SHIRT)
    sheet.line(joint.contour(cloth, limb.root) if joint else cloth.boundary, Role.LINE, BODY)
    return sheet, joined(skin, cloth)


def _sleeve(limb: Limb, end: float, k: float, tight: float) -> BaseGeometry:
    if end < 1:
        return bone(limb.root, limb.middle, body.SLEEVE, last=end, flat_end=True, grow=lambda _t: k)
    upper = bone(limb.root, limb.middle, body.LONG_SLEEVE, grow=lambda _t: k)
    lower = bone(limb.middle, limb.end, body.CUFF, last=end - 1, flat_end=True, grow=lambda _t: k)
    return close(joined(upper, lower), tight)


def _hand(limb: Limb) -> BaseGeometry:
    outline, thumb = body.HANDS[limb.shape]
    hand = blob(outline, limb.end, limb.turn, flip=limb.flip)
    if thumb is None:
        return hand
    start, end = (placed(point, limb.end, limb.turn, flip=limb.flip) for point in thumb)
    return joined(hand, capsule(start, end, 1.05, 0.85))


def outline_only(area: BaseGeometry, sheet: Sheet) -> None:
    """A dashed outline: where a limb was, or will be."""
    if area.is_empty:
        return
    sheet.line(area.simplify(0.1).boundary, Role.ARROW, 1.0, (2.2, 2.6))
