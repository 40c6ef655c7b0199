"""``handouts list``: what the library holds."""

from __future__ import annotations

import datetime as dt
import textwrap
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
    from handouts.model.lexicon import Group
    from handouts.model.library import Library
    from handouts.model.section import Section

Row = dict[str, Any]
WIDTH = 80
_LABEL = 14


class Shelf(StrEnum):
    """What can be listed."""

    SECTIONS = "sections"
    EXERCISES = "exercises"
    PACKS = "packs"
    BRANDS = "brands"
    MEDICINES = "medicines"
    ALLERGIES = "allergies"
    DEVICES = "devices"
    ILLUSTRATIONS = "illustrations"


_SHELVES = f"One of: {', '.join(Shelf)}."


def listing(
    context: typer.Context,
    shelf: Annotated[Shelf, typer.Argument(metavar="WHAT", show_choices=False, help=_SHELVES)],
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
    """List sections, exercises, packs, brands, pictures or known medicines.

    Orders use the names in the first column. Medicines, allergies and devices are
    typed in an order by any of their names, and are known however they are spelt.

    \b
    Examples:
      handouts list exercises
      handouts list packs --json
      handouts list sections --due 90
      handouts list medicines
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
    if shelf in loaded.lexicons:
        groups = _groups(loaded.lexicons[shelf].groups)
        if json:
            console.as_json(groups)
        else:
            _print_groups(console, groups)
        return
    rows = {
        Shelf.SECTIONS: _sections,
        Shelf.EXERCISES: _exercises,
        Shelf.PACKS: _packs,
        Shelf.BRANDS: _brands,
        Shelf.ILLUSTRATIONS: _illustrations,
    }[shelf](loaded)
    if svg is not None:
        from handouts.clinic import write_drawings

        write_drawings(loaded, svg, settings)
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
    from handouts.model.section import Sheet

    return [
        {
            "id": section.id,
            "position": section.position,
            "required": section.required,
            "reviewed_by": section.reviewed_by,
            "title": str(section.title) if section.title else f"({_place(section)})",
        }
        for section in (
            *(library.sections[id] for id in library.section_order()),
            *(library.sheet(sheet) for sheet in Sheet),
        )
    ]


def _place(section: Section) -> str:
    if section.sheet is not None:
        return "an urgent sheet, in place of a leaflet"
    return f"part of {section.continues or 'the page'}"


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
            "page": brand.page or library.locales[brand.language].page,
            "emergency": brand.emergency.number,
            "name": brand.name,
        }
        for brand in library.brands.values()
    ]


def _groups(groups: Iterable[Group]) -> list[Row]:
    """Groups of names; ``or_else`` has what follows when a name is found with a word such as patch or gel."""
    return [
        {
            "id": group.id,
            "label": group.label,
            "conditions": list(group.tags),
            "to_ask_about": list(group.unknown),
            "or_else": [f"{form.form}: {', '.join((*form.tags, *form.unknown)) or 'nothing'}" for form in group.forms],
            "names": list(group.names),
        }
        for group in groups
    ]


def _print_groups(console: Console, groups: list[Row]) -> None:
    """One block for each group: the names are too many for a column."""
    for row in groups:
        console.out(console.paint(f"{row['id']}: {row['label']}", "head"))
        for name in ("conditions", "to_ask_about", "or_else", "names"):
            if row[name]:
                text = ("; " if name == "or_else" else ", ").join(row[name])
                first, rest = f"  {name.replace('_', ' ').ljust(_LABEL)}", " " * (_LABEL + 2)
                for line in textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest):
                    console.out(line)


def _illustrations(library: Library) -> list[Row]:
    return [{"id": drawn.id, "shows": drawn.alt} for drawn in library.illustrations.values()]
