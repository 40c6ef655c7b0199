"""Every line of the library is printed for some patient: so is every line that carries a claim of the articles."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from msgspec import structs

from handouts.check.reading.leaflets import lines_of
from handouts.compose import compose
from handouts.model.brand import Brand
from handouts.model.library import Library
from handouts.model.order import Order
from handouts.model.paper import Format
from handouts.model.patient import Phase, Region
from handouts.model.selection import Selection
from handouts.model.typical import rack_order
from handouts.select import select, select_for_anybody
from tests.check.test_composed import FREE, TAGS, UNKNOWN, batches, order_for
from tests.strategies import TODAY, built_in

WALK = [{"id": "walking", "minutes": 10}]
CONTACT: dict[str, str | None] = {
    "out_of_hours": "After hours, call the other number.",
    "email": "ask@fernhollow.example",
    "website": "fernhollow.example",
    "qr_page": "https://fernhollow.example/back",
    "interpreter": "Ask for an interpreter.",
}
NUMBERS: dict[str, str | None] = {
    "urgent_number": "111",
    "maternity_phone": "01632 960 000",
    "crisis_line": "Someone to talk to: 01632 960 001",
}


def with_brands(library: Library) -> Library:
    """The library with brands that give every number, only what they must, and a word on closing time alone."""
    brand = library.brands["fernhollow"]

    def like(contact: dict[str, str | None], numbers: dict[str, str | None]) -> Brand:
        parts = {"contact": brand.contact.model_copy(update=contact)}
        return brand.model_copy(update={**parts, "emergency": brand.emergency.model_copy(update=numbers)})

    nothing = dict.fromkeys(CONTACT), dict.fromkeys(NUMBERS)
    brands = {
        "full": like(CONTACT, NUMBERS),
        "bare": like(*nothing),
        "closed": like(CONTACT, nothing[1]),
    }
    return structs.replace(library, brands={**library.brands, **brands})


def changed(order: Order, **fields: Any) -> Order:
    return Order.model_validate(order.model_dump(mode="json", by_alias=True) | fields)


def every_kind_of_order(library: Library) -> Iterator[Order]:
    """Orders that differ in all that lines ask about."""
    for region in Region:
        for phase in Phase:
            for exercises in batches(library, region):
                yield order_for(region, phase, "en-GB", exercises)
            yield order_for(region, phase, "en-GB", [], **UNKNOWN)
            yield changed(order_for(region, phase, "en-GB", []), follow_up=None)
    for tag, phase in itertools.product(TAGS, ("acute", "chronic")):
        yield order_for("low_back", phase, "en-GB", WALK, conditions={tag: "yes"})
    for tag, age in itertools.product(TAGS, (41, 70)):
        # Everything else asked about, this one not; and the other way round.
        yield order_for("low_back", "acute", "en-GB", WALK, age=age, conditions={tag: "unknown"})
        yield order_for("low_back", "acute", "en-GB", WALK, age=age, **UNKNOWN, conditions={tag: "yes"})
    for tag, known in itertools.product(TAGS, ({}, UNKNOWN)):
        yield changed(order_for("low_back", "acute", "en-GB", WALK, **known, conditions={tag: "yes"}), variables={})
    yield order_for("low_back", "acute", "en-GB", WALK, sex="female", pregnant="unknown", breastfeeding="unknown")
    yield order_for("low_back", "acute", "en-US", WALK, age=17, conditions={"antiplatelet": "yes"})
    both = {"active_cancer": "yes", "paracetamol_allergy": "yes"}
    yield order_for("low_back", "acute", "en-GB", WALK, conditions=both)
    for age, known in itertools.product((17, 70), ({}, UNKNOWN)):
        yield order_for("low_back", "acute", "en-US", WALK, age=age, **known)
    plain = order_for("low_back", "acute", "en-GB", WALK)
    yield changed(plain, format="xl24")
    visit = {"date": "2026-12-14", "with": "Priya Nair", "bring": "your list of medicines"}
    steps = {"step_1": "Walk to the gate.", "step_2": "Rest.", "step_3": "Call us.", "goal_1": "Walk", "goal_2": "Swim"}
    for at in ({}, {"time": "10:20"}, {"place": "Room 3"}, {"time": "10:20", "place": "Room 3"}):
        yield changed(plain, follow_up=visit | at, variables=steps)
        yield changed(plain, follow_up={"date": "2026-12-14"} | at, clinician=None)


def every_kind_of_sheet() -> Iterator[Order]:
    """Orders with a warning sign, with and without what staff may add."""
    typed = {"go_to": "Example General", "time_booked": "14:30", "nothing_by_mouth": "yes", "other": "Cannot eat"}
    plain = order_for("low_back", "acute", "en-GB", [])
    for flags, pregnant in ((["saddle_numb"], "no"), (["obstetric"], "yes"), (["fever"], "no")):
        facts = plain.model_dump(mode="json", by_alias=True)["facts"] | {"red_flags": flags, "pregnant": pregnant}
        for urgent in (None, typed):
            yield changed(plain, facts=facts, urgent=urgent)
    yield order_for("neck", "acute", "en-GB", [], limb_symptoms="both_sides")
    yield order_for("neck", "acute", "en-GB", [], red_flags=["fever"])
    cleared = [{"flag": "fever", "by": "Priya Nair", "on": str(TODAY)}]
    yield order_for("low_back", "acute", "en-GB", WALK, red_flags=["fever"], cleared=cleared)
    gel = order_for("low_back", "acute", "en-GB", WALK, medicines=["ibuprofen gel"])
    why = {"reason": "seen with the pharmacist", "by": "Priya Nair"}
    yield changed(gel, overrides=[{"topic": "nsaid", **why}])


@pytest.fixture(scope="module")
def printed() -> frozenset[str]:
    """The ids of all lines that some leaflet of these prints."""
    library, found = with_brands(built_in()), set[str]()
    orders, sheets = [*every_kind_of_order(library)], [*every_kind_of_sheet()]
    few = [orders[0], *sheets]
    runs: list[tuple[str, Callable[..., Selection], list[Order]]] = [
        ("full", select, [*orders, *sheets]),
        ("bare", select, few),
        ("closed", select, few),
    ]
    runs.append(("full", select_for_anybody, [rack_order(library.packs["neck_acute"], library, Format.STANDARD)]))
    for brand, decide, some in runs:
        for order in some:
            leaflet = compose(
                order, library, decide(order, library, today=TODAY, brand=brand), today=TODAY, brand=brand
            )
            found |= {line.id for section in leaflet.sections for line in lines_of(section.blocks)}
            found |= {section.title.id for section in leaflet.sections if section.title}
    return frozenset(found)


def test_every_line_is_printed_for_someone(library: Library, printed: frozenset[str]) -> None:
    assert sorted(library.line_ids - printed) == []
    assert len(FREE) > 20


def test_every_line_that_carries_a_claim_is_printed_for_someone(library: Library, printed: frozenset[str]) -> None:
    carried = [claim for claim in library.claims.values() if claim.is_carried]
    assert len(carried) == 140
    assert {claim.id: set(claim.lines) - printed for claim in carried if set(claim.lines) - printed} == {}
