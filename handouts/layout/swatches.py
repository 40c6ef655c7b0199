"""Swatches: a patch of each colour, and beside it the grey that a printer without colours makes of it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from handouts.layout.fonts import Weight
from handouts.layout.galley import Galley, Sketch
from handouts.layout.setting import Setting
from handouts.layout.shapes import rectangle
from handouts.layout.style import Type
from handouts.layout.units import MM
from handouts.model.swatch import Swatch

SECTION = "sample_sheet"
PATCH = 11 * MM
GREY = 0.3
"""Part of a patch that is shown in grey."""


def side_by_side(galleys: Sequence[Galley]) -> list[Galley]:
    """``galleys`` as samples on one sheet: only the first title is one, and no form has a page of its own."""
    found, titled = [], False
    for galley in galleys:
        elements = []
        for element in galley.elements:
            elements.append(replace(element, tag="H2") if element.tag == "H1" and titled else element)
            titled = titled or element.tag == "H1"
        found.append(replace(galley, elements=tuple(elements), new_page=False, painted={}))
    return found


def render(swatches: Sequence[Swatch], setting: Setting) -> list[Galley]:
    """One galley; each row of swatches is a strip."""
    label = Type(Weight.REGULAR, setting.scale.label.size, setting.scale.label.leading)
    bold = Type(Weight.BOLD, label.size, label.leading)
    gutter, columns = setting.grid.gutter, 4 if setting.wide else 2
    width = (setting.width - gutter * (columns - 1)) / columns
    sketch = Sketch(SECTION)
    for first in range(0, len(swatches), columns):
        end = 0.0
        for index, swatch in enumerate(swatches[first : first + columns]):
            x = index * (width + gutter)
            with sketch.artifact():
                split = width * (1 - GREY)
                sketch.shape(rectangle(x, 0, split, PATCH, fill=swatch.colour))
                sketch.shape(rectangle(x + split, 0, width - split, PATCH, fill=swatch.grey))
                inset = width - 0.75, PATCH - 0.75
                sketch.shape(rectangle(x + 0.375, 0.375, *inset, stroke=setting.palette.line, line=0.75))
            y = setting.write(sketch, "P", swatch.name, bold, x=x, y=PATCH + 1 * MM, width=width)
            for text in swatch.lines:
                y = setting.write(sketch, "P", text, label, x=x, y=y, width=width)
            end = max(end, y)
        sketch.strip(end + 3 * MM)
    return [sketch.galley("swatches", before=6 * MM)]
