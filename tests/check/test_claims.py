"""The claims of the source articles: all in the list, each carried or kept out, and every gap noticed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec import structs
from pydantic import ValidationError

from handouts.check import claim_not_covered, rejected_claim
from handouts.check.coverage import coverage
from handouts.library import load
from handouts.model.blocks.paragraph import ParagraphSource
from handouts.model.claims import ALL_IDS, Claim
from handouts.model.library import Library
from handouts.model.line import LineSource
from handouts.model.problem import Problem, Severity
from handouts.model.wording import Wording
from tests.own_library import OwnLibrary

TODAY = dt.date(2026, 11, 21)
CASES: dict[str, str] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases/claims/rejected.yaml").read_text(encoding="utf-8")
)
SCORE = {  # CLAIMS.md: keep, fix, reject, reject_plus
    "000": (7, 13, 15, 4),
    "001": (12, 30, 6, 6),
    "002": (8, 23, 3, 1),
    "003": (5, 10, 6, 0),
    "004": (7, 12, 5, 2),
}
DISPOSITIONS = ("keep", "fix", "reject", "reject_plus")


def saying(library: Library, text: str, section: str = "overview") -> Library:
    """The library with a section that says ``text`` and nothing else."""
    block = ParagraphSource(type="paragraph", lines=(LineSource(id="said", text=Wording.of(text)),))
    new = library.sections[section].model_copy(update={"blocks": (block,)})
    return structs.replace(library, sections={**library.sections, section: new})


def with_claim(library: Library, id: str, **update: object) -> Library:
    """The library with one claim changed."""
    claim = library.claims[id].model_copy(update=update)
    return structs.replace(library, claims={**library.claims, id: claim})


def uncovered(library: Library) -> list[Problem]:
    return list(claim_not_covered.run(library, TODAY))


def made(library: Library) -> set[str]:
    """The ids of the rejected claims that patient text makes."""
    return {claim.id for claim, _ in rejected_claim.made(library)}


def test_all_claims_are_in_the_list(library: Library) -> None:
    assert len(ALL_IDS) == 175
    assert set(library.claims) == set(ALL_IDS)


def test_the_list_agrees_with_the_score(library: Library) -> None:
    counts = Counter((claim.seed, claim.disposition.value) for claim in library.claims.values())
    for seed, numbers in SCORE.items():
        assert tuple(counts[seed, name] for name in DISPOSITIONS) == numbers, seed
    whole = Counter(claim.disposition.value for claim in library.claims.values())
    assert tuple(whole[name] for name in DISPOSITIONS) == (39, 88, 35, 13)


def test_the_library_covers_all(library: Library) -> None:
    found = coverage(library, TODAY)
    assert (found.covered, found.of, found.problems) == (175, 175, ())


def test_every_reference_of_a_carrying_line_is_known(library: Library) -> None:
    for claim in library.claims.values():
        assert set(claim.refs) <= set(library.references), claim.id
        assert set(claim.lines) <= library.line_ids, claim.id


# claim-not-covered


def test_a_claim_that_is_not_in_the_list(library: Library) -> None:
    claims = {id: claim for id, claim in library.claims.items() if id != "000-38"}
    (problem,) = uncovered(structs.replace(library, claims=claims))
    assert problem.code == "claim-not-covered"
    assert problem.is_error
    assert "000-38" in problem.message
    assert len(uncovered(structs.replace(library, claims={}))) == 175


@pytest.mark.parametrize("id", ["001-05", "000-03", "004-14"])
def test_a_claim_without_a_line(id: str, library: Library) -> None:
    (problem,) = uncovered(with_claim(library, id, lines=()))
    assert f"{id} " in problem.message
    assert problem.place.file == "sections/lists/claims.yaml"
    assert problem.place.line > 1


def test_a_rejected_claim_needs_no_line(library: Library) -> None:
    assert library.claims["000-38"].lines == ()
    assert uncovered(library) == []


def test_a_line_that_is_renamed(library: Library) -> None:
    section = library.sections["causes"]
    block = section.blocks[0]
    assert block.type == "bullets"
    lines = tuple(
        line.model_copy(update={"id": "one_cause"}) if line.id == "no_one_cause" else line for line in block.lines
    )
    blocks = (block.model_copy(update={"lines": lines}), *section.blocks[1:])
    new = section.model_copy(update={"blocks": blocks})
    renamed = structs.replace(library, sections={**library.sections, "causes": new})
    named = {id for id, claim in library.claims.items() if "causes.no_one_cause" in claim.lines}
    assert {problem.item for problem in uncovered(renamed)} == named
    assert "001-05" in named
    assert all("causes.no_one_cause" in problem.message for problem in uncovered(renamed))
    found = coverage(renamed, TODAY)
    assert found.covered == 175 - len(named)
    assert {problem.item for problem in found.problems} == named


# rejected-claim


def test_every_rejected_claim_has_a_case(library: Library) -> None:
    assert {id for id, claim in library.claims.items() if claim.is_rejected} == set(CASES)


@pytest.mark.parametrize("id", CASES)
def test_a_rejected_claim_in_a_line(id: str, library: Library) -> None:
    telling = saying(library, CASES[id])
    assert id in made(telling)
    problem = next(rejected_claim.run(telling, TODAY))
    assert (problem.code, problem.severity) == ("rejected-claim", Severity.ERROR)
    assert problem.place.file == "sections/overview.yaml"
    assert id[:3] in {row.seed for row in coverage(telling, TODAY).rows if row.covered < row.of}


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Weakness is a warning sign.", "red_flags"),
        ("Your leg may go numb.", "contact"),
        ("Some devices say they decompress your spine.", "devices"),
        ("Proven in trials.", "sources_review"),
        ("Do not plan bed rest.", "overview"),
        ("Do not buy sleepy pills online.", "overview"),
        ("Ultrasound is not advised.", "overview"),
        ("The salt does not top up magnesium.", "overview"),
        ("You do not need vitamins for a spasm.", "overview"),
        ("It does not mean damage.", "overview"),
    ],
)
def test_what_may_be_said(text: str, section: str, library: Library) -> None:
    assert made(saying(library, text, section)) == set()


def test_titles_and_moves_are_read_too(library: Library) -> None:
    title = library.sections["causes"].model_copy(update={"title": Wording.of("Is it wear and tear?")})
    assert made(structs.replace(library, sections={**library.sections, "causes": title})) == {"000-30"}
    move = library.exercises["cat_cow"].model_copy(update={"name": Wording.of("The detox")})
    assert made(structs.replace(library, exercises={**library.exercises, "cat_cow": move})) == {"001-35"}


# The model, and what is read


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "0-1"},
        {"disposition": "maybe"},
        {"disposition": "reject", "lines": ["overview.what"]},
        {"never": ["x"]},
        {"disposition": "reject", "never": ["("]},
        {"topic": ""},
    ],
)
def test_a_faulty_claim_is_refused(fields: dict[str, Any]) -> None:
    good = {"id": "000-01", "disposition": "keep", "topic": "A test"}
    assert Claim.model_validate(good).is_carried
    with pytest.raises(ValidationError):
        Claim.model_validate(good | fields)


def test_dangling_references_are_told(tmp_path: Path) -> None:
    own = OwnLibrary(tmp_path / "clinic")
    path = own.listed(
        "claims", {"id": "000-01", "disposition": "keep", "topic": "t", "lines": ["overview.wat"], "refs": ["R99"]}
    )
    library, problems = load(own.root)
    assert library is None
    told = {problem.code: problem for problem in problems}
    assert told["unknown-line"].severity is Severity.WARNING
    assert told["unknown-line"].hint == "Did you mean overview.what?"
    assert told["unknown-reference"].is_error
    assert {problem.place.file for problem in told.values()} == {str(path)}


def test_a_clinics_own_section_may_have_other_lines(tmp_path: Path) -> None:
    own = OwnLibrary(tmp_path / "clinic")
    own.section("causes")
    library, problems = load(own.root)
    assert library is not None
    assert "unknown-line" not in {problem.code for problem in problems}
    assert any("causes.no_one_cause" in problem.message for problem in uncovered(library))
