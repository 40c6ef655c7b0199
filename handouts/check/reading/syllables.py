"""How many syllables a word has: a list of our own, then what we keep of a dictionary, then groups of vowels.

``assets/syllables/cmudict.txt`` comes from the CMU Pronouncing Dictionary. It holds only the words for which
:func:`by_vowels` is wrong, so the two change together: ``python -m tests.tools.syllables FILE`` makes the list anew.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

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


@functools.cache
def dictionary() -> dict[str, int]:
    """Syllables by word. Lines are ``word 3``; those that begin with # say where the list is from."""
    text = (resources.assets_dir() / "syllables" / "cmudict.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {word: int(count) for word, _, count in (line.partition(" ") for line in lines)}
