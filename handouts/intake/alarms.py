"""Warning signs in an order that cannot be used: a slip of the pen must not hide that a patient needs help.

No guard: what is printed is decided by selection, which never sees such an order.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.intake.form import Form
from handouts.model.problem import Problem
from handouts.model.vocabulary import Vocabulary

ACT = "Act on it now, before you mend this order. Once it is right, it gives an urgent sheet."


def warning_signs(form: Form, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Every sign that would have called for an urgent sheet."""
    cleared = {form.text(*at, "flag") for at, _ in form.items("facts", "cleared")}
    found = {flag: at for at, flag in reversed(list(form.names("facts", "red_flags")))}
    for flag, at in found.items():
        if flag not in vocabulary.red_flags:
            continue
        sign = f"warning sign {flag} ({vocabulary.red_flags[flag]})"
        if flag in vocabulary.emergencies:
            yield form.problem("red-flag", f"{sign}: this patient needs emergency help", ACT, *at)
        elif flag not in cleared:
            yield form.problem("amber-flag-not-cleared", f"{sign}: this patient needs to be seen today", ACT, *at)
    limbs = ("facts", "limb_symptoms")
    shown = vocabulary.emergencies_by_limbs.get(form.text(*limbs) or "")
    if shown is not None and not shown & set(found):
        message = "limb_symptoms: this answer is a warning sign; this patient needs emergency help"
        yield form.problem("red-flag", message, ACT, *limbs)
