"""Answers with which no self-care leaflet may be printed, found while the order is read, each at its place.

Selection has the same guard, for orders from elsewhere; a test keeps the words of both the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.intake.form import Form
from handouts.model.problem import Problem
from handouts.model.vocabulary import Vocabulary

ADULT_FROM = 16
STOPS = frozenset({"screen-not-done", "red-flag", "amber-flag-not-cleared", "too-young"})
"""Codes of problems that are no slip of the pen: the order is right, and the patient gets no leaflet."""


def check_stops(form: Form, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Every answer that stops the leaflet."""
    screen = ("facts", "red_flag_screen", "done")
    if form.text(*screen) == "no":
        message = "the warning signs have not been asked about, so no leaflet is made"
        hint = "Ask about them, then set facts.red_flag_screen.done to yes."
        yield form.problem("screen-not-done", message, hint, *screen)
    yield from _warning_signs(form, vocabulary)
    age = form.whole("facts", "age")
    if age is not None and age < ADULT_FROM:
        message = f"this library is for people of {ADULT_FROM} or over"
        hint = "Arrange an assessment for a child. No option lets this leaflet be printed."
        yield form.problem("too-young", message, hint, "facts", "age")


def _warning_signs(form: Form, vocabulary: Vocabulary) -> Iterator[Problem]:
    cleared = {form.text(*at, "flag") for at, _ in form.items("facts", "cleared")}
    found = {flag: at for at, flag in reversed(list(form.names("facts", "red_flags")))}
    for flag, at in found.items():
        if flag not in vocabulary.red_flags:
            continue
        sign = f"warning sign {flag} ({vocabulary.red_flags[flag]})"
        if flag in vocabulary.emergencies:
            message = f"{sign}: this patient needs emergency help, not a self-care leaflet"
            hint = "Act on it now. No option lets this leaflet be printed."
            yield form.problem("red-flag", message, hint, *at)
        elif flag not in cleared:
            message = f"{sign}: this patient needs to be seen today"
            hint = "When a clinician has looked into it, add it under facts.cleared with name and date."
            yield form.problem("amber-flag-not-cleared", message, hint, *at)
