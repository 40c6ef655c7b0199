"""The lists of names that are read in an order: a clinic's own are laid over the built-in ones, then checked.

A clinic may add names, groups and words. It can take none away, and drop no condition.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, groupby
from pathlib import Path
from types import MappingProxyType

from msgspec import structs

from handouts import strict
from handouts.model.lexicon import EMPTY, Group, Lexicon, words_of
from handouts.model.library import LISTED, Library
from handouts.model.problem import NOWHERE, Place, Problem

Bytes = Callable[[Path, str], bytes | None]


@dataclass
class Lexicons:
    """What was read so far, by list (``medicines``, ``allergies``, ``devices``), and where each group stands."""

    read: dict[str, Lexicon] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def add_folder(self, folder: Path, shown: Callable[[Path], str], bytes_of: Bytes) -> Iterator[Problem]:
        """Read the files in ``folder`` over what is there; every problem found."""
        for kind in LISTED:
            path = folder / f"{kind}.yaml"
            raw = bytes_of(path, shown(path)) if path.is_file() else None
            if raw is None:
                continue
            found, problems, document = strict.read(raw, shown(path), Lexicon)
            yield from problems
            if found is not None:
                yield from self._lay_over(kind, found, document)

    def _lay_over(self, kind: str, own: Lexicon, document: strict.Document) -> Iterator[Problem]:
        base = self.read.get(kind, EMPTY)
        groups = {group.id: group for group in base.groups}
        for at, group in enumerate(own.groups):
            place = document.place(("groups", at))
            if group.id in groups:
                yield from _taken_away(
                    groups[group.id], group, built_in=group.id in {one.id for one in base.groups}, place=place
                )
                groups[group.id] = groups[group.id].model_copy(
                    update={"names": tuple(dict.fromkeys((*groups[group.id].names, *group.names)))}
                )
            else:
                groups[group.id] = group
                self.places[f"{kind}/{group.id}"] = place
        self.read[kind] = Lexicon(
            groups=tuple(groups.values()),
            combinations=(*base.combinations, *own.combinations),
            forms=(*base.forms, *own.forms),
            denials=(*base.denials, *own.denials),
            fillers=(*base.fillers, *own.fillers),
            separators=(*base.separators, *own.separators),
        )

    def finished(self) -> Mapping[str, Lexicon]:
        """All lists, each group with the names that it takes from groups of medicines."""
        medicines = {group.id: group for group in self.read.get("medicines", EMPTY).groups}
        return MappingProxyType(
            {
                kind: lexicon.model_copy(
                    update={"groups": tuple(_with_names_of(group, medicines) for group in lexicon.groups)}
                )
                for kind, lexicon in self.read.items()
            }
        )


def _with_names_of(group: Group, medicines: Mapping[str, Group]) -> Group:
    taken = (name for id in group.also if id in medicines for name in medicines[id].names)
    return group.model_copy(update={"names": tuple(dict.fromkeys((*group.names, *taken)))})


def _taken_away(old: Group, new: Group, *, built_in: bool, place: Place) -> Iterator[Problem]:
    if not built_in:
        yield Problem("repeated-id", f"{new.id} stands in this list twice", "Keep one.", place)
    same = (not new.tags or set(old.tags) == set(new.tags)) and set(new.unknown) <= set(old.unknown)
    if not same or new.forms or new.also:
        message = f"the group {new.id} says something else than the built-in one"
        yield Problem(
            "group-weakened", message, "Give its id, label and your names alone, or a group of its own.", place
        )


def check_lexicons(library: Library) -> Iterator[Problem]:
    """Names that lead nowhere, clash or can never be found; groups and forms that say nothing."""
    for kind, lexicon in library.lexicons.items():
        yield from _check_names(library, kind, lexicon)
        yield from _check_words(kind, lexicon)
        for group in lexicon.groups:
            place = library.place(kind, group.id)
            tags = [tag for meaning in group.meanings for tag in (*meaning.tags, *meaning.unknown)]
            yield from _known(tags, library.tags, "tag", place)
            yield from _known(group.refs, library.references, "reference", place)
            yield from _known([form.form for form in group.forms], lexicon.form_words, "form", place)
            yield from _known([f.unless for f in group.forms if f.unless], lexicon.form_words, "form", place)
            if kind != "medicines":
                medicines = {one.id for one in library.lexicons["medicines"].groups}
                yield from _known(group.also, medicines, "group", place)
            if any(meaning.unknown and not meaning.ask for meaning in group.meanings):
                message = f"the group {group.id} leaves something open, but gives staff no question (ask)"
                yield Problem("no-question", message, "Add a line: ask: ...", place)
        for one in lexicon.combinations:
            yield from _known([*one.all_of, *one.tags], library.tags, "tag", NOWHERE)
            yield from _known(one.refs, library.references, "reference", NOWHERE)


def _known(ids: Iterable[str], known: Container[str], what: str, place: Place) -> Iterator[Problem]:
    for id in ids:
        if id not in known:
            yield Problem(f"unknown-{what}", f"there is no {what} {id}", "Correct it, or add it.", place)


def _check_names(library: Library, kind: str, lexicon: Lexicon) -> Iterator[Problem]:
    letters = sorted(("".join(words_of(n)), group.id, n) for group in lexicon.groups for n in group.names)
    for same, several in groupby(letters, key=lambda one: one[0]):
        for (_, first, name), (_, second, _) in combinations(list(several), 2):
            if first != second:
                message = f"{name} stands in the groups {first} and {second}"
                yield Problem("name-twice", message, "Keep one.", library.place(kind, second))
        if not any(character.isalpha() for character in same) or "|" in same:
            (id, name) = next((group, n) for joined, group, n in letters if joined == same)
            message = f"the name {name} can never be found"
            yield Problem("name-never", message, "Write letters, without commas.", library.place(kind, id))
    for group in lexicon.groups:
        if not group.names:
            message = f"the group {group.id} has no names"
            yield Problem("no-names", message, "Add names, or take it out.", library.place(kind, group.id))


def _check_words(kind: str, lexicon: Lexicon) -> Iterator[Problem]:
    """A word that denies must not be one that says nothing."""
    denials, others = lexicon.known_phrases
    for words in sorted(denials & others):
        message = f"{kind}: {' '.join(words)} denies and says nothing at the same time"
        yield Problem("word-twice", message, "Keep one.", NOWHERE)


def place_groups(library: Library, lexicons: Lexicons) -> Library:
    """``library`` with the lists and their places."""
    places = MappingProxyType({**library.places, **lexicons.places})
    return structs.replace(library, lexicons=lexicons.finished(), places=places)
