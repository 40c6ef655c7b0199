"""Warning signs in an order that cannot be used: a slip of the pen must not hide that a patient needs help.

No guard: what is printed is decided by selection, which never sees such an order.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.intake.form import Form
from handouts.model.problem import Problem
from handouts.model.vocabulary import Vocabulary
from handouts.strict import Path

ACT = "Act on it now, before you mend this order. Once it is right, it gives an urgent sheet."


def warning_signs(form: Form, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Every sign that would have called for an urgent sheet."""
    cleared = {form.text(*at, "flag") for at, _ in form.items("facts", "cleared")}
    found: dict[str, tuple[Path, str]] = {}
    for at, flag in form.names("facts", "red_flags"):
        taken_as, why = _taken_as(flag, form, vocabulary)
        found.setdefault(taken_as, (at, why))
    for flag, (at, why) in found.items():
        if flag not in vocabulary.red_flags:
            continue
        sign = f"{why}warning sign {flag} ({vocabulary.red_flags[flag]})"
        if flag in vocabulary.emergencies:
            yield form.problem("red-flag", f"{sign}: this patient needs emergency help", ACT, *at)
        elif flag not in cleared:
            hint = _worse(flag, vocabulary)
            yield form.problem("amber-flag-not-cleared", f"{sign}: this patient needs to be seen today", hint, *at)
    limbs = ("facts", "limb_symptoms")
    shown = vocabulary.emergencies_by_limbs.get(form.text(*limbs) or "")
    if shown is not None and not shown & set(found):
        message = "limb_symptoms: this answer is a warning sign; this patient needs emergency help"
        yield form.problem("red-flag", message, ACT, *limbs)


def _taken_as(flag: str, form: Form, vocabulary: Vocabulary) -> tuple[str, str]:
    """The sign that selection takes ``flag`` as in this patient, and why if it is another one."""
    for condition, worse in vocabulary.becomes.get(flag, {}).items():
        if form.text("facts", "conditions", condition) == "yes":
            return worse, f"{flag}, and the patient has {condition}: "
    return flag, ""


def _worse(flag: str, vocabulary: Vocabulary) -> str:
    """What to do about an amber sign. The lists of an order, not read here, may show a condition that makes it red."""
    red = [
        condition for condition, worse in vocabulary.becomes.get(flag, {}).items() if worse in vocabulary.emergencies
    ]
    return f"With {' or '.join(red)} it is an emergency. {ACT}" if red else ACT
