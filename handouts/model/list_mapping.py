"""A mapping: how the columns of a clinic's own list become the fields of an order. What staff type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from handouts.model.read import PlainText, Read

FieldPath = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]*(\.([a-z][a-z0-9_]*|[0-9]))*$",
        description="A field of the order with dots, as facts.age; items of lists are counted from 0: exercises.0.id",
    ),
]


class Column(Read):
    """Where one column goes. ``values`` puts the words of an order in place of the clinic's: ``{F: female}``."""

    field: FieldPath
    values: dict[str, PlainText] = Field(default_factory=dict)


def _field_alone(value: object) -> object:
    return {"field": value} if isinstance(value, str) else value


class Words(Read):
    """Words in the cells that stand for an answer, besides yes, no, unknown and none themselves."""

    yes: tuple[PlainText, ...] = ()
    no: tuple[PlainText, ...] = ()
    unknown: tuple[PlainText, ...] = ()
    none: tuple[PlainText, ...] = Field(default=(), description="Asked, there are none: an empty list.")

    def meanings(self) -> Mapping[str, str]:
        """Each word in small letters, with what it means."""
        known: dict[str, Any] = {"yes": self.yes, "no": self.no, "unknown": self.unknown, "none": self.none}
        return {word.casefold(): meaning for meaning, words in known.items() for word in (meaning, *words)}


class ListMapping(Read):
    """All of the file. Without one, columns are named by the fields of an order: ``facts.age``."""

    columns: dict[str, Annotated[Column, BeforeValidator(_field_alone)]] = Field(
        default_factory=dict, description="The name of each column, and the field of the order it holds."
    )
    join: dict[FieldPath, tuple[PlainText, ...]] = Field(
        default_factory=dict, description="A field made of several columns, with a space between: first and last name."
    )
    ignore: tuple[PlainText, ...] = Field(default=(), description="Columns that are not used.")
    constants: dict[FieldPath, PlainText] = Field(
        default_factory=dict, description="Fields that are the same for all rows."
    )
    dates: PlainText | None = Field(
        default=None, description="How dates are typed, as day/month/year. Left out, only 2026-11-21 is taken."
    )
    separator: PlainText = Field(default=";", max_length=1, description="Between the items of a list in one cell.")
    words: Words = Words()
    delimiter: Literal["comma", "semicolon", "tab", "bar"] | None = Field(
        default=None, description="Between the cells of a CSV file. Found out if left out."
    )
    sheet: PlainText | None = Field(default=None, description="The sheet of a workbook that has more than one.")
