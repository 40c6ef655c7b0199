"""Which sheet takes the place of the leaflet, with which lines; and that nothing gets past it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from handouts.compose import compose
from handouts.errors import Refused
from handouts.model.blocks import Ticked, Watch
from handouts.model.leaflet import Leaflet
from handouts.model.library import Alarm, Library
from handouts.model.order import Order
from handouts.model.patient import Region
from handouts.model.section import Sheet
from handouts.model.selection import Selection
from handouts.select import select
from tests.strategies import BRANDS, TODAY, built_in, orders, plain_order

FLAGS = sorted(built_in().red_flags)
AMBERS = [id for id in FLAGS if built_in().red_flags[id].alarm is Alarm.AMBER]
REDS = [id for id in FLAGS if built_in().red_flags[id].alarm is Alarm.RED]


def chosen(order: Order, brand: str = "fernhollow") -> Selection:
    return select(order, built_in(), today=TODAY, brand=brand)


def composed(order: Order, brand: str = "fernhollow") -> Leaflet:
    return compose(order, built_in(), chosen(order, brand), today=TODAY, brand=brand)


def blocks(leaflet: Leaflet, kind: type[Any]) -> Iterator[Any]:
    return (block for section in leaflet.sections for block in section.blocks if isinstance(block, kind))


def ticked(order: Order, brand: str = "fernhollow") -> list[str]:
    (block,) = blocks(composed(order, brand), Ticked)
    return [line.id for line in block.signs]


def cleared(*flags: str) -> list[dict[str, str]]:
    return [{"flag": flag, "by": "Priya Nair", "on": str(TODAY)} for flag in flags]


def refusal(order: Order) -> set[str]:
    with pytest.raises(Refused) as caught:
        chosen(order)
    assert caught.value.exit_code == 2
    assert all(problem.hint and problem.path for problem in caught.value.problems)
    return {problem.code for problem in caught.value.problems}


def test_there_are_signs_of_both_kinds() -> None:
    assert len(REDS) >= 18
    assert len(AMBERS) >= 13


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("flag", FLAGS)
def test_each_sign_gives_its_sheet_with_exactly_its_line_ticked(flag: str, brand: str, library: Library) -> None:
    order = plain_order({"red_flags": [flag]})
    sheet = Sheet.EMERGENCY if flag in REDS else Sheet.SAME_DAY
    assert chosen(order, brand).sheet is composed(order, brand).sheet is sheet
    assert ticked(order, brand) == [library.red_flags[flag].line]


@pytest.mark.parametrize("flag", FLAGS)
@pytest.mark.parametrize("region", list(Region))
def test_a_sign_is_ticked_whatever_is_known_of_the_patient(flag: str, region: Region, library: Library) -> None:
    """Conditions that would take the line out of a leaflet do not take it off a sheet: the sign was found."""
    for age in (3, 15, 16, 95):
        order = plain_order({"red_flags": [flag], "region": region.value, "age": age})
        assert ticked(order) == [library.red_flags[flag].line]


@pytest.mark.parametrize("flag", REDS)
def test_a_red_sign_cannot_be_cleared(flag: str) -> None:
    assert chosen(plain_order({"red_flags": [flag], "cleared": cleared(flag)})).sheet is Sheet.EMERGENCY


@pytest.mark.parametrize("flag", AMBERS)
def test_a_cleared_amber_sign_gives_a_leaflet_that_watches_for_it(flag: str, library: Library) -> None:
    order = plain_order({"red_flags": [flag], "cleared": cleared(flag)})
    leaflet = composed(order)
    assert leaflet.sheet is None
    (watch,) = blocks(leaflet, Watch)
    assert [line.id for line in watch.signs] == [library.red_flags[flag].line]
    assert leaflet.letterhead.phone in str(watch.lead)
    here = next(section for section in leaflet.sections if watch in section.blocks)
    assert here.id == "red_flags_short", "page 1"


def test_a_leaflet_without_a_cleared_sign_has_nothing_to_watch_for() -> None:
    # A clearance of a sign that was not found says nothing.
    for facts in ({}, {"cleared": cleared("fever")}):
        assert not list(blocks(composed(plain_order(facts)), Watch))


def test_one_cleared_sign_does_not_clear_another(library: Library) -> None:
    order = plain_order({"red_flags": ["night_pain", "weight_loss"], "cleared": cleared("night_pain")})
    assert chosen(order).sheet is Sheet.SAME_DAY
    assert ticked(order) == [library.red_flags["weight_loss"].line]


@given(st.lists(st.sampled_from(FLAGS), min_size=1, unique=True), st.lists(st.sampled_from(AMBERS)))
def test_red_beats_amber_and_the_order_of_signs_does_not_matter(flags: list[str], seen: list[str]) -> None:
    facts: dict[str, Any] = {"red_flags": flags, "cleared": cleared(*seen)}
    selection = chosen(plain_order(facts))
    waiting = [flag for flag in flags if flag in REDS or flag not in seen]
    expected = Sheet.EMERGENCY if set(flags) & set(REDS) else Sheet.SAME_DAY if waiting else None
    assert selection.sheet is expected
    assert {sign.flag for sign in selection.signs} == set(waiting if expected else flags)
    colours = [sign.alarm for sign in selection.signs]
    assert colours == sorted(colours, key=[Alarm.RED, Alarm.AMBER].index)
    turned = chosen(plain_order(facts | {"red_flags": flags[::-1]}))
    assert [sign.flag for sign in turned.signs] == [sign.flag for sign in selection.signs]
    if expected:
        lines = ticked(plain_order(facts))
        assert len(lines) == len(set(lines)), "two signs with one line: printed once"


@given(orders(), st.sampled_from(FLAGS), st.sampled_from(BRANDS))
def test_no_choice_in_an_order_gets_past_a_sign(order: Order, flag: str, brand: str) -> None:
    library = built_in()
    facts = order.facts.model_copy(update={"red_flags": (flag,)})
    leaflet = composed(order.model_copy(update={"facts": facts}), brand)
    assert leaflet.sheet is not None
    assert [section.id for section in leaflet.sections] == [library.sheet(leaflet.sheet).id]
    assert library.brands[brand].emergency.number in " ".join(leaflet.read_aloud())


def test_two_signs_with_one_line_are_ticked_once(library: Library) -> None:
    pair = ["tearing_pain", "pulsatile_mass"]
    assert ticked(plain_order({"red_flags": pair})) == [library.red_flags[flag].line for flag in pair[:1]]
    assert {sign.flag for sign in chosen(plain_order({"red_flags": pair})).signs} == set(pair)


@pytest.mark.parametrize("sheet", list(Sheet))
def test_a_sheet_cannot_be_added_to_a_leaflet(sheet: Sheet, library: Library) -> None:
    id = library.sheet(sheet).id
    assert id not in library.section_order()
    assert id not in chosen(plain_order(sections={"add": [id]})).sections


@given(orders())
def test_no_leaflet_holds_a_sheet(order: Order) -> None:
    assert not {library_sheet.id for library_sheet in map(built_in().sheet, Sheet)} & set(chosen(order).sections)


@pytest.mark.parametrize("region", list(Region))
def test_trouble_on_both_sides_counts_as_red(region: Region, library: Library) -> None:
    order = plain_order({"limb_symptoms": "both_sides", "region": region.value})
    assert chosen(order).sheet is Sheet.EMERGENCY
    assert ticked(order) == ["urgent_sheet_emergency.both_sides"]
    assert chosen(order).signs[0].path == ("facts", "limb_symptoms")


@pytest.mark.parametrize("flag", ["both_legs", "myelopathy"])
def test_a_sign_that_explains_both_sides_stands_alone(flag: str, library: Library) -> None:
    order = plain_order({"limb_symptoms": "both_sides", "red_flags": [flag]})
    assert ticked(order) == [library.red_flags[flag].line]


@pytest.mark.parametrize("limbs", ["none", "one_side_pain", "unknown"])
def test_other_answers_about_limbs_are_no_sign(limbs: str) -> None:
    assert chosen(plain_order({"limb_symptoms": limbs})).sheet is None


def test_a_numb_or_weak_limb_is_seen_today_unless_somebody_has_looked_into_it() -> None:
    numb = {"limb_symptoms": "one_side_numb_or_weak"}
    assert chosen(plain_order(numb)).sheet == "same_day"
    cleared = [{"flag": "one_leg", "by": "Priya Nair", "on": str(TODAY)}]
    assert chosen(plain_order(numb | {"red_flags": ["one_leg"], "cleared": cleared})).sheet is None


# Refusals


def test_nothing_before_the_warning_signs_were_asked_about() -> None:
    not_asked = {"red_flag_screen": {"done": "no"}}
    assert refusal(plain_order(not_asked)) == {"screen-not-done"}
    # An amber sign may hide a red one that nobody asked about.
    assert refusal(plain_order(not_asked | {"red_flags": ["fever"]})) == {"screen-not-done", "amber-flag-not-cleared"}


def test_a_red_sign_needs_no_other_question() -> None:
    selection = chosen(plain_order({"red_flag_screen": {"done": "no"}, "red_flags": ["saddle_numb"]}))
    assert selection.sheet is Sheet.EMERGENCY
    assert "screen-not-done" in {warning.code for warning in selection.warnings}


@pytest.mark.parametrize(("age", "stops"), [(0, True), (15, True), (16, False), (17, False), (95, False)])
def test_people_under_16_get_no_leaflet_but_may_get_a_sheet(age: int, stops: bool) -> None:
    plain, looked_into = plain_order({"age": age}), {"red_flags": ["fever"], "cleared": cleared("fever")}
    if stops:
        assert refusal(plain) == refusal(plain_order({"age": age} | looked_into)) == {"too-young"}
    else:
        assert chosen(plain).sheet is None
    for flag, sheet in (("saddle_numb", Sheet.EMERGENCY), ("fever", Sheet.SAME_DAY)):
        selection = chosen(plain_order({"age": age, "red_flags": [flag]}))
        assert selection.sheet is sheet
        assert stops is ("too-young" in {warning.code for warning in selection.warnings})


def test_urgent_without_a_sign_is_a_contradiction() -> None:
    urgent = {"other": "Falls a lot"}
    assert refusal(plain_order(urgent=urgent)) == {"urgent-without-sign"}
    facts = {"red_flags": ["fever"], "cleared": cleared("fever")}
    assert refusal(plain_order(facts, urgent=urgent)) == {"urgent-without-sign"}


# What staff add


@pytest.mark.parametrize(("answer", "said"), [({"nothing_by_mouth": "yes"}, True), ({"nothing_by_mouth": "no"}, False)])
def test_not_to_eat_or_drink_is_said_only_when_ticked(answer: dict[str, str], said: bool) -> None:
    order = plain_order({"red_flags": ["saddle_numb"]}, urgent=answer)
    assert ("urgent_sheet_emergency.nothing_by_mouth" in chosen(order).lines) is said
    assert ("Do not eat or drink" in " ".join(composed(order).read_aloud())) is said
    bare = plain_order({"red_flags": ["saddle_numb"]})
    assert "Do not eat or drink" not in " ".join(composed(bare).read_aloud())


def test_what_staff_typed_is_printed_as_typed() -> None:
    hostile = "<b>{{ clinic_name }}</b> **now** {% if %}"
    urgent = {"go_to": hostile, "time_booked": "14:30", "other": hostile + " too"}
    words = {
        flag: list(composed(plain_order({"red_flags": [flag]}, urgent=urgent)).read_aloud())
        for flag in ("saddle_numb", "fever")
    }
    assert f"Go to {hostile} now, or call 999." in words["saddle_numb"]
    assert f"Other: {hostile} too" in words["saddle_numb"]
    assert {"Time booked 14:30", f"Where {hostile}", f"Other: {hostile} too"} <= set(words["fever"])


def test_fields_of_the_other_sheet_are_not_lost_without_a_word() -> None:
    for flag, field in (("saddle_numb", {"time_booked": "14:30"}), ("fever", {"nothing_by_mouth": "yes"})):
        warnings = chosen(plain_order({"red_flags": [flag]}, urgent=field)).warnings
        assert "not-printed" in {warning.code for warning in warnings}


def test_help_does_not_wait_for_a_review(library: Library) -> None:
    late = library.sheet(Sheet.EMERGENCY).review_by + dt.timedelta(days=1)
    order = plain_order({"red_flags": ["saddle_numb"]})
    selection = select(order, library, today=late, brand="fernhollow")
    assert selection.sheet is Sheet.EMERGENCY
    assert "expired" in {warning.code for warning in selection.warnings}
    with pytest.raises(Refused):
        select(plain_order(), library, today=late, brand="fernhollow")


def test_maternity_is_named_to_those_who_are_pregnant(library: Library) -> None:
    brand = library.brands["fernhollow"]
    emergency = brand.emergency.model_copy(update={"maternity_phone": "01632 960 177"})
    own = structs.replace(library, brands={"fernhollow": brand.model_copy(update={"emergency": emergency})})
    for pregnant, named in (("yes", True), ("no", False)):
        order = plain_order({"red_flags": ["obstetric"], "sex": "female", "pregnant": pregnant})
        selection = select(order, own, today=TODAY, brand="fernhollow")
        words = " ".join(compose(order, own, selection, today=TODAY, brand="fernhollow").read_aloud())
        assert ("01632 960 177" in words) is named
