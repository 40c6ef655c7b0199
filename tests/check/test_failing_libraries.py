"""For each code, a clinic's library that has the fault, and one beside it that has not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from handouts.check.all import CHECKS, run_all
from handouts.check.reading.grade import grade
from handouts.model.library import Library
from handouts.model.sign_off import sign
from tests.own_library import OwnLibrary, built_in_section

TODAY = dt.date(2026, 11, 21)
ELSEWHERE = {"claim-not-covered", "no-picture", "poor-alt-text", "rule-never-fires", "rules-clash"}
"""Codes with tests of their own: they look at the ledger of claims, at pictures or at rules, not at a clinic's text."""
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
    "rejected-claim": [
        (bullets(line("It is holistic.")), bullets(line("Drink when you are thirsty."))),
        (bullets(line("It is wear and tear.")), bullets(line("It is sore and tight."))),
    ],
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


def claims_found(own: OwnLibrary) -> list[str]:
    return [problem.code for problem in run_all(own.load(), TODAY) if problem.code == "claim-not-covered"]


def test_a_library_that_drops_the_line_of_a_claim(tmp_path: Path) -> None:
    section = built_in_section("causes")
    own = OwnLibrary(tmp_path)
    own.write("sections/causes.yaml", section)
    assert claims_found(own) == []
    section["blocks"][0]["lines"] = [item for item in section["blocks"][0]["lines"] if item["id"] != "no_one_cause"]
    own.write("sections/causes.yaml", section)
    assert "claim-not-covered" in claims_found(own)


# A clinic's own style list goes for its library, and for ours


def test_a_clinic_adds_to_the_list_of_plain_words(tmp_path: Path) -> None:
    own = OwnLibrary(tmp_path)
    hard = [f"{LONG} {LONG}."] * 31
    own.section("own", **bullets(line("See www.example.org now. Try the wobble plank on a wonky day."), *lines(*hard)))
    assert {"url-not-allowed", "smog", "jargon"} <= set(own_codes(own))
    assert not {"banned-phrase", "term-table", "undefined-term"} & set(own_codes(own))
    style = {
        "banned": [{"id": "wobble", "never": ["wobble plank"], "say": "Say: balance board."}],
        "same_word": [{"id": "bad_day", "say": "bad day", "instead_of": ["wonky day"]}],
        "glossary": [{"id": "plank", "terms": ["plank"], "means": ["board"]}],
        "long_words": [LONG.capitalize()],
        "addresses": ["www.example.org"],
    }
    own.write("sections/lists/style.yaml", style)
    found = own_codes(own)
    assert {"banned-phrase", "term-table", "undefined-term"} <= set(found)
    assert not {"url-not-allowed", "smog", "jargon"} & set(found)
    hints = {problem.code: problem.hint for problem in run_all(own.load(), TODAY)}
    assert hints["banned-phrase"] == "Say: balance board."


def test_a_clinic_says_how_a_word_is_spoken(tmp_path: Path) -> None:
    own = OwnLibrary(tmp_path)
    own.section("own", **bullets(*lines(*["Wexcombe is our home now."] * 12)))
    before = grade(["Wexcombe."], own.load().style).syllables
    own.write("sections/lists/style.yaml", {"syllables": {"Wexcombe": 5}})
    assert before < grade(["Wexcombe."], own.load().style).syllables == 5


def test_what_is_banned_stays_banned(tmp_path: Path) -> None:
    own = OwnLibrary(tmp_path)
    own.section("own", **bullets(line("It cures pain.")))
    own.write("sections/lists/style.yaml", {"banned": [{"id": "own", "never": ["zzz"], "say": "No."}]})
    assert "banned-phrase" in own_codes(own)


def own_codes(own: OwnLibrary) -> list[str]:
    problems = run_all(own.load(), TODAY)
    return [problem.code for problem in problems if problem.place.file.startswith(str(own.root))]


def test_a_library_that_is_signed_off_whole(tmp_path: Path, library: Library) -> None:
    """The passing case of ``unsigned``; the failing one is among the pairs."""
    own = OwnLibrary(tmp_path)
    items = [*library.sections.values(), *library.exercises.values()]
    signed = [
        sign(item, by="Dr Ann Lee", role="GP", on=dt.date(2026, 11, 20)).model_dump(mode="json") for item in items
    ]
    own.write("sections/lists/sign_offs.yaml", {"sign_offs": signed[1:]})
    assert "unsigned" in [problem.code for problem in run_all(own.load(), TODAY)]
    own.write("sections/lists/sign_offs.yaml", {"sign_offs": signed})
    assert run_all(own.load(), TODAY) == ()
