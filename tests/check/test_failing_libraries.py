"""For each code, a clinic's library that has the fault, and one beside it that has not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from handouts.check import CHECKS, run_all
from tests.own_library import OwnLibrary

TODAY = dt.date(2026, 11, 21)
ELSEWHERE = {"claim-not-covered", "rejected-claim", "no-picture", "poor-alt-text"}
"""Codes with tests of their own: they look at the ledger of claims or at pictures, not at a clinic's text."""
LONG = "considerable"
WORDS = "I see you now."


def line(text: str, id: str = "one", **when: Any) -> dict[str, Any]:
    return {"id": id, "text": text} | ({"when": when} if when else {})


def lines(*texts: str) -> list[dict[str, Any]]:
    return [line(text, f"line_{number}") for number, text in enumerate(texts)]


def paragraph(*said: dict[str, Any]) -> dict[str, Any]:
    return {"blocks": [{"type": "paragraph", "lines": list(said)}]}


def lead(*said: dict[str, Any]) -> dict[str, Any]:
    return {"blocks": [{"type": "lead", "first_of": list(said)}]}


def bullets(*said: dict[str, Any]) -> dict[str, Any]:
    return {"blocks": [{"type": "bullets", "lines": list(said)}]}


HARD = "Immediate intervention necessitates professional consultation regarding musculoskeletal rehabilitation."
# fmt: off
CASES: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]] = {
    "unsigned": [({}, {})],
    "review-overdue": [({"review_by": "2026-11-20"}, {"review_by": "2026-11-21"})],
    "review-too-far": [({"review_by": "2030-01-01"}, {"review_by": "2029-01-01"})],
    "no-references": [({"kind": "factual"}, {"kind": "factual", "refs": ["R02"]})],
    "banned-phrase": [(bullets(line("It cures pain.")), bullets(line("It may ease pain.")))],
    "url-not-allowed": [
        (bullets(line("See https://example.org/back now.")), bullets(line("See our pages now."))),
        (bullets(line("See www.example.org now.")), bullets(line("Write to us."))),
        (bullets(line("Buy it from example.com now.")), bullets(line("Rest. Com is no word."))),
    ],
    "percent-or-sum": [
        (bullets(line("It helps 30% of people.")), bullets(line("It helps some people."))),
        (bullets(line("Take 1/2 of it.")), bullets(line("We are here 24/7."))),
        (bullets(line("It helps 3 in 10 people.")), bullets(line("Do 3 in the morning."))),
        (bullets(line("It helps a third of people.")), bullets(line("Make a third move."))),
        (bullets(line("Multiply it by 3.")), bullets(line("Stand by us."))),
        (bullets(line("Do 2 x 5 moves.")), bullets(line("Do 2 sets of 5 moves."))),
    ],
    "negative-contraction": [
        (bullets(line("Don't stop.")), bullets(line("Do not stop. It's fine."))),
        (bullets(line("You can’t lift it.")), bullets(line("You cannot lift it."))),
    ],
    "latin": [
        (bullets(line("Use a pack, e.g. a warm one.")), bullets(line("Use a pack, for example a warm one."))),
        (bullets(line("Walk, swim etc.")), bullets(line("Walk or swim. Etch it. Try pie."))),
    ],
    "term-table": [
        (bullets(line("Use a hot-pack.")), bullets(line("Use a warm pack. Is it hot? Pack it."))),
        (bullets(line("Take an Analgesic.")), bullets(line("Take a painkiller."))),
        (bullets(line("This brochure is yours.")), bullets(line("Keep this leaflet."))),
    ],
    "undefined-term": [(bullets(line("You have sciatica.")), bullets(line("Sciatica is pain down the leg.")))],
    "reading-grade": [(bullets(*lines(*[HARD] * 7)), bullets(*lines(*["Keep your back moving as you like it."] * 7)))],
    "smog": [
        (bullets(*lines(*[f"{LONG} {LONG}."] * 31)), bullets(*lines(*["A short word."] * 31))),
        (bullets(*lines(*[f"{LONG} {LONG}."] * 31)), bullets(*lines(*[f"{LONG} {LONG}."] * 29))),
        (bullets(*lines(*[f"{LONG} {LONG}."] * 31)), bullets(*lines(*["Hospital emergency."] * 31))),
    ],
    "jargon": [
        (bullets(*lines(*[f"See a {LONG} sum of it now."] * 9)), bullets(*lines(*["See a large sum of it now."] * 9))),
    ],
    "passive-voice": [
        (bullets(*lines("Heat is used a lot.", "It was given to you.", "It was shown.")),
         bullets(*lines("Many people use heat.", "We gave it to you.", "You are tired or worried."))),
    ],
    "long-sentence": [(bullets(line(f"Go {'on ' * 20}now.")), bullets(line(f"Go {'on ' * 18}now.")))],
    "long-bullet": [
        (bullets(line(f"Go {'on ' * 14}now.")), bullets(line(f"Go {'on ' * 13}now."))),
        (bullets(line(f"Go {'on ' * 11}now. Go {'on ' * 10}now.")),
         bullets(line(f"Go {'on ' * 10}now. Go {'on ' * 10}now."))),
    ],
    "long-paragraph": [
        (paragraph(line("Sit. Stand. Walk. Rest.")), paragraph(line("Sit. Stand. Walk."))),
        (paragraph(*lines(*[WORDS] * 4)), paragraph(*lines(*[WORDS] * 3))),
        (paragraph(*lines(*[WORDS] * 4)), bullets(*lines(*[WORDS] * 4))),
    ],
    "long-list": [
        (bullets(*lines(*[WORDS] * 8)), bullets(*lines(*[WORDS] * 7))),
        (bullets(*lines(*[WORDS] * 8)), bullets(*lines(*[WORDS] * 7), line(WORDS, "some", any_of=["pregnancy"]))),
    ],
    "long-title": [
        ({"title": "Is this title far too long?", "half": "yes"}, {"title": "Is this title far too long?"}),
        ({"title": "x" * 45}, {"title": "x" * 44}),
        ({"title": "Help for your {{ region_name }} pain", "half": "yes"},
         {"title": "Your {{ area }} pain", "half": "yes"}),
    ],
    "unreachable-line": [
        (bullets(line("A.", regions=["neck"])) | {"when": {"regions": ["low_back"]}},
         bullets(line("A.", regions=["neck"])) | {"when": {"regions": ["low_back", "neck"]}}),
        (bullets(line("A.", phases=["acute"])) | {"when": {"phases": ["chronic"]}},
         bullets(line("A.", phases=["acute"]))),
        (bullets(line("A.", any_of=["pregnancy"], none_of=["pregnancy"])),
         bullets(line("A.", any_of=["pregnancy", "asthma"], none_of=["pregnancy"]))),
        (bullets(line("A.", any_of=["pregnancy"])) | {"when": {"none_of": ["pregnancy"]}},
         bullets(line("A.", any_of=["pregnancy"])) | {"when": {"any_of": ["pregnancy"]}}),
        (bullets(line("A.", ruled_out=["pregnancy"], not_ruled_out=["pregnancy"])),
         bullets(line("A.", ruled_out=["pregnancy"], not_ruled_out=["pregnancy", "asthma"]))),
        (bullets(line("A.", ruled_out=["pregnancy"], unknown=["pregnancy"])),
         bullets(line("A.", none_of=["pregnancy"], unknown=["pregnancy"]))),
        (bullets(line("A.", any_of=["pregnancy"], unknown=["pregnancy"])), bullets(line("A.", unknown=["pregnancy"]))),
        (bullets(line("A.", has=["crisis_line"], lacks=["crisis_line"])), bullets(line("A.", has=["crisis_line"]))),
        (bullets(line("A.", exercises=["cat_cow"], without_exercises=["cat_cow"])),
         bullets(line("A.", exercises=["cat_cow", "bird_dog"], without_exercises=["cat_cow"]))),
        (lead(line("A."), line("B.", "two")), lead(line("A.", has=["crisis_line"]), line("B.", "two"))),
        (lead(line("A.", has=["crisis_line"]), line("B.", "two", has=["crisis_line"])),
         lead(line("A.", has=["crisis_line"]), line("B.", "two", lacks=["crisis_line"]))),
        ({"when": {"has": ["crisis_line"], "lacks": ["crisis_line"]}}, {"when": {"has": ["crisis_line"]}}),
    ],
}
# fmt: on
PAIRS = [(code, number, *pair) for code, pairs in CASES.items() for number, pair in enumerate(pairs)]


def codes(root: Path, fields: dict[str, Any]) -> dict[str, str]:
    """The codes found in a library with one section of its own, and where."""
    own = OwnLibrary(root)
    own.section("own", **fields)
    return {
        problem.code: str(problem.place)
        for problem in run_all(own.load(), TODAY)
        if problem.place.file.startswith(str(root)) or problem.code == "unsigned"
    }


def test_every_code_has_a_case() -> None:
    assert set(CASES) == {item.CODE for item in CHECKS} - ELSEWHERE


@pytest.mark.parametrize(("code", "number", "bad", "good"), PAIRS, ids=lambda value: str(value)[:30])
def test_a_failing_and_a_passing_library(
    code: str, number: int, bad: dict[str, Any], good: dict[str, Any], tmp_path: Path
) -> None:
    found = codes(tmp_path / "bad", bad)
    assert code in found
    if code == "unsigned":
        return
    assert found[code].rpartition("own.yaml:")[2].partition(":")[0].isdigit()
    assert code not in codes(tmp_path / "good", good)
