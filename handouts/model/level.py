"""How far advice is open to a patient. The strictest of several wins (CONTENT_BRIEF 3.2)."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """From open to closed."""

    OK = "ok"
    CARE = "care"
    ASK = "ask"
    AVOID = "avoid"

    @property
    def rank(self) -> int:
        """0 for ok to 3 for avoid."""
        return _RANK[self]


_RANK = {level: rank for rank, level in enumerate(Level)}


class Stance(StrEnum):
    """What a line asks of a level: one level, or a group of them."""

    OK = "ok"
    CARE = "care"
    ASK = "ask"
    AVOID = "avoid"
    MAY = "may"
    MUST_NOT = "must_not"
    NOT_AVOID = "not_avoid"

    def holds(self, level: Level) -> bool:
        """Whether ``level`` is one of those meant.

        may is ok or care, must_not is ask or avoid, not_avoid is all but avoid.
        """
        return level in _MEANT[self]


_MEANT = {
    Stance.OK: {Level.OK},
    Stance.CARE: {Level.CARE},
    Stance.ASK: {Level.ASK},
    Stance.AVOID: {Level.AVOID},
    Stance.MAY: {Level.OK, Level.CARE},
    Stance.MUST_NOT: {Level.ASK, Level.AVOID},
    Stance.NOT_AVOID: {Level.OK, Level.CARE, Level.ASK},
}
