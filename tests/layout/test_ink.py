"""Ink is measured where it is: nothing is rendered outside the boxes, and they are hardly larger."""

from __future__ import annotations

import numpy as np
import pypdfium2
import pytest

from handouts.layout.fonts import fonts
from handouts.layout.layout import BUILT_IN
from handouts.layout.pdf.ink import ink, union
from handouts.layout.pdf.pieces import piece
from handouts.layout.printable import printable
from handouts.model.library import Library
from tests.layout.printing import KINDS, pages_of, profile

SCALE = 2


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"other brand"}))
def test_boxes_are_where_a_renderer_puts_ink(kind: str) -> None:
    pages = pages_of(kind, "Ada Quill", "T-1")
    made, file = printable(pages), pypdfium2.PdfDocument(pages.document().pdf)
    for number, box in enumerate(made.measured.sides):
        assert box is not None
        dots = file[number].render(scale=SCALE, grayscale=True).to_numpy().squeeze()
        rows, columns = np.nonzero(dots < 250)
        high = made.height
        seen = (
            columns.min() / SCALE,
            high - (rows.max() + 1) / SCALE,
            (columns.max() + 1) / SCALE,
            high - rows.min() / SCALE,
        )
        for side in (0, 1):
            assert -1 <= seen[side] - box[side] <= 5, (number, seen, box)
        for side in (2, 3):
            assert -1 <= box[side] - seen[side] <= 5, (number, seen, box)


def test_a_ground_that_runs_off_the_paper_does_not_count_but_what_stands_on_it_does() -> None:
    measured = printable(pages_of("other brand", "Ada Quill", "T-1"), mail=profile()).measured
    first = measured.sides[0]
    assert first is not None
    assert first[0] > 36
    assert any(box[0] < 0.1 for box in measured.front), "it is there for the window of an envelope"


@pytest.mark.parametrize(
    ("code", "box"),
    [
        ("0 0 m 10 5 l S", (-0.5, -0.5, 10.5, 5.5)),
        ("4 w 0 0 m 10 0 l S", (-2, -2, 12, 2)),
        ("q 4 w Q 0 0 m 10 0 l S", (-0.5, -0.5, 10.5, 0.5)),
        ("0 0 m 10 0 l 5 9 l h f*", (0, 0, 10, 9)),
        ("q 2 0 0 2 3 4 cm 0 0 m 1 1 l f Q", (3, 4, 5, 6)),
        ("q 1 0 0 1 3 4 cm q 0 1 -1 0 0 0 cm 0 0 m 2 1 l f Q Q", (2, 4, 3, 6)),
        ("0 0 m 1 2 3 4 5 1 c B", (-0.5, -0.5, 5.5, 4.5)),
        ("q 10 0 0 5 1 2 cm /P1 Do Q", (1, 2, 11, 7)),
        ("q 1 0 0 1 3 4 cm\n0 0 m\n10 5 l\nS\nQ\n", (2.5, 3.5, 13.5, 9.5)),
        ("4 w\nq 1 0 0 1 3 4 cm\n0 0 m\n10 0 l\nS\nQ\n", (1, 2, 15, 6)),
        ("q 2 0 0 2 3 4 cm\nq 1 0 0 1 1 1 cm\n0 0 m\n1 1 l\nf\nQ\nQ\n", (5, 6, 7, 8)),
        ("q -2 0 0 2 3 4 cm\n0 0 0 RG 2 w [1 2] 0 d 0 0 m 10 5 l h S\nQ\n", (-19, 2, 5, 16)),
        ("q 2 0 0 2 3 4 cm\n0 .5 0 rg 1 1 m 10 5 l 3 4 l h f*\nQ\n", (5, 6, 23, 14)),
        ("0 0 m 9 9 l n", None),
        ("/Artifact <</Type /Layout>> BDC [3 1] 0 d EMC", None),
    ],
)
def test_paths(code: str, box: tuple[float, ...] | None, library: Library) -> None:
    found = union([mark.box for mark in ink(piece(code.encode()), fonts(library.fonts[BUILT_IN]))])
    assert found == (box and pytest.approx(box))
