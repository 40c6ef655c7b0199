"""What every block source can say about itself."""

from __future__ import annotations

from handouts.model.line import LineSource
from handouts.model.read import Read
from handouts.model.wording import Wording


class Source(Read):
    """A block as the library holds it."""

    def all_lines(self) -> tuple[LineSource, ...]:
        """Every line this block could print, in reading order."""
        return ()

    def alternatives(self) -> tuple[tuple[LineSource, ...], ...]:
        """Groups of lines of which only the first that applies is printed."""
        return ()

    def headings(self) -> tuple[Wording, ...]:
        """Its wordings beside the lines: titles, heads of columns."""
        fields = (getattr(self, name) for name in type(self).model_fields)
        values = (value for field in fields for value in (field if isinstance(field, tuple) else (field,)))
        return tuple(value for value in values if isinstance(value, Wording))

    def illustrations(self) -> tuple[str, ...]:
        """Illustrations that it shows."""
        return ()

    def variables(self) -> frozenset[str]:
        """Variables whose numbers it draws, beside those in its lines."""
        return frozenset()
