"""Sentences and words of patient text, as the grades count them (CONTENT_BRIEF 10.1).

Variables, references and marks of stress are no words. The end of a bullet ends a sentence; an
abbreviation or a number with a stop does not (textstat issue 91: one file, grade 23.7 or 7.6, by this alone).
"""

from __future__ import annotations

import re

_VARIABLE = re.compile(r"\{\{.*?\}\}")
_REFERENCE = re.compile(r"\[?\bR\d{2}\b\]?")
_END = re.compile(r"(?<=[.!?])[\"”’)*]*\s+")
_SHORT = r"\b(?:Dr|Mr|Mrs|Ms|Prof|St|approx|vs|etc|e\.g|i\.e|a\.m|p\.m)"
_ABBREVIATION = re.compile(rf"(?:{_SHORT}|^\d{{1,3}})\.$", re.IGNORECASE)
_LONGEST = len("approx.")
"""Characters of the longest abbreviation, at the end of which a text is looked at."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def stripped(text: str) -> str:
    """``text`` without what is no word of ours: variables, references, marks of stress."""
    return " ".join(_REFERENCE.sub(" ", _VARIABLE.sub(" ", text)).replace("**", "").split())


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of one line. A piece without a stop counts too when it has at least 3 words."""
    parts: list[str] = []
    joined = ""
    for part in _END.split(stripped(text)):
        joined = f"{joined} {part}".strip()
        if not _abbreviated(joined):
            parts.append(joined)
            joined = ""
    if joined:
        parts.append(joined)
    return tuple(part for part in parts if _counts(part))


def _abbreviated(text: str) -> bool:
    """Whether it ends with an abbreviation or a number with a stop."""
    return _ABBREVIATION.search(text, max(len(text) - _LONGEST, 0)) is not None


def _counts(part: str) -> bool:
    known = len(words(part))
    return known >= 3 or (known > 0 and part.endswith((".", "!", "?")))


def words(text: str) -> tuple[str, ...]:
    """The words in ``text``: runs of letters, the parts of a hyphenated word each by itself."""
    return tuple(_WORD.findall(text))
