"""The English of a place, and what goes with it there: paper, dates, the clock, and an age that rules ask for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handouts.model.paper import FullPage
from handouts.model.read import PlainText, Read, Whole

Language = Literal["en-GB", "en-US", "en"]
"""A language tag (BCP 47). ``en`` is English that is understood everywhere."""


class Locale(Read):
    """What a leaflet in this English goes by, where neither order nor brand says otherwise."""

    id: Language
    label: Annotated[str, Field(min_length=1)]
    page: FullPage
    dates: Literal["day_first", "month_first"]
    clock: Literal["24-hour", "12-hour"]
    emergency_department: PlainText = Field(description='What patients call it, with "the" where it needs one.')
    aspirin_min_age: Annotated[Whole, Field(ge=0, le=99)] = Field(
        description="Below this age, in years, no aspirin without a doctor (CONTENT_BRIEF 5, age_16_17)."
    )

    def values(self) -> dict[str, str]:
        """What text may say about the place, by variable name; a clinic's own words win."""
        return {"emergency_department": self.emergency_department}
