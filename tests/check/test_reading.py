"""Sentences, syllables and grades are counted as the formulas mean them."""

from __future__ import annotations

import datetime as dt
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from handouts import pipeline
from handouts.check import pemat
from handouts.check.grades import grades
from handouts.check.reading import syllables as counting
from handouts.check.reading.grade import grade
from handouts.check.reading.phrase import phrase
from handouts.check.reading.sentences import _ABBREVIATION, _abbreviated, sentences, stripped, words
from handouts.check.reading.syllables import by_rule, by_vowels, syllables
from handouts.model.library import Library
from handouts.model.style import Style
from tests.tools.syllables import counted, reduced

TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Keep moving. Do what you can.", 2),
        ("Keep your knees bent", 1),
        ("Your knees", 0),
        ("See Dr. Nair today. Bring a list.", 2),
        ("Come at 10 a.m. on Monday.", 1),
        ("1. Sit tall.", 1),
        ("Is it **worse?** Call us!", 2),
        ("Walk for 2.5 miles.", 1),
        ("{{ clinic_phone }}", 0),
        ("“Stop.” Then call us.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.lists(st.sampled_from(["approx.", "Dr.", "12.", "1234.", "e.g.", "x", "ADr.", "a.m.", "cat. "]), max_size=4))
def test_an_abbreviation_is_seen_at_the_end_of_any_text(pieces: list[str]) -> None:
    """A text is looked at from as far back as the longest abbreviation: no more is needed."""
    for text in ("".join(pieces), " ".join(pieces).strip()):
        whole = _ABBREVIATION.search(text)
        assert _abbreviated(text) == bool(whole)


def test_variables_references_and_marks_are_no_words() -> None:
    assert stripped("Call **{{ clinic_phone }}** [R02] now.") == "Call now."
    assert words("Don’t use well-known 10 packs") == ("Don’t", "use", "well", "known", "packs")


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("exercise", 3), ("ibuprofen", 4), ("paracetamol", 5), ("physio", 3), ("emergency", 4), ("medicine", 2),
        ("back", 1), ("Muscle", 2), ("people", 2), ("don't", 1), ("surgeon’s", 2), ("leaflet", 2), ("every", 2),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int, library: Library) -> None:
    assert syllables(word, library.style.syllables) == count


@pytest.mark.parametrize(("word", "count"), [("spline", 1), ("frobble", 2), ("glanded", 2), ("zzz", 1), ("walked", 1)])
def test_a_word_that_no_dictionary_has(word: str, count: int) -> None:
    assert by_vowels(word) == count


@given(st.text(max_size=30))
def test_any_word_has_a_syllable(word: str) -> None:
    assert syllables(word, {}) >= 1


@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_text_has_a_grade_or_none(texts: list[str]) -> None:
    found = grade(texts, Style())
    assert (found.fkgl is None) == (found.words == 0)
    assert found.smog is None or found.smog >= 3
    assert len(found.hard) <= found.long <= found.words <= found.syllables


def test_the_dictionary_is_read_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    counting.dictionary.cache_clear()
    assert len(counting.dictionary()) > 10_000


def test_the_list_of_syllables_holds_what_the_rule_gets_wrong() -> None:
    """It is made for the rule: whoever changes the rule makes the list anew (tests/tools/syllables.py)."""
    listed = counting.dictionary()
    assert list(listed) == sorted(listed)
    assert [word for word, count in listed.items() if counting.by_rule(word, listed) == count] == []


def test_a_word_that_is_not_in_the_list_has_no_number() -> None:
    listed = counting.dictionary()
    first, *_, last = listed
    assert all(listed[word] > 0 for word in (first, last))
    odd = ("", " ", "0", "a", first[:-1], f"{first} ", f"{first} {listed[first]}", f"{first}a", f"{last}z", "#", "é")
    assert [word for word in odd if word in listed] == []


def test_the_list_of_syllables_is_made_from_the_dictionary() -> None:
    lines = [
        "back B AE1 K",
        "muscle M AH1 S AH0 L",
        "recipe R EH1 S AH0 P IY2",
        "recipe's R EH1 S AH0 P IY2 Z",
        "recipe(2) R IY1",
        "idea AY0 D IY1 AH0 # a note",
        "boss's B AO1 S IH0 Z",
    ]
    words = counted(lines)
    assert words == {"back": 1, "muscle": 2, "recipe": 3, "recipe's": 3, "idea": 3, "boss's": 2}
    kept = reduced(words)
    assert kept == {"boss's": 2, "idea": 3, "recipe": 3}
    assert {word: kept.get(word) or by_rule(word, kept) for word in words} == words


def test_the_formulas(library: Library) -> None:
    found = grade(["The cat sat on the mat."] * 30, library.style)
    assert (found.sentences, found.words, found.syllables, found.long) == (30, 180, 180, 0)
    assert found.fkgl == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert found.smog == pytest.approx(3.1291)
    hard = grade(["The operation hurt."] * 30, library.style)
    assert hard.smog == pytest.approx(1.0430 * 30**0.5 + 3.1291)
    known = grade(["The hospital hurt."] * 30, library.style)
    assert known.smog == hard.smog
    assert known.smog_allowed == pytest.approx(3.1291)
    assert grade(["The operation hurt."] * 29, library.style).smog is None


def test_the_list_of_words_is_tidy(library: Library) -> None:
    style = library.style
    words_of = [word for term in style.same_word for word in term.instead_of]
    assert len(set(words_of)) == len(words_of)
    for term in style.same_word:
        assert not any(phrase(word).search(term.say) for word in words_of), term.id
    assert all(word == word.lower() for word in (*style.long_words, *style.syllables))


def test_every_leaflet_is_easy_and_meets_pemat() -> None:
    library, leaflets = pipeline.pack_leaflets(pipeline.Settings(today=TODAY))
    assert set(leaflets) == set(library.packs)
    for graded in grades(library, leaflets):
        enough = graded.grade.sentences >= 5 and graded.grade.words >= 50
        assert not enough or graded.grade.fkgl is None or graded.grade.fkgl <= 6, graded.id
        assert graded.grade.smog_allowed is None or graded.grade.smog_allowed <= 8, graded.id
    for pack, leaflet in leaflets.items():
        assert pemat.score(pemat.judge(leaflet, library)) >= 0.8, pack


def test_pemat_sees_what_is_missing() -> None:
    library, leaflets = pipeline.pack_leaflets(pipeline.Settings(today=TODAY))
    whole = leaflets["low_back_acute"]
    bare = structs.replace(whole, sections=tuple(part for part in whole.sections if part.id == "contact"))
    missed = {verdict.item for verdict in pemat.judge(bare, library) if verdict.agrees is False}
    assert {1, 11, 12, 20, 23} <= missed
    judged = {verdict.item for verdict in pemat.judge(whole, library)}
    assert judged | set(pemat.FOR_A_PERSON) == set(range(1, 27)) - {13, 14}
    assert not judged & set(pemat.FOR_A_PERSON)
