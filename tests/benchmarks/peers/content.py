"""What the peers are given: the composed leaflet as plain values, and the drawings as SVG files.

A peer is handed the words in their final form, so selection and composing, which this program does too, cost it
nothing. Text is a list of runs, each ``[words, bold]``. Sections that stand side by side share a row.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from msgspec import Struct

from handouts import resources
from handouts.deliver.svg import svg
from handouts.model.colour import palette
from handouts.model.drawing import CURRENT, PAPER, Drawing
from handouts.model.illustration import paints
from handouts.model.leaflet import Leaflet
from handouts.model.library import Library
from handouts.model.line import Line
from handouts.model.wording import Text

Plain = dict[str, Any]
HERE = Path(__file__).parent
PRINTED = {
    *("Bullets", "Callout", "Exercises", "Front", "Help", "Lead", "NextSteps"),
    *("Paragraph", "PictureRow", "Schedule", "Small", "Stop", "Tier"),
}
"""The blocks that the peers' templates know: all that the leaflets of ``tests.benchmarks.patients`` hold."""


def plain(leaflet: Leaflet) -> Plain:
    """``leaflet`` as JSON values. Raises ValueError for a block that the peers' templates do not know."""
    kinds = {type(block).__name__ for section in leaflet.sections for block in section.blocks}
    if kinds - PRINTED:
        raise ValueError(f"the peers have no template for {', '.join(sorted(kinds - PRINTED))}")
    footer = leaflet.footer
    return {
        "title": leaflet.title,
        "language": leaflet.language,
        "logo_alt": leaflet.brand.logo_alt,
        "letterhead": _plain(leaflet.letterhead),
        "strip": _plain(leaflet.strip),
        "rows": [[_plain(section) for section in row] for row in _rows(leaflet)],
        "footer": {
            "left": [f"{footer.title} · {footer.version}", f"{footer.made} · {footer.review_by} · {footer.clinic}"],
            "right": footer.reference,
        },
    }


def _rows(leaflet: Leaflet) -> Iterator[list[Any]]:
    """Two sections of half the width stand side by side."""
    waiting: list[Any] = []
    for section in leaflet.sections:
        if waiting and not section.half:
            yield waiting
            waiting = []
        waiting.append(section)
        if not section.half or len(waiting) == 2:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _plain(value: Any) -> Any:
    if isinstance(value, Line):
        return _plain(value.text)
    if isinstance(value, Text):
        return [[span.text, span.bold] for span in value.spans]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Struct):
        fields = {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
        return {"type": type(value).__name__, **fields}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def sentences(leaflet: Leaflet) -> list[str]:
    """Everything that a peer's pages must say, each page's footer but for its page number included."""
    head, footer = leaflet.letterhead, leaflet.footer
    around = [head.name, head.address, head.call_us, head.phone, footer.title, footer.version, footer.made]
    strip = [words for cell in leaflet.strip for words in (cell.label, cell.value)]
    return [*around, footer.review_by, footer.reference, *strip, *leaflet.read_aloud()]


def write_files(library: Library, out: Path, brand: str = "fernhollow") -> None:
    """Templates, drawings, icons in each colour they are printed in, and the logo: all that a peer reads."""
    look = library.brands[brand]
    colours = palette(look.colours.brand)
    for folder in ("illustrations", "icons"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    paint = paints(look.colours.brand, look.figures)
    for id, illustration in library.illustrations.items():
        (out / "illustrations" / f"{id}.svg").write_text(svg(illustration, paint), encoding="utf-8")
    for id, icon in library.icons.items():
        for name in ("accent", "ink", "soft", "amber", "red", "paper"):
            ground = colours.red if name == "paper" else colours.paper
            text = _icon(icon, getattr(colours, name), ground)
            (out / "icons" / f"{id}-{name}.svg").write_text(text, encoding="utf-8")
    logo = library.logos[brand]
    assert isinstance(logo, Drawing)
    (out / "logo.svg").write_text(_icon(logo, colours.brand, colours.paper), encoding="utf-8")
    for path in HERE.glob("leaflet.*"):
        shutil.copy(path, out)


def fonts_dir() -> Path:
    """The fonts that all of them print with."""
    return resources.assets_dir() / "fonts"


def _icon(drawing: Drawing, colour: str, ground: str) -> str:
    given = {CURRENT: colour, PAPER: ground, None: "none"}
    size = f'width="{drawing.width:g}" height="{drawing.height:g}" viewBox="0 0 {drawing.width:g} {drawing.height:g}"'
    body = [f'<svg xmlns="http://www.w3.org/2000/svg" {size}>']
    for shape in drawing.shapes:
        fill, stroke = (escape(str(given.get(paint, paint))) for paint in (shape.fill, shape.stroke))
        look = f'fill="{fill}"' + (' fill-rule="evenodd"' if shape.even_odd else "")
        if shape.stroke:
            ends = "round" if shape.round else "butt"
            look += f' stroke="{stroke}" stroke-width="{shape.width:g}" stroke-linecap="{ends}"'
        path = "".join(name + " ".join(f"{number:g}" for number in numbers) for name, numbers in shape.segments)
        body.append(f'<path {look} d="{path}"/>')
    return "\n".join([*body, "</svg>", ""])
