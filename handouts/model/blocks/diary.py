"""The exercise diary: boxes to tick for each chosen exercise, day by day, and a place for the pain of the day."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.exercise import Card, Kind
from handouts.model.line import Composer, Line
from handouts.model.read import Slug, Whole
from handouts.model.wording import Wording

WEEK = 7
"""Days."""


class DiarySource(Source):
    """Rows come from the chosen exercises alone; days from the day after the leaflet is made."""

    type: Literal["diary"]
    id: Slug
    weeks: Annotated[Whole, Field(ge=1, le=4)] = 2
    pain: Wording
    pain_scale: Wording

    def compose(self, composer: Composer) -> Diary | None:
        """The diary; None when no exercise was chosen."""
        cards = sorted((card for kind in Kind for card in composer.cards(kind)), key=lambda card: card.place)
        rows = tuple(_row(card, composer) for card in cards)
        if not rows:
            return None
        days = composer.days(self.weeks * WEEK)
        weeks = tuple(
            DiaryWeek(composer.word("week_number", number=number), days[(number - 1) * WEEK : number * WEEK])
            for number in range(1, self.weeks + 1)
        )
        pain, scale = composer.title(f"{self.id}_pain", self.pain), composer.title(f"{self.id}_scale", self.pain_scale)
        return Diary(weeks, rows, pain, scale)


def _row(card: Card, composer: Composer) -> DiaryRow:
    doses = card.dose[:-1] if card.often else card.dose
    boxes = tuple(composer.word(f"ordinal_{number}") for number in range(1, (card.often or 1) + 1))
    return DiaryRow(card.name, ", ".join(f"{cell.numeral} {cell.label}" for cell in doses), boxes)


class DiaryRow(Struct, frozen=True):
    """One exercise: its name, its dose in short, and a label for each box of a day ("1st")."""

    name: Line
    dose: str
    boxes: tuple[str, ...]


class DiaryWeek(Struct, frozen=True):
    """A head and seven days."""

    title: str
    days: tuple[str, ...]


class Diary(Struct, frozen=True):
    """The same rows for each week."""

    weeks: tuple[DiaryWeek, ...]
    rows: tuple[DiaryRow, ...]
    pain: Line
    pain_scale: Line

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        words: list[str] = []
        for week in self.weeks:
            words += [week.title, *week.days]
            for row in self.rows:
                words += [str(row.name), *([row.dose] if row.dose else []), *row.boxes]
            words += [str(self.pain), str(self.pain_scale)]
        return tuple(words)
