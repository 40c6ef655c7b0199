"""A claim of the source articles, and what the library makes of it: one row of the claims ledger."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from handouts.model.read import Read

SEEDS: Mapping[str, int] = MappingProxyType({"000": 39, "001": 54, "002": 35, "003": 21, "004": 26})
"""The articles, and how many claims each makes (CLAIMS.md, score)."""
ALL_IDS = tuple(f"{seed}-{number:02}" for seed, count in SEEDS.items() for number in range(1, count + 1))


class Disposition(StrEnum):
    """What becomes of a claim. ``reject_plus``: it is not said, and the safe opposite is."""

    KEEP = "keep"
    FIX = "fix"
    REJECT = "reject"
    REJECT_PLUS = "reject_plus"


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"this is not a regular expression ({error.msg})") from None
    return value


Pattern = Annotated[str, AfterValidator(_pattern)]
"""A regular expression."""


class Claim(Read):
    """One claim. Its id is the article and a number."""

    id: Annotated[str, Field(pattern=r"^[0-9]{3}-[0-9]{2}$")]
    disposition: Disposition
    topic: Annotated[str, Field(min_length=1, description="A few words of our own, never the article's.")]
    lines: tuple[str, ...] = Field(default=(), description="Full ids of the lines that carry it.")
    never: tuple[Pattern, ...] = Field(
        default=(), description="Patterns, in any case of letters, that patient text must not match."
    )
    allowed_in: tuple[str, ...] = Field(default=(), description="Sections, block types or lines where they may stand.")
    refs: tuple[str, ...] = ()

    @property
    def seed(self) -> str:
        """The article it is from."""
        return self.id[:3]

    @property
    def is_rejected(self) -> bool:
        """Whether it must not be said."""
        return self.disposition in (Disposition.REJECT, Disposition.REJECT_PLUS)

    @property
    def is_carried(self) -> bool:
        """Whether lines must say it, or its safe opposite."""
        return self.disposition is not Disposition.REJECT

    @model_validator(mode="after")
    def _fitting(self) -> Claim:
        if self.lines and not self.is_carried:
            raise ValueError("a claim with the disposition reject has no lines; reject_plus has")
        if self.never and not self.is_rejected:
            raise ValueError("only a rejected claim has patterns under never")
        return self
