"""The list of plain words that the text checks go by: ``sections/lists/style.yaml``. A patient sees nothing of it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated

from pydantic import Field

from handouts.model.claims import Pattern
from handouts.model.fragments import fragments
from handouts.model.read import Read, Slug

Words = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]


class Banned(Read):
    """Phrases that must not stand in patient text."""

    id: Slug
    never: Annotated[tuple[Pattern, ...], Field(min_length=1, description="Patterns, in any case of letters.")]
    say: Annotated[str, Field(min_length=1, description="What to write in their place, for the author.")]
    allowed_in: tuple[str, ...] = Field(default=(), description="Sections, block types or lines where they may stand.")
    unless: Pattern | None = Field(default=None, description="A sentence that matches this may have them.")

    @cached_property
    def searched(self) -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str] | None]:
        """The patterns of ``never`` and that of ``unless``, ready to search with."""
        never = tuple(re.compile(pattern, re.IGNORECASE) for pattern in self.never)
        return never, re.compile(self.unless, re.IGNORECASE) if self.unless else None

    @cached_property
    def fragments(self) -> tuple[str, ...]:
        """One of these is in every folded text that a pattern of ``never`` matches."""
        return tuple(fragment for pattern in self.never for fragment in fragments(pattern))


class SameWord(Read):
    """One word for one thing: ``say`` this and none of ``instead_of``."""

    id: Slug
    say: Annotated[str, Field(min_length=1)]
    instead_of: Words


class GlossaryTerm(Read):
    """A hard word that may stand only where one of ``means`` stands too."""

    id: Slug
    terms: Words
    means: Words


class Style(Read):
    """The whole file. A clinic's own has any part of it."""

    banned: tuple[Banned, ...] = ()
    same_word: tuple[SameWord, ...] = ()
    glossary: tuple[GlossaryTerm, ...] = ()
    long_words: tuple[str, ...] = ()
    syllables: dict[str, Annotated[int, Field(ge=1, le=9)]] = Field(default_factory=dict)
    addresses: tuple[str, ...] = ()

    def allows(self, word: str) -> bool:
        """Whether a long word is one that readers know, or must learn."""
        return word.lower() in self.long_words
