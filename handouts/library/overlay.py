"""What a clinic lays over a library without copying any of it: its own words, its usual numbers, its sign-offs.

``own_words.yaml`` and ``sign_offs.yaml`` in ``sections/lists/`` of the clinic's folder.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from msgspec import structs
from pydantic import BaseModel

from handouts import strict
from handouts.library.references import names_in
from handouts.library.reword import UNCHECKED, line_ids, one_sided, reworded
from handouts.model.exercise import Exercise
from handouts.model.library import Library
from handouts.model.own_words import OwnLine, OwnWords
from handouts.model.problem import Place, Problem, Severity
from handouts.model.read import Read
from handouts.model.sign_off import Item, Signable, SignOff, lapse, texts

M = TypeVar("M", bound=BaseModel)
SHELVES = {Item.SECTION: "sections", Item.EXERCISE: "exercises"}
SIGN_OFFS = "sign_offs.yaml"
OWN_WORDS = "own_words.yaml"
_SIDES = frozenset({"side", "other_side"})


class _SignOffs(Read):
    """``sign_offs.yaml``."""

    sign_offs: tuple[SignOff, ...] = ()


@dataclass
class Overlay:
    """What stands in a clinic's two files, and where. Empty without them."""

    words: OwnWords = field(default_factory=OwnWords)
    words_at: strict.Document = field(default_factory=lambda: strict.Document(""))
    sign_offs: tuple[SignOff, ...] = ()
    signed_at: strict.Document = field(default_factory=lambda: strict.Document(""))


def read_overlay(folder: Path, bytes_of: Callable[[Path, str], bytes | None], problems: list[Problem]) -> Overlay:
    """The overlay in ``folder`` (``sections/lists``); what is wrong with its form goes to ``problems``."""
    overlay = Overlay()

    def read(name: str, model: type[M]) -> tuple[M | None, strict.Document]:
        path = folder / name
        raw = bytes_of(path, str(path)) if path.is_file() else None
        if raw is None:
            return None, strict.Document(str(path))
        value, found, document = strict.read(raw, str(path), model)
        problems.extend(found)
        return value, document

    words, overlay.words_at = read(OWN_WORDS, OwnWords)
    signed, overlay.signed_at = read(SIGN_OFFS, _SignOffs)
    overlay.words = words or OwnWords()
    overlay.sign_offs = signed.sign_offs if signed else ()
    return overlay


def lay_over(library: Library, overlay: Overlay) -> tuple[Library, list[Problem]]:
    """``library`` with the clinic's words, numbers and sign-offs, and every problem with them."""
    problems: list[Problem] = []
    library = _with_words(library, overlay, problems)
    library = _with_defaults(library, overlay, problems)
    library = _with_sign_offs(library, overlay, problems)
    return library, problems


# Own words


def _with_words(library: Library, overlay: Overlay, problems: list[Problem]) -> Library:
    items = {item: _item(library, item) for item in dict.fromkeys((*library.sections, *library.exercises))}
    known = {f"{id}.{line}" for id, both in items.items() for item in both for line in line_ids(item)}
    new: dict[tuple[str, str], dict[str, OwnLine]] = {}
    at: dict[str, Place] = {}
    for index, own in enumerate(overlay.words.lines):
        place = overlay.words_at.place(("lines", index))
        id, _, line = own.line.partition(".")
        holder = next((item for item in items.get(id, ()) if line in line_ids(item)), None)
        if holder is None:
            place = overlay.words_at.place(("lines", index, "line"))
            problems.append(_unknown("line", own.line, known, place))
            continue
        if own.line in at:
            message = f"{own.line} stands in this list twice"
            problems.append(Problem("repeated-id", message, "Keep one.", place))
            continue
        at[own.line] = place
        faults = list(_faults(library, own, holder, line, overlay.words_at, index))
        problems += faults
        if not faults:
            new.setdefault((_shelf(holder), id), {})[line] = own
    sections, exercises, places = dict(library.sections), dict(library.exercises), dict(library.places)
    shelves: dict[str, dict[str, Any]] = {"sections": sections, "exercises": exercises}
    for (shelf, id), words in new.items():
        item, paths = reworded(shelves[shelf][id], words)
        shelves[shelf][id] = item
        for path, line in paths.items():
            places["/".join((shelf, id, *path))] = at[f"{id}.{line}"]
            places[f"{shelf}/{id}#{line}"] = at[f"{id}.{line}"]
        said = texts(item)
        for line, own in words.items():
            if said[line] != own.text.source:
                message = f"the line {own.line} cannot be reworded by itself"
                problems.append(Problem("not-reworded", message, "Copy its section and change it there.", at[own.line]))
    return structs.replace(
        library,
        sections=MappingProxyType(sections),
        exercises=MappingProxyType(exercises),
        places=MappingProxyType(places),
    )


def _item(library: Library, id: str) -> tuple[Signable, ...]:
    """The section and the exercise of this id: there may be both."""
    both = (library.sections.get(id), library.exercises.get(id))
    return tuple(item for item in both if item is not None)


def _shelf(item: Signable) -> str:
    return "exercises" if isinstance(item, Exercise) else "sections"


def _faults(
    library: Library, own: OwnLine, item: Signable, line: str, at: strict.Document, index: int
) -> Iterator[Problem]:
    names = names_in(library)
    for name in sorted(own.text.variables - names):
        yield _unknown("variable", name, names, at.place(("lines", index, "text")))
    one_side = line in one_sided(item)
    if own.one_side is None and one_side:
        message = f"the line {own.line} has other words for one side alone: they are missing here"
        hint = "Add one_side: with {{ side }} and {{ other_side }} where they belong."
        yield Problem("missing-field", message, hint, at.place(("lines", index)))
    if own.one_side is not None:
        place = at.place(("lines", index, "one_side"))
        if not one_side:
            yield Problem("not-one-sided", f"the line {own.line} has no words for one side", "Take it out.", place)
        for name in sorted(own.one_side.variables - names - _SIDES):
            yield _unknown("variable", name, names, place)


def _unknown(what: str, id: str, known: Collection[str], place: Place) -> Problem:
    near = difflib.get_close_matches(id, sorted(known), n=1)
    hint = f"Did you mean {near[0]}?" if near else f"See the list of {what}s in sections/."
    return Problem(f"unknown-{what}", f"there is no {what} {id}", hint, place)


# Usual numbers


def _with_defaults(library: Library, overlay: Overlay, problems: list[Problem]) -> Library:
    """The clinic's value stands for every phase; what a tag asks for is for safety, and stays."""
    variables, typed = dict(library.variables), library.vocabulary.variables
    for id, value in overlay.words.defaults.items():
        if id not in typed:
            problems.append(_unknown("variable", id, typed, overlay.words_at.key_place(("defaults", id))))
        elif fault := typed[id].fault(value):
            place = overlay.words_at.place(("defaults", id))
            problems.append(Problem("out-of-range", f"{id}: {fault}", "Correct the value.", place))
        else:
            variables[id] = variables[id].model_copy(update={"default": value, "default_by_phase": {}})
    return structs.replace(library, variables=MappingProxyType(variables))


# Sign-offs


def _with_sign_offs(library: Library, overlay: Overlay, problems: list[Problem]) -> Library:
    shelves: dict[str, dict[str, Any]] = {"sections": dict(library.sections), "exercises": dict(library.exercises)}
    found: dict[str, SignOff] = {}
    for index, sign_off in enumerate(overlay.sign_offs):
        place = overlay.signed_at.place(("sign_offs", index))
        shelf = shelves[SHELVES[sign_off.kind]]
        if sign_off.item not in shelf:
            problems.append(_unknown(sign_off.kind.value, sign_off.item, shelf, place))
            continue
        if sign_off.key in found:
            message = f"{sign_off.item} stands in this list twice"
            problems.append(Problem("repeated-id", message, "Keep the later one.", place))
            continue
        found[sign_off.key] = sign_off
        item: Signable = shelf[sign_off.item]
        if sign_off.holds(item):
            update: dict[str, object] = {
                "reviewed_by": sign_off.by,
                "reviewer_role": sign_off.role,
                "reviewed_on": sign_off.on,
            }
        else:
            update = dict(UNCHECKED)
            message = f"the sign-off of the {sign_off.kind} {sign_off.item} has lapsed: it has changed since"
            told = f"Changed since {sign_off.on}: {lapse(sign_off, item)}. Read it again, then: handouts sign-off"
            problems.append(Problem("sign-off-lapsed", message, told, place, Severity.WARNING))
        shelf[sign_off.item] = item.model_copy(update=update)
    return structs.replace(
        library,
        sections=MappingProxyType(shelves["sections"]),
        exercises=MappingProxyType(shelves["exercises"]),
        sign_offs=MappingProxyType(found),
    )
