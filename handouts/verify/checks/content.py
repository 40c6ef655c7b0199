"""Marked content: all that is painted has one owner, and no text is hidden among decoration."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.verify.findings import Check, Finding
from handouts.verify.read.nouns import ARTIFACT, NOBODY, File, Marked, Page


def _unmarked(file: File) -> Iterator[Finding]:
    for page in file.pages:
        if any(marked.paints for marked in page.of(NOBODY)):
            yield Finding("something is painted that is neither tagged nor decoration", page.number)


def _nested(file: File) -> Iterator[Finding]:
    for page in file.pages:
        if any(marked.inside is not None for marked in page.marked):
            yield Finding("marked content stands inside other marked content", page.number)


def _unread(file: File) -> Iterator[Finding]:
    for page in file.pages:
        for odd in dict.fromkeys(page.odd):
            yield Finding(odd, page.number)


def _hidden_text(file: File) -> Iterator[Finding]:
    """Text is decoration in a footer, which stands below all else, and in the repeated head of what was split."""
    said = ""
    for page in file.pages:
        tagged = [shown.start[1] for marked in page.marked if marked.owner >= 0 for shown in marked.shown]
        for marked in page.of(ARTIFACT):
            if not marked.text.strip():
                continue
            if marked.kind != "Pagination":
                yield Finding("text is marked as decoration", page.number)
            elif marked.subtype == "Footer":
                if tagged and max(shown.start[1] for shown in marked.shown) >= min(tagged):
                    yield Finding("text above the foot of the page is marked as a footer", page.number)
            elif not _repeats(marked, said):
                yield Finding("text is marked as a repeated head, but was not said before", page.number)
        said += f" {_said_on(page)}"


def _repeats(marked: Marked, said: str) -> bool:
    """Whether the words were said on an earlier page; a word in brackets, such as (continued), is added to them."""
    return all(" ".join(shown.text.split("(")[0].split()) in said for shown in marked.shown)


def _said_on(page: Page) -> str:
    return " ".join(" ".join(marked.text for marked in page.marked if marked.owner >= 0).split())


CHECKS = (
    Check("unmarked-content", "A reader says it at the wrong place, or not at all.", _unmarked),
    Check("nested-content", "Text is read twice, or lost.", _nested),
    Check("unread-content", "What cannot be read here cannot be read aloud.", _unread),
    Check("text-as-artifact", "People see it, and nobody hears it.", _hidden_text),
)
