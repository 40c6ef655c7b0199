"""Words that must not stand in patient text, save in the places named here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.check.said import Said, all_said
from handouts.model.library import Library
from handouts.model.problem import Problem, Severity

CODE = "banned-phrase"
SEVERITY = Severity.ERROR
RATIONALE = "Overclaims, scare words, doses and unsafe advice of the source texts. No baseline accepts one."
SOURCE = "CLAIMS.md, lint ban list."
MEND = "Each finding says what to write in its place."

_WARNINGS = frozenset(
    {
        "red_flags",
        "red_flags_short",
        "urgent_sheet_emergency",
        "urgent_sheet_same_day",
        "contact",
        "devices",
        "stop",
        "stop_if",
        "symptoms.not_this",
    }
)


@dataclass(frozen=True, slots=True)
class _Ban:
    """``pattern`` is banned, except under ``contexts`` or in a sentence that matches ``unless``."""

    pattern: re.Pattern[str]
    hint: str
    contexts: frozenset[str] = frozenset()
    unless: re.Pattern[str] | None = None

    def breaks(self, said: Said) -> bool:
        """Whether ``said`` holds the phrase where it may not."""
        if self.contexts & said.contexts:
            return False
        hits = (sentence for sentence in said.sentences() if self.pattern.search(sentence))
        return any(self.unless is None or not self.unless.search(sentence) for sentence in hits)


def _ban(pattern: str, hint: str, *contexts: str, unless: str | None = None) -> _Ban:
    allowed = re.compile(unless, re.IGNORECASE) if unless else None
    return _Ban(re.compile(pattern, re.IGNORECASE), hint, frozenset(contexts), allowed)


_OVERCLAIM = "Say what may help and what is not known."
_SCARE = "Use calm words: hurt does not mean harm."
_WARNING_WORD = "This belongs in the warning signs, not here."
BANS = (
    _ban(r"no side[- ]effects?", _OVERCLAIM),
    _ban(r"(risk|side[- ]effect)[- ]free", _OVERCLAIM),
    _ban(r"100 ?%\s*safe", _OVERCLAIM),
    _ban(r"\b(no|without) supervision", _OVERCLAIM),
    _ban(r"\bcure[sd]?\b", _OVERCLAIM),
    _ban(r"guarantee", _OVERCLAIM),
    _ban(r"miracle", _OVERCLAIM),
    _ban(r"\bproven\b", _OVERCLAIM, "sources_review"),
    _ban(r"root cause", _OVERCLAIM),
    _ban(r"detox|purif|cleanse", _OVERCLAIM),
    _ban(r"out of place|realign|misalign|slipped out", _SCARE),
    _ban(r"compressed spine|spinal compression|decompress", _SCARE, "devices"),
    _ban(r"degenerat|crumbl|worn[- ]out|wear and tear", _SCARE),
    _ban(r"ruptur", _SCARE),
    _ban(r"paralys", _SCARE),
    _ban(
        r"carisoprodol|pain ?o ?soma|\bsoma\b|pregalin|pregabalin|gabapentin|tramadol|diazepam|genericstrip",
        "Name no such medicine; only staff may list what a patient takes.",
        "medicines_list",
    ),
    _ban(r"harley street|natural(ly)? and holistic", _OVERCLAIM),
    _ban(r"\b8 (out )?of 10|eight out of ten|80 ?%", _OVERCLAIM),
    _ban(r"baby'?s pose|again spasms?|muscle mass", "This comes from a spoilt source text. Write it anew."),
    _ban(r"\bhot bath", "Say: warm bath."),
    _ban(r"\bboiling\b", "Allowed only as: never use boiling water.", unless=r"never use boiling water"),
    _ban(r"\bbed rest", "Allowed only when advised against.", unless=r"\b(avoid|do not|not)\b.*\bbed rest"),
    _ban(r"\b(leg|arm|hand)s?\b.{0,20}\bnumb", _WARNING_WORD, *_WARNINGS),
    _ban(r"\bweak(ness)?\b", _WARNING_WORD, *_WARNINGS),
)


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """An error for each banned phrase. The message names the line; the phrase stands there."""
    for said in all_said(library):
        for ban in BANS:
            if ban.breaks(said):
                yield Problem(CODE, f"{said.id} says {ban.pattern.pattern!r}", ban.hint, said.place)
