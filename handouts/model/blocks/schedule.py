"""Heat and cold as a picture of numbers: how long, how long to wait, how often."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.condition import ALWAYS, Condition
from handouts.model.exercise import DoseCell
from handouts.model.line import Composer, Line, LineSource
from handouts.model.read import Read, Slug
from handouts.model.wording import Wording


class Method(StrEnum):
    """What is put on the skin."""

    WARM = "warm"
    COLD = "cold"


class ScheduleRowSource(Read):
    """One method. ``minutes``, ``gap`` and ``times`` name whole-number variables."""

    id: Slug
    method: Method
    name: Wording
    how: Wording
    minutes: Slug
    gap: Slug
    times: Slug
    check: Wording
    check_at: Slug
    refs: tuple[str, ...] = ()
    when: Condition = ALWAYS

    def as_lines(self) -> tuple[LineSource, ...]:
        """The words of the row as lines, all under the row's condition."""
        return tuple(
            LineSource.model_construct(id=f"{self.id}_{part}", text=text, refs=self.refs, when=self.when)
            for part, text in (("name", self.name), ("how", self.how), ("check", self.check))
        )


class ScheduleSource(Source):
    """One row for each method."""

    type: Literal["schedule"]
    rows: Annotated[tuple[ScheduleRowSource, ...], Field(min_length=1, max_length=3)]

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return tuple(line for row in self.rows for line in row.as_lines())

    def variables(self) -> frozenset[str]:
        """Variables that the numbers come from."""
        return frozenset(name for row in self.rows for name in (row.minutes, row.gap, row.times, row.check_at))

    def compose(self, composer: Composer) -> Schedule | None:
        """The schedule; None when no method was selected."""
        rows = []
        for source in self.rows:
            lines = composer.lines(source.as_lines())
            if not lines:
                continue
            minutes, gap, times = (composer.number(name) for name in (source.minutes, source.gap, source.times))
            rows.append(
                ScheduleRow(
                    method=source.method,
                    name=lines[0],
                    how=lines[1],
                    check=lines[2],
                    minutes=minutes,
                    check_minutes=composer.number(source.check_at),
                    times=times,
                    cells=(
                        DoseCell(str(minutes), composer.word("minutes_on", minutes)),
                        DoseCell(str(gap), composer.word("hours_off", gap)),
                        DoseCell(str(times), composer.word("times_a_day_at_most", times)),
                    ),
                )
            )
        return Schedule(tuple(rows)) if rows else None


class ScheduleRow(Struct, frozen=True):
    """``minutes``, ``check_minutes`` (minutes) and ``times`` (a day) set the lengths of the picture."""

    method: Method
    name: Line
    how: Line
    check: Line
    minutes: int
    check_minutes: int
    times: int
    cells: tuple[DoseCell, ...]


class Schedule(Struct, frozen=True):
    """Rows drawn to one common scale."""

    rows: tuple[ScheduleRow, ...]

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        words: list[str] = []
        for row in self.rows:
            words += [str(row.name), str(row.how)]
            words += [f"{cell.numeral} {cell.label}" for cell in row.cells]
            words.append(str(row.check))
        return tuple(words)
