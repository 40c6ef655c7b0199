"""The variables that have a value for this leaflet, as plain Python values; compose puts them into words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from handouts.model.brand import Brand
from handouts.model.library import Library
from handouts.model.memo import Memo
from handouts.model.order import Order
from handouts.model.pack import Pack
from handouts.model.paper import Format
from handouts.model.patient import Region
from handouts.model.selection import ChosenExercise
from handouts.select.situation import Situation

WALKING = "walking"
"""The exercise whose dose is the walking plan."""


def values(
    order: Order,
    library: Library,
    situation: Situation,
    pack: Pack,
    brand: str,
    exercises: Sequence[ChosenExercise],
    today: dt.date,
    memo: Memo,
) -> dict[str, object]:
    """Value by variable name. What the order says wins over the pack, the pack over the default."""
    usual_by = (situation, pack.id, brand, order.language, tuple(order.variables))
    found = dict(memo.of("usual values", usual_by, lambda: _usual(order, library, situation, pack, brand)))
    for id, typed in order.variables.items():
        if variable := library.vocabulary.variables.get(id):
            found[id] = int(typed) if variable.type == "integer" else typed
    found.update(computed(order, library, situation, exercises, today))
    return {name: value for name, value in found.items() if value not in (None, "", 0)}


def _usual(order: Order, library: Library, situation: Situation, pack: Pack, brand: str) -> dict[str, object]:
    """The values that are not typed; those that are typed have their place among them."""
    found = of_place(order, library, library.brands[brand])
    true_tags = situation.true_tags
    for id, variable in library.vocabulary.variables.items():
        if id in order.variables:
            found[id] = None
            continue
        usual = pack.variables.get(id, variable.default_for(situation.phase, true_tags))
        if usual not in (None, ""):
            found[id] = int(usual) if variable.type == "integer" else usual
    return found


def of_place(order: Order, library: Library, brand: Brand) -> dict[str, object]:
    """What the place and the clinic give: names, numbers, hours. The clinic's own words win."""
    return {**library.locale(order.language, brand.id).values(), **brand.values()}


def computed(
    order: Order, library: Library, situation: Situation, exercises: Sequence[ChosenExercise], today: dt.date
) -> dict[str, object]:
    """What the program works out or takes from the order. Empty values are still in it."""
    often = {chosen.dose.times_a_day for chosen in exercises}
    walk = next((chosen.dose for chosen in exercises if chosen.id == WALKING), None)
    walks = walk is not None and bool(walk.minutes and walk.times_a_day) and not order.variables.get("step_1")
    visit, clinician, urgent = order.follow_up, order.clinician, order.urgent
    cleared = {clearance.flag for clearance in order.facts.cleared} & set(order.facts.red_flags)
    who = f"{clinician.name}, {clinician.role}" if clinician and clinician.role else clinician and clinician.name
    return {
        "moves": len(exercises),
        # The steps on page 1 count the walk once: where it is the first step, the second is about the others.
        "moves_to_do": None if walks else len(exercises),
        "other_moves": len(exercises) - 1 if walks else None,
        "moves_often": often.pop() if len(often) == 1 else None,
        "walk_minutes": walk and walk.minutes,
        "walk_often": walk and walk.times_a_day,
        "region_name": situation.region,
        "area": situation.region if situation.region is not Region.MID_BACK else Region.LOW_BACK,
        "clinician": who,
        "follow_up_day": visit and visit.date,
        "follow_up_date": visit and visit.date,
        "follow_up_time": visit and visit.time and dt.time.fromisoformat(visit.time),
        "follow_up_place": visit and visit.place,
        "follow_up_with": visit and (visit.with_ or (clinician and clinician.name)),
        "follow_up_bring": visit and visit.bring,
        "cleared_signs": len(cleared),
        "urgent_go_to": urgent and urgent.go_to,
        "urgent_time": urgent and urgent.time_booked and dt.time.fromisoformat(urgent.time_booked),
        "urgent_other": urgent and urgent.other,
        "nothing_by_mouth": int(urgent is not None and urgent.nothing_by_mouth == "yes"),
        "note": order.note,
        "extra_large": int(order.format is Format.EXTRA_LARGE_24),
        "medicines_list": tuple(medicine.cells for medicine in order.medicines_list) or None,
        "made_on": today,
        "library_version": library.version,
    }
