"""Orders that stand for a pack: for reports on the library, the sample sheet of a brand, and copies for nobody."""

from __future__ import annotations

import datetime as dt

from handouts.model.library import Alarm, Library
from handouts.model.order import Order
from handouts.model.pack import Pack
from handouts.model.paper import Format
from handouts.model.patient import Phase, Region


def typical_order(pack: Pack, library: Library) -> Order:
    """An order for ``pack``: 41 years old, warning signs asked about, none of the conditions, no medicines.

    For reports alone; never printed.
    """
    facts = {
        "age": 41,
        "pregnant": "no",
        "region": _region(pack, library),
        "phase": pack.phases[0] if pack.phases else Phase.ACUTE,
        "limb_symptoms": "none",
        "red_flag_screen": {"done": "yes"},
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
    }
    return Order.model_validate({"reference": pack.id.upper().replace("_", "-"), "facts": facts, "pack": pack.id})


def rack_order(pack: Pack, library: Library, format: Format) -> Order:
    """An order for ``pack`` and nobody in particular. Nothing was asked: only region and phase say anything.

    An order has an age; selection for anybody does not read it.
    """
    facts = {
        "age": 60,
        "region": _region(pack, library),
        "phase": pack.phases[0] if pack.phases else Phase.ACUTE,
        "red_flag_screen": {"done": "no"},
    }
    reference = f"RACK-{pack.id.upper().replace('_', '-')}"
    sections = {"add": ["general_copy"]}
    written = {"reference": reference, "facts": facts, "pack": pack.id, "sections": sections, "format": format}
    return Order.model_validate(written)


def sample_orders(library: Library, today: dt.date) -> tuple[Order, ...]:
    """Orders that together show all there is: all sections with a cleared sign, and one order for each urgent sheet."""
    pack = next(iter(library.packs.values()))
    plain = typical_order(pack, library).model_dump(by_alias=True, exclude_none=True)

    def order(facts: dict[str, object], **fields: object) -> Order:
        return Order.model_validate({**plain, "reference": "SAMPLE", **fields, "facts": plain["facts"] | facts})

    signs = {alarm: next(id for id, flag in library.red_flags.items() if flag.alarm is alarm) for alarm in Alarm}
    cleared = [{"flag": signs[Alarm.AMBER], "by": "A clinician", "on": today}]
    return (
        order({"red_flags": [signs[Alarm.AMBER]], "cleared": cleared}, sections={"add": library.section_order()}),
        *(order({"red_flags": [sign]}) for sign in signs.values()),
    )


def _region(pack: Pack, library: Library) -> Region:
    """The region a pack is for; where it fits any, one that all its exercises are made for."""
    if pack.regions:
        return pack.regions[0]
    allowed = [set(library.exercises[pick.id].regions) for pick in pack.exercises]
    fit = [region for region in Region if all(region in regions for regions in allowed)]
    return (fit or [Region.LOW_BACK])[0]
