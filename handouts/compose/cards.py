"""The chosen exercises as cards, and illustrations in the words of the place."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from handouts.compose.speech import Speech, rendered
from handouts.model.exercise import Card, DoseCell, Exercise, ExerciseLine, Kind, Side
from handouts.model.illustration import Picture
from handouts.model.library import Library
from handouts.model.line import Line
from handouts.model.memo import Memo
from handouts.model.selection import ChosenExercise, Selection
from handouts.model.wording import Text, Wording


class Cards:
    """The chosen exercises as cards, numbered through all kinds."""

    def __init__(
        self, library: Library, selection: Selection, values: dict[str, str], speech: Speech, memo: Memo
    ) -> None:
        total = len(selection.exercises)
        self._by_kind: dict[Kind, list[Card]] = {}
        for number, chosen in enumerate(selection.exercises, 1):
            exercise = library.exercises[chosen.id]
            asked = memo.of("card asks", chosen.id, partial(_card_variables, exercise, library))
            key = (chosen, number, total, speech.language, tuple(values.get(name) for name in asked))
            card = memo.of("card", key, partial(_new_card, library, chosen, values, speech, (number, total)))
            self._by_kind.setdefault(exercise.kind, []).append(card)

    def of(self, kind: Kind) -> Row:
        """The cards of one kind."""
        return Row(tuple(self._by_kind.get(kind, ())))


class Row(Struct, frozen=True, eq=False):
    """Cards of one kind. Two rows are the same when they hold the very same cards: what stands in them is not read."""

    cards: tuple[Card, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and [*map(id, self.cards)] == [*map(id, other.cards)]

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.cards)))


def _new_card(
    library: Library, chosen: ChosenExercise, values: dict[str, str], speech: Speech, number: tuple[int, int]
) -> Card:
    exercise = library.exercises[chosen.id]
    place = speech.word("card_place", n=number[0], total=number[1])
    pictures = tuple(picture(library, id, values, speech, chosen.side) for id in exercise.pictures)
    return _card(exercise, chosen, values, speech, place, pictures)


def _card_variables(exercise: Exercise, library: Library) -> tuple[str, ...]:
    """The variables in the words of a card."""
    hints = [hint for hint in (exercise.easier, exercise.harder) if hint is not None]
    wordings = [
        exercise.name,
        *(
            wording
            for line in (*exercise.steps, *hints, *exercise.stop_if)
            for wording in (line.text, line.one_side)
            if wording is not None
        ),
    ]
    pictured = (name for id in exercise.pictures for name in picture_variables(library, id))
    return tuple(sorted({name for wording in wordings for name in wording.variables} | set(pictured)))


def picture_variables(library: Library, id: str) -> frozenset[str]:
    drawn = library.illustrations[id]
    return Wording.of(drawn.alt).variables | drawn.caption.variables


def picture(library: Library, id: str, values: dict[str, str], speech: Speech, side: Side | None = None) -> Picture:
    """An illustration in the words of the place; turned round when the other side is worked than it shows."""
    drawn = library.illustrations[id]
    turned = drawn.shows is not None and side in (Side.LEFT, Side.RIGHT) and side.value != drawn.shows
    alt, caption = (str(rendered(words, values, speech, id)) for words in (Wording.of(drawn.alt), drawn.caption))
    return Picture(id, alt, caption, turned)


def _card(
    exercise: Exercise,
    chosen: ChosenExercise,
    values: dict[str, str],
    speech: Speech,
    place: str,
    pictures: tuple[Picture, ...],
) -> Card:
    one_side = chosen.side in (Side.LEFT, Side.RIGHT)
    if one_side:
        sides = [speech.word("left"), speech.word("right")]
        side, other = sides if chosen.side is Side.LEFT else reversed(sides)
        values = values | {"side": side, "other_side": other}

    def line(source: ExerciseLine) -> Line:
        wording = source.one_side if one_side and source.one_side is not None else source.text
        return Line(f"{exercise.id}.{source.id}", rendered(wording, values, speech, exercise.id))

    name = rendered(exercise.name, values, speech, exercise.id)
    if one_side:
        name = Text.joined((name, Text.plain(speech.word(f"{chosen.side}_side"))), ", ")
    return Card(
        id=exercise.id,
        name=Line(f"{exercise.id}.name", name),
        place=place,
        steps=tuple(line(source) for source in exercise.steps),
        easier=line(exercise.easier) if exercise.easier is not None else None,
        harder=line(exercise.harder) if chosen.harder and exercise.harder is not None else None,
        cautions=tuple(line(source) for source in exercise.stop_if),
        dose=_dose(exercise, chosen, speech),
        often=chosen.dose.times_a_day,
        pictures=pictures,
    )


def _dose(exercise: Exercise, chosen: ChosenExercise, speech: Speech) -> tuple[DoseCell, ...]:
    """How many, how long, how often: always in this order (LOOK.md, dose row)."""
    dose = chosen.dose
    sets = dose.sets if dose.sets and dose.sets > 1 else None
    one_side = chosen.side in (Side.LEFT, Side.RIGHT)
    count_word = "reps_one_side" if one_side and exercise.count_word == "reps_each_side" else exercise.count_word
    parts = (
        (sets, "sets"),
        (dose.reps, count_word),
        (dose.hold_seconds, "hold_seconds"),
        (dose.minutes, exercise.minutes_word),
        (dose.times_a_day, "times_a_day"),
    )
    return tuple(DoseCell(str(value), speech.word(word, value)) for value, word in parts if value is not None)
