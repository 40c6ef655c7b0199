"""The staff record: every line accounted for, nothing about the person."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec import structs

from handouts import pipeline
from handouts.compose import compose
from handouts.deliver import record
from handouts.deliver.record import lines_in
from handouts.errors import Refused
from handouts.model.document import Document
from handouts.model.leaflet import Leaflet
from handouts.model.library import Library
from handouts.model.order import Order
from handouts.model.problem import Problem, Severity
from tests.strategies import TODAY, orders, plain_order

RUN = pipeline.Settings(today=TODAY)


def made(order: Order, library: Library, **options: Any) -> tuple[dict[str, Any], Leaflet]:
    """The record of ``order`` without laying it out, and the leaflet."""
    selection = pipeline.decide(order, library, RUN)
    leaflet = compose(order, library, selection, today=TODAY, brand=order.brand or "fernhollow")
    document = Document(b"%PDF-", 3, ())
    raw = record(order, library, selection, leaflet, document, made_on=TODAY, **options)
    assert raw == record(order, library, selection, leaflet, document, made_on=TODAY, **options)
    return json.loads(raw), leaflet


def test_what_it_says(library: Library) -> None:
    warning = Problem("w", "a warning", "do this", severity=Severity.WARNING)
    said, leaflet = made(plain_order(), library, problems=[warning])
    assert said["made_on"] == "2026-11-21"
    assert said["library"] == {"version": library.version, "digest": library.digest}
    assert said["pages"] == 3
    assert said["digests"]["leaflet"] == leaflet.digest()
    assert said["warnings"] == [{"code": "w", "message": "a warning", "hint": "do this"}]
    assert {section["id"] for section in said["sections"]} >= {"front", "red_flags", "contact"}
    for item in (*said["sections"], *said["exercises"]):
        assert item["version"]
        assert item["reviewed_by"] == "none yet"
        assert dt.date.fromisoformat(item["review_by"]) > TODAY


@settings(max_examples=40)
@given(orders())
def test_every_line_of_every_section_is_accounted_for(order: Order) -> None:
    library, _ = pipeline.open_library(RUN)
    try:
        said, leaflet = made(order, library)
    except Refused:
        return
    printed, withheld = set(said["lines_printed"]), {item["id"] for item in said["lines_withheld"]}
    assert printed == {line.id for line in lines_in(leaflet.sections)}
    assert not printed & withheld
    for section in said["sections"]:
        for line in library.sections[section["id"]].lines():
            assert f"{section['id']}.{line.id}" in printed | withheld
    assert all(item["code"] and item["reason"] for item in said["lines_withheld"])


def test_a_line_without_a_place_is_told(library: Library) -> None:
    order = plain_order()
    selection = pipeline.decide(order, library, RUN)
    leaflet = compose(order, library, selection, today=TODAY, brand="fernhollow")
    more = structs.replace(selection, lines=selection.lines | {"front.fourth_step"})
    said = json.loads(record(order, library, more, leaflet, Document(b"", 1, ()), made_on=TODAY))
    assert {item["id"]: item["code"] for item in said["lines_withheld"]}["front.fourth_step"] == "no-place"


@pytest.mark.parametrize("secret", ["Zyxwvut", "1985-04-30"])
def test_nothing_about_the_person(secret: str, library: Library) -> None:
    order = plain_order(
        patient={"name": "Maria Zyxwvut", "birth_date": "1985-04-30"},
        note="Dear Zyxwvut, well done.",
        variables={"step_1": "Walk to Zyxwvut."},
        follow_up={"date": "2026-12-14", "place": "Zyxwvut House", "bring": "Bring Zyxwvut."},
    )
    said, _ = made(order, library)
    assert secret not in json.dumps(said)
