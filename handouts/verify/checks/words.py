"""The text in tag order against the text that was composed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.model.document import normalised, text_digest
from handouts.verify.findings import Finding
from handouts.verify.read.nouns import INLINE, NOWHERE, Content, File, Node

WHY = "What is heard is not what was written and checked."
NOT_SAID = frozenset({"Lbl"})
"""Numerals of lists: layout adds them."""


def passages(file: File) -> Iterator[tuple[Node, str]]:
    """What each element says itself, in tag order, with the text of what runs on in it. Lbl is left out."""
    waiting: list[Node] = list(reversed(file.roots))
    while waiting:
        node = waiting.pop()
        if node.tag in NOT_SAID:
            continue
        if node.nodes and node.contents and any(child.tag not in INLINE for child in node.nodes):
            yield from _mixed(file, node)
            continue
        if not node.nodes or all(child.tag in INLINE for child in node.nodes):
            yield node, file.text(node)
            continue
        waiting += reversed(node.nodes)


def _mixed(file: File, node: Node) -> Iterator[tuple[Node, str]]:
    """An element with text of its own and elements in it that stand by themselves."""
    for child in node.children:
        if isinstance(child, Content):
            yield node, "".join(marked.text for marked in file.marked(child))
        elif isinstance(child, Node) and child.tag not in NOT_SAID:
            yield child, file.text(child)


def words_of(file: File) -> list[tuple[str, Node]]:
    """Every word in tag order, with the element that says it."""
    return [(word, node) for node, text in passages(file) for word in text.split()]


def compare(file: File, words: Sequence[str]) -> list[tuple[str, Finding]]:
    """Where the text differs from ``words``, as a code and a finding; at most one."""
    expected, said = normalised(words), words_of(file)
    found = tuple(word for word, _ in said)
    if found == expected:
        return []
    first = next((i for i, (one, two) in enumerate(zip(found, expected, strict=False)) if one != two), None)
    index = min(len(found), len(expected)) if first is None else first
    page = said[min(index, len(said) - 1)][1].page() if said else NOWHERE
    place = f"word {index + 1}: in tag order the file says {len(found)} words, {len(expected)} were composed"
    if "".join(found) == "".join(expected):
        return [("space-lost", Finding(f"words are joined or cut, from {place}", page))]
    return [("text-differs", Finding(f"the text is not the composed one, from {place}", page))]


def compare_digest(file: File, digest: str) -> list[tuple[str, Finding]]:
    """Whether the text has another digest than ``digest``."""
    if text_digest(word for word, _ in words_of(file)) == digest:
        return []
    return [("text-differs", Finding("the text in tag order is not the one that the staff record names"))]
