"""``handouts list``: what the library holds."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handouts.cli.dose import dose_in_words
from handouts.cli.options import Json, LibraryFolder, console_of, day

if TYPE_CHECKING:
    from handouts.model.library import Library

Row = dict[str, Any]


class Shelf(StrEnum):
    """What can be listed."""

    SECTIONS = "sections"
    EXERCISES = "exercises"
    PACKS = "packs"
    BRANDS = "brands"


def listing(
    context: typer.Context,
    shelf: Annotated[Shelf, typer.Argument(metavar="sections|exercises|packs|brands", help="What to list.")],
    library: LibraryFolder = None,
    json: Json = False,
) -> None:
    """List sections, exercises, packs or brands by name.

    Orders use the names in the first column.

    \b
    Examples:
      handouts list exercises
      handouts list packs --json
    """
    console = console_of(context, json=json)
    from handouts import pipeline

    loaded, _ = pipeline.open_library(pipeline.settings_for(Path(), today=day(None), library=library))
    rows = {
        Shelf.SECTIONS: _sections,
        Shelf.EXERCISES: _exercises,
        Shelf.PACKS: _packs,
        Shelf.BRANDS: _brands,
    }[shelf](loaded)
    if json:
        console.as_json(rows)
        return
    head = list(rows[0]) if rows else []
    console.table([name.replace("_", " ") for name in head], [[_cell(row[name]) for name in head] for row in rows])


def _cell(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "-")


def _values(items: Iterable[StrEnum]) -> list[str]:
    return [item.value for item in items]


def _sections(library: Library) -> list[Row]:
    return [
        {
            "id": section.id,
            "position": section.position,
            "required": section.required,
            "reviewed_by": section.reviewed_by,
            "title": str(section.title) if section.title else f"(part of {section.continues or 'the page'})",
        }
        for section in (library.sections[id] for id in library.section_order())
    ]


def _exercises(library: Library) -> list[Row]:
    return [
        {
            "id": exercise.id,
            "kind": exercise.kind.value,
            "regions": _values(exercise.regions),
            "dose": dose_in_words(exercise.dose),
        }
        for exercise in library.exercises.values()
    ]


def _packs(library: Library) -> list[Row]:
    return [
        {"id": pack.id, "exercises": [pick.id for pick in pack.exercises], "title": pack.title}
        for pack in library.packs.values()
    ]


def _brands(library: Library) -> list[Row]:
    return [
        {
            "id": brand.id,
            "language": brand.language,
            "page": brand.page,
            "emergency": brand.emergency.number,
            "name": brand.name,
        }
        for brand in library.brands.values()
    ]
