"""A variable that text may hold: type, range, default and unit. Declared in ``sections/variables.yaml``."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import Field, model_validator

from handouts.model.patient import Phase
from handouts.model.read import Read, Slug, Whole, is_whole


class Variable(Read):
    """``source`` says who sets it: the clinician in the order, the brand, or the program itself."""

    id: Slug
    label: Annotated[str, Field(min_length=1, description="For staff.")]
    type: Literal["integer", "text"]
    source: Literal["clinician", "brand", "computed"] = "clinician"
    min: Whole | None = None
    max: Whole | None = None
    max_length: Annotated[Whole, Field(ge=1, le=300)] | None = None
    default: str | None = Field(default=None, description="Used when the order says nothing. Empty: no value.")
    default_by_phase: dict[Phase, str] = Field(default_factory=dict)
    default_by_tag: dict[Slug, str] = Field(default_factory=dict, description="The first tag that is yes decides.")
    unit: str = Field(default="", description="A word of sections/lists/words.yaml.")

    @model_validator(mode="after")
    def _complete(self) -> Variable:
        if self.type == "integer" and self.source == "clinician":
            if self.min is None or self.max is None:
                raise ValueError("a whole number needs min and max")
            for value in (self.default, *self.default_by_phase.values(), *self.default_by_tag.values()):
                if value is not None and self.fault(value):
                    raise ValueError(f"the default {value} is not allowed: {self.fault(value)}")
        if self.type == "text" and self.source == "clinician" and self.max_length is None:
            raise ValueError("a text needs max_length")
        return self

    def default_for(self, phase: Phase, tags: Collection[str]) -> str | None:
        """The default for a patient in ``phase`` of whom ``tags`` are known to be true."""
        by_tag = next((value for tag, value in self.default_by_tag.items() if tag in tags), None)
        return by_tag if by_tag is not None else self.default_by_phase.get(phase, self.default)

    def fault(self, value: str) -> str:
        """Why ``value`` is not allowed, in words that do not repeat it; empty when it is."""
        if self.type == "integer":
            if not is_whole(value):
                return "a whole number is expected, in digits only"
            if (self.min is not None and int(value) < self.min) or (self.max is not None and int(value) > self.max):
                return f"it must be from {self.min} to {self.max}{f' {self.unit}s' if self.unit else ''}"
            return ""
        if self.max_length is not None and len(value) > self.max_length:
            return f"it may have at most {self.max_length} characters"
        return ""
