"""The list of plain words: ``sections/lists/style.yaml``, read once."""

from __future__ import annotations

import functools
import re
from typing import Annotated

from pydantic import Field

from handouts import resources, strict
from handouts.model.read import Read, Slug

FILE = "sections/lists/style.yaml"
Words = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]


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
    """The whole file."""

    same_word: tuple[SameWord, ...]
    glossary: tuple[GlossaryTerm, ...]
    long_words: tuple[str, ...]
    syllables: dict[str, Annotated[int, Field(ge=1, le=9)]]
    addresses: tuple[str, ...] = ()

    def allows(self, word: str) -> bool:
        """Whether a long word is one that readers know, or must learn."""
        return word.lower() in self.long_words


@functools.cache
def style() -> Style:
    """The built-in list; a fault in it is a fault of the program."""
    raw = (resources.sections_dir() / "lists" / "style.yaml").read_bytes()
    found, problems, _ = strict.read(raw, FILE, Style)
    if found is None:
        raise ValueError("; ".join(f"{problem.place}: {problem.message}" for problem in problems))
    return found


@functools.lru_cache(maxsize=1024)
def phrase(words: str) -> re.Pattern[str]:
    """Finds ``words`` as whole words, in capitals or not, with a space or a hyphen between them."""
    spaced = r"[\s-]+".join(re.escape(part) for part in words.split())
    return re.compile(rf"(?<![\w-]){spaced}(?!\w)", re.IGNORECASE)
