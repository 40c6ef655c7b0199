"""Everything that carries governance fields, with its kind. What review checks read."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.model.exercise import Exercise
from handouts.model.library import Library
from handouts.model.section import Section


def all_governed(library: Library) -> Iterator[tuple[str, Section | Exercise]]:
    """Sections, then exercises: the kind as in :meth:`Library.place`, and the item."""
    yield from (("sections", section) for section in library.sections.values())
    yield from (("exercises", exercise) for exercise in library.exercises.values())
