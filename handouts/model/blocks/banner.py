"""The banner of an urgent sheet: how soon this patient must be seen."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from handouts.model.blocks.source import Source
from handouts.model.blocks.tier import Urgency
from handouts.model.line import Composer, Line
from handouts.model.wording import Wording


class BannerSource(Source):
    """The loudest words of the library. ``urgency`` is that of the tier it stands for."""

    type: Literal["banner"]
    urgency: Literal[Urgency.NOW, Urgency.TODAY]
    title: Wording

    def compose(self, composer: Composer) -> Banner | None:
        """The banner; never None."""
        return Banner(self.urgency, composer.title("banner", self.title))


class Banner(Struct, frozen=True):
    """``title`` is the one H1 of the sheet, and its name."""

    urgency: Urgency
    title: Line

    def read_aloud(self) -> tuple[str, ...]:
        """Its words, in reading order."""
        return (str(self.title),)
