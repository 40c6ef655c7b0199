"""What makes a leaflet a copy for the waiting room: it is for anyone, and says first when to get help."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.compose.speech import Speech
from handouts.model.blocks import Block, NextSteps
from handouts.model.leaflet import Labelled, Leaflet, LeafletSection
from handouts.model.library import Library
from handouts.model.paper import Format

AFTER = "general_copy"
"""The section after which the next steps stand: get help first, then ask, then start."""


def general_copy(leaflet: Leaflet, library: Library) -> Leaflet:
    """``leaflet``, which was made for nobody in particular, with no name and its next steps after the warnings."""
    speech = Speech(library, leaflet.language)
    steps: list[Block] = [b for section in leaflet.sections for b in section.blocks if isinstance(b, NextSteps)]
    sections = []
    for section in leaflet.sections:
        sections.append(replace(section, blocks=tuple(b for b in section.blocks if not isinstance(b, NextSteps))))
        if section.id == AFTER and steps:
            sections.append(LeafletSection("next_steps", None, None, half=False, blocks=tuple(steps)))
    # In large print, the line over the title says it: page 1 must have room for the help box.
    large = leaflet.format not in (Format.STANDARD, Format.EXTRA_LARGE_24)
    strip = () if large else (Labelled(speech.word("for"), speech.word("anyone")),)
    return replace(leaflet, strip=strip, sections=tuple(sections))
