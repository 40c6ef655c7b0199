"""Line breaking: nothing is lost, nothing is too wide, and what belongs together stays on one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.layout.fonts import HARD_SPACE, Fonts, Weight, fonts
from handouts.layout.layout import BUILT_IN
from handouts.layout.style import Type
from handouts.layout.text import _GLUE, TextLine, count_lines, glued, linked, set_words, text_width, words_of
from handouts.model.library import Library
from handouts.model.wording import Span, Text

BODY = Type(Weight.REGULAR, 12, 15.75)

words = st.text(st.characters(codec="ascii", exclude_categories=("C", "Z")), min_size=1, max_size=14)
texts = st.lists(st.tuples(words, st.booleans()), min_size=1, max_size=40).map(
    lambda parts: Text(tuple(Span(f"{word} ", bold) for word, bold in parts))
)


@pytest.fixture(scope="module")
def family(library: Library) -> Fonts:
    return fonts(library.fonts[BUILT_IN])


def set_text(text: Text, style: Type, width: float, family: Fonts, *, balance: bool = False) -> tuple[TextLine, ...]:
    return set_words(words_of(text, style, family), style.size, width, balance=balance)


def printed(lines: tuple[TextLine, ...]) -> str:
    return "".join(run.text for line in lines for run in line.runs)


@given(text=texts, width=st.floats(30, 500), balance=st.booleans())
def test_all_words_are_there_in_order_and_within_the_width(
    family: Fonts, text: Text, width: float, balance: bool
) -> None:
    lines = set_text(text, BODY, width, family, balance=balance)
    assert "".join(printed(lines).split()) == "".join(str(text).split())
    for line in lines:
        assert line.width <= width + 0.1
        assert line.width == pytest.approx(sum(run.face.width(run.text, 12) for run in line.runs), abs=4)


@given(text=texts, width=st.floats(30, 500), balance=st.booleans())
def test_lines_are_counted_as_they_are_set(family: Fonts, text: Text, width: float, balance: bool) -> None:
    lines = set_text(text, BODY, width, family, balance=balance)
    assert count_lines(words_of(text, BODY, family), BODY.size, width) == len(lines)


@given(text=texts, cut=st.integers(0, 200))
def test_words_are_the_same_in_one_span_and_in_two(family: Fonts, text: Text, cut: int) -> None:
    plain = str(text)
    two = Text((Span(plain[:cut]), Span(plain[cut:])))
    assert words_of(Text.plain(plain), BODY, family) == words_of(two, BODY, family)


@given(st.lists(st.sampled_from(["Call", "us", "Dr", "A.", "Ann", "2", "to", "6", "(406)", "555", "May", "a"])))
def test_a_text_is_glued_as_if_all_rules_were_tried(said: list[str]) -> None:
    text = tried = " ".join(said)
    for rule, _ in _GLUE:
        tried = rule.sub(lambda found: found.group().replace(" ", HARD_SPACE), tried)
    assert glued(text) == tried


@given(text=texts, width=st.floats(120, 500))
def test_words_are_never_joined_at_a_soft_line_end(family: Fonts, text: Text, width: float) -> None:
    lines = set_text(text, BODY, width, family)
    assert printed(lines).split() == str(text).split()


@given(text=texts, width=st.floats(120, 500))
def test_balance_and_widow_rules_never_cost_a_line(family: Fonts, text: Text, width: float) -> None:
    count = len(set_text(text, BODY, width, family))
    assert len(set_text(text, BODY, width, family, balance=True)) == count


def test_balance_makes_lines_of_a_title_even(family: Fonts) -> None:
    title = Type(Weight.EXTRABOLD, 30, 33)
    lines = set_text(Text.plain("Your back muscles are tight and sore"), title, 490, family, balance=True)
    assert [run.text.strip() for line in lines for run in line.runs] == ["Your back muscles", "are tight and sore"]


def test_no_word_stands_alone_on_the_last_line(family: Fonts) -> None:
    text = Text.plain("Most people do not need a scan or an operation.")
    width = text_width(Text.plain("Most people do not need a scan or an"), BODY, family) + 1
    lines = set_text(text, BODY, width, family)
    assert len(lines[-1].runs[0].text.split()) >= 2


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Use it for 10 minutes now.", "10 minutes"),
        ("Call 01632 960 148 today.", "01632 960 148"),
        ("Call (406) 555-0148 today.", "(406) 555-0148"),
        ("Checked by Dr Someone here.", "Dr Someone"),
        ("Ask A. Lindqvist about it.", "A. Lindqvist"),
        ("On Monday 14 December we meet.", "Monday 14 December"),
        ("On December 14 we meet.", "December 14"),
        ("Call 999 now.", "Call 999"),
    ],
)
def test_what_belongs_together_is_glued(text: str, kept: str) -> None:
    assert kept.replace(" ", HARD_SPACE) in glued(text)


def test_a_word_wider_than_the_line_is_broken_rather_than_printed_off_the_page(family: Fonts) -> None:
    lines = set_text(Text.plain("x" * 200), BODY, 100, family)
    assert printed(lines).replace(" ", "") == "x" * 200
    assert all(line.width <= 100 for line in lines)


def test_glued_words_wider_than_the_line_come_apart_at_their_spaces(family: Fonts) -> None:
    text = " ".join(str(number) for number in range(1, 16))
    lines = set_text(Text.plain(f"{text} minutes"), BODY, 60, family)
    assert printed(lines).split() == [*text.split(), "minutes"]


def test_a_link_is_a_run_of_its_own(family: Fonts) -> None:
    (line,) = set_text(Text.plain("See clinic.example today"), BODY, 400, family)
    runs = linked(line, {"clinic.example": "https://clinic.example"}, 12).runs
    assert [(run.text, run.link) for run in runs] == [
        ("See ", ""),
        ("clinic.example", "https://clinic.example"),
        (" today", ""),
    ]
