"""Wording: what authors may write, and that data never becomes markup."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.wording import Span, Text, Wording, WordingError, _pieces, _pieces_by_jinja

anything = st.text(min_size=1, max_size=80)
hostile = st.lists(
    st.sampled_from(["{{", "}}", "{%", "%}", "{#", "#}", "**", "<b>", "&", "<", ">", "x", " ", "\n", "{{ x }}", "\\"]),
    min_size=1,
    max_size=12,
).map("".join)


def test_stress_marks_become_bold_spans() -> None:
    text = Wording.of("Use it. **Never sleep on it.** Stop.").render({})
    assert text.spans == (Span("Use it. "), Span("Never sleep on it.", bold=True), Span(" Stop."))
    assert str(text) == "Use it. Never sleep on it. Stop."


def test_line_breaks_and_runs_of_spaces_become_one_space() -> None:
    assert str(Wording.of("One\n  two   three ").render({})) == "One two three"


def test_variables_are_known_and_filled_in() -> None:
    wording = Wording.of("For {{ minutes }} **{{ unit }}**.")
    assert wording.variables == {"minutes", "unit"}
    assert wording.render({"minutes": 1, "unit": "minute", "other": "x"}).spans == (
        Span("For 1 "),
        Span("minute", bold=True),
        Span("."),
    )


@pytest.mark.parametrize("values", [{}, {"minutes": None}, {"minutes": ""}])
def test_a_variable_without_a_value_is_named(values: dict[str, object]) -> None:
    with pytest.raises(KeyError, match="minutes"):
        Wording.of("For {{ minutes }}.").render(values)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "   ",
        "****",
        "** **",
        "a ** b",
        "{{ x",
        "{{}}",
        "{{ x|upper }}",
        "{{ x.y }}",
        "{{ x['y'] }}",
        "{{ x() }}",
        "{{ 1 + 1 }}",
        "{{ 'a' }}",
        "{{ true }}",
        "{{ x if y }}",
        "{{ x ~ y }}",
        "{{ x, y }}",
        "{{ [x] }}",
        "{{ self }}",
        "{% if x %}a{% endif %}",
        "{% set x = 1 %}a",
        "{% raw %}{{ x }}{% endraw %}",
        "{% include 'x' %}",
        "a {# comment #}",
        "**{{ x** }}",
    ],
)
def test_only_plain_variables_are_allowed(source: str) -> None:
    with pytest.raises(WordingError):
        Wording.of(source)


def test_names_of_the_template_engine_are_plain_names_here() -> None:
    for name in ("range", "dict", "lipsum", "cycler", "joiner", "namespace", "loop", "caller"):
        with pytest.raises(KeyError):
            Wording.of(f"{{{{ {name} }}}}").render({})


@given(anything | hostile, anything | hostile)
def test_data_is_printed_as_it_stands(one: str, two: str) -> None:
    text = Wording.of("For {{ one }}: **{{ two }}**").render({"one": one, "two": two})
    assert str(text) == f"For {one}: {two}"
    assert [span.bold for span in text.spans] == [False, True]
    assert text.spans[1].text == two


@given(anything | hostile)
def test_plain_text_has_no_markup(value: str) -> None:
    assert Text.plain(value).spans == (Span(value),)


@given(hostile)
def test_authors_text_is_read_or_refused_and_never_runs(source: str) -> None:
    try:
        wording = Wording.of(source)
    except WordingError:
        return
    said = str(wording.render(dict.fromkeys(wording.variables, "V")))
    assert "{{ x }}" not in said
    assert "**" not in said


@given(
    st.lists(
        st.sampled_from(
            ["{{", "}}", "{", "}", "-", " ", "a", "Z", "_", "not", "self", "none", "{{ a }}", "{{ b_2 }}", "é"]
        ),
        max_size=12,
    ).map("".join)
)
def test_what_is_read_without_jinja_is_what_jinja_reads(source: str) -> None:
    read = []
    for reader in (_pieces, _pieces_by_jinja):
        try:
            read.append(reader(source))
        except WordingError as error:
            read.append(str(error))
    assert read[0] == read[1]


@pytest.mark.parametrize("name", [*keyword.kwlist, *keyword.softkwlist, "true", "false", "none", "self", "super"])
def test_a_word_that_means_something_elsewhere_is_read_as_jinja_reads_it(name: str) -> None:
    test_what_is_read_without_jinja_is_what_jinja_reads.hypothesis.inner_test(f"{{{{ {name} }}}}")


def test_joined_texts_keep_their_weights() -> None:
    joined = Text.joined((Text.plain("a", bold=True), Text.plain("b")), ", ")
    assert joined.spans == (Span("a", bold=True), Span(", "), Span("b"))
    assert Text.joined(()).spans == ()
    assert not Text.joined(())
