"""Make ``assets/syllables/cmudict.txt`` from a copy of the CMU Pronouncing Dictionary (cmudict.dict).

python -m tests.tools.syllables path/to/cmudict.dict
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from handouts import resources
from handouts.check.reading.syllables import POSSESSIVE, by_rule

HEAD = """\
# Words of the CMU Pronouncing Dictionary (https://github.com/cmusphinx/cmudict; Python package cmudict 1.1.3)
# with their syllables, as far as a rule does not find them: see handouts/check/reading/syllables.py.
# Copyright (C) 1993-2015 Carnegie Mellon University. All rights reserved. Licence: LICENSE in this folder.
# Changed: sounds counted, words that the rule gets right left out. Made by: python -m tests.tools.syllables
"""


def counted(lines: Iterable[str]) -> dict[str, int]:
    """Syllables by word; the first way to say it counts. Lines are ``word S AW1 N D Z # note``."""
    found: dict[str, int] = {}
    for line in lines:
        word, _, sounds = line.partition(" ")
        if re.fullmatch(r"[a-z']+", word):
            found[word] = sum(sound[-1].isdigit() for sound in sounds.partition("#")[0].split())
    return found


def reduced(words: dict[str, int]) -> dict[str, int]:
    """The words that the rule gets wrong. Nouns come before their possessives, which follow them."""
    kept: dict[str, int] = {}
    for word in sorted(words, key=lambda word: (word.endswith(POSSESSIVE), word)):
        if words[word] != by_rule(word, kept):
            kept[word] = words[word]
    return dict(sorted(kept.items()))


if __name__ == "__main__":
    kept = reduced(counted(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()))
    text = HEAD + "".join(f"{word} {count}\n" for word, count in kept.items())
    (resources.assets_dir() / "syllables" / "cmudict.txt").write_text(text, encoding="utf-8")
    print(f"{len(kept)} words")
