"""The base of everything that is read from outside, and the small types that fields share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, Self, cast

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticKnownError


class Read(BaseModel):
    """A frozen pydantic model that refuses fields it does not know.

    Its validator is built when it is first used: most models read the library, which is compiled nearly always.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)

    @classmethod
    def by_default(cls) -> Self:
        """With the default of each field; no validator is needed for it, so that modules may hold one."""
        return cast("Self", cls.model_construct())

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other values. What was worked out from the old ones (cached properties) stays behind."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


def _iso_date(value: object) -> object:
    """Dates are written 2026-11-21: digits alone would be taken for a time stamp by pydantic."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("write the date as year-month-day, for example 2026-11-21")
    return value


def is_whole(text: str) -> bool:
    """Whether ``text`` is a whole number as people write it: 0 or 41, never 4_1, +41, 41.0 or 008."""
    return re.fullmatch(r"0|[1-9][0-9]{0,8}", text) is not None


def _whole(value: object) -> object:
    if not isinstance(value, str) or is_whole(value):
        return value
    if re.fullmatch(r"0[0-9]+", value):
        raise ValueError("write the number without a 0 in front")
    raise PydanticKnownError("int_parsing")


def _printable(value: str) -> str:
    """Text that can be printed on one line: no control characters, no invisible direction marks."""
    for character in value:
        if not character.isprintable() and character != "\u00a0":
            raise ValueError(f"the character U+{ord(character):04X} cannot be printed; type the text again")
    return " ".join(value.split())


Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number. In text, digits alone: pydantic's own reading also takes ``4_1`` for 41."""
IsoDate = Annotated[dt.date, BeforeValidator(_iso_date)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
PlainText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_printable)
]
"""One line of text, 1 to 200 characters. Data, never markup: printed as it stands."""
Phrase = Annotated[PlainText, AfterValidator(lambda value: value.removesuffix("."))]
"""Words for the end of a sentence of the library, which has a full stop of its own: one that was typed is dropped."""
NoteText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), AfterValidator(_printable)
]
"""A short note, at most 300 characters (CONTENT_BRIEF section 8). Data, never markup."""
HexColour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
