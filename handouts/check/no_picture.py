"""An exercise without a picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handouts.model.library import Library
from handouts.model.problem import Problem, Severity

CODE = "no-picture"
SEVERITY = Severity.WARNING
RATIONALE = "People do a move from its picture: words with pictures are understood and followed better."
SOURCE = "PEMAT-P, items 15 to 19; Houts et al, Patient Educ Couns 2006."
MEND = "Add pictures: with one or two names from: handouts list illustrations"


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """A warning for each exercise that names no illustration."""
    for exercise in library.exercises.values():
        if not exercise.pictures:
            message = f"the exercise {exercise.id} has no picture"
            yield Problem(CODE, message, MEND, library.place("exercises", exercise.id), SEVERITY, item=exercise.id)
