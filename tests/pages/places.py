"""Where things stand: margins, the edge of the paper, and nothing over anything else."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tests.pages.finding import Finding
from tests.pages.limits import Limits
from tests.pages.paper import Box, Page, Paper, Run, Shape

NEAR = 0.3
"""mm: a side bearing or a rounded place is no fault."""
PALE = 200
"""A colour whose channels are all above this is a tint: decoration that the paper can do without."""
HAIRLINE = 0.6
"""mm: what is thinner is a line."""


def outside_margins(paper: Paper, limits: Limits) -> Iterator[Finding]:
    """Print beyond the side margins, above the top of the body, on the footer, or too near the foot."""
    for page in paper.pages:
        top = limits.first_top if page.number == 1 else limits.body_top
        for run in page.runs:
            if not run.text.strip():
                continue
            footer = page.in_footer(run)
            low = page.height - limits.edge if footer else page.foot
            beyond = {
                # A j may hang over the edge of its line: the line begins where the pen does.
                "left": (run.x, limits.margin, limits.margin - run.x),
                "right": (run.box.right, page.width - limits.margin, run.box.right - page.width + limits.margin),
                "top": (run.box.top, top, top - run.box.top),
                "bottom": (run.box.bottom, low, run.box.bottom - low),
            }
            for figure, limit, over in beyond.values():
                if over > NEAR:
                    yield Finding("outside-margins", page.number, run.box, figure, limit, "mm", run.text)


def near_edge(paper: Paper, limits: Limits) -> Iterator[Finding]:
    """Anything but a pale tint so near the edge that a printer may cut it off."""
    for page in paper.pages:
        boxes = [run.box for run in page.runs if run.text.strip()]
        boxes += [shape.box for shape in page.shapes if not _tint(shape)]
        for box in boxes:
            free = min(box.left, box.top, page.width - box.right, page.height - box.bottom)
            if free < limits.edge - NEAR:
                yield Finding("near-edge", page.number, box, free, limits.edge, "mm of paper")


def overlap(paper: Paper, limits: Limits) -> Iterator[Finding]:
    """Print on print, print over a picture or across a line, and print that runs out of its box."""
    for page in paper.pages:
        runs = [run for run in page.runs if run.text.strip()]
        shapes = page.shapes
        if not runs:
            continue
        print_ = np.array([run.box for run in runs])
        for first, second, across, down in _pairs(print_, print_, NEAR, NEAR):
            if first < second:
                box = runs[first].box.joined(runs[second].box)
                about = f"{runs[first].text.strip()} / {runs[second].text.strip()}"
                yield Finding("overlap", page.number, box, min(across, down), 0, "mm shared", about)
        if not shapes:
            continue
        drawn = np.array([shape.box for shape in shapes])
        size = np.minimum(drawn[:, 2] - drawn[:, 0], drawn[:, 3] - drawn[:, 1])
        least = np.where(size < HAIRLINE, 0.05, NEAR)
        for index, number, across, down in _pairs(print_, drawn, least[None, :], least[None, :]):
            run, shape = runs[index], shapes[number]
            if _fault(run, shape, page):
                yield Finding("overlap", page.number, run.box, min(across, down), 0, "mm shared", run.text)


def _pairs(
    first: np.ndarray, second: np.ndarray, wide: object, high: object
) -> Iterator[tuple[int, int, float, float]]:
    """Indexes of boxes that share more than ``wide`` and ``high``, and what they share."""
    across = np.minimum(first[:, None, 2], second[None, :, 2]) - np.maximum(first[:, None, 0], second[None, :, 0])
    down = np.minimum(first[:, None, 3], second[None, :, 3]) - np.maximum(first[:, None, 1], second[None, :, 1])
    for one, other in zip(*np.nonzero((across > wide) & (down > high)), strict=True):
        yield int(one), int(other), float(across[one, other]), float(down[one, other])


def _fault(run: Run, shape: Shape, page: Page) -> bool:
    """Whether print may not touch this shape: only a ground that holds all of it may lie under it."""
    if shape.figure:
        return True
    if _tint(shape) and shape.order < run.order and not shape.box.around(run.box):
        # A pale disc behind a picture may reach under a word.
        return False
    return not _holds(shape.box, run.box)


def _holds(box: Box, inner: Box) -> bool:
    return (
        inner.left >= box.left - 0.1
        and inner.right <= box.right + 0.1
        and inner.top >= box.top - 0.1
        and inner.bottom <= box.bottom + 0.1
    )


def _tint(shape: Shape) -> bool:
    return shape.stroke is None and shape.fill is not None and min(shape.fill) > PALE
