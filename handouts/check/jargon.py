"""Too many long words."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from handouts.check.reading.grade import grade
from handouts.check.reading.sentences import words
from handouts.check.said import Said, by_host
from handouts.model.library import Library
from handouts.model.problem import Place, Problem, Severity
from handouts.model.style import Style

CODE = "jargon"
SEVERITY = Severity.WARNING
RATIONALE = "Long words slow a reader down: at most 8 in 100 have 3 syllables or more, beside those all must know."
SOURCE = "CONTENT_BRIEF 10.1; PEMAT-P items 3 and 4."
MEND = "Use everyday words. One that readers must know may go under long_words in sections/lists/style.yaml."
MOST_SHARE, WORDS = 0.08, 50


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """A warning for each section of 50 words or more of which over 8 % are long."""
    for host, said in by_host(library).items():
        yield from _found([one.text for one in said if not one.heading], library.style, host, said[0].home)


def in_said(said: Said, style: Style) -> Iterator[Problem]:
    """A warning if ``said`` alone has 50 words or more of which over 8 % are long."""
    yield from _found([said.text], style, said.host, said.home)


def _found(texts: Sequence[str], style: Style, host: str, home: Place) -> Iterator[Problem]:
    if sum(len(words(text)) for text in texts) < WORDS:
        return  # Not all of these count, so there are no more.
    found = grade(texts, style)
    if found.words >= WORDS and len(found.hard) > MOST_SHARE * found.words:
        most = ", ".join(word for word, _ in Counter(found.hard).most_common(5))
        message = f"{host} has {len(found.hard)} long words in {found.words}: {most}"
        yield Problem(CODE, message, MEND, home, SEVERITY, item=host)
