"""Every section and exercise, composed for each region, phase and English: grade 6 or less, no sentence over 20 words.

The checks read the library as it is written; here it is read as patients get it, in full sentences of the place.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from handouts.check import long_sentence
from handouts.check.reading.grade import grade
from handouts.check.reading.leaflets import lines_of, templates
from handouts.check.reading.sentences import sentences
from handouts.check.reading_grade import MOST, SENTENCES, WORDS
from handouts.check.said import count_words
from handouts.compose import compose
from handouts.model.leaflet import Leaflet
from handouts.model.library import Library
from handouts.model.locale import Language
from handouts.model.order import Order
from handouts.model.patient import Phase, Region
from handouts.select import select
from tests.strategies import TODAY, built_in, plain_order

BRAND = "fernhollow"
NAMES = "sources_review.facts"
"""A list of sources: names, which are not counted (CONTENT_BRIEF 10.1)."""
LANGUAGES: tuple[Language, ...] = get_args(Language)
FREE = tuple(id for id, section in built_in().sections.items() if section.required == "no" and not section.continues)
UNKNOWN = dict.fromkeys(("sex", "other_conditions", "medicines", "allergies", "pregnant"), "unknown")
TAGS = sorted(id for id, tag in built_in().tags.items() if "worked out" not in tag.label and not id.startswith("age_"))


def order_for(region: str, phase: str, language: str, exercises: list[dict[str, Any]], **facts: Any) -> Order:
    """An order with every section in it."""
    facts = {"region": region, "phase": phase, "onset_days": None} | facts
    extra = {"fluid_limit_text": "1.5 litres a day", "device_named": "a back rack", "goal_1": "to lift my grandson"}
    return plain_order(
        facts,
        language=language,
        exercises=exercises,
        sections={"add": FREE},
        variables=extra,
        note="See you soon.",
        medicines_list=[{"name": "Omeprazole", "how_much": "1 tablet", "when": "at night"}],
        follow_up={"date": "2026-12-14", "time": "10:20", "place": "Room 3", "with": "Priya Nair"},
    )


def composed(order: Order, library: Library) -> Leaflet:
    return compose(order, library, select(order, library, today=TODAY, brand=BRAND), today=TODAY, brand=BRAND)


def hard(leaflet: Leaflet, library: Library) -> Iterator[str]:
    """What is too hard in it."""
    known = templates(library)
    for section in leaflet.sections:
        texts = [str(line.text) for line in lines_of(section.blocks) if line.id in known and line.id != NAMES]
        found = grade(texts, library.style)
        if found.sentences >= SENTENCES and found.words >= WORDS and found.fkgl is not None and found.fkgl > MOST:
            yield f"{section.id}: grade {found.fkgl:.1f}"
        for sentence in (sentence for text in texts for sentence in sentences(text)):
            if count_words(sentence) > long_sentence.MOST_WORDS:
                yield f"{section.id}: {sentence}"


def batches(library: Library, region: Region) -> list[list[dict[str, Any]]]:
    """The exercises of a region, as many at a time as an order takes."""
    ids = [id for id, exercise in library.exercises.items() if region in exercise.regions]
    return [[{"id": id} for id in ids[start : start + 5]] for start in range(0, len(ids), 5)] or [[]]


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("region", Region)
def test_every_section_and_exercise_is_easy(region: Region, phase: Phase, library: Library) -> None:
    seen: set[str] = set()
    moves: set[str] = set()
    for language, facts in itertools.product(LANGUAGES, ({}, UNKNOWN)):
        for exercises in batches(library, region):
            leaflet = composed(order_for(region, phase, language, exercises, **facts), library)
            assert list(hard(leaflet, library)) == [], language
            seen |= {section.id for section in leaflet.sections}
            moves |= {line.id.split(".")[0] for section in leaflet.sections for line in lines_of(section.blocks)}
    # Some sections have nothing to say to this patient; all others are there.
    assert len(seen) >= len(FREE) - 3, set(FREE) - seen
    assert {id for id, exercise in library.exercises.items() if region in exercise.regions} <= moves


@pytest.mark.parametrize("tag", TAGS)
def test_what_a_condition_changes_is_easy(tag: str, library: Library) -> None:
    for language in LANGUAGES:
        order = order_for("low_back", "acute", language, [{"id": "walking", "minutes": 10}], conditions={tag: "yes"})
        assert list(hard(composed(order, library), library)) == []
