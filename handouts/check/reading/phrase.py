"""Finding a phrase as people mean it."""

from __future__ import annotations

import functools
import re


@functools.lru_cache(maxsize=1024)
def phrase(words: str) -> re.Pattern[str]:
    """Finds ``words`` as whole words, in capitals or not, with a space or a hyphen between them."""
    spaced = r"[\s-]+".join(re.escape(part) for part in words.split())
    return re.compile(rf"(?<![\w-]){spaced}(?!\w)", re.IGNORECASE)
