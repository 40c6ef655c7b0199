"""Decisions and warnings, kept while a selection is made."""

from __future__ import annotations

from dataclasses import dataclass, field

from handouts.model.problem import Problem, Severity
from handouts.model.selection import Choice, Verdict


@dataclass(slots=True)
class Noted:
    """Decisions and warnings on the way. A later decision about an item takes the place of an earlier one."""

    decided: dict[tuple[str, str], Choice] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)

    def choose(self, kind: str, id: str, verdict: Verdict, code: str, reason: str) -> None:
        """Keep one decision."""
        self.decided[kind, id] = Choice(kind, id, verdict, code, reason)

    def warn(self, code: str, message: str, hint: str = "") -> None:
        """Keep one warning for staff."""
        self.warnings.append(Problem(code, message, hint, severity=Severity.WARNING))
