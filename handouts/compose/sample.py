"""The sample sheet of a brand: one of every kind of block, taken from leaflets, and the brand's colours.

For staff who choose colours, never for patients: lists are cut short, and the sheet says what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from handouts.compose.speech import Speech
from handouts.model.blocks import (
    Block,
    Bullets,
    Callout,
    Diary,
    Exercises,
    Goals,
    Steps,
    Table,
    Tier,
)
from handouts.model.colour import Palette, contrast, grey
from handouts.model.leaflet import Labelled, Leaflet, LeafletSection
from handouts.model.library import Library
from handouts.model.line import Line
from handouts.model.swatch import Swatch
from handouts.model.wording import Text

MOST_LINES = 2
"""Of a list: enough to see how it looks."""
ROLES = {
    "brand": "sample_brand",
    "accent": "sample_accent",
    "tint": "sample_tint",
    "ink": "sample_ink",
    "soft": "sample_soft",
    "line": "sample_line",
    "red": "sample_red",
    "amber": "sample_amber",
}
"""Roles of the palette that have a swatch, and the word for each."""
PAIRS = (
    ("sample_accent", "accent", "paper", 7.0),
    ("sample_on_tint", "accent", "tint", 4.5),
    ("sample_text_on_tint", "ink", "tint", 7.0),
    ("sample_soft", "soft", "paper", 7.0),
    ("sample_line", "line", "paper", 3.0),
    ("sample_on_red", "paper", "red", 7.0),
    ("sample_on_amber", "paper", "amber", 7.0),
    ("sample_text_on_amber", "ink", "amber_tint", 7.0),
)
"""What stands on what, and the least contrast it needs (LOOK.md, section 3)."""


def sample_sheet(leaflets: Sequence[Leaflet], palette: Palette, library: Library) -> tuple[Leaflet, tuple[Swatch, ...]]:
    """The sheet, in the brand, page and colours of the first of ``leaflets``, and the swatches of ``palette``."""
    first = leaflets[0]
    speech = Speech(library, first.brand.language)
    title = speech.word("sample_title")
    sheet = replace(
        first,
        title=title,
        strip=(Labelled(title, speech.word("sample_not_for_patients")),),
        sections=(*_sections(leaflets), _contrasts(palette, speech)),
        footer=replace(first.footer, title=title),
    )
    return sheet, tuple(_swatch(role, speech.word(word), palette, speech) for role, word in ROLES.items())


def _sections(leaflets: Sequence[Leaflet]) -> Iterator[LeafletSection]:
    """The sections that hold the first block of a kind, with those blocks alone."""
    seen: set[object] = set()
    for leaflet in leaflets:
        for section in leaflet.sections:
            blocks: list[Block] = []
            for block in section.blocks:
                for shown in _shown(block):
                    if (kind := _kind(shown)) not in seen:
                        seen.add(kind)
                        blocks.append(shown)
            if blocks:
                yield replace(section, blocks=tuple(blocks))


def _kind(block: Block) -> object:
    """Blocks of one kind look alike: type, and the level of a callout or the urgency of a tier."""
    return type(block), getattr(block, "level", None), getattr(block, "urgency", None)


def _shown(block: Block) -> Iterator[Block]:
    """``block``, cut short; with an exercise, its steps as a list of their own too."""
    match block:
        case Exercises():
            yield replace(block, cards=block.cards[:1])
            yield Steps(block.cards[0].steps)
        case Bullets() | Callout() | Tier():
            yield replace(block, lines=block.lines[:MOST_LINES])
        case Diary():
            yield replace(block, weeks=block.weeks[:1], rows=block.rows[:2])
        case Goals():
            yield replace(block, boxes=block.boxes[:1])
        case _:
            yield block


def _contrasts(palette: Palette, speech: Speech) -> LeafletSection:
    def line(id: str, text: str) -> Line:
        return Line(f"sample_sheet.{id}", Text.plain(text))

    head = tuple(line(f"head_{id}", speech.word(id)) for id in ("sample_pair", "sample_contrast", "sample_needs"))
    rows = []
    for word, text, ground, least in PAIRS:
        found = contrast(getattr(palette, text), getattr(palette, ground))
        ratio, needs = (speech.word("sample_ratio", number=f"{number:.1f}") for number in (found, least))
        rows.append((line(word, speech.word(word)), line(f"{word}_found", ratio), line(f"{word}_needs", needs)))
    title = line("title", speech.word("sample_palette"))
    return LeafletSection("sample_sheet", title, None, half=False, blocks=(Table(head, tuple(rows)),))


def _swatch(role: str, name: str, palette: Palette, speech: Speech) -> Swatch:
    colour: str = getattr(palette, role)
    return Swatch(name, colour, grey(colour), (colour, speech.word("sample_grey", code=grey(colour))))
