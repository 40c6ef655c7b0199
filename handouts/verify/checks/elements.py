"""The tree as a whole: its root, who is whose parent, what may stand in what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handouts.verify.findings import Check, Finding
from handouts.verify.read.nouns import INLINE, Content, File

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
_GROUPS = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Note", "Aside"})
_IN_LISTS = frozenset({"LI"})
_IN_TABLES = frozenset({"TR", "THead", "TBody", "TFoot"})
_IN_ROWS = frozenset({"TH", "TD"})
_BLOCKS = frozenset({"P", "L", "Table", "Figure", "Caption", "TOC", *HEADINGS})
_TEXT_ONLY = frozenset({"P", "Lbl", *HEADINGS})
KNOWN = _GROUPS | _IN_LISTS | _IN_TABLES | _IN_ROWS | _BLOCKS | INLINE | {"Lbl", "LBody"}

_PLACES: Mapping[str, frozenset[str]] = {
    "LI": frozenset({"L"}),
    "LBody": frozenset({"LI"}),
    "Lbl": frozenset({"LI", "Note"}),
    "TR": frozenset({"Table", "THead", "TBody", "TFoot"}),
    "THead": frozenset({"Table"}),
    "TBody": frozenset({"Table"}),
    "TFoot": frozenset({"Table"}),
    "TH": frozenset({"TR"}),
    "TD": frozenset({"TR"}),
}
"""Where an element may stand that belongs to another."""

_ONLY: Mapping[str, frozenset[str]] = {
    "L": frozenset({"LI", "Caption", "L"}),
    "LI": frozenset({"Lbl", "LBody"}),
    "Table": _IN_TABLES | {"Caption"},
    "THead": frozenset({"TR"}),
    "TBody": frozenset({"TR"}),
    "TFoot": frozenset({"TR"}),
    "TR": _IN_ROWS,
    **dict.fromkeys(_TEXT_ONLY, INLINE | {"Note"}),
}
"""What may stand directly in an element, and nothing else."""


def _root(file: File) -> Iterator[Finding]:
    if [root.tag for root in file.roots] != ["Document"]:
        yield Finding("the tree does not begin with one Document")
    for node in file.walk():
        if node.tag == "Document" and node.parent is not None:
            yield Finding("a Document stands inside another element", node.page())


def _malformed(file: File) -> Iterator[Finding]:
    for odd in dict.fromkeys(file.odd):
        yield Finding(odd)


def _wrong_parent(file: File) -> Iterator[Finding]:
    for node in file.walk():
        listed_by = node.parent.number if node.parent else file.root_number
        if node.said_parent != listed_by or not listed_by:
            yield Finding(f"an element {node.tag} names another parent than the one that lists it", node.page())


def _unknown(file: File) -> Iterator[Finding]:
    for node in file.walk():
        if node.tag not in KNOWN:
            yield Finding("an element has a tag that is not one of ours", node.page())


def _misplaced(file: File) -> Iterator[Finding]:
    for node in file.walk():
        around = node.parent.tag if node.parent else ""
        if node.tag in _PLACES and around not in _PLACES[node.tag]:
            yield Finding(f"an element {node.tag} stands in {around or 'nothing'}", node.page())
        for child in node.nodes:
            if node.tag in _ONLY and child.tag not in _ONLY[node.tag] and child.tag not in _PLACES:
                yield Finding(f"an element {child.tag} stands in {node.tag}", child.page())
        if node.contents and (node.tag in _GROUPS or (node.tag in _ONLY and node.tag not in _TEXT_ONLY)):
            yield Finding(f"text or a picture stands in {node.tag} itself, and not in a piece of it", node.page())


def _empty(file: File) -> Iterator[Finding]:
    for node in file.walk():
        picture = node.tag == "Figure" and any(
            marked.paints for child in node.contents for marked in file.marked(child)
        )
        if not picture and not (node.nodes and node.tag not in _TEXT_ONLY) and not file.text(node).strip():
            yield Finding(f"an element {node.tag} is empty", node.page())


def _other_tag(file: File) -> Iterator[Finding]:
    for node in file.walk():
        for child in node.children:
            if isinstance(child, Content) and any(marked.tag != node.tag for marked in file.marked(child)):
                yield Finding(f"the content of an element {node.tag} is marked as something else", child.page)


CHECKS = (
    Check("document-root", "A reader starts at the one Document.", _root),
    Check("malformed", "What cannot be followed is not read.", _malformed),
    Check("wrong-parent", "A reader that climbs the tree ends up elsewhere.", _wrong_parent),
    Check("unknown-tag", "A reader does not know what it is.", _unknown),
    Check("misplaced", "Lists and tables are not announced as such.", _misplaced),
    Check("empty-element", "A reader announces it and then says nothing.", _empty),
    Check("tag-differs", "Tools that read the page and tools that read the tree disagree.", _other_tag),
)
