"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from handouts.cli.console import Console
from handouts.model.colour import Scheme
from handouts.model.extra import Extra


def read_colours(text: str) -> Scheme:
    """A colour scheme as typed: ``high-contrast`` is as good as ``high_contrast``."""
    try:
        return Scheme(text.lower().replace("-", "_"))
    except ValueError:
        raise typer.BadParameter(f"choose from: {', '.join(Scheme)}") from None


class Page(StrEnum):
    """Paper."""

    A4 = "a4"
    LETTER = "letter"
    A5 = "a5"
    HALF_LETTER = "half_letter"


def read_page(text: str) -> Page:
    """A paper as typed."""
    try:
        return Page(text.lower())
    except ValueError:
        raise typer.BadParameter(f"choose from: {', '.join(Page)}") from None


def read_date(text: str) -> dt.date:
    """A day as typed: 2026-11-21."""
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        raise typer.BadParameter("write the date as year-month-day, for example 2026-11-21") from None


Today = Annotated[
    dt.date | None,
    typer.Option(
        parser=read_date, metavar="YYYY-MM-DD", help="The day to work as if it were; the real one if left out."
    ),
]
BrandName = Annotated[str | None, typer.Option("--brand", metavar="NAME", help="Use this brand for every order.")]
PageName = Annotated[
    Page | None,
    typer.Option(
        "--page",
        parser=read_page,
        metavar="[a4|letter|a5|half_letter]",
        autocompletion=lambda: [page.value for page in Page],
        help="Print on this paper, whatever order and brand say.",
    ),
]
ColourScheme = Annotated[
    Scheme | None,
    typer.Option(
        "--colours",
        parser=read_colours,
        metavar="[full|high_contrast|ink_saver]",
        autocompletion=lambda: [scheme.value for scheme in Scheme],
        help="Print in these colours, whatever order and brand say.",
    ),
]
LibraryFolder = Annotated[
    Path | None,
    typer.Option("--library", metavar="DIR", help="Your own sections and brands, over the built-in ones."),
]
Verify = Annotated[
    bool, typer.Option("--verify", help="Check each PDF (PDF/UA-1, PDF/A-2a, text) before it is written.")
]
Also = Annotated[
    list[Extra] | None,
    typer.Option("--also", help="Make this of each leaflet too: a booklet to fold, a poster of the exercises."),
]
Duplex = Annotated[
    bool, typer.Option("--duplex", help="End each leaflet on an even side: a blank one is added if need be.")
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON, for programs.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]


def console_of(context: typer.Context, *, json: bool = False, quiet: bool = False) -> Console:
    """The console of this run, told what the options say."""
    console: Console = context.obj
    console.json, console.quiet = json, quiet
    return console


def day(today: dt.date | None) -> dt.date:
    """The day given, or the day it is here: the only place that asks the clock."""
    return today or dt.datetime.now().astimezone().date()


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
