"""What is withheld from a patient stands nowhere in the text of the PDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from handouts.intake import read_order_file
from handouts.model.exercise import ExerciseLine
from handouts.model.library import Library
from handouts.model.line import LineSource
from handouts.model.order import Order
from handouts.model.selection import Verdict
from handouts.pipeline import Made, Settings, make
from tests.layout.test_leaflets import words_of
from tests.strategies import TODAY, built_in, orders

HARD = sorted((Path(__file__).parents[1] / "cases" / "orders").glob("hard_*.yaml"))
PRINTED_AT_LEAST = 60


def as_read(text: object) -> str:
    return " ".join(str(text).replace("**", "").split())


def worded(library: Library, made: Made, verdict: Verdict) -> Iterator[tuple[str, str]]:
    """Lines that were decided so, with their words. Those with a value in them have no words of their own."""
    lines: dict[str, LineSource | ExerciseLine] = {
        f"{item.id}.{line.id}": line
        for item in (*library.sections.values(), *library.exercises.values())
        for line in item.lines()
    }
    for choice in made.selection.of("line", verdict):
        text = lines[choice.id].text
        if not text.variables:
            yield choice.id, as_read(text)


def nothing_withheld_is_there(order: Order, library: Library) -> None:
    # One English, so that the words of the library are the words of the page.
    # Nothing that was typed, so that no letter is missing from the font.
    typed: dict[str, object] = {"note": None, "variables": {}, "follow_up": None, "clinician": None, "exercises": None}
    order = order.model_copy(update={"language": "en-GB", **typed})
    made = make(order, library, Settings(today=TODAY))
    text = as_read(words_of(made.document.pdf))
    printed = {id: words for id, words in worded(library, made, Verdict.IN) if id in made.selection.lines}
    found = [id for id, words in printed.items() if words in text]
    assert len(found) >= PRINTED_AT_LEAST, sorted(set(printed) - set(found))
    said = " | ".join(as_read(words) for words in made.leaflet.read_aloud())
    for id, words in worded(library, made, Verdict.OUT):
        if words not in said:
            assert words not in text, id
    ours = {id for id, words in printed.items() if words in said}
    assert len(ours) >= len(printed) * 0.95
    gone = [words for id, words in worded(library, made, Verdict.OUT) if words not in said]
    assert len(gone) >= 20


@pytest.mark.parametrize("path", HARD, ids=lambda path: path.stem)
def test_a_hard_order(path: Path, library: Library) -> None:
    order, problems = read_order_file(path, library.vocabulary, today=TODAY)
    assert order is not None, problems
    nothing_withheld_is_there(order, library)


@settings(max_examples=10, phases=[Phase.generate])
@given(orders())
def test_any_order(order: Order) -> None:
    nothing_withheld_is_there(order, built_in())
