"""What a renderer needs to lay out a block: scale, grid, fonts, colours, icons and the width it has."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from handouts.layout.fonts import Fonts, Weight
from handouts.layout.galley import Dots, Galley, Sketch, Stamp
from handouts.layout.shapes import disc, drawn, placed, rectangle
from handouts.layout.style import Grid, Scale, Type
from handouts.layout.text import TextLine, Word, linked, set_words, text_width, words_of
from handouts.layout.units import MM
from handouts.model.brand import Brand
from handouts.model.colour import Palette
from handouts.model.drawing import Drawing, Logo, Shape
from handouts.model.illustration import Illustration, Paint
from handouts.model.line import Line
from handouts.model.memo import Memo
from handouts.model.wording import Text

PANEL_LINE = 0.75
"""Points: the line round a panel that has no tint (LOOK.md, high contrast option)."""


Maker = Callable[..., Sequence[Galley]]
"""Takes blocks, a setting and the id of a section."""


class Setting(Struct, frozen=True, eq=False):
    """Everything but the words. Lengths in points. ``links``: printed texts that lead to an address.

    ``two_sides``: in the two-side form (LOOK.md, section 6); ``tight``: 0.7 where the gaps inside the boxes of page 1
    give way, so that the help box stands on it (section 7, step 4).
    """

    scale: Scale
    grid: Grid
    fonts: Fonts
    palette: Palette
    brand: Brand
    icons: Mapping[str, Drawing]
    logo: Logo
    width: float
    continued: str
    links: Mapping[str, str]
    illustrations: Mapping[str, Illustration]
    paint: Paint
    two_sides: bool = False
    tight: float = 1
    key: tuple[Hashable, ...] = ()
    """What tells this setting from all others with the same memo, but for its width."""
    memo: Memo = field(default_factory=Memo)

    @property
    def stacked(self) -> bool:
        """Whether everything stands in one column: large print and narrow pages."""
        return self.grid.stacked

    @property
    def grow(self) -> float:
        """How much boxes and gaps grow with the text."""
        return self.scale.grow

    @property
    def radius(self) -> float:
        """Corner radius of boxes."""
        return self.brand.corner_mm * MM

    @property
    def wide(self) -> bool:
        """Whether there is room for two columns of a list."""
        return not self.stacked and self.width > 150 * MM

    def changed(self, how: str, **changes: Any) -> Setting:
        """The same with ``changes``, which follow from ``how`` and from nothing else."""
        return replace(self, key=(*self.key, how), **changes)

    def laid(
        self, make: Maker, blocks: tuple[object, ...], section: str, *more: Hashable, kind: str = "galleys"
    ) -> tuple[Galley, ...]:
        """What ``make`` lays out of these very ``blocks``, and of ``more``, in this setting: worked out once.

        ``kind``: what it is kept with, so that only its like drive it out.
        """
        key = (make, self.key, self.width, section, *more)
        return self.memo.same(kind, blocks, key, lambda: tuple(make(*blocks, *more, self, section)))

    def at(self, width: float) -> Setting:
        """The same with another width."""
        return replace(self, width=width)

    def mm(self, length: float) -> float:
        """A length of the design (mm at standard size), grown with the text."""
        return length * MM * self.grow

    def set(
        self, text: Text | Line | str, style: Type, width: float, *, balance: bool = False, bold: Weight = Weight.BOLD
    ) -> tuple[TextLine, ...]:
        """``text`` in lines."""
        words = _text(text)

        def lines() -> tuple[TextLine, ...]:
            found = set_words(self.words(words, style, bold=bold), style.size, width, balance=balance)
            return tuple(linked(line, self.links, style.size) for line in found) if self.links else found

        return self.memo.of("lines", (self.fonts, words, style, width, balance, bold), lines)

    def words(self, text: Text | Line | str, style: Type, *, bold: Weight = Weight.BOLD) -> tuple[Word, ...]:
        """The words of ``text``, measured."""
        words = _text(text)
        key = (self.fonts, words, style.weight, style.size, bold)
        return self.memo.of("words", key, lambda: words_of(words, style, self.fonts, bold=bold))

    def measure(self, text: Text | Line | str, style: Type) -> float:
        """Width on one line."""
        return text_width(_text(text), style, self.fonts)

    def write(
        self,
        sketch: Sketch,
        tag: str,
        text: Text | Line | str,
        style: Type,
        *,
        x: float,
        y: float,
        width: float,
        colour: str | None = None,
        align: str = "left",
        balance: bool = False,
        **attributes: str,
    ) -> float:
        """Set ``text`` and record it under a new element ``tag``; returns where it ends."""
        lines = self.set(text, style, width, balance=balance)
        with sketch.element(tag, **attributes):
            return sketch.lines(lines, style, x=x, y=y, colour=colour or self.palette.ink, width=width, align=align)

    def icon(
        self, sketch: Sketch, name: str, x: float, y: float, size: float, colour: str, paper: str | None = None
    ) -> None:
        """An icon in a square of ``size``; always beside words, so it is decoration."""
        paper = paper or self.palette.paper
        stamp = self.memo.of(
            "icon",
            (self.key, name, size, colour, paper),
            lambda: Stamp(0, 0, drawn(self.icons[name], 0, 0, size, size, current=colour, paper=paper)),
        )
        with sketch.artifact():
            sketch.shape(replace(stamp, x=x, y=y))

    def logo_in(self, x: float, y: float, width: float, height: float, ground: str) -> Stamp | Dots:
        """The logo as large as the box allows, in its middle."""
        key = (self.key, width, height, ground)
        logo = self.memo.of("logo", key, lambda: placed(self.logo, width, height, ground))
        return replace(logo, x=logo.x + x, y=logo.y + y)

    def panel(
        self, x: float, y: float, width: float, height: float, radius: float | tuple[float, float, float, float]
    ) -> Shape:
        """A tinted ground; where the scheme prints no tints, a thin line round it."""
        inset = PANEL_LINE / 2 if self.palette.edge else 0.0
        return rectangle(
            x + inset,
            y + inset,
            width - 2 * inset,
            height - 2 * inset,
            radius=radius,
            fill=self.palette.tint,
            stroke=self.palette.edge,
            line=PANEL_LINE,
        )

    def badge(self, sketch: Sketch, name: str, x: float, y: float, size: float) -> None:
        """An icon as the brand likes it: in a line, or white on a disc."""
        accent = self.palette.accent
        if self.brand.icons == "badge":
            centre = size / 2
            with sketch.artifact():
                sketch.shape(disc(x + centre, y + centre, size, accent))
            inner = size * 0.7 / 1.2
            self.icon(sketch, name, x + centre - inner / 2, y + centre - inner / 2, inner, self.palette.paper, accent)
        else:
            self.icon(sketch, name, x, y, size, accent)


def _text(text: Text | Line | str) -> Text:
    if isinstance(text, Line):
        return text.text
    return Text.plain(text) if isinstance(text, str) else text
