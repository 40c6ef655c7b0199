"""The order that stands for a pack: what its leaflet is for a patient about whom nothing special is known.

For reports on the library alone; never printed.
"""

from __future__ import annotations

from handouts.model.library import Library
from handouts.model.order import Order
from handouts.model.pack import Pack
from handouts.model.patient import Phase, Region


def typical_order(pack: Pack, library: Library) -> Order:
    """An order for ``pack``: 41 years old, warning signs asked about, none of the conditions, no medicines."""
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


def _region(pack: Pack, library: Library) -> Region:
    """The region a pack is for; where it fits any, one that all its exercises are made for."""
    if pack.regions:
        return pack.regions[0]
    allowed = [set(library.exercises[pick.id].regions) for pick in pack.exercises]
    fit = [region for region in Region if all(region in regions for regions in allowed)]
    return (fit or [Region.LOW_BACK])[0]
