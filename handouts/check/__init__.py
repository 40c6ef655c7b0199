"""Checks of the library's content, one small file each.

To add one: a file here with ``CODE``, ``SEVERITY``, ``RATIONALE``, ``SOURCE``, ``MEND`` and ``run``, and a line in the
list of ``all``. A test compares the list with the folder, and asks for a passing and a failing case of each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Protocol

from handouts.model.library import Library
from handouts.model.problem import Problem, Severity


class Check(Protocol):
    """What a module of this package offers. The first line of its docstring says what it finds."""

    CODE: str
    """Stable; what tests and scripts rely on."""
    SEVERITY: Severity
    """Of what it finds."""
    RATIONALE: str
    """Why this is looked at."""
    SOURCE: str
    """Where the rule comes from."""
    MEND: str
    """How to mend what it finds."""

    def run(self, library: Library, today: dt.date, /) -> Iterator[Problem]:
        """A problem for each finding."""
        ...
