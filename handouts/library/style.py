"""A clinic's own ``style.yaml`` over the built-in one. It adds; what we ban, it cannot allow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from handouts.model.problem import Problem
from handouts.model.style import Banned, GlossaryTerm, SameWord, Style
from handouts.strict import Document

M = TypeVar("M", Banned, SameWord, GlossaryTerm)
FILE = "style.yaml"


def laid_over(built_in: Style, own: Style, document: Document) -> tuple[Style, list[Problem]]:
    """Both as one, and what ``own`` may not do. ``document`` says where in it things stand.

    A word for a thing, or a glossary word, with the id of a built-in one takes its place. A banned phrase does not.
    """
    problems = [problem for name in ("banned", "same_word", "glossary") for problem in _twice(own, name, document)]
    ours = {ban.id: ban for ban in built_in.banned}
    for index, ban in enumerate(own.banned):
        if ban.id in ours and ban != ours[ban.id]:
            message = f"the banned phrases {ban.id} are built in; a library of your own cannot change them"
            hint = "Give yours an id of its own. They are added to the built-in ones."
            problems.append(Problem("ban-changed", message, hint, document.place(("banned", index))))
    style = Style(
        banned=(*built_in.banned, *(ban for ban in own.banned if ban.id not in ours)),
        same_word=_by_id(built_in.same_word, own.same_word),
        glossary=_by_id(built_in.glossary, own.glossary),
        long_words=tuple(dict.fromkeys((*built_in.long_words, *(word.lower() for word in own.long_words)))),
        syllables=built_in.syllables | {word.lower(): count for word, count in own.syllables.items()},
        addresses=tuple(dict.fromkeys((*built_in.addresses, *own.addresses))),
    )
    return style, problems


def _by_id(built_in: Iterable[M], own: Iterable[M]) -> tuple[M, ...]:
    return tuple(({item.id: item for item in built_in} | {item.id: item for item in own}).values())


def _twice(own: Style, name: str, document: Document) -> Iterable[Problem]:
    seen: set[str] = set()
    for index, item in enumerate(getattr(own, name)):
        if item.id in seen:
            message = f"{item.id} stands in this list twice"
            yield Problem("repeated-id", message, "Keep one.", document.place((name, index)))
        seen.add(item.id)
