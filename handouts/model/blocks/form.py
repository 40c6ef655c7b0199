"""A form: labels, each with what was typed or a line to write on."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from handouts.model.blocks.source import Source
from handouts.model.line import Composer, Line, LineSource
from handouts.model.read import Read, Slug
from handouts.model.wording import Wording


class FieldSource(Read):
    """``value`` is printed after the label if it was selected, or else a line to write on."""

    id: Slug
    label: Wording
    value: LineSource | None = None
    room: Literal["line", "rest"] = Field(
        default="line", description="rest: on an urgent sheet, more lines down to the foot of the page."
    )


class FormSource(Source):
    """Rows of one or two fields. With a ``title`` it is a box with a heading."""

    type: Literal["form"]
    id: Slug
    title: Wording | None = None
    rows: Annotated[
        tuple[Annotated[tuple[FieldSource, ...], Field(min_length=1, max_length=2)], ...], Field(min_length=1)
    ]

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print."""
        return tuple(field.value for row in self.rows for field in row if field.value is not None)

    def headings(self) -> tuple[Wording, ...]:
        """Title and labels."""
        return (*super().headings(), *(field.label for row in self.rows for field in row))

    def compose(self, composer: Composer) -> Form | None:
        """The form; never None: it is there to be filled in."""

        def field(source: FieldSource) -> FormField:
            value = composer.first((source.value,)) if source.value is not None else None
            return FormField(composer.title(f"{self.id}_{source.id}", source.label), value, source.room == "rest")

        return Form(
            title=composer.title(f"{self.id}_title", self.title) if self.title is not None else None,
            rows=tuple(tuple(field(source) for source in row) for row in self.rows),
        )


class FormField(Struct, frozen=True):
    """``fills``: it takes the room that is left on the page."""

    label: Line
    value: Line | None
    fills: bool


class Form(Struct, frozen=True):
    """Rows of one or two fields."""

    title: Line | None
    rows: tuple[tuple[FormField, ...], ...]

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        fields = (field for row in self.rows for field in row)
        words = (f"{field.label} {field.value}" if field.value else str(field.label) for field in fields)
        return (*((str(self.title),) if self.title else ()), *words)
