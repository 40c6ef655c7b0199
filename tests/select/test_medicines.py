"""What is read in typed medicines, allergies and devices: a table of cases, and what holds for every name."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.lexicon import BREAK, Group, Lexicon, Words, words_of
from handouts.model.library import LISTED, Library
from handouts.select.medicines import Entry, _cover, _exact, read_entry
from tests.strategies import built_in

CASES = Path(__file__).parents[1] / "cases" / "medicines"
FILES = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in sorted(CASES.glob("*.yaml"))
}
ROWS: list[tuple[str, dict[str, Any]]] = [(file["list"], row) for file in FILES.values() for row in file["cases"]]
BRIEF = [
    "anticoagulant",
    "antiplatelet",
    "osteoporosis",
    "long_term_steroid",
    "immunosuppressed",
    "nsaid_kidney_risk",
    "potassium_raising",
    "nsaid_interaction",
    "takes_nsaid",
    "takes_nsaid_gel",
    "takes_paracetamol",
    "opioid_patch",
    "medicine_patch",
    "sedating_medicine",
    "insulin_user",
    "diabetes",
    "ace_arb",
    "diuretic",
    "muscle_relaxant",
]
"""Every condition that CONTENT_BRIEF 2.3 derives from medicines."""


@pytest.mark.parametrize(("listed", "row"), ROWS, ids=[f"{listed}-{row['typed']}" for listed, row in ROWS])
def test_an_entry_says_what_the_table_says(library: Library, listed: str, row: dict[str, Any]) -> None:
    entry = read_entry(row["typed"], library.lexicons[listed])
    assert entry.tags == set(row.get("yes", ()))
    assert entry.unknown == set(row.get("unknown", ()))
    assert entry.clear is (row.get("clear", "yes") == "yes")


def test_every_group_and_form_has_a_case(library: Library) -> None:
    found = {
        (listed, one.group, one.tags, one.unknown)
        for listed, row in ROWS
        if row.get("clear", "yes") == "yes"
        for one in read_entry(row["typed"], library.lexicons[listed]).found
    }
    missing = [
        (listed, group.id, sorted(meaning.tags))
        for listed, lexicon in library.lexicons.items()
        for group in lexicon.groups
        for meaning in group.meanings
        if (listed, group.id, frozenset(meaning.tags), frozenset(meaning.unknown)) not in found
    ]
    assert missing == []


def test_every_condition_of_the_brief_has_a_case_and_every_told_tag_a_group(library: Library) -> None:
    combined = {tag for lexicon in library.lexicons.values() for one in lexicon.combinations for tag in one.tags}
    assert set(BRIEF) - {tag for _, row in ROWS for tag in row.get("yes", ())} == combined
    for listed, lexicon in library.lexicons.items():
        shown = {tag for group in lexicon.groups for meaning in group.meanings for tag in meaning.tags}
        told = {tag.id for tag in library.tags.values() if tag.told_by == listed}
        assert told <= shown | combined, listed


# Every name


def names(listed: str = "medicines") -> list[tuple[Group, str]]:
    return [(group, name) for group in built_in().lexicons[listed].groups for name in group.names]


def lexicon() -> Lexicon:
    return built_in().lexicons["medicines"]


@pytest.mark.parametrize("listed", LISTED)
def test_every_name_is_found_in_its_own_group(library: Library, listed: str) -> None:
    lost = []
    for group, name in names(listed):
        entry = read_entry(name, library.lexicons[listed])
        if [one.group for one in entry.found] != [group.id] or not entry.clear:
            lost.append((group.id, name, entry.found))
    assert lost == []


def says_no(entry: Entry, tag: str) -> bool:
    """Whether an order with this entry alone would take ``tag`` as absent."""
    return entry.clear and tag not in entry.tags | entry.unknown


dressed = st.sampled_from(
    ["{}", "{} 5 mg", " {}  once daily", "Take {} 10mg at night", "{} tablets", "{}, 2 x 20 mg/ml"]
)


@given(
    st.sampled_from(names()), dressed, st.sampled_from([str.upper, str.title, str.lower, lambda s: s.replace("-", " ")])
)
def test_case_space_dose_and_words_around_never_turn_a_yes_into_a_no(
    named: tuple[Group, str], around: str, style: Any
) -> None:
    group, name = named
    plain = read_entry(name, lexicon())
    entry = read_entry(around.format(style(name)), lexicon())
    # "tablets" may be the form that makes a patch or a gel impossible.
    forms = {tag for form in group.forms for tag in (*group.tags, *group.unknown) if tag not in form.tags}
    for tag in plain.tags - (forms if "tablets" in around else set()):
        assert tag in entry.tags, (name, tag)


def typos(name: str) -> list[str]:
    """One letter left out, doubled, swapped with the next, or typed wrong."""
    made = []
    for at, letter in enumerate(name):
        if letter.isalpha():
            made += [
                name[:at] + name[at + 1 :],
                name[:at] + letter + name[at:],
                name[:at] + "eo"[letter == "e"] + name[at + 1 :],
            ]
            if name[at + 1 : at + 2].isalpha():
                made.append(name[:at] + name[at + 1] + letter + name[at + 2 :])
    return made


@pytest.mark.parametrize("listed", LISTED)
def test_a_slip_of_one_letter_never_turns_a_yes_into_a_no(library: Library, listed: str) -> None:
    wrong = []
    for number, (group, name) in enumerate(names(listed)):
        if not group.tags:
            continue
        plain = read_entry(name, library.lexicons[listed])
        made = typos(name)
        for typed in made[number % 3 :: 3]:
            entry = read_entry(typed, library.lexicons[listed])
            wrong += [(name, typed, tag) for tag in plain.tags if says_no(entry, tag)]
    assert wrong == []


@given(
    st.sampled_from(names()),
    st.sampled_from(["no {}", "stopped {} in May", "not taking {}", "allergic to {}", "{} until 2019"]),
)
def test_a_denial_is_neither_yes_nor_no(named: tuple[Group, str], denial: str) -> None:
    entry = read_entry(denial.format(named[1]), lexicon())
    plain = read_entry(named[1], lexicon())
    assert not entry.tags
    assert not entry.clear
    assert plain.tags <= entry.unknown


@given(st.sampled_from(names()), st.sampled_from(names()), st.sampled_from([", ", " and ", " plus ", "; ", " & "]))
def test_two_names_in_one_entry_say_what_both_say(one: tuple[Group, str], two: tuple[Group, str], between: str) -> None:
    entry = read_entry(f"{one[1]}{between}{two[1]}", lexicon())
    both = [read_entry(name, lexicon()) for _, name in (one, two)]
    assert entry.tags >= both[0].tags | both[1].tags


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    entry = read_entry(text, lexicon())
    assert entry.clear <= bool(entry.found)
    assert all(one.name in group.names for one in entry.found for group in lexicon().groups if group.id == one.group)


# Names that look alike

ALIKE = FILES["confusable"]["cases"]


def test_names_that_look_alike_are_never_taken_for_each_other(library: Library) -> None:
    for one, other in product(ALIKE, ALIKE):
        entry = read_entry(one["typed"], library.lexicons["medicines"])
        if one is not other:
            assert words_of(other["typed"]) not in [words_of(found.name) for found in entry.found]
    assert not any(found.spelled for row in ALIKE for found in read_entry(row["typed"], lexicon()).found)


# Over-blocking is a failure too

COMMON = (CASES.parent / "common_medicines.txt").read_text(encoding="utf-8").split()


def test_150_common_medicines_give_nothing_to_worry_about(library: Library) -> None:
    assert len(set(COMMON)) >= 150
    blocked = {name: read_entry(name, lexicon()) for name in COMMON}
    assert {name: e for name, e in blocked.items() if e.tags or e.unknown or not e.clear} == {}


MEDICINES = built_in().lexicons["medicines"]
PIECES = st.sampled_from([name for group in MEDICINES.groups for name in group.names]) | st.sampled_from(
    [" ".join(phrase) for phrases in MEDICINES.known_phrases for phrase in phrases] + ["you", "5", ",", "zzyzx", "-"]
)


def longest_first(words: Words, most: int, known: Callable[[Words], object]) -> list[tuple[int, int]]:
    """Where pieces of ``words`` stand that are ``known``: every length is tried everywhere."""
    found, at = [], 0
    while at < len(words):
        lengths = (length for length in range(min(most, len(words) - at), 0, -1) if known(words[at : at + length]))
        length = next(lengths, 0)
        found += [(at, at + length)] if length else []
        at += length or 1
    return found


@given(st.lists(PIECES, max_size=6).map(" ".join))
def test_names_and_phrases_are_found_as_if_all_were_tried_everywhere(text: str) -> None:
    words = words_of(text)

    def named(piece: Words) -> bool:
        return BREAK not in piece and (piece in MEDICINES.by_words or "".join(piece) in MEDICINES.by_letters)

    hits = list(_exact(words, MEDICINES))
    assert [(hit.start, hit.end) for hit in hits] == longest_first(words, MEDICINES.longest, named)
    denials, others = MEDICINES.known_phrases
    said = longest_first(words, 9, lambda piece: piece in denials | others)
    known, denied = _cover(words, [], MEDICINES)
    assert denied == any(words[start:end] in denials for start, end in said)
    covered = {at for start, end in said for at in range(start, end)}
    assert known == [at in covered or word == BREAK or word.isdecimal() for at, word in enumerate(words)]


def test_the_longest_phrase_wins() -> None:
    lexicon = Lexicon(denials=("not", "not any more"), fillers=("not only",))
    for text, denies in (("not only", False), ("not", True), ("not any more", True), ("not only not", True)):
        known, denied = _cover(words_of(text), [], lexicon)
        assert (all(known), denied) == (True, denies), text


@pytest.mark.parametrize(("typed", "read"), [("plaix", True), ("plai", False)])
def test_a_name_is_read_with_a_slip_from_five_letters_on(library: Library, typed: str, read: bool) -> None:
    """Plavix with one letter left out, and with two: four letters are like too many words."""
    found = read_entry(typed, library.lexicons["medicines"]).found
    assert [one.spelled for one in found] == [True] * read
