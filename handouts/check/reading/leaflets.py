"""The words of a composed leaflet as the library wrote them: without the names and numbers of one patient or clinic.

Lines only; headings, dose numbers, letterhead and footer are no sentences.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.model.fields import field_names
from handouts.model.leaflet import LeafletSection
from handouts.model.library import Library
from handouts.model.line import Line


def templates(library: Library) -> dict[str, str]:
    """The wording of every line by its full id."""
    found = {
        f"{section.id}.{line.id}": str(line.text) for section in library.sections.values() for line in section.lines()
    }
    for exercise in library.exercises.values():
        found |= {f"{exercise.id}.{line.id}": str(line.text) for line in exercise.lines()}
    return found


def library_words(section: LeafletSection, wordings: dict[str, str]) -> tuple[str, ...]:
    """The wording of each line that ``section`` prints."""
    return tuple(wordings[line.id] for line in lines_of(section.blocks) if line.id in wordings)


def lines_of(value: object) -> Iterator[Line]:
    """Every line anywhere in a block, or in several."""
    if isinstance(value, Line):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from lines_of(item)
    else:
        for name in field_names(value):
            yield from lines_of(getattr(value, name))
