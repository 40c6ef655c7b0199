"""What was done so that a leaflet takes fewer sides (LOOK.md, section 7, step 4). Type, leading, margins and
warnings are never on this list."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Step(StrEnum):
    """A step, from the most harmless on."""

    MOVED_UP = "moved-up"
    GAPS = "gaps"
    CLOSER = "closer"
    TWO_SIDES = "two-side-form"
    NO_QR = "no-qr"
    NO_FIGURE = "no-title-figure"
    SECTION_OUT = "section-out"
    TALL_CARDS = "tall-cards"


SAYS = {
    Step.MOVED_UP: "a short section stands earlier, where a page had room",
    Step.GAPS: "gaps down to 70 %",
    Step.CLOSER: "cards and tiers closer",
    Step.TWO_SIDES: "the two-side form: next steps beside the title, body from 16 mm",
    Step.NO_QR: "the QR code left out",
    Step.NO_FIGURE: "no picture beside the title",
    Step.SECTION_OUT: "an optional section left out",
    Step.TALL_CARDS: "exercises as tall cards: one picture each, no easier or harder form",
}
"""For staff."""


class FitStep(Struct, frozen=True):
    """A step that was taken. ``where``: page numbers or section ids."""

    step: Step
    where: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.step} ({', '.join(self.where)})" if self.where else str(self.step)

    def as_dict(self) -> dict[str, object]:
        """For the staff record."""
        return {"step": self.step.value, "says": SAYS[self.step], "where": list(self.where)}
