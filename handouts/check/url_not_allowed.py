"""A web address in the library."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from handouts.check.said import Said, all_said
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity
from handouts.model.style import Style

CODE = "url-not-allowed"
SEVERITY = Severity.ERROR
RATIONALE = "Addresses go stale, and some sell. A clinic's own stand in its brand; others need to be allowed."
SOURCE = "CLAIMS.md (sellers' addresses in the source texts); the list addresses in sections/lists/style.yaml."
MEND = "Take it out. One that must stand goes under addresses in sections/lists/style.yaml."

_WITH_PREFIX = r"\b(?:https?://|www\.)[^\s<>()\"”’]*[^\s<>()\"”’.,;:!?]"
_ADDRESS = re.compile(_WITH_PREFIX + r"|\b[\w-]+\.(?:com|org|net|shop|info)\b", re.IGNORECASE)


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """An error for each address that is not on the list."""
    for said in all_said(library):
        yield from in_said(said, library.style)


def in_said(said: Said, style: Style) -> Iterator[Problem]:
    """An error for each address in ``said`` that is not on the list of ``style``."""
    for match in _ADDRESS.finditer(said.plain):
        if match[0] not in style.addresses:
            yield Problem(CODE, f"{said.id} has the web address {match[0]}", MEND, said.place, item=said.id)
