"""What a text must hold for a pattern to match it: most texts hold none of it, and need not be searched."""

from __future__ import annotations

import re

ANYWHERE = ("",)
"""Of a pattern that is not understood: every text holds it."""

_UNDERSTOOD = re.compile(r"(?:[a-z0-9 ,'%|)?*-]|\\[bsdw]|\[[a-z -]+\]|\((?!\?)|\.(?:\{\d+,\d+\})?)*")
_GROUP = re.compile(r"\([^()]*\)")
_NOT_LETTERS = re.compile(r"\\.|\[[^]]*\]|\{[^}]*\}|[^|][?*]")
"""What matches other than by its own letters, or may be left out."""
_LETTERS = re.compile(r"[a-z0-9 ,'%-]+")
_SAME_LETTER = str.maketrans("\u017f\u0131\u0130", "sii")
"""Letters that a pattern takes for another in any case of letters, and ``str.lower`` does not."""


def folded(text: str) -> str:
    """``text`` in small letters, as :func:`fragments` are."""
    return text.lower() if text.isascii() else text.translate(_SAME_LETTER).lower()


def fragments(pattern: str) -> tuple[str, ...]:
    """Runs of letters, one of which is in every folded text that ``pattern`` matches in any case of letters.

    >>> fragments(r"side[- ]effects?|miracle")
    ('effect', 'miracle')
    """
    if not _UNDERSTOOD.fullmatch(pattern):
        return ANYWHERE
    while _GROUP.search(pattern):
        pattern = _GROUP.sub(".", pattern)
    ways = _NOT_LETTERS.sub(".", pattern).split("|")
    return tuple(max(_LETTERS.findall(way), key=len, default="") for way in ways)
