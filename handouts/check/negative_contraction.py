"""A "not" that is easy to miss."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from handouts.check.said import Said, all_said
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity
from handouts.model.style import Style

CODE = "negative-contraction"
SEVERITY = Severity.ERROR
RATIONALE = "Readers miss the n't in don't and can't, and do what we warn of. Other contractions are fine."
SOURCE = "CONTENT_BRIEF 10.1; NHS and GOV.UK style."
MEND = "Write it in full: do not, cannot."

_SHORT = re.compile(r"\b\w+n['’]t\b", re.IGNORECASE)


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """An error for each line with one."""
    for said in all_said(library):
        yield from in_said(said, library.style)


def in_said(said: Said, _style: Style) -> Iterator[Problem]:
    """An error if there is one in ``said``."""
    if match := _SHORT.search(said.plain):
        yield Problem(CODE, f"{said.id} says {match[0]!r}", MEND, said.place, item=said.id)
