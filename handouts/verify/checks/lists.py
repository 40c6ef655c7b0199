"""Lists: a reader says how many items there are, and how they are numbered."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.verify.findings import Check, Finding
from handouts.verify.read.nouns import File, Node

NUMBERED = frozenset({"Decimal", "UpperRoman", "LowerRoman", "UpperAlpha", "LowerAlpha"})
PLAIN = frozenset({"Disc", "Circle", "Square"})


def _numbering(file: File) -> Iterator[Finding]:
    for node in _lists(file):
        if node.attributes.get("ListNumbering") not in NUMBERED | PLAIN:
            yield Finding("a list does not say how its items are numbered", node.page())


def _labels(file: File) -> Iterator[Finding]:
    for node in _lists(file):
        labels = [
            [file.text(part).strip() for part in item.nodes if part.tag == "Lbl"]
            for item in node.nodes
            if item.tag == "LI"
        ]
        numbering = node.attributes.get("ListNumbering")
        if numbering == "Decimal" and [text.rstrip(".)") for item in labels for text in item] != [
            str(number) for number in range(1, len(labels) + 1)
        ]:
            yield Finding("the items of a list are not numbered 1, 2, 3 ...", node.page())
        if numbering in PLAIN and any(text.rstrip(".)").isdigit() for item in labels for text in item):
            yield Finding("a list has numerals, but says that it has none", node.page())


def _items(file: File) -> Iterator[Finding]:
    for node in file.walk():
        if node.tag == "LI" and sum(part.tag == "LBody" for part in node.nodes) != 1:
            yield Finding("an item of a list has not one body", node.page())


def _lists(file: File) -> Iterator[Node]:
    return (node for node in file.walk() if node.tag == "L")


CHECKS = (
    Check("list-numbering", "Without it, numerals are left out or read twice.", _numbering),
    Check("list-labels", "Steps are followed by their numbers.", _labels),
    Check("list-body", "An item without a body is counted and not read.", _items),
)
