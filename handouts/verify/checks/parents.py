"""The way between page and tree, in both directions (ISO 32000-1, 14.7.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handouts.verify.findings import Check, Finding
from handouts.verify.read.nouns import Content, File


def _struct_parents(file: File) -> Iterator[Finding]:
    keys = Counter(page.key for page in file.pages if page.key is not None)
    for page in file.pages:
        if page.key is None:
            if page.mcids:
                yield Finding("the page does not lead to the tree", page.number)
        elif keys[page.key] > 1:
            yield Finding("the page leads to the same place in the tree as another", page.number)


def _parent_tree(file: File) -> Iterator[Finding]:
    owners = dict(_claims(file))
    for page in file.pages:
        row = file.parents.get(page.key) if page.key is not None else None
        if not isinstance(row, tuple):
            if page.mcids and page.key is not None:
                yield Finding("the parent tree has nothing for the page", page.number)
            continue
        known = set(page.mcids)
        wrong = sum(not 0 <= mcid < len(row) or row[mcid] != owners.get(Content(page.number, mcid)) for mcid in known)
        if wrong:
            yield Finding(f"{wrong} pieces of content lead to another element than theirs", page.number)
        if any(number and mcid not in known for mcid, number in enumerate(row)):
            yield Finding("the parent tree has entries for content that is not there", page.number)


def _orphans(file: File) -> Iterator[Finding]:
    claimed = {content for content, _ in _claims(file)}
    for page in file.pages:
        lost = [mcid for mcid in page.mcids if Content(page.number, mcid) not in claimed]
        if lost:
            yield Finding(f"{len(lost)} pieces of tagged content belong to no element", page.number)


def _unknown(file: File) -> Iterator[Finding]:
    for content, _ in _claims(file):
        if not file.marked(content):
            yield Finding("an element names content that is not on its page", content.page)


def _twice(file: File) -> Iterator[Finding]:
    for page in file.pages:
        if any(count > 1 for count in Counter(page.mcids).values()):
            yield Finding("a number of marked content stands twice on the page", page.number)
    for content, count in Counter(content for content, _ in _claims(file)).items():
        if count > 1:
            yield Finding("two elements name the same content", content.page)


def _claims(file: File) -> Iterator[tuple[Content, int]]:
    for node in file.walk():
        for content in node.contents:
            yield content, node.number


CHECKS = (
    Check("page-without-struct-parents", "From the page, no reader finds the tags.", _struct_parents),
    Check("parent-tree", "Text that is touched or clicked is announced as something else.", _parent_tree),
    Check("orphan-mcid", "It is seen, and never read.", _orphans),
    Check("unknown-mcid", "An element has lost its text.", _unknown),
    Check("mcid-twice", "Text is read twice, or in the wrong place.", _twice),
)
