"""Links: named, reachable from the tree, and back."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.verify.findings import Check, Finding
from handouts.verify.read.nouns import Annotation, Area, File, Page

_PRINTED, _HIDDEN = 4, 2 | 32
"""Flags of an annotation (ISO 32000-1, table 165): Print; Hidden or NoView."""


def _contents(file: File) -> Iterator[Finding]:
    for page, link in _links(file):
        if not link.contents.strip():
            yield Finding("a link does not say where it leads", page.number)


def _goal(file: File) -> Iterator[Finding]:
    for page, link in _links(file):
        if not link.has_goal or not link.flags & _PRINTED or link.flags & _HIDDEN:
            yield Finding("a link leads nowhere, or is hidden", page.number)


def _referred(file: File) -> Iterator[Finding]:
    owners: dict[int, list[int]] = {}
    for node in file.walk():
        areas = [child for child in node.children if isinstance(child, Area)]
        for area in areas:
            owners.setdefault(area.annotation, []).append(node.number if node.tag == "Link" else 0)
        if node.tag == "Link" and not areas:
            yield Finding("an element Link has no link", node.page())
    there = {annotation.number for page in file.pages for annotation in page.annotations}
    if set(owners) - there:
        yield Finding("the tree names a link that is on no page")
    for page, link in _links(file):
        own = owners.get(link.number, [])
        if len(own) != 1 or own == [0] or not link.number:
            yield Finding("a link belongs to no element Link, or to several", page.number)
        elif link.key is None or file.parents.get(link.key) != own[0]:
            yield Finding("a link does not lead back to its element", page.number)


def _target(file: File) -> Iterator[Finding]:
    says = {
        child.annotation: file.text(node).strip()
        for node in file.walk()
        if node.tag == "Link"
        for child in node.children
        if isinstance(child, Area)
    }
    for page, link in _links(file):
        text = says.get(link.number)
        if text is None or not link.contents.strip() or not link.has_goal:
            # Found by the other checks.
            continue
        if link.contents != text:
            yield Finding("a link says something else than its text", page.number)
        goal = f"mailto:{text}" if "@" in text else f"https://{text.removeprefix('https://')}"
        if link.uri != goal:
            yield Finding("a link leads elsewhere than its text says", page.number)


def _others(file: File) -> Iterator[Finding]:
    for page in file.pages:
        if any(annotation.subtype != "Link" for annotation in page.annotations):
            yield Finding("there is a note or form field, which no leaflet has", page.number)


def _links(file: File) -> Iterator[tuple[Page, Annotation]]:
    for page in file.pages:
        for annotation in page.annotations:
            if annotation.subtype == "Link":
                yield page, annotation


CHECKS = (
    Check("link-without-contents", "A reader says 'link' and nothing more.", _contents),
    Check("link-without-goal", "It can be followed by nobody.", _goal),
    Check("link-target", "People trust the address that they read.", _target),
    Check("link-without-objr", "A link that is not in the tree cannot be reached by keyboard.", _referred),
    Check("annotation", "It is not in the reading order.", _others),
)
