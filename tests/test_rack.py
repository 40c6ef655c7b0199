"""Copies for the waiting room: for nobody in particular, most careful, with the warning signs first.

The words of a copy stand in ``tests/cases/rack/PACK.txt``; write them anew with ``pytest --update-golden``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from msgspec import structs

from handouts.errors import BadInput, Refused
from handouts.library import load
from handouts.model.blocks import Exercises, Tier
from handouts.model.library import Library
from handouts.model.paper import Format
from handouts.model.patient import Answer
from handouts.pipeline import Made, Settings
from handouts.rack import rack_copy
from tests.compose.test_golden import text_of
from tests.strategies import TODAY, plain_order
from tests.verify.leaflets import assert_sound

GOLDEN = Path(__file__).parent / "cases" / "rack"
SETTINGS = Settings(today=TODAY)


def packs() -> list[str]:
    library, _ = load()
    assert library is not None
    return [id for id, pack in library.packs.items() if not pack.meant_for]


PACKS = packs()


def copy_of(id: str, library: Library, settings: Settings = SETTINGS, format: Format = Format.STANDARD) -> Made:
    return rack_copy(library.packs[id], library, settings, format=format)


def said_on(made: Made, page: int) -> str:
    file = pypdfium2.PdfDocument(made.document.pdf)
    try:
        return " ".join(file[page].get_textpage().get_text_bounded().split())
    finally:
        file.close()


@pytest.mark.parametrize("id", PACKS)
def test_the_words(id: str, library: Library, update_golden: bool) -> None:
    text, golden = text_of(copy_of(id, library).leaflet), GOLDEN / f"{id}.txt"
    if update_golden:
        golden.write_text(text, encoding="utf-8")
    assert golden.is_file(), "write it with: pytest --update-golden"
    assert text == golden.read_text(encoding="utf-8")


def test_every_golden_text_belongs_to_a_pack() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(PACKS)


@pytest.mark.parametrize("id", PACKS)
def test_every_warning_that_is_not_ruled_out_by_region_is_there(id: str, library: Library) -> None:
    made = copy_of(id, library)
    tiers = [b for section in made.leaflet.sections for b in section.blocks if isinstance(b, Tier)]
    printed = {line.id for tier in tiers for line in tier.lines}
    for flag in library.red_flags.values():
        section, _, name = flag.line.partition(".")
        if section != "red_flags":
            # Said in two lines of the list, one for arms and one for legs.
            assert flag.id == "both_sides"
            continue
        when = next(line.when for line in library.sections[section].lines() if line.id == name)
        if not when.regions or made.selection.region in when.regions:
            assert set(when.has) <= set(made.selection.values), flag.id
            assert flag.line in printed, flag.id
    assert len(printed) > 25


@pytest.mark.parametrize("id", PACKS)
@pytest.mark.parametrize("format", list(Format))
def test_page_one_says_get_help_first(id: str, format: Format, library: Library) -> None:
    made = copy_of(id, library, format=format)
    first = said_on(made, 0)
    assert "general information" in first
    if format is Format.EXTRA_LARGE_24 and "Get help" not in first:
        # In the largest print the longest list does not fit under a title: it is the next thing there is.
        first = said_on(made, 1)
        assert first.startswith("Get help now")
    assert "Get help before you use this leaflet. Call 999 now if:" in first
    assert "You cannot pee, or you leak pee or poo." in first


@pytest.mark.parametrize("page", ["a4", "letter", "a5"])
@pytest.mark.parametrize("id", ["low_back_acute", "several_general"])
def test_it_says_that_it_is_for_nobody_in_particular(id: str, page: str, library: Library) -> None:
    made = copy_of(id, library, Settings(today=TODAY, page=page))
    said = said_on(made, 0) + said_on(made, 1)
    for words in ("anyone: general information", "Nobody chose it for you.", "Ask our team if it fits you."):
        assert words in said
    # Get help, then ask, then start.
    assert said.index("Get help before") < said.index("Before you start") < said.index("Your 3 next steps")


@pytest.mark.parametrize("id", PACKS)
def test_moves_are_of_the_safe_set_in_their_usual_dose_or_less(id: str, library: Library) -> None:
    made = copy_of(id, library)
    assert made.selection.exercises
    for chosen in made.selection.exercises:
        assert chosen.id in library.safe_set
        usual = library.exercises[chosen.id].dose.model_dump()
        given = chosen.dose.model_dump()
        # A rule may lower a dose for somebody of whom nothing is known; shorter walks are taken more often.
        assert {name for name in usual if given[name] != usual[name]} <= {"minutes", "times_a_day", "hold_seconds"}
        assert all((given[name] or 0) <= (usual[name] or 0) for name in ("minutes", "hold_seconds"))


def test_a_dose_of_the_pack_is_not_printed(library: Library) -> None:
    """A pack's doses are a clinician's; the sample pack walks for longer than the library's own card."""
    pack = library.packs["low_back_acute"]
    picks = tuple(pick.model_copy(update={"minutes": 55}) if pick.id == "walking" else pick for pick in pack.exercises)
    changed = pack.model_copy(update={"exercises": picks})
    made = rack_copy(changed, structs.replace(library, packs={**library.packs, pack.id: changed}), SETTINGS)
    cards = [c for s in made.leaflet.sections for b in s.blocks if isinstance(b, Exercises) for c in b.cards]
    assert "walking" in {card.id for card in cards}
    assert "55" not in {cell.numeral for card in cards for cell in card.dose}


@pytest.mark.parametrize("id", PACKS)
def test_nothing_is_known_of_the_reader(id: str, library: Library) -> None:
    made = copy_of(id, library)
    known = {tag for tag, answer in made.selection.tags.items() if answer is not Answer.UNKNOWN}
    assert known == {"age_65_plus", "under_aspirin_age", "medicines_not_read"}
    assert made.order.patient.name is None
    assert [cell.value for cell in made.leaflet.strip] == ["anyone: general information"]
    assert made.leaflet.footer.bare_reference == f"RACK-{id.upper().replace('_', '-')}"
    assert not re.search(r"\b(Given by|Born)\b", text_of(made.leaflet))


@pytest.mark.parametrize("id", ["low_back_acute", "neck_chronic"])
@pytest.mark.parametrize("page", ["a4", "letter", "a5", "half_letter"])
def test_it_is_accessible(id: str, page: str, library: Library) -> None:
    made = copy_of(id, library, Settings(today=TODAY, page=page))
    assert_sound(made.document, made.leaflet)


def test_a_pack_for_some_people_is_refused(library: Library) -> None:
    with pytest.raises(BadInput) as caught:
        copy_of("low_back_pregnancy", library)
    assert "meant for pregnancy" in caught.value.problems[0].message


def test_nothing_past_its_review_date_is_printed(library: Library) -> None:
    with pytest.raises(Refused, match="past the review date"):
        copy_of("low_back_acute", library, Settings(today=TODAY.replace(year=2031)))


def test_no_order_gets_the_text_of_a_copy(library: Library) -> None:
    """The section and the lines for anybody need a value that no order can give."""
    from handouts.pipeline import make

    made = make(plain_order(sections={"add": ["general_copy"]}), library, SETTINGS)
    said = text_of(made.leaflet)
    assert "general_copy" not in made.selection.sections
    assert "general information" not in said
