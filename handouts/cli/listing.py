"""``handouts list``: what the library holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handouts.cli.dose import dose_in_words
from handouts.cli.options import Json, LibraryFolder, Today, console_of, day
from handouts.errors import BadInput

if TYPE_CHECKING:
    from handouts.cli.console import Console
    from handouts.model.exercise import Exercise
    from handouts.model.library import Library
    from handouts.model.section import Section

Row = dict[str, Any]


class Shelf(StrEnum):
    """What can be listed."""

    SECTIONS = "sections"
    EXERCISES = "exercises"
    PACKS = "packs"
    BRANDS = "brands"
    ILLUSTRATIONS = "illustrations"


def listing(
    context: typer.Context,
    shelf: Annotated[Shelf, typer.Argument(metavar="WHAT", help="What to list.")],
    library: LibraryFolder = None,
    due: Annotated[
        int | None,
        typer.Option("--due", metavar="DAYS", min=0, help="Only what is to be reviewed within DAYS, or is overdue."),
    ] = None,
    svg: Annotated[
        Path | None,
        typer.Option("--svg", metavar="DIR", help="Also write the illustrations into this folder, as SVG files."),
    ] = None,
    today: Today = None,
    json: Json = False,
) -> None:
    """List sections, exercises, packs, brands or illustrations by name.

    Orders use the names in the first column.

    \b
    Examples:
      handouts list exercises
      handouts list packs --json
      handouts list sections --due 90
      handouts list illustrations --svg pictures
    """
    console = console_of(context, json=json)
    from handouts import pipeline

    if due is not None and shelf is not Shelf.SECTIONS:
        raise BadInput("--due lists sections, and exercises with them", remedy="Write: handouts list sections --due 90")
    if svg is not None and shelf is not Shelf.ILLUSTRATIONS:
        raise BadInput("--svg draws illustrations", remedy="Write: handouts list illustrations --svg DIR")
    settings = pipeline.settings_for(Path(), today=day(today), library=library)
    loaded, _ = pipeline.open_library(settings)
    if due is not None:
        rows = _due(loaded, settings.today, due)
        if not rows and not json:
            console.out(f"Nothing falls due within {due} days.")
            return
        _print(console, rows, json=json)
        return
    rows = {
        Shelf.SECTIONS: _sections,
        Shelf.EXERCISES: _exercises,
        Shelf.PACKS: _packs,
        Shelf.BRANDS: _brands,
        Shelf.ILLUSTRATIONS: _illustrations,
    }[shelf](loaded)
    if svg is not None:
        pipeline.write_drawings(loaded, svg, settings)
    _print(console, rows, json=json)


def _print(console: Console, rows: list[Row], *, json: bool) -> None:
    if json:
        console.as_json(rows)
        return
    head = list(rows[0]) if rows else []
    console.table([name.replace("_", " ") for name in head], [[_cell(row[name]) for name in head] for row in rows])


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "-" if value in (None, "") else str(value)


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


def _due(library: Library, today: dt.date, days: int) -> list[Row]:
    """Sections and exercises whose review falls within ``days`` of ``today``, or is past; the first due first."""
    every: list[tuple[str, Section | Exercise]] = [
        *(("section", section) for section in library.sections.values()),
        *(("exercise", exercise) for exercise in library.exercises.values()),
    ]
    return [
        {
            "id": item.id,
            "kind": kind,
            "review_by": item.review_by.isoformat(),
            "days_left": (item.review_by - today).days,
            "reviewed_by": item.reviewed_by,
        }
        for kind, item in sorted(every, key=lambda one: (one[1].review_by, one[0], one[1].id))
        if (item.review_by - today).days <= days
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


def _illustrations(library: Library) -> list[Row]:
    return [{"id": drawn.id, "shows": drawn.alt} for drawn in library.illustrations.values()]
