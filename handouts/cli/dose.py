"""A dose in words, as staff see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handouts.model.exercise import Dose

_WORDS = {
    "reps": "repeats",
    "hold_seconds": "seconds hold",
    "sets": "sets",
    "minutes": "minutes",
    "times_a_day": "times a day",
}


def dose_in_words(dose: Dose) -> str:
    """The parts that are set: ``8 repeats, 2 times a day``."""
    values = dose.model_dump(exclude_none=True)
    return ", ".join(f"{values[name]} {words}" for name, words in _WORDS.items() if name in values)
