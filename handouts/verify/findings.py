"""A check and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from handouts.model.problem import Place, Problem
from handouts.verify.read.nouns import NOWHERE, File

WHOLE = NOWHERE
"""Page of a finding that is about the whole file."""


class Finding(Struct, frozen=True):
    """``page`` counts from 0. A message never quotes the leaflet: it may hold a patient's name."""

    message: str
    page: int = WHOLE


class Check(Struct, frozen=True):
    """One thing that must hold: a stable code, why it matters to a reader, and what finds where it does not."""

    code: str
    why: str
    find: Callable[[File], Iterator[Finding]]

    def problems(self, file: File, name: str) -> Iterator[Problem]:
        """Its findings in ``file``."""
        for finding in self.find(file):
            yield problem(self.code, finding.message, self.why, name, finding.page)


def problem(code: str, message: str, why: str, name: str, page: int = WHOLE) -> Problem:
    """A finding about the PDF called ``name``; the line of its place is the page, from 1."""
    return Problem(code, message, why, Place(name, page + 1))
