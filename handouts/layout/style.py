"""Type scale and page grid: LOOK.md sections 1 and 2 as data. All lengths in points."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from handouts.layout.fonts import Weight
from handouts.layout.units import MM
from handouts.model.paper import POINTS, Format, is_small


class Type(Struct, frozen=True, cache_hash=True):
    """Size, leading, space before and after."""

    weight: Weight
    size: float
    leading: float
    before: float = 0
    after: float = 0


R, M, S, B, X = Weight.REGULAR, Weight.MEDIUM, Weight.SEMIBOLD, Weight.BOLD, Weight.EXTRABOLD


class Scale(Struct, frozen=True):
    """The type styles of one format. ``grow``: how much boxes and gaps grow with the text."""

    title: Type
    message: Type
    kicker: Type
    clinic: Type
    h2: Type
    h3: Type
    card: Type
    body: Type
    warning: Type
    step: Type
    lead: Type
    label: Type
    label_text: Type
    small: Type
    head: Type
    numeral: Type
    emergency: Type
    footer: Type
    page_number: Type
    grow: float


def _scale(rows: dict[str, tuple[Weight, float, float, float, float]], grow: float) -> Scale:
    return Scale(**{name: Type(*row) for name, row in rows.items()}, grow=grow)


SCALES: dict[Format, Scale] = {
    Format.STANDARD: _scale(
        {
            "title": (X, 30, 33, 0, 5),
            "message": (S, 16, 21, 0, 0),
            "kicker": (S, 13, 16, 0, 3),
            "clinic": (B, 14.5, 17, 0, 0),
            "h2": (B, 15.5, 19, 13, 4),
            "h3": (B, 13, 16.5, 7, 2),
            "card": (B, 14.5, 18, 0, 1.5),
            "body": (R, 12, 15.75, 0, 2.5),
            "warning": (R, 12, 15.6, 0, 1.6),
            "step": (M, 13, 17, 0, 0),
            "lead": (B, 13, 17.5, 0, 3),
            "label": (M, 12, 14.5, 0, 0),
            "label_text": (R, 12, 14.5, 0, 0),
            "small": (R, 12, 15, 0, 0),
            "head": (X, 18, 21, 0, 0),
            "numeral": (X, 25, 26, 0, 0),
            "emergency": (X, 34, 36, 0, 0),
            "footer": (R, 10, 13, 0, 0),
            "page_number": (B, 10, 13, 0, 0),
        },
        1.0,
    ),
    Format.LARGE_16: _scale(
        {
            "title": (X, 34, 38, 0, 8),
            "message": (S, 21, 28, 0, 0),
            "kicker": (S, 17, 21, 0, 4),
            "clinic": (B, 18, 21, 0, 0),
            "h2": (B, 21, 26, 20, 6),
            "h3": (B, 17.5, 23, 10, 3),
            "card": (B, 19.5, 24, 0, 1.5),
            "body": (R, 16, 22.5, 0, 5),
            "warning": (R, 16, 22, 0, 4),
            "step": (M, 17.5, 23.5, 0, 0),
            "lead": (B, 17.5, 24, 0, 6),
            "label": (M, 16, 19.5, 0, 0),
            "label_text": (R, 16, 19.5, 0, 0),
            "small": (R, 16, 21, 0, 0),
            "head": (X, 24, 28, 0, 0),
            "numeral": (X, 33, 34, 0, 0),
            "emergency": (X, 24, 28, 0, 0),
            "footer": (R, 14, 17.5, 0, 0),
            "page_number": (B, 14, 17.5, 0, 0),
        },
        1.3,
    ),
    Format.LARGE_18: _scale(
        {
            "title": (X, 38, 43, 0, 8),
            "message": (S, 23.5, 31.5, 0, 0),
            "kicker": (S, 19, 23.5, 0, 4),
            "clinic": (B, 20, 23.5, 0, 0),
            "h2": (B, 23.5, 29, 20, 6),
            "h3": (B, 19.5, 26, 10, 3),
            "card": (B, 22, 27, 0, 1.5),
            "body": (R, 18, 25.5, 0, 5),
            "warning": (R, 18, 25, 0, 4),
            "step": (M, 19.5, 26.5, 0, 0),
            "lead": (B, 19.5, 27, 0, 6),
            "label": (M, 18, 22, 0, 0),
            "label_text": (R, 18, 22, 0, 0),
            "small": (R, 18, 23.5, 0, 0),
            "head": (X, 27, 31.5, 0, 0),
            "numeral": (X, 37, 38, 0, 0),
            "emergency": (X, 27, 31.5, 0, 0),
            "footer": (R, 14, 17.5, 0, 0),
            "page_number": (B, 14, 17.5, 0, 0),
        },
        1.45,
    ),
    Format.EXTRA_LARGE_24: _scale(
        {
            "title": (X, 38, 42, 0, 8),
            "message": (S, 25, 32, 0, 0),
            "kicker": (S, 24, 29, 0, 4),
            "clinic": (B, 24, 28, 0, 0),
            "h2": (B, 29, 35, 24, 8),
            "h3": (B, 26, 34.5, 13, 4),
            "card": (B, 27, 33, 0, 1.5),
            "body": (R, 24, 34, 0, 7),
            "warning": (R, 24, 33, 0, 5.6),
            "step": (M, 26, 35, 0, 0),
            "lead": (B, 26, 36, 0, 6),
            "label": (M, 24, 29, 0, 0),
            "label_text": (R, 24, 29, 0, 0),
            "small": (R, 24, 31.5, 0, 0),
            "head": (X, 30, 34, 0, 0),
            "numeral": (X, 44, 46, 0, 0),
            "emergency": (X, 30, 34, 0, 0),
            "footer": (R, 16, 20, 0, 0),
            "page_number": (B, 16, 20, 0, 0),
        },
        1.9,
    ),
}


def _sheet(scale: Scale, rows: dict[str, tuple[Weight, float, float, float, float]], grow: float) -> Scale:
    return replace(scale, **{name: Type(*row) for name, row in rows.items()}, grow=grow)


_SHEET_18 = _sheet(
    SCALES[Format.LARGE_18],
    {
        "title": (X, 40, 43, 0, 0),
        "clinic": (B, 18, 22, 0, 0),
        "h2": (B, 21, 26, 0, 3),
        "h3": (B, 19.5, 25, 0, 2),
        "body": (R, 18, 25, 0, 4),
        "lead": (B, 18, 25, 0, 0),
        "warning": (R, 18, 25, 0, 4),
    },
    1.25,
)
SHEETS: dict[Format, Scale] = {
    Format.STANDARD: _SHEET_18,
    Format.LARGE_16: _SHEET_18,
    Format.LARGE_18: _SHEET_18,
    Format.EXTRA_LARGE_24: _sheet(
        SCALES[Format.EXTRA_LARGE_24],
        {"title": (X, 44, 48, 0, 0), "h2": (B, 29, 35, 0, 4), "lead": (B, 24, 34, 0, 0)},
        1.4,
    ),
}
"""Urgent sheets: 18 pt for everyone, 24 pt for those who need it (LOOK.md, emergency sheet)."""


class Grid(Struct, frozen=True, cache_hash=True):
    """The page: margins, body and columns. y runs down from the page top."""

    width: float
    height: float
    margin: float
    first_top: float
    body_top: float
    bottom: float
    gutter: float
    measure: float
    stacked: bool
    footer_lines: Literal[2, 3]

    @property
    def text_width(self) -> float:
        """Width between the side margins."""
        return self.width - 2 * self.margin

    @property
    def narrow(self) -> bool:
        """Whether the text is under 130 mm wide: half a sheet (LOOK.md, header and footer)."""
        return self.text_width < 130 * MM

    @property
    def half(self) -> float:
        """Width of half the text width."""
        return (self.text_width - self.gutter) / 2

    def body_height(self, first: bool) -> float:
        """Height that content may take on a page."""
        return self.height - self.bottom - (self.first_top if first else self.body_top)


def grid(page: str, format: Format) -> Grid:
    """The grid for a page size and format (LOOK.md, section 1)."""
    width, height = POINTS[page]
    small = is_small(page)
    # Half a Letter page is narrower than A5: with these margins, both hold the same text.
    margin = (14 if page == "half_letter" else 18) * MM
    measures = {
        Format.STANDARD: 128 * MM,
        Format.LARGE_16: 150 * MM,
        Format.LARGE_18: 166 * MM,
        Format.EXTRA_LARGE_24: 174 * MM,
    }
    bottoms = {
        Format.STANDARD: 22 * MM,
        Format.LARGE_16: 25 * MM,
        Format.LARGE_18: 25 * MM,
        Format.EXTRA_LARGE_24: 34 * MM,
    }
    return Grid(
        width=width,
        height=height,
        margin=margin,
        first_top=(11 if small else 13) * MM,
        body_top=(16 if small else 18) * MM,
        bottom=26.5 * MM if small else bottoms[format],
        gutter=6 * MM,
        measure=min(measures[format], width - 2 * margin),
        stacked=small or format is not Format.STANDARD,
        footer_lines=3 if small or format is Format.EXTRA_LARGE_24 else 2,
    )
