"""How a clinic's library differs from the built-in one, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, to_builtins

from handouts.model.library import Library
from handouts.model.section import Section
from handouts.model.sign_off import Item, Lapse, Signable, SignOff, lapse, texts
from handouts.model.style import Style
from handouts.model.variable import Variable

KINDS = {
    "sections": "section",
    "exercises": "exercise",
    "packs": "pack",
    "brands": "brand",
    "variables": "variable",
    "tags": "condition",
    "red_flags": "warning sign",
    "references": "source",
    "words": "word",
    "terms": "term",
    "medicines": "group of medicines",
    "allergies": "group of allergies",
    "devices": "group of devices",
    "locales": "English of a place",
    "claims": "claim",
    "illustrations": "illustration",
}
"""Fields of a library, and what one entry of each is called."""
_STYLE = {
    "banned": "banned phrase",
    "same_word": "word for a thing",
    "glossary": "hard word",
    "long_words": "known long word",
    "syllables": "syllables of",
    "addresses": "web address",
}
"""The same for the parts of its list of plain words."""


class ItemChange(Struct, frozen=True):
    """A file or list entry of the clinic's own. ``how``: added or replaced."""

    kind: str
    id: str
    how: str


class LineChange(Struct, frozen=True):
    """One wording of an item that both have. ``how``: reworded, added, gone, or condition (when it is printed)."""

    kind: str
    id: str
    how: str
    old: str | None
    new: str | None


class DefaultChange(Struct, frozen=True):
    """The usual value of a variable, in words."""

    id: str
    old: str
    new: str


class Signed(Struct, frozen=True):
    """A sign-off, and what has changed since; ``lapse`` is None while it holds."""

    sign_off: SignOff
    lapse: Lapse | None


class Difference(Struct, frozen=True):
    """All of it. Everything is empty when a clinic's folder changes nothing."""

    items: tuple[ItemChange, ...]
    lines: tuple[LineChange, ...]
    defaults: tuple[DefaultChange, ...]
    sign_offs: tuple[Signed, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain values for ``--json``."""
        return {
            "items": [to_builtins(change) for change in self.items],
            "lines": [to_builtins(change) for change in self.lines],
            "defaults": [to_builtins(change) for change in self.defaults],
            "sign_offs": [
                {
                    **signed.sign_off.model_dump(mode="json", exclude={"digest", "lines"}),
                    "holds": signed.lapse is None,
                    "since": to_builtins(signed.lapse) if signed.lapse else None,
                }
                for signed in self.sign_offs
            ],
        }


def difference(built_in: Library, own: Library) -> Difference:
    """What ``own`` adds to ``built_in``, and what it says or rules in another way."""
    return Difference(
        items=(*_items(built_in, own), *_style(built_in.style, own.style)),
        lines=tuple(_all_lines(built_in, own)),
        defaults=tuple(_defaults(built_in, own)),
        sign_offs=tuple(_signed(own, sign_off) for sign_off in own.sign_offs.values()),
    )


def _items(built_in: Library, own: Library) -> Iterator[ItemChange]:
    for shelf, kind in KINDS.items():
        known: Mapping[str, Any] = getattr(built_in, shelf)
        for id in getattr(own, shelf):
            if id not in known:
                yield ItemChange(kind, id, "added")
            elif own.place(shelf, id).file != built_in.place(shelf, id).file:
                yield ItemChange(kind, id, "replaced")


def _style(built_in: Style, own: Style) -> Iterator[ItemChange]:
    for part, kind in _STYLE.items():
        known = _entries(getattr(built_in, part))
        for id, entry in _entries(getattr(own, part)).items():
            if known.get(id) != entry:
                yield ItemChange(kind, id, "replaced" if id in known else "added")


def _entries(part: Mapping[str, Any] | tuple[Any, ...]) -> Mapping[str, Any]:
    """Entries by what names them: an id, or the word itself."""
    return part if isinstance(part, Mapping) else {getattr(entry, "id", entry): entry for entry in part}


def _all_lines(built_in: Library, own: Library) -> Iterator[LineChange]:
    for id in built_in.sections:
        yield from _lines(Item.SECTION, built_in.sections[id], own.sections[id])
    for id in built_in.exercises:
        yield from _lines(Item.EXERCISE, built_in.exercises[id], own.exercises[id])


def _lines(kind: Item, old: Signable, new: Signable) -> Iterator[LineChange]:
    if old is new:
        return
    before, after = texts(old), texts(new)
    whens, new_whens = _conditions(old), _conditions(new)
    for line in dict.fromkeys((*after, *before)):
        was, now = before.get(line), after.get(line)
        if was != now:
            how = "added" if was is None else "gone" if now is None else "reworded"
        elif whens.get(line) != new_whens.get(line):
            how = "condition"
        else:
            continue
        yield LineChange(kind.value, f"{new.id}.{line}", how, was, now)


def _conditions(item: Signable) -> dict[str, object]:
    return {line.id: line.when for line in item.lines()} if isinstance(item, Section) else {}


def _defaults(built_in: Library, own: Library) -> Iterator[DefaultChange]:
    for id, variable in own.variables.items():
        if id in built_in.variables:
            old, new = _usual(built_in.variables[id]), _usual(variable)
            if old != new:
                yield DefaultChange(id, old, new)


def _usual(variable: Variable) -> str:
    """What holds for one tag alone is left out: own words cannot change it."""
    phases = (f"{value} when {phase}" for phase, value in variable.default_by_phase.items())
    return ", ".join([variable.default or "none", *phases])


def _signed(own: Library, sign_off: SignOff) -> Signed:
    shelf: Mapping[str, Signable] = own.sections if sign_off.kind is Item.SECTION else own.exercises
    item = shelf[sign_off.item]
    return Signed(sign_off, None if sign_off.holds(item) else lapse(sign_off, item))
