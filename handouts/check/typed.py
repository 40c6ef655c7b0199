"""What staff type for the patient, read by the same checks as the library. It only warns: staff may know better.

A problem names the field and the rule, never the words that were typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from handouts.check import (
    Check,
    banned_phrase,
    jargon,
    latin,
    long_sentence,
    negative_contraction,
    percent_or_sum,
    url_not_allowed,
)
from handouts.check.reading.grade import grade
from handouts.check.reading_grade import MOST
from handouts.check.said import Said
from handouts.model.library import Library
from handouts.model.order import Order, field_name
from handouts.model.problem import NOWHERE, Problem, Severity
from handouts.model.style import Style


class TextCheck(Check, Protocol):
    """A check that looks at each wording by itself."""

    def in_said(self, said: Said, style: Style, /) -> Iterator[Problem]:
        """A problem for each finding in ``said``."""
        ...


CHECKS: tuple[TextCheck, ...] = (
    banned_phrase,
    percent_or_sum,
    long_sentence,
    negative_contraction,
    latin,
    jargon,
    url_not_allowed,
)
_NO_MARKUP = str.maketrans("{}*", "() ")
FEWEST_WORDS = 8
"""A grade of fewer words says nothing."""


def check_typed(order: Order, library: Library) -> Iterator[Problem]:
    """A warning for each rule of plain language that a typed field breaks."""
    for path, text in order.typed():
        field = field_name(path)
        said = _said(text, "medicines_list" if path[0] == "medicines_list" else "typed")
        for check in CHECKS:
            if any(True for _ in check.in_said(said, library.style)):
                what = (check.__doc__ or "").splitlines()[0].rstrip(".").lower()
                yield _problem(check.CODE, f"{field}: {what}", check.MEND, path)
        found = grade([text], library.style)
        if found.words >= FEWEST_WORDS and found.fkgl is not None and found.fkgl > MOST:
            message = f"{field}: it reads like grade {found.fkgl:.1f}"
            yield _problem("reading-grade", message, "Use shorter sentences and everyday words.", path)


def _problem(code: str, message: str, hint: str, path: tuple[str | int, ...]) -> Problem:
    return Problem(f"typed-{code}", message, hint, severity=Severity.WARNING, path=path)


def _said(text: str, id: str) -> Said:
    """``text`` as if a section ``id`` said it, in a paragraph. What looks like markup in it is none."""
    plain = " ".join(text.translate(_NO_MARKUP).split()) or "-"
    return Said(f"{id}.typed", plain, NOWHERE, frozenset({id, "paragraph", f"{id}.typed"}), host=id)
