"""Put other words into a section or exercise, and leave everything else as it is."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from handouts.model.exercise import Exercise
from handouts.model.governance import NOT_REVIEWED
from handouts.model.own_words import OwnLine
from handouts.model.section import Section
from handouts.model.sign_off import Signable
from handouts.model.wording import Wording

UNCHECKED: Mapping[str, object] = {"reviewed_by": NOT_REVIEWED, "reviewer_role": "", "reviewed_on": None}
"""What is told of an item that nobody has checked as it now stands."""

Path = tuple[str, ...]


def line_ids(item: Signable) -> dict[str, Wording]:
    """The wordings that can be exchanged, by line id: each line, and the title or name."""
    head = {"title": item.title} if isinstance(item, Section) else {"name": item.name}
    return {name: text for name, text in head.items() if text is not None} | {
        line.id: line.text for line in item.lines()
    }


def one_sided(item: Signable) -> dict[str, Wording]:
    """The wordings for one side alone, by line id."""
    if not isinstance(item, Exercise):
        return {}
    return {line.id: line.one_side for line in item.lines() if line.one_side is not None}


def reworded(item: Signable, words: Mapping[str, OwnLine]) -> tuple[Signable, dict[Path, str]]:
    """``item`` with ``words`` by line id, and at which path in it each now stands.

    A check of the old words says nothing about the new ones: the item counts as unchecked.
    """
    # Rows of tables and schedules hand their wordings on to lines, so a line is found by its wording itself.
    new: dict[int, tuple[str, Wording]] = {}
    for line, old in line_ids(item).items():
        if line in words:
            new[id(old)] = (line, words[line].text)
    for line, old in one_sided(item).items():
        if line in words and (text := words[line].one_side) is not None:
            new[id(old)] = (line, text)
    places: dict[Path, str] = {}
    changed = _walk(item, new, (), places)
    assert isinstance(changed, Section | Exercise), "a model stays what it is"
    return changed.model_copy(update={**UNCHECKED, "patient_reviewer": NOT_REVIEWED}), places


def _walk(value: object, new: Mapping[int, tuple[str, Wording]], path: Path, places: dict[Path, str]) -> object:
    if isinstance(value, Wording):
        if id(value) not in new:
            return value
        line, text = new[id(value)]
        places[path] = line
        return text
    if isinstance(value, BaseModel):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        walked = {name: _walk(field, new, (*path, name), places) for name, field in fields.items()}
        update = {name: field for name, field in walked.items() if field is not fields[name]}
        return value.model_copy(update=update) if update else value
    if isinstance(value, tuple):
        items = tuple(_walk(item, new, (*path, str(index)), places) for index, item in enumerate(value))
        return items if any(one is not other for one, other in zip(items, value, strict=True)) else value
    return value
