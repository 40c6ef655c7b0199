"""Lines that contradict each other: kept apart by their conditions, and refused when a condition is lost."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from pydantic import BaseModel

from handouts.errors import Refused
from handouts.model.condition import Condition
from handouts.model.level import Level
from handouts.model.library import Library
from handouts.model.order import Order, Override, SectionChoice
from handouts.model.patient import Region
from handouts.model.selection import Selection
from handouts.select import select
from handouts.select.levels import rulings
from handouts.select.noted import Noted
from handouts.select.situation import situation
from tests.strategies import BRANDS, OWN_FIELD, TODAY, built_in, orders, plain_order

PAIRS = sorted(built_in().never_together)
EVERYTHING = SectionChoice(add=tuple(sorted(built_in().vocabulary.sections)))
ROWS = ("_name", "_how", "_check")


def chosen(order: Order, library: Library, brand: str = "fernhollow") -> Selection:
    return select(order, library, today=TODAY, brand=brand)


def overridable(order: Order, brand: str = "fernhollow") -> list[str]:
    """Topics that a clinician may open for this patient."""
    library = built_in()
    found = rulings(library, situation(order, library, TODAY, Noted(), brand=brand))
    return [id for id, ruling in found.items() if ruling.level is Level.ASK and not library.topics[id].either]


def opened(order: Order, topics: list[str]) -> Order:
    overrides = tuple(Override(topic=topic, reason="talked it over", by="Priya Nair") for topic in topics)
    return order.model_copy(update={"overrides": overrides})


@given(orders(), st.sampled_from(BRANDS), st.sampled_from([None, "en-GB", "en-US"]), st.data())
def test_no_order_prints_lines_that_contradict(order: Order, brand: str, language: Any, data: st.DataObject) -> None:
    order = order.model_copy(update={"sections": EVERYTHING, "language": language})
    topics = overridable(order, brand)
    taken = data.draw(st.lists(st.sampled_from(topics), unique=True)) if topics else []
    chosen(opened(order, taken), built_in(), brand)


@pytest.mark.parametrize("tag", sorted(set(built_in().tags) - OWN_FIELD))
def test_no_condition_prints_lines_that_contradict(tag: str) -> None:
    """Each condition alone, at the ages that rules know, with each topic that staff may open opened."""
    ages: list[dict[str, Any]] = [{}, {"age": 17}, {"age": 80}, {"sex": "female", "pregnant": "yes"}]
    ages.append({"sex": "female", "pregnant": "yes", "age": 17})
    for facts, answer in itertools.product(ages, ("yes", "unknown")):
        medicines = {"medicines": "unknown"} if tag in built_in().vocabulary.medicine_tags else {}
        order = plain_order({**facts, **medicines, "conditions": {tag: answer}}, language="en-US")
        order = order.model_copy(update={"sections": EVERYTHING})
        topics = overridable(order)
        for taken in ([], topics, *([topic] for topic in topics)):
            chosen(opened(order, taken), built_in())


def without_condition(value: Any, lines: set[str]) -> Any:
    """The same blocks, with ``lines`` printed for everyone."""
    if isinstance(value, tuple):
        return tuple(without_condition(item, lines) for item in value)
    if not isinstance(value, BaseModel):
        return value
    changed = {name: without_condition(getattr(value, name), lines) for name in type(value).model_fields}
    fields = type(value).model_fields
    id = getattr(value, "id", None)
    if "when" in fields and id is not None and lines & {id, *(f"{id}{part}" for part in ROWS)}:
        changed |= {"when": Condition()} | ({"unless": ()} if "unless" in fields else {})
        changed |= {"added": None} if "added" in fields else {}
    return value.model_copy(update=changed)


def with_lost_conditions(library: Library, lines: tuple[str, ...]) -> Library:
    """``library`` in which somebody dropped the conditions of ``lines``, and of the sections that hold them."""
    sections = dict(library.sections)
    for id in {line.split(".")[0] for line in lines}:
        names = {line.split(".")[1] for line in lines if line.startswith(f"{id}.")}
        section = sections[id]
        sections[id] = section.model_copy(
            update={"blocks": without_condition(section.blocks, names), "when": Condition()}
        )
    return structs.replace(library, sections=sections)


def meetings(id: str) -> Iterator[tuple[str, str]]:
    """Each line of the entry in one pair at least."""
    pair = built_in().never_together[id]
    longest = max(len(pair.these), len(pair.those))
    for number in range(longest):
        yield pair.these[number % len(pair.these)], pair.those[number % len(pair.those)]


@pytest.mark.parametrize(
    ("id", "one", "other"), [(id, *pair) for id in PAIRS for pair in meetings(id)], ids=lambda value: str(value)
)
def test_a_lost_condition_is_refused(id: str, one: str, other: str, library: Library) -> None:
    region = Region.NECK if "neck" in f"{one} {other}" else Region.LOW_BACK
    order = plain_order({"region": region}, variables={"fluid_limit_text": "1 litre"})
    order = order.model_copy(update={"sections": EVERYTHING})
    broken = with_lost_conditions(library, (one, other))
    with pytest.raises(Refused, match="contradict each other") as refused:
        chosen(order, broken)
    assert refused.value.exit_code == 2
    both = {one, other}
    alone: Mapping[str, Any] = {id: library.never_together[id].model_copy(update={"these": (one,), "those": (other,)})}
    with pytest.raises(Refused, match=rf"\({id}\)") as named:
        chosen(order, structs.replace(broken, never_together=alone))
    assert all(line in str(named.value) for line in both)


def test_an_entry_is_about_lines_that_differ(library: Library) -> None:
    for pair in library.never_together.values():
        assert not set(pair.these) & set(pair.those), pair.id
    assert len(library.never_together) >= 30
