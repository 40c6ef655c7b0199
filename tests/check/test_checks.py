"""Each content check passes on the built-in library and finds what it is there for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import structs

from handouts import check
from handouts.check import (
    banned_phrase,
    long_sentence,
    no_references,
    review_overdue,
    review_too_far,
    unsigned,
    url_not_allowed,
)
from handouts.check.all import CHECKS
from handouts.model.blocks.callout import CalloutSource, Level
from handouts.model.blocks.paragraph import ParagraphSource
from handouts.model.blocks.stop import StopSource
from handouts.model.exercise import ExerciseLine
from handouts.model.library import Library
from handouts.model.line import LineSource
from handouts.model.problem import Problem
from handouts.model.wording import Wording

TODAY = dt.date(2026, 11, 21)
NOT_CHECKS = {"all", "typed", "__init__", "said", "governed", "baseline", "grades", "pemat", "coverage"}


def test_the_list_holds_every_check() -> None:
    files = {path.stem for path in Path(check.__file__).parent.glob("*.py")} - NOT_CHECKS
    assert {item.CODE.replace("-", "_") for item in CHECKS} == files
    assert len({item.CODE for item in CHECKS}) == len(CHECKS)
    assert all(text.endswith(".") for item in CHECKS for text in (item.RATIONALE, item.SOURCE))
    assert all((item.__doc__ or "").partition("\n")[0].endswith(".") and item.MEND for item in CHECKS)


@pytest.mark.parametrize("item", CHECKS, ids=lambda item: item.CODE)
def test_nothing_is_found_in_the_built_in_library_but_that_nobody_signed_it(
    item: check.Check, library: Library
) -> None:
    found = list(item.run(library, TODAY))
    assert [problem.code for problem in found] == (["unsigned"] if item is unsigned else [])


@pytest.mark.parametrize("item", CHECKS, ids=lambda item: item.CODE)
def test_a_check_says_how_bad_its_findings_are(item: check.Check, library: Library) -> None:
    bad = saying(library, "Don't use 50% of an ice pack, e.g. www.example.org, to cure sciatica.")
    assert {problem.severity for problem in item.run(bad, TODAY)} <= {item.SEVERITY}


def changed(library: Library, section: str, **update: object) -> Library:
    """The library with one section changed."""
    new = library.sections[section].model_copy(update=update)
    return structs.replace(library, sections={**library.sections, section: new})


def exercise_changed(library: Library, exercise: str, **update: object) -> Library:
    """The library with one exercise changed."""
    new = library.exercises[exercise].model_copy(update=update)
    return structs.replace(library, exercises={**library.exercises, exercise: new})


def saying(library: Library, text: str, section: str = "overview") -> Library:
    """The library with ``text`` in a section."""
    block = ParagraphSource(type="paragraph", lines=(LineSource(id="said", text=text),))
    return changed(library, section, blocks=(block,))


def found(run: Callable[[Library, dt.date], Iterator[Problem]], library: Library) -> list[tuple[str, str]]:
    return [(problem.code, problem.severity.value) for problem in run(library, TODAY)]


def test_unsigned(library: Library) -> None:
    assert found(unsigned.run, library) == [("unsigned", "warning")]
    signed = {"reviewed_by": "Dr A. Example"}
    partly = changed(library, "contact", **signed)
    total = len(library.sections) + len(library.exercises)
    assert f"{total - 1} of {total}" in next(unsigned.run(partly, TODAY)).message
    whole = structs.replace(
        library,
        sections={id: item.model_copy(update=signed) for id, item in library.sections.items()},
        exercises={id: item.model_copy(update=signed) for id, item in library.exercises.items()},
    )
    assert found(unsigned.run, whole) == []


def test_review_overdue(library: Library) -> None:
    assert found(review_overdue.run, changed(library, "contact", review_by=TODAY)) == []
    late = changed(library, "contact", review_by=TODAY - dt.timedelta(days=1))
    assert found(review_overdue.run, late) == [("review-overdue", "error")]
    assert next(review_overdue.run(late, TODAY)).place.file == "sections/contact.yaml"
    late = exercise_changed(library, "cat_cow", review_by=TODAY - dt.timedelta(days=1))
    assert found(review_overdue.run, late) == [("review-overdue", "error")]


def test_review_too_far(library: Library) -> None:
    assert found(review_too_far.run, changed(library, "contact", review_by=dt.date(2029, 11, 21))) == []
    assert found(review_too_far.run, changed(library, "contact", review_by=dt.date(2029, 11, 22))) == [
        ("review-too-far", "error")
    ]
    old = changed(library, "contact", review_by=dt.date(2027, 3, 1), reviewed_on=dt.date(2024, 2, 29))
    assert found(review_too_far.run, old) == [("review-too-far", "error")]


def test_no_references(library: Library) -> None:
    bare = saying(changed(library, "overview", refs=()), "It may hurt.")
    assert found(no_references.run, bare) == [("no-references", "error")]
    assert found(no_references.run, changed(bare, "overview", kind="utility")) == []
    assert found(no_references.run, exercise_changed(library, "cat_cow", refs=())) == [("no-references", "error")]


def test_long_sentence(library: Library) -> None:
    words = " ".join(["word"] * 19)
    assert found(long_sentence.run, saying(library, f"Start {words}.")) == []
    assert found(long_sentence.run, saying(library, f"Start {words} {{{{ review_weeks }}}}.")) == [
        ("long-sentence", "error")
    ]
    assert found(long_sentence.run, saying(library, f"Start {words}. Again {words} - **not** long.")) == [
        ("long-sentence", "error")
    ]
    step = ExerciseLine(id="long", text=Wording.of(f"Move {words} more."))
    assert found(long_sentence.run, exercise_changed(library, "cat_cow", steps=(step,))) == [("long-sentence", "error")]


BANNED = [
    "It has no side effects.", "A risk-free way.", "It is 100% safe.", "Do it without supervision.", "This cures pain.",
    "We guarantee it.", "A miracle.", "It is proven.", "It treats the root cause.", "It will detox you.",
    "A bone slipped out.", "It will realign you.", "It may decompress your back.", "It is wear and tear.",
    "A ruptured disc.", "You may be paralysed.", "Ask for diazepam.", "From Harley Street.",
    "A naturally and holistic way.",
    "8 out of 10 people have it.", "80 % have it.", "Try baby's pose.",
    "Take a hot bath.", "Use boiling water.", "Try bed rest.", "Your leg may go numb.", "You may feel weak.",
    "You may feel weakness.",
]  # fmt: skip


@pytest.mark.parametrize("text", BANNED)
def test_banned_phrase(text: str, library: Library) -> None:
    assert ("banned-phrase", "error") in found(banned_phrase.run, saying(library, text))


def test_a_finding_names_the_words(library: Library) -> None:
    (problem,) = banned_phrase.run(saying(library, "Rest. It CURES pain."), TODAY)
    assert problem.message == "overview.said says 'CURES'"
    (problem,) = url_not_allowed.run(saying(library, "See www.example.org."), TODAY)
    assert problem.message == "overview.said has the web address www.example.org"


def test_every_ban_has_a_case(library: Library) -> None:
    patterns = [pattern for ban in library.style.banned for pattern in ban.never]
    assert len(patterns) >= 24
    for pattern in patterns:
        assert any(re.search(pattern, text, re.IGNORECASE) for text in BANNED), pattern


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Never use boiling water.", "overview"),
        ("Do not plan bed rest.", "overview"),
        ("Avoid bed rest.", "overview"),
        ("Your leg may go numb.", "red_flags"),
        ("Your leg is weak.", "contact"),
        ("Proven in trials.", "sources_review"),
        ("It is warm. Call us in a week.", "overview"),
        ("Somatic words and unproven ones.", "overview"),
    ],
)
def test_allowed_phrases(text: str, section: str, library: Library) -> None:
    assert found(banned_phrase.run, saying(library, text, section)) == []


def test_warning_words_may_stand_in_a_stop_strip_only(library: Library) -> None:
    line = LineSource(id="numb", text=Wording.of("Your leg goes numb or weak."))
    stop = StopSource(type="stop", id="stop", title=Wording.of("Stop"), lines=(line,))
    assert found(banned_phrase.run, changed(library, "overview", blocks=(stop,))) == []
    note = CalloutSource(type="callout", id="aside", level=Level.NOTE, title=Wording.of("Aside"), lines=(line,))
    assert len(found(banned_phrase.run, changed(library, "overview", blocks=(note,)))) == 2


def test_titles_are_read_too(library: Library) -> None:
    assert found(banned_phrase.run, changed(library, "overview", title=Wording.of("A miracle?"))) == [
        ("banned-phrase", "error")
    ]
