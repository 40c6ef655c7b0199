"""Names in an order that must be there in the library, and each no more than once."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from handouts.intake.form import Form, near
from handouts.model.problem import Problem
from handouts.model.vocabulary import Vocabulary
from handouts.strict import Path

OWN_FIELD = {
    "pregnancy": "facts.pregnant",
    "breastfeeding": "facts.breastfeeding",
    "pregnancy_from_12_weeks": "facts.weeks",
    "pregnancy_from_28_weeks": "facts.weeks",
    "one_side_limb_pain": "facts.limb_symptoms",
    "age_under_16": "facts.age",
    "age_16_17": "facts.age",
    "age_65_plus": "facts.age",
    "under_aspirin_age": "facts.age",
    "medicines_not_read": "facts.medicines",
    "cannot_lie_prone": "facts.abilities.can_lie_prone",
    "cannot_lie_supine": "facts.abilities.can_lie_supine",
    "cannot_kneel": "facts.abilities.can_kneel",
    "cannot_get_to_floor": "facts.abilities.can_get_to_floor",
    "falls_risk": "facts.abilities.falls_risk",
}
"""Tags that follow from another field. Typed in two places, they could disagree."""


def conditions(vocabulary: Vocabulary) -> frozenset[str]:
    """Tags that may be typed under ``facts.conditions``."""
    return vocabulary.tags - frozenset(OWN_FIELD)


def check_names(form: Form, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Every name that is unknown, repeated, or in the wrong place."""
    for field, known in (("pack", vocabulary.packs), ("brand", vocabulary.brands)):
        name = form.text(field)
        if name is not None and name not in known:
            yield _unknown(form, field, name, known, field)
    yield from _sections(form, vocabulary)
    yield from _exercises(form, vocabulary)
    yield from _overrides(form, vocabulary)
    yield from _variables(form, vocabulary)
    yield from _conditions(form, vocabulary)
    yield from _red_flags(form, vocabulary)


def _unknown(form: Form, what: str, name: str, known: Collection[str], *path: str | int) -> Problem:
    hint = near(name, known, f"See: handouts list {what}s")
    return form.problem(f"unknown-{what}", f"there is no {what} of this name", hint, *path)


def _listed(form: Form, what: str, known: Collection[str], *path: str | int) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, name in form.names(*path):
        if name not in known:
            yield _unknown(form, what, name, known, *at)
        elif name in seen:
            yield _twice(form, what, at)
        seen.add(name)


def _twice(form: Form, what: str, at: Path) -> Problem:
    code, message = f"repeated-{what.replace(' ', '-')}", f"this {what} stands in the list twice"
    return form.problem(code, message, "Keep one of the two.", *at)


def _sections(form: Form, vocabulary: Vocabulary) -> Iterator[Problem]:
    yield from _listed(form, "section", vocabulary.sections, "sections", "add")
    yield from _listed(form, "section", vocabulary.sections, "sections", "leave_out")
    added = {name for _, name in form.names("sections", "add")}
    for at, name in form.names("sections", "leave_out"):
        if name in vocabulary.required:
            message = "this section is part of every leaflet and cannot be left out"
            yield form.problem("section-required", message, "Take it out of the list.", *at)
        if name in added:
            message = "this section is both added and left out"
            yield form.problem("section-in-and-out", message, "Take it out of one of the two lists.", *at)


def _exercises(form: Form, vocabulary: Vocabulary) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, item in form.items("exercises"):
        inside = at if isinstance(item, str) else (*at, "id")
        name = form.text(*inside)
        if name is None:
            continue
        if name not in vocabulary.exercises:
            yield _unknown(form, "exercise", name, vocabulary.exercises, *inside)
        elif name in seen:
            yield _twice(form, "exercise", inside)
        elif form.has(*at, "side") and name not in vocabulary.one_sided:
            message = "side: this exercise is not done on one side"
            yield form.problem("side-not-used", message, "Take the line out.", *at, "side")
        seen.add(name)


def _overrides(form: Form, vocabulary: Vocabulary) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, _ in form.items("overrides"):
        for what, known in (("topic", vocabulary.topics), ("exercise", vocabulary.exercises)):
            name = form.text(*at, what)
            if name is not None and name not in known:
                yield _unknown(form, what, name, known, *at, what)
            elif name is not None and name in seen:
                yield _twice(form, what, (*at, what))
            seen.add(name or "")


def _variables(form: Form, vocabulary: Vocabulary) -> Iterator[Problem]:
    for at, name in form.fields("variables"):
        variable = vocabulary.variables.get(name)
        if variable is None:
            hint = near(name, vocabulary.variables, "See: handouts schema order")
            yield form.name_problem("unknown-variable", "there is no variable of this name", hint, *at)
            continue
        value = form.text(*at)
        fault = variable.fault(value) if value is not None else ""
        if fault:
            yield form.problem("out-of-range", f"{name}: {fault}", "Correct it, or take the line out.", *at)


def _conditions(form: Form, vocabulary: Vocabulary) -> Iterator[Problem]:
    known = conditions(vocabulary)
    for at, name in form.fields("facts", "conditions"):
        if name not in vocabulary.tags:
            hint = near(name, known, "See: handouts schema order")
            yield form.name_problem("unknown-condition", "there is no condition of this name", hint, *at)
        elif name in OWN_FIELD:
            message, hint = f"{name} has a field of its own", f"Say it in {OWN_FIELD[name]}."
            yield form.name_problem("own-field", message, hint, *at)


def _red_flags(form: Form, vocabulary: Vocabulary) -> Iterator[Problem]:
    found = {name for _, name in form.names("facts", "red_flags")}
    seen: set[str] = set()
    for at, name in form.names("facts", "red_flags"):
        if name not in vocabulary.red_flags:
            hint = near(name, vocabulary.red_flags, "See: handouts schema order")
            yield form.problem("unknown-red-flag", "there is no warning sign of this name", hint, *at)
        elif name in seen:
            yield _twice(form, "red flag", at)
        seen.add(name)
    for at, _ in form.items("facts", "cleared"):
        flag = form.text(*at, "flag")
        if flag is not None and flag not in found:
            message = "this warning sign is cleared, but it does not stand in red_flags"
            hint = near(flag, found, "Add it to red_flags, or take it out here.")
            yield form.problem("cleared-not-found", message, hint, *at, "flag")
