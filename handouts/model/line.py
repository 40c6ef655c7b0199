"""A line: one sentence or bullet with an id. The unit that is kept, changed or withheld for a patient."""

from __future__ import annotations

from typing import Annotated, Literal, Protocol

from msgspec import Struct
from pydantic import Field

from handouts.model.condition import ALWAYS, Condition
from handouts.model.exercise import Card, Kind
from handouts.model.illustration import Picture
from handouts.model.read import Read, Slug
from handouts.model.wording import Text, Wording


class LineSource(Read):
    """A line as the library holds it. Its full id is ``section.id``."""

    id: Slug
    text: Wording
    refs: tuple[str, ...] = Field(default=(), description="Keys of sections/references.yaml that carry this line.")
    when: Condition = ALWAYS
    unless: tuple[Slug, ...] = Field(
        default=(), description="Lines before it in this section: with any of them printed, this one is not."
    )
    only_with: tuple[Slug, ...] = Field(
        default=(), description="Lines before it in this section: without any of them printed, this one is not."
    )
    added: Literal["care", "ask", "avoid"] | None = Field(
        default=None,
        description="How grave a line is that a condition adds to its section. At most 3 are printed, the gravest "
        "first; staff are asked to say the others.",
    )
    lang: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")] | None = Field(
        default=None, description="Language of the line where it is not the leaflet's, such as cy or fr-FR."
    )


Alternatives = Annotated[tuple[LineSource, ...], Field(min_length=1)]
"""Lines of which the first that applies is printed."""


class Line(Struct, frozen=True):
    """A line in its final words, for this patient."""

    id: str
    text: Text

    def __str__(self) -> str:
        return str(self.text)


class Composer(Protocol):
    """What a block source asks for while it turns into a block: lines in their final words, or none."""

    def lines(self, sources: tuple[LineSource, ...]) -> tuple[Line, ...]:
        """Those that were selected, in their final words."""
        ...

    def first(self, alternatives: tuple[LineSource, ...]) -> Line | None:
        """The first that was selected."""
        ...

    def title(self, id: str, wording: Wording) -> Line:
        """A heading: always printed with the block it heads."""
        ...

    def signs(self) -> tuple[Line, ...]:
        """The lines of the warning signs found: on an urgent sheet those that call for it, in a leaflet those
        that a clinician has cleared.
        """
        ...

    def number(self, variable: str) -> int:
        """The value of a whole-number variable."""
        ...

    def word(self, id: str, count: int | None = None, **values: object) -> str:
        """A fixed word of the page, in the form that goes with ``count``, with ``values`` filled in."""
        ...

    def days(self, count: int) -> tuple[str, ...]:
        """The first ``count`` days after the leaflet is made, in short ("Mon 23")."""
        ...

    def rows(self, variable: str) -> tuple[tuple[str, ...], ...]:
        """Rows of typed text; none when there are none."""
        ...

    def web_page(self) -> str | None:
        """Address of the clinic's own page on the web, where the brand names one."""
        ...

    def title_picture(self, usual: str) -> Picture | None:
        """The illustration of the pack, else ``usual``; None in large print, where words take its room."""
        ...

    def illustration(self, id: str, caption: Line) -> Picture:
        """An illustration under which ``caption`` stands."""
        ...

    def cards(self, kind: Kind) -> tuple[Card, ...]:
        """The chosen exercises of one kind."""
        ...
