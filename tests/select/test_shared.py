"""What patients share while a memo keeps it, and what tells them apart: each fact and each choice by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import structs

from handouts.compose import compose
from handouts.compose.sections import _Writer, _Written
from handouts.errors import Refused
from handouts.model.condition import Condition
from handouts.model.leaflet import Leaflet
from handouts.model.library import Library
from handouts.model.memo import Memo
from handouts.model.order import Order, SectionChoice
from handouts.model.patient import Abilities, Facts
from handouts.model.section import Section
from handouts.model.wording import Wording
from handouts.pipeline import decide
from handouts.select.noted import Noted
from handouts.select.situation import situation
from tests.compose.test_compose import with_bare_brand
from tests.select.test_memo import SETTINGS, decided
from tests.strategies import PLAIN, TODAY, plain_order

ABLE = PLAIN["facts"]["abilities"]
PREGNANT = {"age": 30, "sex": "female", "pregnant": "yes"}
CLEARED = {"flag": "fever", "by": "Priya Nair", "on": "2026-11-21"}
OPERATED = {"conditions": {"recent_surgery": "yes"}}
REASON = {"exercise": "walking", "reason": "The surgeon agreed", "by": "Priya Nair"}
SELDOM = Condition(any_of=("diabetes",))
FACTS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "age": ({"age": 40}, {"age": 70}),
    "sex": ({"sex": "male", "pregnant": "unknown"}, {"sex": "female", "pregnant": "unknown"}),
    "pregnant": ({**PREGNANT, "pregnant": "no"}, PREGNANT),
    "weeks": ({**PREGNANT, "weeks": 10}, {**PREGNANT, "weeks": 30}),
    "breastfeeding": ({"sex": "female", "breastfeeding": "no"}, {"sex": "female", "breastfeeding": "yes"}),
    "region": ({"region": "neck"}, {"region": "low_back"}),
    "onset_date": ({"onset_days": None, "onset_date": "2026-11-20"}, {"onset_days": None, "onset_date": "2026-10-20"}),
    "onset_days": ({"onset_days": 1}, {"onset_days": 50}),
    "phase": ({"phase": "flare"}, {"phase": None}),
    "limb_symptoms": ({"limb_symptoms": "none"}, {"limb_symptoms": "one_side_pain"}),
    "red_flag_screen": ({"red_flag_screen": {"done": "yes"}}, {"red_flag_screen": {"done": "no"}}),
    "red_flags": ({}, {"red_flags": ["fever"]}),
    "cleared": ({"red_flags": ["fever"]}, {"red_flags": ["fever"], "cleared": [CLEARED]}),
    "conditions": ({"conditions": {"diabetes": "yes"}}, {"conditions": {"diabetes": "unknown"}}),
    "other_conditions": ({"other_conditions": "no"}, {"other_conditions": "unknown"}),
    "medicines": ({"medicines": ["apixaban"]}, {"medicines": ["amlodipine"]}),
    "allergies": ({"allergies": ["ibuprofen"]}, {"allergies": ["penicillin"]}),
    "surgery": (
        {"surgery": [{"site": "knee", "on": "2026-11-01"}]},
        {"surgery": [{"site": "knee", "on": "2020-11-01"}]},
    ),
    "abilities": ({"abilities": {}}, {}),
    "devices": ({"devices": ["pacemaker"]}, {"devices": ["hearing aid"]}),
}
"""By fact, two patients who differ in it alone, and do not get the same."""
CHOICES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "add": ({"sections": {"add": ["causes"]}}, {"sections": {"add": ["my_goals"]}}),
    "leave_out": ({"sections": {"leave_out": ["heat_cold"]}}, {}),
    "pages": ({"pages": 4}, {"pages": 6}),
    "language": ({"facts": {"age": 17}, "language": "en-US"}, {"facts": {"age": 17}, "language": "en-GB"}),
    "brand": ({"brand": "quillmere"}, {"brand": "fernhollow"}),
    "pack": ({"pack": "low_back_older_person"}, {}),
    "pack of the same exercises": (
        {"pack": "low_back_older_person", "exercises": ["pelvic_tilt"]},
        {"exercises": ["pelvic_tilt"]},
    ),
    "usual dose of the pack": (
        {"pack": "low_back_older_person", "exercises": ["walking"]},
        {"exercises": ["walking"]},
    ),
    "kind": ({"exercises": ["pelvic_tilt"]}, {"exercises": ["knee_rolls"]}),
    "no place": (
        {"exercises": ["pelvic_tilt"], "sections": {"leave_out": ["strengthening"]}},
        {"exercises": ["pelvic_tilt"]},
    ),
    "reason": (
        {"facts": OPERATED, "exercises": ["walking"], "overrides": [REASON]},
        {"facts": OPERATED, "exercises": ["walking"]},
    ),
    "exercise": ({"exercises": ["walking"]}, {"exercises": ["pelvic_tilt"]}),
    "order": ({"exercises": ["walking", "pelvic_tilt"]}, {"exercises": ["pelvic_tilt", "walking"]}),
    "dose": ({"exercises": [{"id": "walking", "minutes": 5}]}, {"exercises": [{"id": "walking", "minutes": 6}]}),
    "side": (
        {"exercises": [{"id": "knee_to_chest", "side": "left"}]},
        {"exercises": [{"id": "knee_to_chest", "side": "right"}]},
    ),
    "variable typed": ({"variables": {"heat_minutes": "10"}}, {}),
    "variable": ({"variables": {"heat_minutes": "10"}}, {"variables": {"heat_minutes": "12"}}),
    "typed words": ({"variables": {"step_1": "Walk."}}, {"variables": {"step_1": "Sit."}}),
    "note": ({"note": "Walk."}, {"note": "Sit."}),
}
"""The same by choice."""


def pair(one: dict[str, Any], other: dict[str, Any], *, facts: bool) -> tuple[Order, Order]:
    return (plain_order(one), plain_order(other)) if facts else (plain_order(**one), plain_order(**other))


PAIRS = [
    *(pytest.param(*pair(*both, facts=True), id=name) for name, both in FACTS.items()),
    *(pytest.param(*pair(*both, facts=False), id=name) for name, both in CHOICES.items()),
    *(
        pytest.param(plain_order(), plain_order({"abilities": {**ABLE, name: "unknown"}}), id=name)
        for name in Abilities.model_fields
    ),
]


def test_every_fact_has_its_pair() -> None:
    assert set(FACTS) == set(Facts.model_fields)
    assert set(SectionChoice.model_fields) <= set(CHOICES)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_each_fact_and_choice_tells_patients_apart(one: Order, other: Order, library: Library) -> None:
    alone = [decided(order, library, None, trimmed=("duration",)) for order in (one, other)]
    assert alone[0] != alone[1]
    memo = Memo()
    for _ in range(3):
        assert [decided(order, library, memo, trimmed=("duration",)) for order in (one, other)] == alone


def test_what_a_clinic_sets_for_packs_and_places_tells_patients_apart(library: Library) -> None:
    pack = library.packs["low_back_older_person"].model_copy(update={"variables": {"heat_minutes": "11"}})
    packs = structs.replace(with_bare_brand(library), packs={**library.packs, pack.id: pack})
    orders = [
        plain_order(pack=pack.id, exercises=["pelvic_tilt"], language="en-US"),
        plain_order(pack=pack.id, exercises=["pelvic_tilt"], language="en-GB"),
        plain_order(exercises=["pelvic_tilt"], language="en-GB"),
    ]
    alone, memo = [decide(order, packs, SETTINGS).values for order in orders], Memo()
    assert alone[0] != alone[1] != alone[2]
    assert [decide(order, packs, SETTINGS, memo=memo).values for order in orders] == alone


def test_patients_who_are_alike_share_their_situation(library: Library) -> None:
    """What is typed for one patient does not stand between them."""
    memo = Memo()
    one = plain_order({"onset_days": 5}, reference="T-1", note="Walk.")
    other = plain_order({"onset_days": 9}, reference="T-2", note="Sit.")
    found = [situation(order, library, TODAY, Noted(memo), brand="fernhollow") for order in (one, other)]
    assert found[0] is found[1]
    assert decide(one, library, SETTINGS, memo=memo).lines is decide(other, library, SETTINGS, memo=memo).lines


def composed(order: Order, library: Library, memo: Memo | None) -> Leaflet:
    """Raises Refused for a patient who gets none."""
    selection = decide(order, library, SETTINGS, memo=memo)
    return compose(order, library, selection, today=TODAY, brand=order.brand or "fernhollow", memo=memo)


def test_nothing_that_is_handed_out_can_change_what_is_kept(library: Library) -> None:
    memo = Memo()
    order = plain_order({"conditions": {"kidney_disease": "unknown"}})
    before = decided(order, library, memo)
    found = decide(order, library, SETTINGS, memo=memo)
    for mapping in (found.tags, found.values, found.rulings, found.to_learn):
        assert isinstance(mapping, dict)
        mapping.clear()
    assert decided(order, library, memo) == before


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_leaflets_of_patients_who_differ_are_their_own(one: Order, other: Order, library: Library) -> None:
    def found(order: Order, memo: Memo | None) -> Leaflet | str:
        try:
            return composed(order, library, memo)
        except Refused as refusal:
            return str(refusal)

    memo = Memo()
    alone = [found(order, None) for order in (one, other)]
    assert any(isinstance(one, Leaflet) for one in alone)
    for _ in range(4):  # Blocks are kept the first time, whole sections the second.
        assert [found(order, memo) for order in (one, other)] == alone


def kept(memo: Memo, kind: str) -> str:
    """All that stands in the forms of this kind."""
    halves = vars(memo)["_kept"][kind]
    found = [*halves.old.values(), *halves.new.values()]
    return repr([vars(forms) for one in found for forms in (one if isinstance(one, tuple) else (one,))])


def test_sections_are_found_whole_once_their_blocks_came_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    memo = Memo()
    leaflets = [composed(plain_order(note=f"Walk {number} times."), library, memo) for number in range(4)]
    second, last = ({section.id: section for section in leaflet.sections} for leaflet in leaflets[2:])
    assert {id for id, section in last.items() if section is not second[id]} == {"note"}
    looked_at: list[str] = []
    blocks = _Writer._blocks

    def watched(writer: _Writer, section: Section) -> Iterator[tuple[_Written, bool]]:
        looked_at.append(section.id)
        return blocks(writer, section)

    monkeypatch.setattr(_Writer, "_blocks", watched)
    composed(plain_order(note="Walk."), library, memo)
    assert looked_at == ["note"]


def with_note_elsewhere(library: Library) -> Library:
    """The library with a section that says the note to some patients alone."""
    (block,) = library.sections["note"].blocks
    section = library.sections["overview"]
    seldom = block.model_copy(
        update={"lines": tuple(line.model_copy(update={"id": "said", "when": SELDOM}) for line in block.all_lines())}
    )
    sections = {**library.sections, section.id: section.model_copy(update={"blocks": (*section.blocks, seldom)})}
    return structs.replace(library, sections=sections)


def test_typed_words_in_a_title_are_the_patients_own(library: Library) -> None:
    section = library.sections["overview"].model_copy(update={"title": Wording.of("For you: {{ note }}")})
    library = structs.replace(library, sections={**library.sections, section.id: section})
    orders, memo = [plain_order(note=f"Walk {number} times.") for number in range(5)], Memo()
    leaflets = [composed(order, library, memo) for order in orders]
    assert leaflets == [composed(order, library, None) for order in orders]
    titles = [str(section.title) for leaflet in leaflets for section in leaflet.sections if section.id == "overview"]
    assert titles == [f"For you: {order.note}" for order in orders]


def test_no_typed_words_are_in_what_sections_were_made_of(library: Library) -> None:
    memo, secret, library = Memo(), "Xylophonist", with_note_elsewhere(library)
    rows = [{"name": secret, "how_much": "1", "when": "now"}]
    for _ in range(3):
        composed(plain_order(note=secret, medicines_list=rows, sections={"add": ["medicines_list"]}), library, memo)
    for kind in ("written", "whole sections"):
        assert "heat_cold" in kept(memo, kind)
        assert secret not in kept(memo, kind)
