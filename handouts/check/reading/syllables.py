"""How many syllables a word has: a list of our own, then what we keep of a dictionary, then groups of vowels.

``assets/syllables/cmudict.txt`` comes from the CMU Pronouncing Dictionary. It holds only the words for which
:func:`by_vowels` is wrong, so the two change together: ``python -m tests.tools.syllables FILE`` makes the list anew.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import dropwhile

from handouts import resources

_VOWELS = re.compile(r"[aeiouy]+")
POSSESSIVE = "'s"


def syllables(word: str, own: Mapping[str, int]) -> int:
    """At least 1. ``own`` wins. Capitals and the two kinds of apostrophe make no difference."""
    plain = word.lower().replace("’", "'")
    return own.get(plain) or _for_all(plain)


@functools.lru_cache(maxsize=8192)
def _for_all(word: str) -> int:
    return dictionary().get(word) or by_rule(word, dictionary())


def by_rule(word: str, known: Mapping[str, int]) -> int:
    """What is taken for a word that stands in no list: a possessive has the syllables of its noun."""
    noun = word.removesuffix(POSSESSIVE)
    return known.get(noun) or by_vowels(noun) if noun != word else by_vowels(word)


def by_vowels(word: str) -> int:
    """A guess from the groups of vowels: a silent e at the end does not count, nor does -ed after most letters."""
    groups = len(_VOWELS.findall(word))
    if re.search(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$|[^aeiouyszxcgl]es$", word) and groups > 1:
        groups -= 1
    return max(1, groups)


class Listed(Mapping[str, int]):
    """Syllables by word, out of sorted lines ``word 3``: a word is searched for, since most runs ask for a few."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def __getitem__(self, word: str) -> int:
        at = bisect_left(self._lines, f"{word} ")
        known, _, count = self._lines[at].partition(" ") if at < len(self._lines) else ("", "", "")
        if not word or known != word:
            raise KeyError(word)
        return int(count)

    def __iter__(self) -> Iterator[str]:
        return (line.partition(" ")[0] for line in self._lines)

    def __len__(self) -> int:
        return len(self._lines)


@functools.cache
def dictionary() -> Listed:
    """What is kept of the dictionary. Lines that begin with # say where it is from; they stand first."""
    lines = (resources.assets_dir() / "syllables" / "cmudict.txt").read_text(encoding="utf-8").splitlines()
    return Listed([*dropwhile(lambda line: line.startswith("#"), lines)])
