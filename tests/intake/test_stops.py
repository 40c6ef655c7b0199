"""What stops a leaflet is said in the same words while an order is read and when it is decided on."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from handouts.errors import Refused
from handouts.intake import STOPS
from handouts.intake.order_file import read_order
from handouts.intake.stops import ADULT_FROM
from handouts.model.library import Library
from handouts.select import select
from handouts.select.situation import ADULT_FROM as SELECT_FROM
from tests.strategies import PLAIN, TODAY, plain_order


def test_the_same_words_as_selection(library: Library) -> None:
    check({"age": 15}, library)
    check({"age": 0}, library)
    check({"red_flag_screen": {"done": "no"}}, library)
    for flag in library.red_flags:
        check({"red_flags": [flag]}, library)


def check(facts: dict[str, Any], library: Library) -> None:
    text = yaml.safe_dump({**PLAIN, "facts": PLAIN["facts"] | facts})
    order, problems, _ = read_order(text.encode(), "o.yaml", library.vocabulary, today=TODAY)
    assert order is None
    with pytest.raises(Refused) as caught:
        select(plain_order(facts), library, today=TODAY, brand="fernhollow")
    found = [problem for problem in problems if problem.code in STOPS]
    assert [(problem.message, problem.hint) for problem in found] == [(caught.value.message, caught.value.remedy)]
    assert found[0].place.line > 1


def test_the_same_age() -> None:
    assert ADULT_FROM == SELECT_FROM
