"""A leaflet on half sheets, put together as a booklet: two pages side by side, for a printer and a stapler.

Sheets are printed on both sides, flipped on the short edge, stacked, folded once and stapled in the fold
(saddle stitch). The leaflet itself stays the file to read: this one is paper alone and has no tags.
"""

from __future__ import annotations

import io
import math

import pikepdf
from pikepdf import Array, Dictionary, Name

from handouts.model.document import Document
from handouts.model.paper import HALF_OF, POINTS


def imposition(pages: int) -> tuple[tuple[int | None, int | None], ...]:
    """Left and right page of each side of paper, front then back, outer sheet first; None is blank.

    Pages count from 1. With 4 pages: ``((4, 1), (2, 3))``.
    """
    total = 4 * math.ceil(pages / 4)

    def page(number: int) -> int | None:
        return number if number <= pages else None

    sides = []
    for sheet in range(total // 4):
        first = 2 * sheet + 1
        sides.append((page(total + 1 - first), page(first)))
        sides.append((page(first + 1), page(total - first)))
    return tuple(sides)


def booklet(leaflet: Document, page: str) -> Document:
    """``leaflet``, which is on the small page ``page``, two on a side of the paper of which that is half.

    Pages are placed whole, as they are: nothing is scaled or drawn anew. Both touch the fold, and what is left
    of the paper stays at its outer edges. The same leaflet gives the same bytes.
    """
    high, wide = POINTS[HALF_OF[page]]
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(leaflet.pdf)) as source, pikepdf.new() as made:
        forms = [made.copy_foreign(sheet.as_form_xobject()) for sheet in source.pages[: leaflet.pages]]
        sides = imposition(leaflet.pages)
        for left, right in sides:
            drawn, content = {}, []
            for name, number, side in (("Left", left, 0), ("Right", right, 1)):
                if number is None:
                    continue
                form = forms[number - 1]
                box = [float(value) for value in form.BBox]
                across = wide / 2 - (0 if side else box[2] - box[0])
                drawn[f"/{name}"] = form
                up = (high - (box[3] - box[1])) / 2
                content.append(f"q 1 0 0 1 {across - box[0]:.3f} {up - box[1]:.3f} cm /{name} Do Q")
            sheet = Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, round(wide, 3), round(high, 3)]),
                Resources=Dictionary(XObject=Dictionary(drawn)),
                Contents=made.make_stream("\n".join(content).encode()),
            )
            made.pages.append(pikepdf.Page(made.make_indirect(sheet)))
        made.Root.ViewerPreferences = Dictionary(
            Duplex=Name.DuplexFlipShortEdge, PrintScaling=Name("/None"), PickTrayByPDFSize=True, DisplayDocTitle=True
        )
        for entry in ("/Title", "/Author", "/Subject", "/Creator", "/Producer", "/CreationDate", "/ModDate"):
            if entry in source.docinfo:
                made.docinfo[entry] = str(source.docinfo[entry])
        if "/Lang" in source.Root:
            made.Root.Lang = str(source.Root.Lang)
        made.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return Document(out.getvalue(), len(sides), leaflet.words)
