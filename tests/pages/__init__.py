"""Pages measured: what is on the paper, whatever layout meant to put there.

``measure(pdf, limits)`` takes the bytes of a finished leaflet and gives findings with page, place in mm,
figure and limit. By hand: ``python -m tests.pages FILE.pdf --format standard``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.pages.breaks import heading_at_foot, split_box, split_line, split_table
from tests.pages.finding import Finding, report
from tests.pages.ink import ink
from tests.pages.limits import LIMITS, Limits, sheet
from tests.pages.paper import Paper, read
from tests.pages.places import near_edge, outside_margins, overlap
from tests.pages.print import last_line, line_length, small_type
from tests.pages.tiers import tiers

__all__ = ["LIMITS", "Finding", "Limits", "measure", "report", "sheet"]

Measure = Callable[[Paper, Limits], Iterator[Finding]]
MEASURES: tuple[Measure, ...] = (
    outside_margins,
    near_edge,
    overlap,
    small_type,
    line_length,
    last_line,
    heading_at_foot,
    split_box,
    split_line,
    split_table,
    ink,
    tiers,
)


def measure(pdf: bytes, limits: Limits) -> list[Finding]:
    """Everything that the measures find on the pages of ``pdf``."""
    paper = read(pdf)
    return [found for each in MEASURES for found in each(paper, limits)]
