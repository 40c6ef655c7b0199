"""Cells that a spreadsheet would take for a formula: guarded when written, and given back as they were when read.

The guard is that of OWASP ("CSV Injection"): an apostrophe before the sign that begins a formula, with all cells in
quotes. An apostrophe that stands before such a sign already gets another, so that nothing is lost on the way back.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What begins a formula, in half and in full width, after any apostrophes."""


def guarded(text: str) -> str:
    """``text`` as it may stand in a cell."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What :func:`guarded` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
