"""Nobody in particular: the reader of a copy for the waiting room.

Only region and phase are known, for the pack says them. Nobody was asked anything, so each tag is unknown,
and unknown is not no. Age decides tags by itself, so those that make a leaflet more careful are yes.
"""

from __future__ import annotations

from handouts.model.library import Library
from handouts.model.order import Order
from handouts.model.patient import Answer, Phase
from handouts.select.situation import Situation

CAREFUL = ("age_65_plus", "under_aspirin_age", "medicines_not_read")
"""Tags that are always known of a patient; here, whichever answer prints less."""


def anybody(order: Order, library: Library) -> Situation:
    """The situation of a reader about whom nothing is known but what the pack is for."""
    tags = dict.fromkeys(library.tags, Answer.UNKNOWN) | dict.fromkeys(CAREFUL, Answer.YES)
    return Situation(order.facts.region, order.facts.phase or Phase.ACUTE, tags)
