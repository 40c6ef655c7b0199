"""A text without any fragment of a pattern is a text that the pattern does not match."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.fragments import ANYWHERE, folded, fragments
from tests.strategies import built_in

PATTERNS = sorted(
    {pattern for ban in built_in().style.banned for pattern in ban.never}
    | {pattern for claim in built_in().claims.values() for pattern in claim.never}
)
PIECES = st.sampled_from(
    [
        *"abs1 |()?*.",
        "no",
        "side ",
        "cure",
        "[sd]",
        "[a-z ]",
        r"\b",
        r"\s",
        r"\d",
        ".{0,5}",
        "(a|bc)",
        "(?:x)",
        "s?",
        "+",
    ]
)


def compiled(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"side[- ]effects?|miracle", ("effect", "miracle")),
        (r"\b(leg|arm|hand)s?\b.{0,20}\bnumb", ("numb",)),
        (r"(risk|side[- ]effect)[- ]free", ("free",)),
        (r"80 ?%", ("80",)),
        (r"((a|b)c|d)?", ("",)),
        (r"pain|[a-z]", ("pain", "")),
        (r"Cure", ANYWHERE),
        (r"(?!cure)x", ANYWHERE),
        (r"\x63ure", ANYWHERE),
        (r"cu{0}re", ANYWHERE),
    ],
)
def test_what_a_match_must_hold(pattern: str, found: tuple[str, ...]) -> None:
    assert fragments(pattern) == found


def test_most_patterns_of_the_library_need_not_be_searched() -> None:
    known = [pattern for pattern in PATTERNS if all(fragments(pattern))]
    assert len(known) > 0.7 * len(PATTERNS)


@given(st.sampled_from(PATTERNS) | st.lists(PIECES, max_size=8).map("".join).filter(compiled), st.data())
def test_every_match_holds_a_fragment(pattern: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE)))
    assert any(fragment in folded(text) for fragment in fragments(pattern))


def test_a_letter_that_any_case_takes_for_another_is_folded_to_it() -> None:
    every = "\n".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    for letter in "abcdefghijklmnopqrstuvwxyz0123456789 ,'%-":
        alike = set(re.findall(re.escape(letter), every, re.IGNORECASE))
        assert {folded(one) for one in alike} == {letter}
