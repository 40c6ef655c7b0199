"""What typed medicines, allergies and devices mean: groups of names, and the conditions that follow from each.

Read from ``sections/rules/medicines.yaml``, ``allergies.yaml`` and ``devices.yaml`` (CONTENT_BRIEF 2.3).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache, partial
from itertools import accumulate, chain, combinations
from typing import Annotated, Literal

from pydantic import Field

from handouts.model.read import PlainText, Read, Slug

BREAK = "|"
"""Stands for a comma or the like among the words of an entry."""
SHORT = 5
"""Up to this many letters a name must be typed with its own spaces, so that "as a" is not ASA."""

PART = 5
"""So many letters at either end of a word are looked at to find names that are spelled nearly so."""

MOST_PARTS = 8192
"""Beginnings of words, and ends, of which the names are kept: most words of a note stood in others before."""

Words = tuple[str, ...]

_MARK = re.compile(r"['’`]")
_COMMA = re.compile(r"[,;+&|]")
_WORDS = re.compile(r"[^\W\d_]+|\d+|\|")


def words_of(text: str) -> Words:
    """Words and numbers of ``text``, without case, accents and marks; a comma or the like becomes :data:`BREAK`."""
    plain = text.casefold()
    if text.isalpha() and text.isascii():  # As most names of medicines are.
        return (plain,)
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text).casefold()
        plain = "".join(character for character in plain if not unicodedata.combining(character))
    return tuple(_WORDS.findall(_COMMA.sub(f" {BREAK} ", _MARK.sub("", plain))))


class Meaning(Read):
    """What follows: conditions that are yes, conditions to ask about, and the question."""

    tags: tuple[Slug, ...] = Field(default=(), description="Conditions that are yes.")
    unknown: tuple[Slug, ...] = Field(default=(), description="Conditions that staff must ask about.")
    ask: PlainText | None = Field(default=None, description="The question for staff.")


class FormMeaning(Meaning):
    """What follows instead when a word of the form ``form`` stands beside the name, and none of ``unless``."""

    form: Slug
    unless: Slug | None = None


class Group(Meaning):
    """Names of which the same follows."""

    id: Slug
    label: Annotated[str, Field(min_length=1, description="For staff, in plain words.")]
    refs: tuple[str, ...] = ()
    names: tuple[PlainText, ...] = ()
    also: tuple[Slug, ...] = Field(default=(), description="All names of these groups of medicines, too.")
    forms: tuple[FormMeaning, ...] = Field(default=(), description="The first that fits takes the group's place.")
    alone: Literal["yes", "no"] = Field(
        default="no", description="yes: read only when the same part of an entry names nothing else."
    )

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """All that may follow from a name of this group."""
        return (self, *self.forms)


class FormWords(Read):
    """Words that tell how or how long something is taken."""

    id: Slug
    words: tuple[PlainText, ...]


class Combination(Read):
    """Conditions that follow from several others together."""

    id: Slug
    label: str
    all_of: Annotated[tuple[Slug, ...], Field(min_length=2)]
    tags: Annotated[tuple[Slug, ...], Field(min_length=1)]
    refs: tuple[str, ...] = ()


class Lexicon(Read):
    """One file of names. ``denials``: words with which an entry says neither yes nor no."""

    groups: tuple[Group, ...] = ()
    combinations: tuple[Combination, ...] = ()
    forms: tuple[FormWords, ...] = ()
    denials: tuple[PlainText, ...] = ()
    fillers: tuple[PlainText, ...] = Field(default=(), description="Words that say nothing more.")
    separators: tuple[PlainText, ...] = ()

    @cached_property
    def by_words(self) -> Mapping[Words, tuple[Group, str]]:
        """The group and name for each name, by its words."""
        return {words_of(name): (group, name) for group in self.groups for name in group.names}

    @cached_property
    def by_letters(self) -> Mapping[str, tuple[Group, str]]:
        """The same by the letters alone, for names that may be typed with other spaces."""
        joined = {"".join(words): found for words, found in self.by_words.items()}
        return {letters: found for letters, found in joined.items() if len(letters) > SHORT}

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Every beginning of a name by its letters: a word that is none of these begins no name."""
        joined = map("".join, self.by_words)
        return frozenset(chain.from_iterable(map(accumulate, joined)))

    def like(self, letters: str, slips: int) -> frozenset[str]:
        """Names (keys of :attr:`by_letters`) that may be ``letters`` with 1 or 2 ``slips`` at most: none is missed.

        A slip is one letter too many, too few or wrong, or two swapped: without one letter of each, both read the same
        there. So within one slip, both have 4 of their first 5 letters in common, in the same order, and of their last
        5 too. Of two slips, one is the first: what both have in common before it ends, or after that, has 4 letters or
        more, with one slip in it, where the word has 9 or more in all; so the same holds for their first 5 letters, or
        their last.
        """
        return alike(self.begun_like(letters[:PART]), self.ended_like(letters[-PART:]), slips)

    @cached_property
    def begun_like(self) -> Callable[[str], frozenset[str]]:
        """Names by the first :data:`PART` letters of a word: they have 4 of these too, in the same order.

        Of what was typed, it keeps so many letters of some words, in memory alone.
        """
        return lru_cache(MOST_PARTS)(partial(_in_common, self._names_by_part[0]))

    @cached_property
    def ended_like(self) -> Callable[[str], frozenset[str]]:
        """The same by the last letters."""
        return lru_cache(MOST_PARTS)(partial(_in_common, self._names_by_part[1]))

    @cached_property
    def _names_by_part(self) -> tuple[Mapping[Words, list[str]], Mapping[Words, list[str]]]:
        heads, tails = defaultdict[Words, list[str]](list), defaultdict[Words, list[str]](list)
        for name in self.by_letters:
            for part in _parts(name[:PART]):
                heads[part].append(name)
            for part in _parts(name[-PART:]):
                tails[part].append(name)
        return heads, tails

    @cached_property
    def longest(self) -> int:
        """The number of words of the longest name, and one more for a space too many."""
        return max(map(len, self.by_words), default=0) + 1

    @cached_property
    def form_words(self) -> Mapping[str, frozenset[Words]]:
        """The phrases of each form."""
        return {form.id: phrases(form.words) for form in self.forms}

    @cached_property
    def known_phrases(self) -> tuple[frozenset[Words], frozenset[Words]]:
        """Phrases that deny, and phrases that say nothing about which medicine it is."""
        told = frozenset[Words]().union(*self.form_words.values())
        return phrases(self.denials), phrases((*self.fillers, *self.separators)) | told

    @cached_property
    def phrase_lengths(self) -> Mapping[str, tuple[int, ...]]:
        """How many words a known phrase has, by its first word; the longest first."""
        lengths = defaultdict[str, set[int]](set)
        for phrase in filter(None, chain(*self.known_phrases)):
            lengths[phrase[0]].add(len(phrase))
        return {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}

    @cached_property
    def boundaries(self) -> frozenset[str]:
        """Single words between two items."""
        return frozenset({BREAK, *(words[0] for words in phrases(self.separators) if len(words) == 1)})


def _parts(letters: str) -> Iterator[Words]:
    """What may be left of the first or last letters of a word when one is taken out."""
    return combinations(letters, PART - 1)


def alike(begun: frozenset[str], ended: frozenset[str], slips: int) -> frozenset[str]:
    """Those of ``begun`` and ``ended`` that may be meant, with 1 or 2 ``slips``: see :meth:`Lexicon.like`."""
    return begun & ended if slips == 1 else begun | ended


def _in_common(names: Mapping[Words, list[str]], letters: str) -> frozenset[str]:
    """The names by any part of ``letters``; for most words there are none."""
    if names.keys().isdisjoint(_parts(letters)):
        return _NO_NAMES
    return frozenset(chain.from_iterable(filter(None, map(names.get, _parts(letters)))))


_NO_NAMES = frozenset[str]()


def phrases(texts: Iterable[str]) -> frozenset[Words]:
    """The words of each text."""
    return frozenset(map(words_of, texts))


EMPTY = Lexicon.by_default()
