"""Replacements: what is said in place of what stands on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handouts.verify.findings import Check, Finding
from handouts.verify.read.nouns import File

_PICTURES = frozenset({"Figure", "Formula", "Link"})
ALLOWED: Mapping[str, frozenset[str]] = {"Alt": _PICTURES, "ActualText": _PICTURES, "E": frozenset({"Span"})}
"""Where a replacement may stand; anywhere else it is spoken, and no comparison of the text sees it."""

WHY = "What is heard is not what was written and checked."


def _replaced(file: File) -> Iterator[Finding]:
    for node in file.walk():
        for key, tags in ALLOWED.items():
            said = node.attributes.get(key)
            if said is None:
                continue
            if node.tag not in tags:
                yield Finding(f"an element {node.tag} has /{key}, which is read in place of its text", node.page())
            elif node.tag == "Link" and str(said).split() != file.text(node).split():
                yield Finding(f"the /{key} of a link is not its text", node.page())
    for page in file.pages:
        if any(marked.spoken & set(ALLOWED) for marked in page.marked):
            yield Finding("marked content has words that are read in place of its text", page.number)


def compare_alts(file: File, alts: Sequence[str]) -> Iterator[Finding]:
    """Where the alternative texts of pictures, in reading order, differ from ``alts``; at most one."""
    figures = [node for node in file.walk() if node.tag == "Figure"]
    found = [str(node.attributes.get("Alt", "")).split() for node in figures]
    expected = [alt.split() for alt in alts]
    if len(found) != len(expected):
        yield Finding(f"the file has {len(found)} pictures, {len(expected)} were composed")
        return
    for number, (node, one, two) in enumerate(zip(figures, found, expected, strict=True), 1):
        if one != two:
            yield Finding(f"picture {number} is described in other words than composed", node.page())
            return


CHECKS = (Check("replacement-text", WHY, _replaced),)
