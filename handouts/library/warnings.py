"""What a clinic's own library cannot do: thin out the warning signs, or make way for what we reject.

A required section may be reworded, never shortened; a warning sign stays red; a rejected claim stays rejected.
"""

from __future__ import annotations

from handouts.model.claims import Claim
from handouts.model.library import Alarm, RedFlag
from handouts.model.locale import Locale
from handouts.model.problem import Place, Problem, Severity
from handouts.model.section import Section
from handouts.strict import Document


def weakened(built_in: object, own: object, document: Document) -> list[Problem]:
    """What ``own`` takes away from the required section ``built_in`` that it stands in for."""
    if not isinstance(built_in, Section) or not isinstance(own, Section) or not _guarded(built_in):
        return []
    problems = []
    if own.sheet is not built_in.sheet:
        problems.append(
            Problem(
                "urgent-sheet",
                f"the section {own.id} must stay what it is: {built_in.sheet or 'a part of leaflets'}",
                f"Add a line: sheet: {built_in.sheet}" if built_in.sheet else "Take out the line: sheet",
                document.place(()),
            )
        )
    if built_in.required == "yes" and own.required == "no":
        problems.append(
            Problem(
                "required-section",
                f"the section {own.id} is part of every leaflet",
                "Add a line: required: yes",
                document.place(()),
            )
        )
    whens = {line.id: line.when for line in own.lines()}
    texts = {line.id: str(line.text) for line in own.lines()}
    for line in built_in.lines():
        if line.id not in whens:
            problems.append(
                Problem(
                    "warning-line-missing",
                    f"the line {line.id} of the section {own.id} is missing",
                    "Keep every line of this section. You may change its words.",
                    document.place(("blocks",)),
                )
            )
        elif whens[line.id] != line.when:
            problems.append(
                Problem(
                    "warning-line-condition",
                    f"the line {line.id} of the section {own.id} has another condition (when) than the built-in one",
                    "Copy the condition of the built-in line. You may change its words.",
                    document.place(("blocks",)),
                )
            )
        elif texts[line.id] != str(line.text):
            problems.append(
                Problem(
                    "warning-line-reworded",
                    f"the line {line.id} of the section {own.id} has other words than the built-in one",
                    "Have a clinician read it: it must still say the same.",
                    document.place(("blocks",)),
                    Severity.WARNING,
                )
            )
    return problems


def _guarded(section: Section) -> bool:
    """Whether it holds what nobody may take away: it is in every leaflet, or an urgent sheet."""
    return section.required == "yes" or section.sheet is not None


def younger(built_in: object, own: object, place: Place) -> list[Problem]:
    """Aspirin for younger people than in the built-in list is for a clinician to stand for."""
    if not isinstance(built_in, Locale) or not isinstance(own, Locale):
        return []
    if own.aspirin_min_age >= built_in.aspirin_min_age:
        return []
    message = f"{own.id}: aspirin_min_age is {own.aspirin_min_age}; the built-in list has {built_in.aspirin_min_age}"
    return [Problem("aspirin-age-lowered", message, "Have a clinician agree to it.", place, Severity.WARNING)]


def lowered(built_in: object, own: object, place: Place) -> list[Problem]:
    """A red warning sign stays red, and shows by the same answers: with it, no self-care leaflet is printed."""
    if not isinstance(built_in, RedFlag) or not isinstance(own, RedFlag):
        return []
    if (own.shown_by, own.unless) != (built_in.shown_by, built_in.unless):
        message = f"shown_by or unless of the warning sign {own.id} is not as in the built-in list"
        return [Problem("warning-alarm", message, "Copy both from the built-in list.", place)]
    if built_in.alarm is not Alarm.RED or own.alarm is Alarm.RED:
        return []
    return [Problem("warning-alarm", f"the warning sign {own.id} is red in the built-in list", "Set alarm: red", place)]


def allowed(built_in: object, own: object, place: Place) -> list[Problem]:
    """What the clinic's entry for a claim of ours would let through. It may add patterns, and name other lines."""
    if not isinstance(built_in, Claim) or not isinstance(own, Claim):
        return []
    problems = []

    def fault(message: str, remedy: str, severity: Severity = Severity.ERROR) -> None:
        problems.append(Problem("claim-changed", f"the claim {own.id} {message}", remedy, place, severity, item=own.id))

    if own.disposition is not built_in.disposition:
        fault(f"is {built_in.disposition} in the built-in list", f"Set disposition: {built_in.disposition}")
    elif gone := [pattern for pattern in built_in.never if pattern not in own.never]:
        fault(f"lacks patterns of the built-in list under never: {', '.join(gone)}", "Keep them. You may add others.")
    elif more := [name for name in own.allowed_in if name not in built_in.allowed_in]:
        fault(f"is allowed in places where the built-in list forbids it: {', '.join(more)}", "Take them out.")
    elif own.lines != built_in.lines:
        remedy = "Have a clinician read them: they must still say it."
        fault("is carried by other lines than in the built-in list", remedy, Severity.WARNING)
    return problems
