"""The strict reader: nothing makes it raise, and what it reports stands where it says."""

from __future__ import annotations

from typing import Literal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from handouts import strict
from handouts.model.problem import Place
from handouts.model.read import PlainText, Read, Slug


class Inner(Read):
    name: PlainText
    count: int = 0


class Form(Read):
    id: Slug
    size: Literal["small", "large"] = "small"
    parts: tuple[Inner, ...] = ()
    words: dict[Slug, PlainText] = Field(default_factory=dict)


def codes(text: str | bytes) -> list[tuple[int, int, str]]:
    raw = text if isinstance(text, bytes) else text.encode()
    _, problems, _ = strict.read(raw, "f.yaml", Form)
    return [(problem.place.line, problem.place.column, problem.code) for problem in problems]


def test_reads_a_good_file() -> None:
    value, problems, _ = strict.read(b"id: a\nparts:\n  - name: B\n    count: 3\n", "f.yaml", Form)
    assert not problems
    assert value == Form(id="a", parts=(Inner(name="B", count=3),))


@pytest.mark.parametrize("text", ["no", "12:30", "0x10", "1_000", "2026-11-21", "007", "1e3", "TRUE", "010"])
def test_text_stays_text(text: str) -> None:
    document, problems = strict.parse(f"a: {text}\n".encode(), "f.yaml")
    assert not problems
    assert document.data == {"a": text}


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_nothing_is_nothing(text: str) -> None:
    assert strict.parse(f"a: {text}\n".encode(), "f.yaml")[0].data == {"a": None}


def test_quoted_nothing_is_text() -> None:
    assert strict.parse(b"a: 'null'\nb: ''\n", "f.yaml")[0].data == {"a": "null", "b": ""}


def test_a_byte_order_mark_at_the_start_is_let_through() -> None:
    assert codes(b"\xef\xbb\xbfid: a\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id: a\nid: b\n", [(2, 1, "repeated-field")]),
        ("id: a\nsizes: small\n", [(2, 1, "unknown-field")]),
        ("size: small\n", [(1, 1, "missing-field")]),
        ("id:\n", [(1, 1, "missing-field")]),
        ("id: a\nsize: medium\n", [(2, 7, "unknown-choice")]),
        (
            "id: a\nparts:\n  - name: x\n    count: some\n  - count: 2\n",
            [(4, 12, "bad-value"), (5, 5, "missing-field")],
        ),
        ("id: a\nwords:\n  Bad Key: x\n", [(3, 3, "bad-value")]),
        ("id: &x a\n", [(1, 5, "yaml-feature")]),
        ("id: !x a\n", [(1, 5, "yaml-feature")]),
        ("id: *x\n", [(1, 5, "yaml-feature")]),
        ("&x id: a\n", [(1, 1, "yaml-feature")]),
        ("[id]: a\n", [(1, 1, "yaml-feature")]),
        ("<<: *x\n", [(1, 5, "yaml-feature")]),
        ("id: 'a\n", [(1, 5, "yaml-syntax")]),
        ("id: a\n\tsize: b\n", [(2, 1, "yaml-syntax")]),
        ("id: a\n---\nid: b\n", [(2, 1, "many-documents")]),
        ("- id\n", [(1, 1, "not-a-mapping")]),
        ("just words\n", [(1, 1, "not-a-mapping")]),
        ("", [(1, 1, "empty")]),
        (b"id: a\nsize: \xff\n", [(2, 1, "not-text")]),
        (b"id: a\nsize: \x07\n", [(2, 7, "not-text")]),
        (b"id: a\n" + b"#" * strict.MAX_BYTES, [(1, 1, "too-large")]),
        ("id: " + "[" * 30 + "]" * 30, [(1, 29, "too-deep")]),
    ],
)
def test_faults_and_their_places(text: str | bytes, expected: list[tuple[int, int, str]]) -> None:
    assert codes(text) == expected


def test_all_faults_at_once() -> None:
    assert len(codes("id: NOT A SLUG\nsize: x\nsize: y\nother: z\nparts: 5\n")) == 5


def test_a_near_miss_gets_a_hint() -> None:
    _, problems, _ = strict.read(b"id: a\nsiez: small\n", "f.yaml", Form)
    assert problems[0].hint == "Did you mean size?"


@given(st.binary(max_size=300))
def test_any_bytes(raw: bytes) -> None:
    strict.read(raw, "f.yaml", Form)


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    _, problems, _ = strict.read(text.encode("utf-8", "surrogatepass"), "f.yaml", Form)
    for problem in problems:
        assert 1 <= problem.place.line <= sum(map(text.count, "\n\r\x85\u2028\u2029")) + 2
        assert problem.place.column >= 1


YAML_PARTS = st.lists(
    st.sampled_from(
        ["id", "size", "parts", "words", "name", ": ", "\n", "\n  ", "- ", "[", "]", "{", "}", ", ", "'", '"', "&a ",
         "*a", "!t ", "? ", "| \n", ">\n", "#", "---\n", "...\n", "%YAML 9\n", "\t", "~", "small", "<<", "\u0085",
         "\\x", "@", "`"]
    ),
    max_size=40,
)  # fmt: skip


@given(YAML_PARTS)
def test_anything_that_looks_like_yaml(parts: list[str]) -> None:
    value, problems, _ = strict.read("".join(parts).encode(), "f.yaml", Form)
    assert (value is None) == bool(problems)


SECRET = "Zyxwvut"


@given(YAML_PARTS, st.integers(0, 40))
def test_what_was_typed_is_never_repeated(parts: list[str], where: int) -> None:
    text = "".join([*parts[:where], SECRET, *parts[where:]])
    _, problems, _ = strict.read(text.encode(), "f.yaml", Form)
    for problem in problems:
        assert SECRET.lower() not in f"{problem.message} {problem.hint}".lower()


@pytest.mark.parametrize("text", ["words:\n  zyxwvut: [x]\n", "words:\n  Zyx Wvut: x\n", "zyxwvut:\n  - zyxwvut\n"])
def test_not_even_a_field_name(text: str) -> None:
    _, problems, _ = strict.read(f"id: a\n{text}".encode(), "f.yaml", Form)
    assert len(problems) == 1
    assert "wvut" not in problems[0].message + problems[0].hint


KEYS = st.text("abcdefgh", min_size=1, max_size=6)
TREES = st.recursive(
    st.text("xyz ", min_size=1, max_size=5).map(str.strip).filter(bool),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=12,
)


def written(node: object, places: dict[strict.Path, Place], path: strict.Path, lines: list[str], indent: int) -> None:
    """Write ``node`` as block YAML and note where each value begins. The other half of what is tested."""
    if isinstance(node, str):
        places[path] = Place("f.yaml", len(lines), len(lines[-1]) + 1)
        lines[-1] += node
        return
    if lines[-1].rstrip().endswith(":"):
        lines.append("")
    items = enumerate(node) if isinstance(node, list) else node.items()  # type: ignore[attr-defined]
    for number, (key, value) in enumerate(items):
        if number:
            lines.append("")
        if not lines[-1].strip():
            lines[-1] = " " * indent
        if not number:
            places[path] = Place("f.yaml", len(lines), len(lines[-1]) + 1)
        lines[-1] += "- " if isinstance(node, list) else f"{key}: "
        written(value, places, (*path, key), lines, indent + 2)


@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=3))
def test_places_are_right(tree: dict[str, object]) -> None:
    places: dict[strict.Path, Place] = {}
    lines = [""]
    written(tree, places, (), lines, 0)
    document, problems = strict.parse("\n".join(lines).encode(), "f.yaml")
    assert not problems
    assert document.data == tree
    assert document.values == places


MANY = st.lists(
    st.sampled_from(
        ["a: 1\n", "---\n", "--- # x\n", "---x: 1\n", " ---\n", "b: |\n  t\n", "# c\n", "\n", "...\n", "--- {a: 1}\r\n"]
    ),
    max_size=8,
)  # fmt: skip


@given(MANY)
def test_many_documents_are_those_that_yaml_knows(parts: list[str]) -> None:
    text = "".join(parts)
    found, problems = [], []
    for first, raw in strict.parse_many(text.encode().splitlines(keepends=True)):
        document, told = strict.parse(raw, "f.yaml", first_line=first)
        found.append(document.data)
        problems += told
    if not problems:  # Then nothing is left out, and nothing is put together.
        said = [one for one in found if one]
        assert said == ([] if not said else [one for one in yaml.load_all(text, Loader=yaml.BaseLoader) if one])


def test_places_count_from_the_beginning_of_the_file() -> None:
    text = b"# first\na: 1\n---\nb:\n  - c: x\n    c: y\n---\n# nothing\n--- d\n"
    documents = list(strict.parse_many(text.splitlines(keepends=True)))
    assert [first for first, _ in documents] == [1, 3, 9]
    document, problems = strict.parse(documents[1][1], "f.yaml", first_line=3)
    assert document.place(("b", 0, "c")) == Place("f.yaml", 5, 8)
    assert document.key_place(("b",)) == Place("f.yaml", 4, 1)
    assert [problem.place for problem in problems] == [Place("f.yaml", 6, 5)]


def test_a_huge_document_is_refused_without_being_kept() -> None:
    lines = (b"x" * 1000 + b"\n" for _ in range(10_000))
    ((_, raw),) = strict.parse_many(lines)
    assert len(raw) <= strict.MAX_BYTES + 1001
    assert [problem.code for problem in strict.parse(raw, "f.yaml")[1]] == ["too-large"]
