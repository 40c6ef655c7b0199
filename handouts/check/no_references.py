"""Facts without a source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handouts.check.governed import all_governed
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity
from handouts.model.section import Section

CODE = "no-references"
SEVERITY = Severity.ERROR
RATIONALE = "Every factual section and every exercise names at least one source."
SOURCE = "CONTENT_BRIEF 10.7."
MEND = "Add refs: with keys of sections/lists/references.yaml."


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """An error for each factual section or exercise without any reference."""
    for kind, item in all_governed(library):
        if isinstance(item, Section):
            needed = item.kind == "factual"
            refs = bool(item.refs) or any(line.refs for line in item.lines())
        else:
            needed, refs = True, bool(item.refs)
        if needed and not refs:
            yield Problem(CODE, f"{item.id} names no source", MEND, library.place(kind, item.id), item=item.id)
