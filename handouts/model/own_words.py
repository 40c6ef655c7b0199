"""A clinic's own words for single lines, and its own usual numbers: ``own_words.yaml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handouts.model.read import PlainText, Read, Slug
from handouts.model.wording import Wording


class OwnLine(Read):
    """New words for one line. Its id, condition and sources stay."""

    line: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$", description="Such as heat_cold.wrap")]
    text: Wording
    one_side: Wording | None = Field(default=None, description="Only where the line has such words for one side alone.")


class OwnWords(Read):
    """The whole file. Both parts may be left out."""

    lines: tuple[OwnLine, ...] = ()
    defaults: dict[Slug, PlainText] = Field(default_factory=dict, description="Usual value by variable.")
