"""Who wrote, who checked, and until when it holds: carried by every section and exercise."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handouts.model.read import IsoDate, Read

NOT_REVIEWED = "none yet"
"""Honest value of ``reviewed_by`` until a named clinician signs."""


class Governed(Read):
    """Governance fields of CONTENT_BRIEF 10.7."""

    version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+$")]
    author: Annotated[str, Field(min_length=1)]
    reviewed_by: Annotated[str, Field(min_length=1)] = NOT_REVIEWED
    reviewer_role: str = ""
    patient_reviewer: Annotated[str, Field(min_length=1)] = NOT_REVIEWED
    reviewed_on: IsoDate | None = None
    review_by: IsoDate = Field(description="The day after which this must be checked again; at most 3 years on.")
    funding: str = "none"
    refs: tuple[str, ...] = Field(default=(), description="Keys of sections/references.yaml for the whole.")

    @property
    def is_reviewed(self) -> bool:
        """Whether a named person has signed this off."""
        return self.reviewed_by != NOT_REVIEWED
