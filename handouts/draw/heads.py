"""Heads: in profile, from the front and from behind. Calm faces; never pain."""

from __future__ import annotations

from shapely.geometry.base import BaseGeometry

from handouts.draw import anatomy as body
from handouts.draw.build import Build
from handouts.draw.curves import Pt, along, blob, bone, close, disc, ellipse, joined, placed, smooth
from handouts.draw.pose import Hair
from handouts.draw.sheet import BODY, FINE, Sheet
from handouts.draw.skeleton import Spine
from handouts.model.illustration import Role

K = body.HEAD_SCALE


class _Place:
    """Puts points of the head's own coordinates where the head is."""

    def __init__(self, skull: Pt, turn: float, origin: Pt, flip: bool = False) -> None:
        self._skull, self._turn, self._origin, self._flip = skull, turn - 90, origin, flip

    def __call__(self, point: Pt) -> Pt:
        x, y = point[0] - self._origin[0], point[1] - self._origin[1]
        return placed((-x if self._flip else x, y), self._skull, self._turn, K)

    def all(self, points: list[Pt]) -> list[Pt]:
        """Several points."""
        return [self(point) for point in points]


def _neck(spine: Spine, *, front: bool) -> BaseGeometry:
    foot = along(spine.neck, spine.neck_turn, -2.2)
    top = along(spine.skull, spine.neck_turn, 1.2)
    widths = (lambda _t: (3.1, 3.1)) if front else (lambda t: tuple(reversed(body.NECK_SIDE(t))))
    return bone(foot, top, widths)  # type: ignore[arg-type]


def side(spine: Spine, build: Build, *, flip: bool = False, on_front: bool = False) -> tuple[Sheet, BaseGeometry]:
    """A head in profile on its neck; ``flip``: looking left while the body looks right."""
    sheet = Sheet()
    put = _Place(spine.skull, spine.head_turn, body.HEAD_ORIGIN if not on_front else (-0.6, 4.6), flip)
    hair = build.figure.hair or build.cast.hair
    tone = build.cast.hair_tone
    if hair == "bun":
        sheet.area(disc(put(body.BUN_SIDE[0]), body.BUN_SIDE[1] * K), Role.HAIR, tone=tone, line=Role.LINE)
    head = close(joined(blob(put.all(body.HEAD_SIDE)), _neck(spine, front=on_front)), 0.9)
    sheet.fill(head, Role.SKIN, build.cast.skin)
    sheet.line(head.boundary, Role.LINE, BODY)
    if hair == "scarf":
        _scarf(sheet, blob(put.all(body.HAIR_SIDE[hair])), build)
        sheet.line(smooth(put.all([(2.7, 2.2), (0.6, 0.9), (-1.9, -1.6), (-2.4, -4.6)])), Role.LINE, FINE)
    else:
        sheet.area(blob(put.all(body.HAIR_SIDE[hair])), Role.HAIR, tone=tone, line=Role.LINE)
        if hair != "bob":
            ear = blob(put.all(body.EAR_SIDE))
            sheet.area(ear, Role.SKIN, tone=build.cast.skin, line=Role.LINE, width=FINE)
    _face_side(sheet, put, build, spine.head_turn)
    return sheet, head


def _face_side(sheet: Sheet, put: _Place, build: Build, turn: float) -> None:
    x, y = body.EYE_SIDE
    if build.figure.eyes == "closed":
        sheet.line(smooth(put.all([(x - 0.9, y), (x + 0.1, y - 0.55), (x + 1.0, y - 0.1)])), Role.LINE, FINE)
    else:
        sheet.fill(ellipse(put(body.EYE_SIDE), 0.42 * K, 0.66 * K, turn - 90), Role.LINE)
    sheet.line(smooth(put.all(body.BROW_SIDE)), Role.LINE, FINE)
    sheet.line(smooth(put.all(body.MOUTH_SIDE)), Role.LINE, FINE)


def _scarf(sheet: Sheet, scarf: BaseGeometry, build: Build) -> None:
    sheet.area(scarf, Role.PROP_DARK, tone=build.cast.scarf, line=Role.LINE)


def front(spine: Spine, build: Build) -> tuple[Sheet, BaseGeometry]:
    """A head seen from the front."""
    sheet = Sheet()
    put = _Place(spine.skull, spine.head_turn, (0, 4.6))
    cast, hair = build.cast, build.figure.hair or build.cast.hair
    if hair == "bun":
        middle, radius = body.BUN_FRONT
        sheet.area(disc(put(middle), radius), Role.HAIR, tone=cast.hair_tone, line=Role.LINE)
    face = blob(put.all(body.mirrored(body.HEAD_FRONT)))
    ears = [disc(put((side * 5.1, 6.3)), 1.25 * K) for side in (-1, 1)]
    head = close(joined(face, *ears), 0.3)
    if hair == "scarf":
        hood: list[Pt] = [(0, 14.4), (3.8, 13.6), (6.3, 10.6), (6.5, 6.4), (5.8, 1.6), (4.8, -2.6), (0, -4.4)]
        _scarf(sheet, blob(put.all(body.mirrored(hood))), build)
        opening: list[Pt] = [(0, 11.4), (3, 10.4), (4.4, 7.6), (4.2, 4.2), (2.6, 1.2), (0, 0.3)]
        face = blob(put.all(body.mirrored(opening)))
        sheet.area(face, Role.SKIN, tone=cast.skin, line=Role.LINE)
    else:
        sheet.area(head, Role.SKIN, tone=cast.skin, line=Role.LINE, width=BODY)
        sheet.area(blob(put.all(body.HAIR_FRONT[hair])), Role.HAIR, tone=cast.hair_tone, line=Role.LINE)
    for x in (-2.05, 2.05):
        if build.figure.eyes == "closed":
            sheet.line(smooth(put.all([(x - 0.9, 7.1), (x, 6.6), (x + 0.9, 7.1)])), Role.LINE, FINE)
        else:
            sheet.fill(ellipse(put((x, 7.0)), 0.5 * K, 0.66 * K, spine.head_turn - 90), Role.LINE)
        sheet.line(smooth(put.all([(x - 1.1, 8.75), (x, 9.05), (x + 1.1, 8.75)])), Role.LINE, FINE)
    sheet.line(put.all(body.NOSE_FRONT), Role.LINE, FINE)
    sheet.line(smooth(put.all(body.MOUTH_FRONT)), Role.LINE, FINE)
    return sheet, head


def back(spine: Spine, build: Build) -> tuple[Sheet, BaseGeometry]:
    """A head from behind: hair over all but the nape."""
    sheet = Sheet()
    put = _Place(spine.skull, spine.head_turn, (0, 4.6))
    hair: Hair = build.figure.hair or build.cast.hair
    skull = blob(put.all(body.mirrored(body.HEAD_FRONT)))
    ears = [disc(put((side * 5.2, 6.3)), 1.25 * K) for side in (-1, 1)]
    head = close(joined(skull, *ears), 0.3)
    sheet.area(head, Role.SKIN, tone=build.cast.skin, line=Role.LINE, width=BODY)
    if hair == "bun":
        middle, radius = body.BUN_FRONT
        sheet.area(disc(put(middle), radius), Role.HAIR, tone=build.cast.hair_tone, line=Role.LINE)
    outline = body.HAIR_BACK.get(hair, body.HAIR_BACK["bob"])
    sheet.area(blob(put.all(body.mirrored(outline))), Role.HAIR, tone=build.cast.hair_tone, line=Role.LINE)
    return sheet, head


def neck(spine: Spine, build: Build) -> tuple[Sheet, BaseGeometry]:
    """The neck alone, for heads that are painted after the shirt."""
    sheet = Sheet()
    shape = _neck(spine, front=True)
    sheet.area(shape, Role.SKIN, tone=build.cast.skin, line=Role.LINE, width=BODY)
    return sheet, shape
