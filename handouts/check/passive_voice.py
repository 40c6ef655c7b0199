"""Sentences that hide who does what."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from handouts.check.said import by_host
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity

CODE = "passive-voice"
SEVERITY = Severity.WARNING
RATIONALE = "The active voice says who does what. A heuristic: one passive sentence in 20 may stand."
SOURCE = "CONTENT_BRIEF 10.1; PEMAT-P item 5."
MEND = "Say who does it: not 'heat is used by many people' but 'many people use heat'."
MOST_SHARE, MOST = 0.05, 1

_FORMS = "is|are|was|were|be|been|being|get|gets|got"
_IRREGULAR = "given|taken|shown|done|made|seen|known|told|put|held|kept|found|left|sent|written|felt|brought|built|worn"
_PASSIVE = re.compile(rf"\b(?:{_FORMS})\s+(?:not\s+|\w+ly\s+)?(\w+ed|{_IRREGULAR})\b", re.IGNORECASE)
_ADJECTIVES = frozenset({
    "tired", "worried", "relaxed", "registered", "trained", "used", "closed", "needed", "pleased", "scared", "stressed",
    "limited", "supposed",
})  # fmt: skip


def is_passive(sentence: str) -> bool:
    """Whether ``sentence`` seems to hold a verb in the passive voice."""
    return any(match[1].lower() not in _ADJECTIVES for match in _PASSIVE.finditer(sentence))


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """A warning for each passive sentence of a section with more than one, and more than 1 in 20."""
    for said in by_host(library).values():
        each = [(one, sentence) for one in said if not one.heading for sentence in one.sentences()]
        passive = [one for one, sentence in each if is_passive(sentence)]
        if len(passive) > max(MOST, MOST_SHARE * len(each)):
            for one in dict.fromkeys(passive):
                yield Problem(CODE, f"{one.id} is in the passive voice", MEND, one.place, SEVERITY, item=one.id)
