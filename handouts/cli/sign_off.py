"""``handouts sign-off``: a clinic's own approval of a text."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from handouts.cli.options import LibraryFolder, Quiet, Today, console_of, day, read_date


class Kind(StrEnum):
    """What can be signed off. The model's own list is not imported: it is heavy."""

    SECTION = "section"
    EXERCISE = "exercise"


def sign_off(
    context: typer.Context,
    items: Annotated[list[str], typer.Argument(metavar="SECTION", help="Sections or exercises, by name.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who checked the text. It may be printed.")],
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="What that person is, such as GP.")],
    on: Annotated[dt.date, typer.Option("--on", parser=read_date, metavar="YYYY-MM-DD", help="The day of the check.")],
    kind: Annotated[
        Kind | None, typer.Option("--kind", help="Needed only where a section and an exercise share a name.")
    ] = None,
    library: LibraryFolder = None,
    today: Today = None,
    quiet: Quiet = False,
) -> None:
    """Record that a named person has checked a section or an exercise.

    It goes into your own library, never into the built-in one, and holds for the text as it now stands: when
    that changes, by you or by an update, the sign-off lapses, and handouts check says so.

    \b
    Examples:
      handouts sign-off heat_cold --by "Dr Ann Lee" --role GP --on 2026-11-20
      handouts sign-off cat_cow hip_lift --by "Bo Ek" --role GP --on 2026-11-20
    """
    console = console_of(context, quiet=quiet)
    from handouts import clinic, pipeline
    from handouts.model.sign_off import Item

    settings = pipeline.settings_for(Path(), today=day(today), library=library)
    which = None if kind is None else Item(kind.value)
    path, signed = clinic.sign_off(items, settings, by=by, role=role, on=on, kind=which)
    if quiet:
        return
    for entry in signed:
        console.out(f"{entry.kind} {entry.item}: signed off by {entry.by}, {entry.role}, {entry.on}")
    console.note(f"    Written to {path}")
