"""Latin and its short forms."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from handouts.check.said import Said, all_said
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity
from handouts.model.style import Style

CODE = "latin"
SEVERITY = Severity.ERROR
RATIONALE = "Readers do not know them, and screen readers say them badly."
SOURCE = "CONTENT_BRIEF 10.1; NHS and GOV.UK style."
MEND = "Write: for example, that is, and so on, as needed."

_WORDS = r"e\.g|i\.e|eg|ie|etc|viz|n\.b|vs|versus|per se|ad hoc|prn|t\.?d\.?s"
_LATIN = re.compile(rf"(?<![\w.])(?:{_WORDS})(?![\w-])", re.IGNORECASE)


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """An error for each line with one."""
    for said in all_said(library):
        yield from in_said(said, library.style)


def in_said(said: Said, _style: Style) -> Iterator[Problem]:
    """An error if there is one in ``said``."""
    if match := _LATIN.search(said.plain):
        yield Problem(CODE, f"{said.id} says {match[0]!r}", MEND, said.place, item=said.id)
