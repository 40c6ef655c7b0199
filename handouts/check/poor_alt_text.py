"""A picture that is not described to those who cannot see it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from handouts.model.illustration import Illustration
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity

CODE = "poor-alt-text"
SEVERITY = Severity.ERROR
RATIONALE = "A screen reader says the alternative text in place of the picture: it must say what is to be seen."
SOURCE = "WCAG 2.1, 1.1.1; PDF/UA-1, 7.3."
MEND = "Say in alt: what the picture shows, in one or two short sentences."
FEWEST_WORDS, MOST_CHARACTERS = 3, 150
_EMPTY_WORDS = re.compile(r"^(an? |the )?(image|picture|drawing|illustration|figure|graphic|photo)\b", re.IGNORECASE)


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """An error for each illustration whose alternative text is missing or of no use."""
    for illustration in library.illustrations.values():
        fault = _fault(illustration)
        if fault:
            place = library.place("illustrations", illustration.id)
            message = f"the alternative text of {illustration.id} {fault}"
            yield Problem(CODE, message, MEND, place, SEVERITY, item=illustration.id)


def _fault(illustration: Illustration) -> str:
    alt = illustration.alt.strip()
    if not alt:
        return "is missing"
    if _EMPTY_WORDS.match(alt):
        return "begins by saying that it is a picture, which the screen reader says anyway"
    if alt.rstrip(".").casefold() == str(illustration.caption).rstrip(".").casefold():
        return "only repeats the caption, which is read anyway"
    if len(alt.split()) < FEWEST_WORDS:
        return f"has fewer than {FEWEST_WORDS} words"
    if len(alt) > MOST_CHARACTERS:
        return f"has {len(alt)} characters; {MOST_CHARACTERS} is the most"
    return ""
