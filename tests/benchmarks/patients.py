"""Patients by the thousand for benchmarks: made up, each different, the same every time for one seed.

``orders(count, seed)`` yields orders that become leaflets; ``rows(count, seed)`` the same as plain values, for a
list in JSON Lines; ``flat(row)`` one of them with one value in each cell, for CSV. All are lazy. Up to
``DISTINCT`` patients differ in name, and up to ``DIFFERENT_NOTES`` in their note too.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

from handouts.model.order import Order

TODAY = dt.date(2026, 11, 21)
"""The day on which all of them are made."""

GIVEN = (
    *("Łucja", "Őrs", "Şirin", "Íñigo", "Zoë", "Bjørn", "Þóra", "Ngaire", "Anaïs", "Çınar", "Dželila", "Ülle"),
    *("Jürgen", "Siân", "Máirín", "Håkon", "Željka", "Řehoř", "Ștefana", "Ġorġ", "Ñusta", "Eiður", "Kęstutis"),
    *("Ģirts", "Amélie", "João", "Lourenço", "Ilayda", "Tuğçe", "Mbali", "Aroha", "Kofi", "Priti", "Wen", "Noor"),
    *("Sakura", "Tevita", "Oksana", "Mina", "Rui", "Adaeze"),
)
FIRST_HALF = (
    *("Mgło", "Köd", "Buluț", "Niebla", "Þoku", "Mlho", "Nevoa", "Dimma", "Sumu", "Migla", "Cloud", "Fern", "Quill"),
    *("Brume", "Nebel", "Tåke", "Ceață", "Magla", "Udu", "Niwl", "Moor", "Birch", "Wether", "Larch", "Hazel", "Otter"),
    *("Thistle", "Marsh", "Heron", "Sorrel", "Plover", "Reed", "Tansy", "Wren", "Yarrow", "Alder", "Bracken"),
)
SECOND_HALF = (
    *("wińska", "földi", "şahin", "ñez", "dóttir", "řová", "ção", "ström", "järvi", "iņš", "brook", "by", "mere"),
    *("vallée", "grün", "gård", "țescu", "žić", "mäe", "ŵyn", "combe", "worth", "field", "tarn", "holt", "shaw"),
    *("wick", "dale", "well", "thorpe", "stead", "croft", "bourne", "ridge", "leigh", "ham", "ness"),
)
DISTINCT = len(GIVEN) * len(FIRST_HALF) * len(SECOND_HALF)

HOBBIES = (
    *("gardening", "the choir", "the night shift", "driving to your sister", "baking", "time with your twins"),
    *("swimming", "the allotment", "your dance class", "lifting your grandson", "the market stall", "knitting"),
    *("walking the dog", "your desk job", "playing the cello", "the bus to town", "sleeping well", "football"),
    *("painting the hall", "the school run", "cycling", "looking after your mother", "bowls", "the long flight"),
)
PLANS = (
    *(
        "Start with 5 minutes a day.",
        "Start with 10 minutes and add a little each week.",
        "Take a break each half hour.",
    ),
    *("Ask a friend to carry the heavy bags for now.", "Do half of it this week.", "Try it on a good day first."),
    *("Sit down for part of it.", "Set a timer, so that you change how you sit.", "Share it with your family for now."),
    *("Do it in the afternoon, when you feel less stiff.", "Stop while it still feels good.", "Build up step by step."),
    *("Have a short walk before you begin.", "Warm up first for a few minutes.", "Rest a while after it, then move."),
    *("Write down how it went.", "Wear flat shoes for it.", "Keep your phone near you.", "Go at your own pace."),
    *("Leave the ladder to someone else.", "Use the trolley, not a basket.", "Tell your boss what we agreed."),
    *("Begin with the small jobs.", "Take the lift on bad days."),
)
FEARS = (
    *("", "You were worried about your spine. We found nothing bad.", "You asked for a scan. You do not need one."),
    *("You sleep badly. Try the same bedtime each day.", "You wondered if you may bend. Yes, you may."),
    *("Bring your partner to the next visit if you like.", "You said that stairs are hard. Take them slowly."),
    *("You were glad to hear that most people get better.", "You asked if work makes it worse. It does not have to."),
    *(
        "Your last spasm went in 3 weeks.",
        "You want to know how much is too much. Let how you feel next day guide you.",
    ),
    *(
        "You told us that mornings are worst. Move a little in bed before you get up.",
        "We are pleased with how far you came.",
    ),
    *("You asked about a belt. You do not need one.", "Call us if you are not sure about a move."),
    "We agreed that you keep a short diary.",
)
BEGINNINGS = (
    "Begin today.",
    "Begin tomorrow, and ring us if you have any questions at all.",
    "Begin on Monday, once the cold spell is over.",
    "Begin when you feel ready. There is no hurry.",
    "Begin at the weekend, when you have more time.",
)
DIFFERENT_NOTES = len(HOBBIES) * len(PLANS) * len(FEARS) * len(BEGINNINGS)

STAFF = (
    ("Priya Nair", "physiotherapist"),
    ("Tomasz Ellery", "GP"),
    ("Ayşe Korkmaz-Fell", "nurse"),
    ("Órla Fenwick", None),
)
PLACES = ("Room 3", "the blue desk", "Room 12, upstairs", "the gym", None)
REGIONS = ("low_back", "low_back", "neck", "neck", "mid_back", "several")
ONSETS = ((0, 3), (4, 42), (4, 42), (43, 84), (85, 900))
"""Days since onset, from and to: the bands of ``Phase``."""
EARLY = {
    "low_back": ("knee_rolls", "pelvic_tilt", "walking"),
    "neck": ("neck_turns", "belly_breathing", "shoulder_blade_squeeze", "walking"),
    "mid_back": ("seated_cat_cow", "shoulder_blade_squeeze", "belly_breathing", "walking"),
    "several": ("seated_cat_cow", "shoulder_blade_squeeze", "belly_breathing", "walking"),
}
"""Moves that fit each time of each region, also the first days."""
LATER = {
    "low_back": ("cat_cow", "knee_to_chest", "hamstring_stretch", "childs_pose", "sit_to_stand"),
    "neck": ("chin_tuck",),
    "mid_back": ("chair_back_bend", "open_book", "cat_cow", "childs_pose"),
    "several": ("cat_cow", "open_book", "sit_to_stand", "chin_tuck"),
}
"""Moves that fit after the first days."""
TIMED, HELD = ("walking", "belly_breathing"), {"pelvic_tilt", "shoulder_blade_squeeze", "chin_tuck"}
STRETCHED = {"knee_to_chest", "hamstring_stretch", "childs_pose"}
CONDITIONS = (
    *("asthma", "diabetes", "osteoporosis", "heart_disease_stroke", "kidney_disease", "dizziness_vertigo"),
    *("inflammatory_arthritis", "hypermobility", "skin_problem_area", "pacemaker_icd", "cold_sensitivity", "epilepsy"),
)
MEDICINES = (
    "none",
    "none",
    "none",
    ["amlodipine 5 mg"],
    ["metformin 500 mg", "ramipril 5 mg"],
    ["apixaban"],
    "unknown",
)


def orders(count: int, seed: int = 7, *, start: int = 0, kinds: int = 0) -> Iterator[Order]:
    """``count`` orders, from number ``start`` on. The same number and seed give the same order."""
    return (Order.model_validate(row) for row in rows(count, seed, start=start, kinds=kinds))


def rows(count: int, seed: int = 7, *, start: int = 0, kinds: int = 0) -> Iterator[dict[str, Any]]:
    """The same as plain values: text, whole numbers, lists and dictionaries; dates are ISO 8601.

    With ``kinds``, patients share so many sets of facts and choices, as the patients of one clinic do; name, birth
    date, note, repetitions, clinician and next visit stay each patient's own.
    """
    made = (_row(number, seed) for number in range(start, start + count))
    return (_of_kind(row, number, seed, kinds) for number, row in enumerate(made, start)) if kinds else made


def _of_kind(row: dict[str, Any], number: int, seed: int, kinds: int) -> dict[str, Any]:
    """``row`` with the facts and choices of its kind."""
    dice = random.Random(f"{seed}-{number}-doses")
    kind = _row(number % kinds, seed + 1)
    own = {name: row[name] for name in ("reference", "note", "clinician")}
    own["patient"] = {**row["patient"], "birth_date": _birth_date(kind["facts"]["age"], dice)}
    moves = [{**move, "reps": dice.randint(3, 12)} if "reps" in move else move for move in kind.get("exercises", ())]
    visit = {**kind["follow_up"], "date": row["follow_up"]["date"], "time": row["follow_up"]["time"]}
    return {**kind, **own, "follow_up": visit} | ({"exercises": moves} if moves else {})


def flat(row: dict[str, Any], *, joiner: str = "; ") -> dict[str, str]:
    """One value for each cell, by the field that it fills: ``facts.age``, ``exercises.0.id``; texts of a list are
    joined. Which fields there are differs from row to row."""
    found: dict[str, str] = {}
    for key, value in row.items():
        if isinstance(value, list) and isinstance(value[0], dict):
            value = {str(at): item for at, item in enumerate(value)}
        if isinstance(value, dict):
            found |= {f"{key}.{inner}": cell for inner, cell in flat(value, joiner=joiner).items()}
        elif isinstance(value, list):
            found[key] = joiner.join(map(str, value))
        else:
            found[key] = str(value)
    return found


def _row(number: int, seed: int) -> dict[str, Any]:
    dice = random.Random(f"{seed}-{number}")
    region, age = dice.choice(REGIONS), dice.randint(18, 88)
    days = dice.randint(*dice.choice(ONSETS))
    ill = dice.random() < 0.3
    staff, role = dice.choice(STAFF)
    visit = TODAY + dt.timedelta(days=dice.randint(5, 60))
    row: dict[str, Any] = {
        "reference": f"BN-{seed}-{number:06d}",
        "brand": "fernhollow",
        "page": "a4",
        "format": "standard",
        "language": "en-GB",
        "patient": {"name": _name(number, seed), "birth_date": _birth_date(age, dice)},
        "clinician": {"name": staff} | ({"role": role} if role else {}),
        "facts": _facts(dice, region, age, days, staff, ill=ill),
        "follow_up": {
            "date": visit.isoformat(),
            "time": f"{dice.randint(8, 17):02d}:{dice.choice(('00', '20', '40'))}",
        },
        "note": _note(number, seed),
    }
    if place := dice.choice(PLACES):
        row["follow_up"] |= {"place": place, "with": staff}
    if not ill:
        row["exercises"] = _moves(dice, region, days)
        row["variables"] = {"heat_minutes": str(dice.choice((10, 12, 15))), "review_weeks": str(dice.randint(1, 6))}
    return row


def _spread(number: int, seed: int, total: int) -> int:
    """A place in ``range(total)``; different numbers below ``total`` have different places."""
    step = next(step for step in range(int(total * 0.618), total) if _coprime(step, total))
    return (number * step + seed) % total


def _coprime(a: int, b: int) -> bool:
    while b:
        a, b = b, a % b
    return a == 1


def _name(number: int, seed: int) -> str:
    place = _spread(number, seed, DISTINCT)
    place, given = divmod(place, len(GIVEN))
    second, first = divmod(place, len(FIRST_HALF))
    return f"{GIVEN[given]} {FIRST_HALF[first]}{SECOND_HALF[second]}"


def _note(number: int, seed: int) -> str:
    """60 to 260 characters."""
    place = _spread(number, seed, DIFFERENT_NOTES)
    place, hobby = divmod(place, len(HOBBIES))
    place, plan = divmod(place, len(PLANS))
    beginning, fear = divmod(place, len(FEARS))
    matters = f"You told us that {HOBBIES[hobby]} matters most to you."
    return " ".join(part for part in (matters, PLANS[plan], FEARS[fear], BEGINNINGS[beginning]) if part)


def _birth_date(age: int, dice: random.Random) -> str:
    """A birthday that has been this year already."""
    return TODAY.replace(year=TODAY.year - age, month=dice.randint(1, 10), day=dice.randint(1, 28)).isoformat()


def _facts(dice: random.Random, region: str, age: int, days: int, staff: str, *, ill: bool) -> dict[str, Any]:
    conditions = dice.sample(CONDITIONS, dice.randint(1, 2)) if ill else []
    able = "unknown" if ill and dice.random() < 0.3 else "yes"
    abilities = dict.fromkeys(("can_lie_prone", "can_lie_supine", "can_kneel", "can_get_to_floor"), able)
    return {
        "age": age,
        "sex": dice.choice(("female", "male")),
        "pregnant": "no",
        "breastfeeding": "no",
        "region": region,
        "onset_date": (TODAY - dt.timedelta(days=days)).isoformat(),
        "limb_symptoms": "none",
        "red_flag_screen": {"done": "yes", "by": staff, "on": TODAY.isoformat()},
        "conditions": dict.fromkeys(conditions, "yes"),
        "other_conditions": "no",
        "medicines": dice.choice(MEDICINES) if ill else "none",
        "allergies": "none",
        "devices": "none",
        "abilities": {**abilities, "falls_risk": "no"},
    }


def _moves(dice: random.Random, region: str, days: int) -> list[dict[str, Any]]:
    fit = EARLY[region] + (LATER[region] if days > 3 else ())
    return [_dose(dice, move) for move in sorted(dice.sample(fit, dice.randint(2, 3)), key=fit.index)]


def _dose(dice: random.Random, move: str) -> dict[str, Any]:
    often = {"times_a_day": dice.randint(1, 3)}
    if move in TIMED:
        return {"id": move, "minutes": dice.randint(2, 20), **often}
    dose = {"id": move, "reps": dice.randint(3, 12), **often}
    if move in HELD:
        dose["hold_seconds"] = dice.randint(2, 10)
    elif move in STRETCHED:
        dose["hold_seconds"] = dice.randint(10, 30)
    return dose
