"""What a measure says, and how it reads."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tests.pages.paper import Box


class Finding(Struct, frozen=True):
    """One fault: its code, the page and place in mm, the figure that was measured and the limit it breaks.

    ``warning``: to be looked at, but no fault of itself.
    """

    code: str
    page: int
    place: Box
    figure: float
    limit: float
    unit: str
    about: str = ""
    warning: bool = False

    def __str__(self) -> str:
        left, top, right, bottom = self.place
        where = f"page {self.page}, {left:.1f} to {right:.1f} mm across, {top:.1f} to {bottom:.1f} mm down"
        about = f" ({self.about[:60]})" if self.about else ""
        return f"{self.code}: {self.figure:.4g} {self.unit}, limit {self.limit:.4g}; {where}{about}"


def report(findings: Sequence[Finding]) -> str:
    """One line each, by page and from the top down; faults before warnings."""
    ordered = sorted(findings, key=lambda found: (found.warning, found.page, found.place.top, found.place.left))
    return "\n".join(f"{'warning' if found.warning else 'fault'}: {found}" for found in ordered)
