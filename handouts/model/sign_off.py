"""A sign-off: who checked a section or exercise, when, and which words it was. It holds for those words alone."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from msgspec import Struct
from pydantic import AfterValidator, Field

from handouts.model.exercise import Exercise
from handouts.model.governance import NOT_REVIEWED, Governed
from handouts.model.read import IsoDate, Phrase, Read, Slug
from handouts.model.section import Section

Signable = Section | Exercise

_ABOUT_THE_CHECK = frozenset(Governed.model_fields) - {"refs"}
"""Fields that say who wrote and checked it, and until when. The sources (refs) are printed: they count as content."""
_SHORT = 12
"""Characters of the digest of one wording: enough to see that it changed."""


class Item(StrEnum):
    """What can be signed off."""

    SECTION = "section"
    EXERCISE = "exercise"


def _somebody(name: str) -> str:
    if name.casefold() == NOT_REVIEWED:
        raise ValueError("write the name of the person who checked it")
    return name


class SignOff(Read):
    """One entry of a clinic's ``sign_offs.yaml``; written by ``handouts sign-off``."""

    item: Slug
    kind: Item
    by: Annotated[Phrase, AfterValidator(_somebody)]
    role: Phrase
    on: IsoDate
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    lines: dict[str, str] = Field(default_factory=dict, description="Short digest of each wording, by its id.")

    @property
    def key(self) -> str:
        """Its place among all sign-offs: ``section/heat_cold``."""
        return f"{self.kind}/{self.item}"

    def holds(self, item: Signable) -> bool:
        """Whether ``item`` still is what was signed off."""
        return self.digest == digest_of(item)


class Lapse(Struct, frozen=True):
    """What the words of an item have become since its sign-off, by their ids."""

    changed: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = {"changed": self.changed, "new": self.new, "gone": self.gone}
        told = "; ".join(f"{name}: {', '.join(ids)}" for name, ids in parts.items() if ids)
        return told or "not a word, but a condition, source, dose or the order"


def lapse(sign_off: SignOff, item: Signable) -> Lapse:
    """How the words of ``item`` differ from those that were signed off."""
    then, now = sign_off.lines, _short_digests(item)
    return Lapse(
        changed=tuple(id for id in now if id in then and now[id] != then[id]),
        new=tuple(id for id in now if id not in then),
        gone=tuple(id for id in then if id not in now),
    )


def sign(item: Signable, *, by: str, role: str, on: dt.date) -> SignOff:
    """A sign-off of ``item`` as it now stands."""
    kind = Item.SECTION if isinstance(item, Section) else Item.EXERCISE
    return SignOff(item=item.id, kind=kind, by=by, role=role, on=on, digest=digest_of(item), lines=_short_digests(item))


def digest_of(item: Signable) -> str:
    """SHA-256 of all that ``item`` says and rules, without what is told about the check of it.

    Fields that keep their default do not count, so that a later version of Handouts may add some.
    """
    content = item.model_dump(mode="json", exclude_defaults=True, exclude=set(_ABOUT_THE_CHECK))
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _short_digests(item: Signable) -> dict[str, str]:
    return {id: hashlib.sha256(text.encode()).hexdigest()[:_SHORT] for id, text in texts(item).items()}


def texts(item: Signable) -> Mapping[str, str]:
    """Every wording of ``item`` by its id, as the author wrote it, in reading order."""
    found: dict[str, str] = {}
    for id, text in _section_texts(item) if isinstance(item, Section) else _exercise_texts(item):
        name, number = id, 1
        while name in found:
            number += 1
            name = f"{id}/{number}"
        found[name] = text
    return MappingProxyType(found)


def _section_texts(section: Section) -> Iterator[tuple[str, str]]:
    if section.title is not None:
        yield "title", str(section.title)
    for block in section.blocks:
        for heading in block.headings():
            yield f"heading/{getattr(block, 'id', block.type)}", str(heading)
        for line in block.all_lines():
            yield line.id, str(line.text)


def _exercise_texts(exercise: Exercise) -> Iterator[tuple[str, str]]:
    yield "name", str(exercise.name)
    for line in exercise.lines():
        yield line.id, str(line.text)
        if line.one_side is not None:
            yield f"{line.id}/one_side", str(line.one_side)
