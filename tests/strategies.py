"""Orders for tests: a plain one to change, and a strategy that makes all kinds.

Import ``TODAY`` and ``plain_order`` for single cases, ``orders()`` for properties.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from hypothesis import strategies as st

from handouts.intake import names
from handouts.library import load
from handouts.model.exercise import Pick
from handouts.model.level import Level
from handouts.model.library import Library
from handouts.model.order import Order
from handouts.model.patient import Answer, Phase, Region
from handouts.select.exercises import ruling_on
from handouts.select.noted import Noted
from handouts.select.rules import failure
from handouts.select.situation import situation

TODAY = dt.date(2026, 11, 21)
BRANDS = ("fernhollow", "quillmere")

OWN_FIELD = frozenset(names.OWN_FIELD)
"""Tags that an order says in a field of their own, not under conditions."""

PLAIN: dict[str, Any] = {
    "reference": "T-0001",
    "format": "standard",
    "facts": {
        "age": 41,
        "sex": "male",
        "pregnant": "no",
        "breastfeeding": "no",
        "region": "low_back",
        "onset_days": 5,
        "limb_symptoms": "none",
        "red_flag_screen": {"done": "yes", "by": "Priya Nair"},
        "other_conditions": "no",
        "medicines": "none",
        "allergies": "none",
        "devices": "none",
        "abilities": {
            "can_lie_prone": "yes",
            "can_lie_supine": "yes",
            "can_kneel": "yes",
            "can_get_to_floor": "yes",
            "falls_risk": "no",
        },
    },
}
"""A healthy adult, five days of low back pain, everything asked about."""


@cache
def built_in() -> Library:
    """The built-in library, for strategies; tests take the fixture ``library``."""
    library, problems = load()
    assert library is not None, problems
    return library


def plain_order(facts: dict[str, Any] | None = None, **fields: Any) -> Order:
    """The plain order with some facts and fields changed; one that is None is taken out."""
    changed = {name: value for name, value in {**PLAIN["facts"], **(facts or {})}.items() if value is not None}
    whole = {name: value for name, value in {**PLAIN, **fields}.items() if value is not None}
    return Order.model_validate({**whole, "facts": changed})


def conditions() -> st.SearchStrategy[dict[str, str]]:
    """Some conditions, each yes, no or unknown."""
    tags = sorted(set(built_in().tags) - OWN_FIELD)
    return st.dictionaries(st.sampled_from(tags), st.sampled_from([a.value for a in Answer]), max_size=10)


def printable(max_size: int) -> st.SearchStrategy[str]:
    """One line of text that a person may type, with all that could be taken for markup."""
    letters = st.characters(categories=("L", "N", "P", "S"), include_characters=" ")
    hostile = st.sampled_from(["{{ x }}", "{% if %}", "**", "<b>", "<font size=40>", "&amp;", "\\", "}}", "None"])
    return (
        st.lists(st.one_of(st.text(letters, max_size=12), hostile), min_size=1, max_size=6)
        .map(" ".join)
        .map(lambda text: " ".join(text.split())[:max_size].strip())
        .filter(lambda text: bool(text) and text.isprintable())
    )


def typed(listed: str) -> st.SearchStrategy[str]:
    """A name of the list, plain or with words around it, or something nobody knows."""
    names = [name for group in built_in().lexicons[listed].groups for name in group.names]
    around = st.sampled_from(["{}", "{} 5 mg daily", "no {}", "{} patch", "zzyzx {}"])
    return st.builds(str.format, around, st.sampled_from(names)) | st.just("zzyzx")


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    """Facts about any adult in any region and phase, known or not."""
    answer = st.sampled_from([a.value for a in Answer])
    age = draw(st.integers(16, 95))
    found: dict[str, Any] = {
        "age": age,
        "sex": draw(st.sampled_from(["female", "male", "other", "unknown"])),
        "pregnant": draw(answer) if age <= 60 else "no",
        "breastfeeding": draw(answer),
        "region": draw(st.sampled_from(list(Region))).value,
        "limb_symptoms": draw(st.sampled_from(["none", "one_side_pain", "unknown"])),
        "red_flag_screen": {"done": "yes", "by": "Priya Nair"},
        "conditions": draw(conditions()),
        "other_conditions": draw(st.sampled_from(["no", "unknown"])),
        "medicines": draw(st.sampled_from(["none", "unknown"]) | st.lists(typed("medicines"), max_size=4)),
        "allergies": draw(st.sampled_from(["none", "unknown"]) | st.lists(typed("allergies"), max_size=2)),
        "devices": draw(st.sampled_from(["none", "unknown"]) | st.lists(typed("devices"), max_size=2)),
        "abilities": draw(st.fixed_dictionaries(dict.fromkeys(PLAIN["facts"]["abilities"], answer))),
    }
    if found["medicines"] == "none" and any(
        found["conditions"].get(tag) == "yes" for tag in built_in().vocabulary.medicine_tags
    ):
        found["medicines"] = "unknown"
    match draw(st.sampled_from(["days", "date", "flare", "typed"])):
        case "days":
            found["onset_days"] = draw(st.integers(0, 400))
        case "date":
            found["onset_date"] = str(TODAY - dt.timedelta(days=draw(st.integers(0, 400))))
        case "flare":
            found |= {"phase": "flare", "onset_days": draw(st.integers(0, 4000))}
        case "typed":
            found["phase"] = draw(st.sampled_from(list(Phase))).value
    if draw(st.booleans()):
        days = draw(st.integers(0, 400))
        found["surgery"] = [{"site": "right knee", "on": str(TODAY - dt.timedelta(days=days))}]
    return found


@st.composite
def variables(draw: st.DrawFn) -> dict[str, str]:
    """Some values that the library allows."""
    known = built_in().vocabulary.variables
    found = {}
    for id in draw(st.lists(st.sampled_from(sorted(known)), max_size=5, unique=True)):
        variable = known[id]
        if variable.min is not None and variable.max is not None:
            found[id] = str(draw(st.integers(variable.min, variable.max)))
        else:
            found[id] = draw(printable(variable.max_length or 60))
    return found


@st.composite
def picks(draw: st.DrawFn, order: Order) -> tuple[Pick, ...]:
    """Up to 5 exercises that no condition of this patient rules out, in any order and dose."""
    library = built_in()
    patient = situation(order, library, TODAY, Noted(), brand="fernhollow")
    levels = {e.id: ruling_on(e, library, patient).level for e in library.exercises.values()}
    safe = [e for e in library.exercises.values() if levels[e.id].rank < Level.ASK.rank]
    caps = [cap for cap in library.caps.values() if failure(cap.when, patient) is None]
    longest = min((cap.hold_seconds for cap in caps if cap.hold_seconds), default=30)
    found = []
    for exercise in draw(st.lists(st.sampled_from(safe), max_size=5, unique=True)):
        pick: dict[str, Any] = {"id": exercise.id}
        for part, most in (("reps", 15), ("hold_seconds", longest), ("sets", 3), ("minutes", 60), ("times_a_day", 3)):
            if draw(st.booleans()):
                pick[part] = draw(st.integers(1, most))
        if exercise.one_sided == "yes" and draw(st.booleans()):
            pick["side"] = draw(st.sampled_from(["left", "right", "both"]))
        found.append(Pick.model_validate(pick))
    return tuple(found)


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """Any order that selection must not refuse."""
    library = built_in()
    free = sorted(library.vocabulary.sections - library.vocabulary.required)
    leave_out = draw(st.lists(st.sampled_from(free), max_size=3, unique=True))
    add = draw(st.lists(st.sampled_from(sorted(library.vocabulary.sections)), max_size=3, unique=True))
    follow_up = None
    if draw(st.booleans()):
        follow_up = {"date": str(TODAY + dt.timedelta(days=draw(st.integers(0, 180))))}
        follow_up |= draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "time": st.times().map(lambda time: f"{time:%H:%M}"),
                    "place": printable(60),
                    "with": printable(60),
                    "bring": printable(60),
                },
            )
        )
    known = draw(facts())
    packs = [id for id, pack in library.packs.items() if not pack.regions or known["region"] in pack.regions]
    order = Order.model_validate(
        {
            "reference": "T-0001",
            "patient": draw(st.sampled_from([{}, {"name": "Sam Okafor"}, {"name": "S", "birth_date": "1985-02-28"}])),
            "clinician": draw(st.sampled_from([None, {"name": "Priya Nair"}, {"name": "P", "role": "GP"}])),
            "facts": known,
            "format": draw(st.sampled_from(["standard", "large16", "large18", "xl24"])),
            "language": draw(st.sampled_from([None, "en-GB", "en-US", "en"])),
            "page": draw(st.sampled_from([None, "a4", "letter"])),
            "pack": draw(st.one_of(st.none(), st.sampled_from(sorted(packs)))),
            "sections": {"add": [id for id in add if id not in leave_out], "leave_out": leave_out},
            "variables": draw(variables()),
            "follow_up": follow_up,
            "note": draw(st.one_of(st.none(), printable(300))),
        }
    )
    if draw(st.booleans()):
        order = order.model_copy(update={"exercises": draw(picks(order))})
    return order
