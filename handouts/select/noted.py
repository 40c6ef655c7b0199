"""Decisions and warnings, kept while a selection is made."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeVar

from handouts.model.memo import Memo
from handouts.model.problem import Problem, Severity
from handouts.model.selection import Choice, Verdict

T = TypeVar("T")


@dataclass(slots=True)
class Noted:
    """Decisions and warnings on the way. A later decision about an item takes the place of an earlier one.

    ``memo``: what was found and noted for other patients.
    """

    memo: Memo = field(default_factory=lambda: Memo(0))
    decided: dict[tuple[str, str], Choice] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)

    def choose(self, kind: str, id: str, verdict: Verdict, code: str, reason: str) -> None:
        """Keep one decision."""
        self.decided[kind, id] = Choice(kind, id, verdict, code, reason)

    def warn(self, code: str, message: str, hint: str = "") -> None:
        """Keep one warning for staff."""
        self.warnings.append(Problem(code, message, hint, severity=Severity.WARNING))

    def once(self, kind: str, key: Hashable, make: Callable[[Noted], T]) -> T:
        """What ``make`` finds for ``key``, now or before; what it notes down is noted here too.

        ``key`` holds all that ``make`` looks at, and nothing that was typed as text.
        """

        def work() -> tuple[T, Noted]:
            own = Noted(self.memo)
            return make(own), own

        found, own = self.memo.of(kind, key, work)
        self.decided |= own.decided
        self.warnings += own.warnings
        return found
