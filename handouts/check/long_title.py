"""A heading that does not fit its line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handouts.model.library import Library
from handouts.model.patient import Region
from handouts.model.problem import Problem, Severity

CODE = "long-title"
SEVERITY = Severity.WARNING
RATIONALE = "A heading on two lines is slow to find. 26 characters fit half the width, 44 the whole."
SOURCE = "LOOK.md, headings; measured on A4 in standard print."
MEND = "Find a shorter heading, or take out half: yes."
HALF, WHOLE = 26, 44
MOST_MOVES = 5
"""Exercises an order may name."""


def run(library: Library, _today: dt.date) -> Iterator[Problem]:
    """A warning for each section title that can be too long, its variables at their longest."""
    for section in library.sections.values():
        if section.title is None:
            continue
        longest = {name: longest_value(library, name) for name in section.title.variables}
        length, most = len(str(section.title.render(longest))), HALF if section.half == "yes" else WHOLE
        if length > most:
            place = library.place("sections", section.id, "title")
            message = f"the title of {section.id} can have {length} characters; {most} is the most"
            yield Problem(CODE, message, MEND, place, SEVERITY, item=f"{section.id}.title")


def longest_value(library: Library, name: str) -> str:
    """The longest text that the variable ``name`` is known to take."""
    if name in ("region_name", "area"):
        prefix = "area_" if name == "area" else ""
        known = [library.words[f"{prefix}{region}"].one for region in Region if f"{prefix}{region}" in library.words]
    elif name == "moves":
        known = [f"{MOST_MOVES} {library.words['move'].other}"]
    else:
        variable = library.variables.get(name)
        values = [str(brand.values().get(name) or "") for brand in library.brands.values()]
        typed = [variable.default or "", str(variable.max or ""), "x" * (variable.max_length or 0)] if variable else []
        known = [*values, *typed, "x"]
    return max(known, key=len)
