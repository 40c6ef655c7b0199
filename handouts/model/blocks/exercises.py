"""The cards of the chosen exercises of one kind."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from handouts.model.blocks.source import Source
from handouts.model.exercise import Card, Kind
from handouts.model.illustration import Picture
from handouts.model.line import Composer, LineSource


class ExercisesSource(Source):
    """A place holder: which exercises stand here is the clinician's choice."""

    type: Literal["exercises"]
    kind: Kind

    def all_lines(self) -> tuple[LineSource, ...]:
        """None: the lines belong to the exercises."""
        return ()

    def compose(self, composer: Composer) -> Exercises | None:
        """The cards; None when no exercise of this kind was chosen."""
        cards = composer.cards(self.kind)
        return Exercises(cards) if cards else None


class Exercises(Struct, frozen=True):
    """Cards in the order they should be done. ``tall``: side by side, without captions and places."""

    cards: tuple[Card, ...]
    tall: bool = False

    def shown(self) -> tuple[Picture, ...]:
        """Its pictures, in reading order."""
        return tuple(picture for card in self.cards for picture in card.pictures)

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        words: list[str] = []
        for card in self.cards:
            words.append(str(card.name))
            if not self.tall:
                words += [card.place, *(picture.caption for picture in card.pictures)]
            hints = [line for line in (card.easier, card.harder) if line is not None]
            words += [str(line) for line in (*card.steps, *hints, *card.cautions)]
            words += [f"{cell.numeral} {cell.label}" for cell in card.dose]
        return tuple(words)
