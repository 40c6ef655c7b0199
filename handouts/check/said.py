"""Every piece of patient text in the library, with where it stands. What text checks read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct
from pydantic import BaseModel

from handouts.model.blocks.schedule import ScheduleRowSource
from handouts.model.blocks.table import RowSource
from handouts.model.exercise import Exercise
from handouts.model.illustration import Illustration
from handouts.model.library import Library
from handouts.model.line import LineSource
from handouts.model.problem import NOWHERE, Place
from handouts.model.section import Section
from handouts.model.wording import Wording

_VARIABLE = re.compile(r"\{\{.*?\}\}")
_BETWEEN = re.compile(r"(?<=[.!?:])\s+")


class Said(Struct, frozen=True, dict=True):
    """One wording. ``contexts`` are the names a rule may allow it under: section, block type, line.

    ``host`` is the section or exercise it is of, and ``home`` where that stands. A ``heading`` is no line.
    """

    id: str
    text: str
    place: Place
    contexts: frozenset[str]
    host: str = ""
    home: Place = NOWHERE
    heading: bool = False

    @cached_property
    def plain(self) -> str:
        """Its words without marks of stress; a variable is one word."""
        return _VARIABLE.sub("X", self.text).replace("**", "")

    def sentences(self) -> tuple[str, ...]:
        """Its sentences; a variable counts as one word."""
        return tuple(part for part in _BETWEEN.split(self.plain) if part)


def count_words(sentence: str) -> int:
    """How many words a sentence has; a variable or a number counts as one."""
    return sum(word.isalnum() or any(map(str.isalnum, word)) for word in sentence.split())


def all_said(library: Library) -> Iterator[Said]:
    """All wordings of sections, then of exercises, then what is said with and of the pictures."""
    for section in library.sections.values():
        yield from _section(library, section)
    for exercise in library.exercises.values():
        yield from _exercise(library, exercise)
    for illustration in library.illustrations.values():
        yield from _illustration(library, illustration)


def by_host(library: Library) -> dict[str, list[Said]]:
    """All wordings by the section or exercise they are of. An exercise has a name no section has."""
    found: dict[str, list[Said]] = {}
    for said in all_said(library):
        found.setdefault(said.host, []).append(said)
    return found


def _illustration(library: Library, illustration: Illustration) -> Iterator[Said]:
    place = library.place("illustrations", illustration.id)
    host, id = f"illustrations.{illustration.id}", illustration.id
    for name, text in (("caption", str(illustration.caption)), ("alt", illustration.alt)):
        yield Said(f"{id}.{name}", text, place, frozenset({"illustration"}), host, place, heading=True)


def _section(library: Library, section: Section) -> Iterator[Said]:
    hosts = frozenset(name for name in (section.id, section.continues) if name)
    home = library.place("sections", section.id)
    if section.title is not None:
        place = library.place("sections", section.id, "title")
        yield Said(f"{section.id}.title", str(section.title), place, hosts, section.id, home, heading=True)
    for index, block in enumerate(section.blocks):
        for path, line, wording in _wordings(block, ("blocks", str(index)), ""):
            id = f"{section.id}.{line or '.'.join(path)}"
            place = library.place("sections", section.id, *path)
            yield Said(id, str(wording), place, hosts | {block.type, id}, section.id, home, heading=not line)


def _wordings(value: object, path: tuple[str, ...], line: str) -> Iterator[tuple[tuple[str, ...], str, Wording]]:
    """Each wording inside ``value``: where it is, the id of the line around it, and itself."""
    if isinstance(value, Wording):
        yield path, line, value
    elif isinstance(value, BaseModel):
        line = value.id if isinstance(value, LineSource | RowSource | ScheduleRowSource) else line
        for name in type(value).model_fields:
            yield from _wordings(getattr(value, name), (*path, name), line)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _wordings(item, (*path, str(index)), line)


def _exercise(library: Library, exercise: Exercise) -> Iterator[Said]:
    name_place = library.place("exercises", exercise.id, "name")
    host, home = f"exercises.{exercise.id}", library.place("exercises", exercise.id)
    yield Said(f"{exercise.id}.name", str(exercise.name), name_place, frozenset({"exercise"}), host, home, heading=True)
    stops = {line.id for line in exercise.stop_if}
    for line in exercise.lines():
        context = "stop_if" if line.id in stops else "exercise"
        key = f"exercises/{exercise.id}#{line.id}"
        place = library.places.get(key) or library.place("exercises", exercise.id)
        for wording in (line.text, line.one_side):
            if wording is not None:
                yield Said(f"{exercise.id}.{line.id}", str(wording), place, frozenset({context}), host, home)
