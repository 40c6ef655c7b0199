"""One patient's pages on their way into a print file: pieces and where they stand, and what was measured on them.

It knows nothing of where in the file it will stand, so it can be made in another process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from msgspec import Struct

from handouts.errors import Refused
from handouts.layout.cover import cover
from handouts.layout.fonts import Fonts
from handouts.layout.layout import Pagination
from handouts.layout.pdf.fonts import FontKey
from handouts.layout.pdf.ink import Ink, Rect, ink, union
from handouts.layout.pdf.photos import PhotoKey
from handouts.layout.pdf.pieces import Piece
from handouts.layout.writer import Part, Side
from handouts.model.document import text_digest
from handouts.model.mail import MailProfile
from handouts.model.memo import Memo
from handouts.model.problem import Problem

Spot: TypeAlias = tuple[Piece, float, float]
"""A piece, and where its corner stands: points from the left and the foot of the page."""


class Measured(Struct, frozen=True):
    """Boxes of ink, in points from the left and the foot of the page: ``sides``: round all that stands on each, but
    for tinted grounds that run off the paper, of which a printer may leave out the edge.

    ``front``: each text and path on the first of them, but for the address, where they go into an envelope;
    ``address``: that of a cover.
    """

    sides: tuple[Rect | None, ...]
    front: tuple[Rect, ...]
    address: Rect | None = None


@dataclass(frozen=True, slots=True)
class Printable:
    """Pages of one patient, with the cover if there is one. ``words``: digest of the leaflet's text.

    ``alone``: how many sides stand on a sheet with nothing on its back; they come first.
    """

    page: str
    width: float
    height: float
    language: str
    sides: tuple[tuple[Spot, ...], ...] = field(repr=False)
    fonts: tuple[FontKey, ...]
    photos: tuple[PhotoKey, ...] = field(repr=False)
    words: str
    measured: Measured
    alone: int = 0


def printable(
    pages: Pagination, *, mail: MailProfile | None = None, address: Sequence[str] = (), memo: Memo | None = None
) -> Printable:
    """The pages of a leaflet as they are printed; with ``address`` rows, behind a cover as ``mail`` wants it.

    ``memo`` keeps what was measured. Raises :class:`~handouts.errors.Refused` when a character of the address cannot
    be printed.
    """
    sides = list(pages.painted())
    family, grid = pages.setting.fonts, pages.setting.grid
    if mail is not None and address:
        _check_characters(address, family)
        sides.insert(0, cover(pages.leaflet.letterhead, address, pages.setting, mail))
    parts = [part for side in sides for part in (*side.parts, *side.frame)]
    return Printable(
        page=pages.leaflet.page,
        width=grid.width,
        height=grid.height,
        language=pages.leaflet.language,
        sides=tuple(tuple((p.painted.piece, p.x, p.y) for p in (*side.parts, *side.frame)) for side in sides),
        fonts=tuple(sorted({key for part in parts for key in part.painted.fonts})),
        photos=tuple(dict.fromkeys(key for part in parts for key in part.painted.photos)),
        words=text_digest(pages.told.words),
        measured=_measured(sides, pages, memo or Memo(0), mail, covered=bool(address and mail)),
        alone=1 if address and mail else 0,
    )


def _measured(
    sides: Sequence[Side], pages: Pagination, memo: Memo, mail: MailProfile | None, *, covered: bool
) -> Measured:
    family, paper = pages.setting.fonts, (pages.setting.grid.width, pages.setting.grid.height)

    def marks(part: Part) -> tuple[Ink, ...]:
        piece = part.painted.piece
        return memo.of("ink", piece.data, lambda: ink(piece, family))

    def whole(part: Part) -> Rect | None:
        box = memo.of("outline", part.painted.piece.data, lambda: union([mark.box for mark in marks(part)]))
        if box is None or not _bleeds(_at(box, part), paper):
            return box and _at(box, part)
        found = ((_at(mark.box, part), mark.filled) for mark in marks(part))
        return union([at for at, filled in found if not (filled and _bleeds(at, paper))])

    def around(side: Side) -> Rect | None:
        return union([box for part in (*side.parts, *side.frame) if (box := whole(part)) is not None])

    first = sides[0]
    others = () if mail is None else first.frame if covered else (*first.parts, *first.frame)
    front = tuple(_at(mark.box, part) for part in others for mark in marks(part))
    return Measured(tuple(around(side) for side in sides), front, whole(first.parts[0]) if covered else None)


def _bleeds(box: Rect, paper: tuple[float, float]) -> bool:
    """Whether it reaches the edge of the paper."""
    left, bottom, right, top = box
    return left < 0.1 or bottom < 0.1 or right > paper[0] - 0.1 or top > paper[1] - 0.1


def _at(box: Rect, part: Part) -> Rect:
    return (part.x + box[0], part.y + box[1], part.x + box[2], part.y + box[3])


def _check_characters(rows: Sequence[str], family: Fonts) -> None:
    missing = dict.fromkeys("".join(map(family.missing, rows)))
    if missing:
        names = ", ".join(f"U+{ord(character):04X}" for character in missing)
        message, remedy = f"post: the font cannot print the character {names}", "Spell it with other letters."
        raise Refused(message, remedy=remedy, problems=[Problem("unprintable", message, remedy, path=("post",))])
