"""The exercise poster: the moves of a leaflet on one page, big, for the wall. Without a name.

What it says is what the leaflet says, line for line: the cards, what holds for all of them, when to stop,
and the emergency number. Where all of it is too much for a page, the steps go, never a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from handouts.compose.speech import Speech
from handouts.errors import BadInput
from handouts.model.blocks import Block, Exercises, Help, Paragraph, Stop
from handouts.model.exercise import Card
from handouts.model.leaflet import Leaflet, LeafletSection
from handouts.model.library import Library
from handouts.model.line import Line
from handouts.model.paper import HALF_OF
from handouts.model.wording import Text

SECTION = "poster"


class _Detail(Struct, frozen=True):
    """How much is said: the steps of each move, how moves should feel, and what the pictures show."""

    steps: bool = False
    feel: bool = False
    captions: bool = False


_DETAILS = (
    _Detail(steps=True, feel=True, captions=True),
    _Detail(feel=True, captions=True),
    _Detail(feel=True),
    _Detail(),
)


def posters(leaflet: Leaflet, library: Library) -> Iterator[Leaflet]:
    """The poster of ``leaflet``, the fullest first: layout takes the first that one page can hold.

    Raises :class:`~handouts.errors.BadInput` when the leaflet has no exercises.
    """
    holders = [section for section in leaflet.sections if any(isinstance(b, Exercises) for b in section.blocks)]
    if not holders:
        raise BadInput("there are no exercises in this leaflet", remedy="Choose exercises in the order.")
    title = next((section.title for section in holders if section.title is not None), None)
    speech = Speech(library, leaflet.language)
    heading = title or Line(f"{SECTION}.title", Text.plain(speech.word("poster_title")))
    see = Paragraph((Line(f"{SECTION}.see_leaflet", Text.plain(speech.word("poster_see_leaflet"))),))
    blocks = tuple(block for section in holders for block in section.blocks)
    foot: tuple[Block, ...] = (*_stops(leaflet), *_help(leaflet))
    for detail in _DETAILS:
        texts = [block for block in blocks if not isinstance(block, Exercises | Stop)]
        texts = [block for block in texts if detail.feel or not isinstance(block, Paragraph)]
        moves = [_shown(block, detail) for block in blocks if isinstance(block, Exercises)]
        said: tuple[Block, ...] = (*texts, *(() if detail.steps or not detail.feel else (see,)), *moves, *foot)
        section = LeafletSection(SECTION, heading, None, half=False, blocks=said)
        page = HALF_OF.get(leaflet.page, leaflet.page)
        yield replace(leaflet, title=str(heading), page=page, strip=(), sections=(section,))


def _shown(block: Exercises, detail: _Detail) -> Exercises:
    return Exercises(tuple(_card(card, detail) for card in block.cards))


def _card(card: Card, detail: _Detail) -> Card:
    if not detail.steps:
        card = replace(card, steps=(), easier=None, harder=None)
    if not detail.captions:
        card = replace(card, pictures=tuple(replace(picture, caption="") for picture in card.pictures))
    return card


def _stops(leaflet: Leaflet) -> tuple[Stop, ...]:
    return tuple(block for section in leaflet.sections for block in section.blocks if isinstance(block, Stop))


def _help(leaflet: Leaflet) -> tuple[Help, ...]:
    """The head of the help box: what to call. Its list stays in the leaflet."""
    boxes = [block for section in leaflet.sections for block in section.blocks if isinstance(block, Help)]
    return tuple(replace(box, intro=None, lines=()) for box in boxes[:1])
