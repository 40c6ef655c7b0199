"""Answers in an order that cannot both hold (CONTENT_BRIEF 3.4). Never guessed away: staff must ask."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.intake.form import Form
from handouts.model.problem import Problem
from handouts.model.vocabulary import Vocabulary

ASK = "Ask the patient, then correct one of the two."
PREGNANT_AGES = range(10, 61)


def check_contradictions(form: Form, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Every pair of answers that cannot both hold."""
    yield from _onset(form)
    yield from _pregnancy(form)
    yield from _no_medicines(form, vocabulary)
    for field in ("medicines", "allergies", "devices"):
        items = list(form.names("facts", field))
        for at, item in items:
            if item.strip().lower() in ("none", "no", "unknown"):
                message = f"{field}: the word none or unknown stands in a list"
                hint = f"Write {field}: none, or list what there is."
                yield form.problem("none-in-list", message, hint, *at)


def _onset(form: Form) -> Iterator[Problem]:
    date, days, phase = (form.has("facts", field) for field in ("onset_date", "onset_days", "phase"))
    if date and days:
        message = "onset_date and onset_days are both given"
        yield form.name_problem("onset-twice", message, "Keep one of the two.", "facts", "onset_days")
    if form.has("facts") and not (date or days or phase):
        message = "nothing says how long it has lasted, which decides what is printed"
        yield form.name_problem("onset-missing", message, "Add onset_date, onset_days or phase.", "facts")


def _pregnancy(form: Form) -> Iterator[Problem]:
    pregnant, age = form.text("facts", "pregnant"), form.whole("facts", "age")
    if pregnant == "yes" and age is not None and age not in PREGNANT_AGES:
        first, last = PREGNANT_AGES[0], PREGNANT_AGES[-1]
        message = f"pregnant: yes does not go with an age under {first} or over {last}"
        yield form.problem("pregnant-age", message, ASK, "facts", "pregnant")
    if form.has("facts", "weeks") and pregnant != "yes":
        message = "weeks of pregnancy are given, but pregnant is not yes"
        yield form.name_problem("weeks-not-pregnant", message, ASK, "facts", "weeks")


def _no_medicines(form: Form, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A patient who takes no medicine has none of the conditions that only a medicine gives."""
    if form.text("facts", "medicines") != "none":
        return
    for at, tag in form.fields("facts", "conditions"):
        if tag in vocabulary.medicine_tags and form.text(*at) == "yes":
            message = f"medicines: none does not go with {tag}: yes, which only a medicine can give"
            yield form.problem("medicines-none", message, ASK, *at)
    if any(True for _ in form.items("medicines_list")):
        message = "medicines: none does not go with a medicines_list"
        hint = "List in facts.medicines all that the patient takes, or take out medicines_list."
        yield form.problem("medicines-none", message, hint, "facts", "medicines")
