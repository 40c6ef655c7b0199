"""What holds for every order that can be made: warning signs stay, unknown is not no, all is accounted for."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handouts.compose import compose
from handouts.model.library import Library
from handouts.model.order import Order
from handouts.model.patient import Answer
from handouts.model.selection import Selection, Verdict
from handouts.select import select
from tests.strategies import BRANDS, OWN_FIELD, TODAY, built_in, orders

ALWAYS = ("front", "red_flags_short", "red_flags", "contact", "follow_up", "sources_review")
brands = st.sampled_from(BRANDS)


def chosen(order: Order, brand: str = "fernhollow") -> Selection:
    return select(order, built_in(), today=TODAY, brand=brand)


def warning_lines(selection: Selection) -> set[str]:
    return {line for line in selection.lines if line.startswith(("red_flags.", "red_flags_short."))}


def with_answer(order: Order, tag: str, answer: Answer) -> Order:
    facts = order.facts.model_copy(update={"conditions": {**order.facts.conditions, tag: answer}})
    return order.model_copy(update={"facts": facts})


def tags() -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(set(built_in().tags) - OWN_FIELD))


@given(orders(), brands)
def test_warning_signs_and_the_way_to_help_are_in_every_leaflet(order: Order, brand: str) -> None:
    selection = chosen(order, brand)
    assert set(ALWAYS) <= set(selection.sections)
    assert {"red_flags_short.saddle", "red_flags_short.bladder_bowel", "contact.phone"} <= selection.lines
    assert "red_flags.now_action" in selection.lines


@given(orders())
def test_a_warning_line_is_out_only_when_ruled_out_or_of_another_region(order: Order) -> None:
    library, selection = built_in(), chosen(order)
    all_lines = {f"red_flags.{line.id}" for line in library.sections["red_flags"].lines()}
    why = {choice.id: choice.code for choice in selection.of("line", Verdict.OUT)}
    signs = {flag.line for flag in library.red_flags.values()}
    # The same sign, said as the emergency that it is in this patient.
    worse = {
        flag.line: {library.red_flags[id].line for id in flag.becomes.values()} for flag in library.red_flags.values()
    }
    for line in all_lines - selection.lines:
        allowed = {"ruled-out", "region"} if line in signs else {"ruled-out", "no-value", "has-value", "alternative"}
        assert why[line] in allowed or worse.get(line, set()) & selection.lines, line


@given(orders(), tags())
def test_an_unknown_condition_keeps_every_warning_line_that_it_would_keep_if_present(order: Order, tag: str) -> None:
    order = order.model_copy(update={"exercises": None})
    # Who has no blood thinner has no warfarin: with such an answer typed, this one is not unknown.
    assume(all(order.facts.conditions.get(implied) is not Answer.NO for implied in built_in().tags[tag].implies))
    present = chosen(with_answer(order, tag, Answer.YES))
    unknown = chosen(with_answer(order, tag, Answer.UNKNOWN))
    full = {line for line in warning_lines(present) if line.startswith("red_flags.")}
    assert full <= warning_lines(unknown)


@given(orders(), tags())
def test_an_absent_condition_never_adds_a_warning_line(order: Order, tag: str) -> None:
    order = order.model_copy(update={"exercises": None})
    absent = chosen(with_answer(order, tag, Answer.NO))
    unknown = chosen(with_answer(order, tag, Answer.UNKNOWN))
    assert warning_lines(absent) <= warning_lines(unknown)


@given(orders())
def test_no_exercise_is_printed_that_a_condition_rules_out(order: Order) -> None:
    selection = chosen(order)
    for item in selection.exercises:
        for tag in built_in().exercises[item.id].not_for:
            assert selection.tags[tag] is not Answer.YES


@given(orders())
def test_everything_withheld_has_a_code_and_a_reason(order: Order) -> None:
    selection = chosen(order)
    for choice in selection.choices:
        assert choice.code
        assert choice.reason
    for id in selection.sections:
        lines = {f"{id}.{line.id}" for line in built_in().sections[id].lines()}
        decided = {choice.id for choice in selection.of("line")}
        assert lines <= decided
    said = {choice.id: choice.verdict for choice in selection.of("section")}
    assert set(said) == set(built_in().vocabulary.sections)
    assert {id for id, verdict in said.items() if verdict is Verdict.IN} == set(selection.sections)


@given(orders())
def test_a_line_that_is_in_is_decided_once_and_belongs_to_a_printed_section(order: Order) -> None:
    selection = chosen(order)
    counted = Counter(choice.id for choice in selection.of("line"))
    assert set(counted.values()) <= {1}
    assert {line.split(".")[0] for line in selection.lines} <= set(selection.sections)


@given(orders(), brands)
def test_every_selection_can_be_put_into_words(order: Order, brand: str) -> None:
    selection = chosen(order, brand)
    leaflet = compose(order, built_in(), selection, today=TODAY, brand=brand)
    printed = {line for section in leaflet.sections for line in printed_ids(section)}
    kinds = {built_in().exercises[item.id].kind for item in selection.exercises}
    cards = [card for section in leaflet.sections for block in section.blocks for card in getattr(block, "cards", ())]
    assert selection.lines <= printed
    assert len(cards) == len(selection.exercises), kinds


@given(orders(), brands)
def test_the_same_order_gives_the_same_selection_and_digest(order: Order, brand: str) -> None:
    again = Order.model_validate_json(order.model_dump_json(by_alias=True))
    first, second = chosen(order, brand), chosen(again, brand)
    assert first == second
    leaflets = [compose(o, built_in(), s, today=TODAY, brand=brand) for o, s in ((order, first), (again, second))]
    assert leaflets[0].digest() == leaflets[1].digest()


def printed_ids(section: object) -> set[str]:
    """Ids of all lines anywhere inside."""
    from msgspec import Struct

    from handouts.model.line import Line

    found: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, Line):
            found.add(value.id)
        elif isinstance(value, tuple):
            for item in value:
                walk(item)
        elif isinstance(value, Struct):
            for name in value.__struct_fields__:
                walk(getattr(value, name))

    walk(section)
    return found


@pytest.mark.parametrize("tag", sorted(set(built_in().tags) - OWN_FIELD))
def test_no_condition_alone_stops_the_leaflet(library: Library, tag: str) -> None:
    """One patient for each condition, so that none depends on what hypothesis happens to draw."""
    from tests.strategies import plain_order

    order = plain_order({"conditions": {tag: "yes"}})
    selection = chosen(order)
    leaflet = compose(order, library, selection, today=TODAY, brand="fernhollow")
    assert set(ALWAYS) - {"note"} <= {section.id for section in leaflet.sections}
