"""A drawing while it is made: areas and lines by colour role, painted in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from shapely.geometry.base import BaseGeometry

from handouts.draw.curves import Pt, lines_of
from handouts.model.illustration import Role

BODY, DETAIL, FINE = 1.0, 0.9, 0.75
"""Widths of lines in points at 40 mm: body and floor, hair and props, faces."""


class Paint(Struct, frozen=True):
    """One area or line. ``width``: of the line in points; 0 for an area."""

    role: Role
    shape: BaseGeometry
    tone: str | None = None
    width: float = 0
    dash: tuple[float, ...] = ()


@dataclass(slots=True)
class Sheet:
    """What was painted so far."""

    paints: list[Paint] = field(default_factory=list)

    def fill(self, shape: BaseGeometry, role: Role, tone: str | None = None) -> None:
        """Paint an area."""
        self.paints.append(Paint(role, shape, tone))

    def line(
        self, shape: BaseGeometry | Sequence[Pt], role: Role = Role.LINE, width: float = DETAIL,
        dash: tuple[float, ...] = (),
    ) -> None:  # fmt: skip
        """Paint a line."""
        geometry = shape if isinstance(shape, BaseGeometry) else lines_of(shape)
        self.paints.append(Paint(role, geometry, None, width, dash))

    def area(
        self, shape: BaseGeometry, role: Role, *, tone: str | None = None, line: Role = Role.PROP_LINE,
        width: float = DETAIL,
    ) -> None:  # fmt: skip
        """Paint an area with its outline."""
        self.fill(shape, role, tone)
        self.line(shape.boundary, line, width)

    def put(self, other: Sheet) -> None:
        """Paint another sheet on top."""
        self.paints += other.paints
