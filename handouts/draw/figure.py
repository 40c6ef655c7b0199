"""A figure: its parts, made from the joints, painted far to near."""

from __future__ import annotations

from collections.abc import Mapping

from shapely import affinity
from shapely.geometry.base import BaseGeometry

from handouts.draw import anatomy as body
from handouts.draw import heads, limbs
from handouts.draw.build import HEM, Build
from handouts.draw.curves import along, angle, blob, close, direction, disc, joined, opened
from handouts.draw.limbs import Joint
from handouts.draw.pose import Cast, Figure
from handouts.draw.sheet import BODY, DETAIL, Paint, Sheet
from handouts.draw.skeleton import Skeleton, skeleton
from handouts.model.illustration import Role

SIDE = ("far_arm", "far_leg", "head", "pelvis", "torso", "near_leg", "near_arm")
FRONT = ("left_leg", "right_leg", "pelvis", "neck", "torso", "left_arm", "right_arm", "head")
HEM_LINE = 0.7
"""Room for the line of the hem."""
STRAIGHT = 35
"""Degrees between trunk and thigh up to which a leg counts as straight."""
PROFILE = ("left_leg", "right_leg", "pelvis", "head", "torso", "left_arm", "right_arm")


def draw(figure: Figure, cast: Mapping[str, Cast], sheet: Sheet) -> None:
    """Paint ``figure`` on ``sheet``."""
    build = Build(cast[figure.cast], figure)
    parts = _parts(figure, build)
    own = Sheet()
    for prop in figure.under:
        prop.draw(own)
    if figure.only:
        limbs.outline_only(joined(*(parts[name][1] for name in figure.only)), own)
    else:
        _paint(figure, parts, own)
    sheet.put(_moved(own, figure))


Parts = dict[str, tuple[Sheet, BaseGeometry]]


def _paint(figure: Figure, parts: Parts, own: Sheet) -> None:
    names = [name for name in figure.order or order(figure) if name in parts]
    for index, name in enumerate(names):
        own.put(parts[name][0])
        for between in figure.between:
            if between.after == name:
                for prop in between.props:
                    prop.draw(own)
        for shade in figure.shade:
            if name in shade.parts and not set(shade.parts) & set(names[index + 1 :]):
                area = blob(shade.outline).intersection(joined(*(parts[part][1] for part in shade.parts)))
                own.area(area.buffer(-0.3), shade.role, line=Role.LINE, width=DETAIL)


def order(figure: Figure) -> tuple[str, ...]:
    """The usual order of painting."""
    if figure.view == "side":
        return SIDE
    return PROFILE if (figure.head or "front").startswith("profile") else FRONT


def _moved(own: Sheet, figure: Figure) -> Sheet:
    """The figure in its scale and place, seen through its circle."""
    shapes = []
    for paint in own.paints:
        shape = paint.shape
        if figure.flip == "yes":
            shape = affinity.scale(shape, 1, -1, origin=(0, 0))
        if figure.scale != 1 or figure.shift != (0, 0):
            shape = affinity.scale(shape, figure.scale, figure.scale, origin=(0, 0))
            shape = affinity.translate(shape, *figure.shift)
        if figure.clip:
            shape = shape.intersection(disc(figure.clip.at, figure.clip.radius))
        shapes.append(Paint(paint.role, shape, paint.tone, paint.width, paint.dash))
    return Sheet(shapes)


def _parts(figure: Figure, build: Build) -> Parts:
    parts = _at(build, skeleton(figure, broad=build.broad))
    if figure.drop:
        low = min(_lowest(name, parts, build) for name in figure.drop.parts)
        parts = _at(build, skeleton(figure, figure.drop.y - low, build.broad))
    return parts


def _lowest(name: str, parts: Parts, build: Build) -> float:
    """The lowest point of a part; of ``near_thigh``, the leg above the knee alone."""
    if name != "near_thigh":
        return float(parts[name][1].bounds[1])
    return float(limbs.thigh(skeleton(build.figure).legs["near_leg"], build).bounds[1])


def _at(build: Build, joints: Skeleton) -> Parts:
    return _front(build, joints) if build.figure.view == "front" else _side(build, joints)


def _cloth(area: BaseGeometry, role: Role, tone: str | None = None) -> tuple[Sheet, BaseGeometry]:
    sheet = Sheet()
    sheet.fill(area, role, tone)
    sheet.line(area.boundary, Role.LINE, BODY)
    return sheet, area


def _side(build: Build, joints: Skeleton) -> Parts:
    figure, cast, spine = build.figure, build.cast, joints.spine
    _, turn = spine.at(0)
    back = direction(turn + 90)
    seat = along(joints.root, turn, -1.0)
    seat = (seat[0] + back[0] * 1.5 * cast.hip, seat[1] + back[1] * 1.5 * cast.hip)
    pelvis = close(joined(build.sweep(spine, -3.2, HEM + 1.5), disc(seat, 6.0 * cast.hip)), 2.5)
    if figure.twist:
        torso = _broad(build, joints, body.SHOULDER_TWISTED)
    else:
        shoulder = spine.beside(body.SHOULDER, 0.3)
        torso = opened(close(joined(build.sweep(spine, HEM, body.COLLAR), disc(shoulder, 3.7 * cast.limb)), 3), 1)
    parts: Parts = {
        "pelvis": _cloth(pelvis, Role.TROUSERS, figure.trousers or cast.trousers),
        "torso": _cloth(torso, Role.SHIRT),
        "head": _head(build, joints),
    }
    hip, shoulder_joint = _hip(build, joints, pelvis, torso), Joint(4.9 * cast.limb, torso)
    for name, limb in joints.legs.items():
        far = name.startswith("far")
        parts[name] = limbs.leg(limb, build, None if far else hip, far=far)
    for name, limb in joints.arms.items():
        far = name.startswith("far") and not figure.twist
        parts[name] = limbs.arm(limb, build, None if far else shoulder_joint, far=far)
    return parts


def _hip(build: Build, joints: Skeleton, pelvis: BaseGeometry, torso: BaseGeometry) -> Joint:
    """The near hip: on a straight leg the shirt hangs over it, on a bent one the thigh lies before the shirt."""
    radius = 8.6 * build.cast.limb
    near = joints.legs.get("near_leg")
    if near is None:
        return Joint(radius, pelvis)
    turn = abs((angle(near.middle, near.root) - build.figure.spine[0] + 180) % 360 - 180)
    return Joint(radius, pelvis, torso.buffer(HEM_LINE) if turn < STRAIGHT else None)


def _broad(build: Build, joints: Skeleton, wide: float) -> BaseGeometry:
    """A chest that faces whoever looks: shoulders, and the slope up to the neck on each side."""
    spine, k = joints.spine, build.cast.limb
    at = 27.0 if build.figure.twist else body.SHOULDER_FRONT
    radius = 3.35 * (1 + 0.5 * (k - 1))
    collar = build.sweep(spine, 30.2, 31.9)
    pieces = [build.sweep(spine, HEM, body.COLLAR)]
    for side in (-1, 1):
        middle = spine.beside(at, side * wide)
        if not build.figure.twist:
            _, turn = spine.at(at)
            middle = along(middle, turn, -body.SHOULDER_DROP)
        shoulder = disc(middle, radius)
        pieces += [shoulder, joined(shoulder, collar).convex_hull]
    return opened(close(joined(*pieces), 2.5), 0.6)


def _head(build: Build, joints: Skeleton) -> tuple[Sheet, BaseGeometry]:
    match build.figure.head:
        case "front" if build.figure.view == "side":
            neck, below = heads.neck(joints.spine, build)
            head, shape = heads.front(joints.spine, build)
            neck.put(head)
            return neck, joined(below, shape)
        case "front":
            return heads.front(joints.spine, build)
        case "back":
            return heads.back(joints.spine, build)
        case "profile_left":
            return heads.side(joints.spine, build, flip=True, on_front=True)
        case "profile_right":
            return heads.side(joints.spine, build, on_front=True)
        case _ if build.figure.view == "front":
            return heads.front(joints.spine, build)
        case _:
            return heads.side(joints.spine, build)


def _front(build: Build, joints: Skeleton) -> Parts:
    cast, figure = build.cast, build.figure
    pelvis = build.sweep(joints.spine, -5, HEM + 1.5)
    torso = _broad(build, joints, body.SHOULDER_WIDE * build.broad)
    parts: Parts = {
        "pelvis": _cloth(pelvis, Role.TROUSERS, figure.trousers or cast.trousers),
        "torso": _cloth(torso, Role.SHIRT),
        "neck": heads.neck(joints.spine, build),
        "head": _head(build, joints),
    }
    hip, shoulder = Joint(7.4, pelvis), Joint(4.7, torso)
    for name, limb in joints.legs.items():
        parts[name] = limbs.leg(limb, build, hip)
    if (figure.order or order(figure))[0].endswith("leg") and joints.legs:
        # Standing: pelvis and legs are one pair of trousers.
        legs = joined(*(parts[name][1] for name in joints.legs))
        sheet = Sheet()
        sheet.fill(pelvis, Role.TROUSERS, figure.trousers or cast.trousers)
        sheet.line(pelvis.boundary.difference(legs.buffer(-0.35)), Role.LINE, BODY)
        parts["pelvis"] = (sheet, pelvis)
    for name, limb in joints.arms.items():
        parts[name] = limbs.arm(limb, build, shoulder)
    return parts
