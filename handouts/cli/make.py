"""``handouts make``: orders in, leaflets out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handouts.cli.options import BrandName, Json, LibraryFolder, PageName, Quiet, Today, console_of, day
from handouts.cli.urgent import announce, sheet_name
from handouts.errors import URGENT_SHEET


def make(
    context: typer.Context,
    orders: Annotated[
        list[Path], typer.Argument(metavar="ORDER", help="Order files (YAML); - reads one from standard input.")
    ],
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="OUT", help="A folder, or for one order a file that ends in .pdf."),
    ] = Path("out"),
    brand: BrandName = None,
    page: PageName = None,
    library: LibraryFolder = None,
    today: Today = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Check each PDF (PDF/UA-1, PDF/A-2a, text) before it is written.")
    ] = False,
    password_file: Annotated[
        Path | None,
        typer.Option(
            "--password-file", metavar="FILE", help="Write a locked copy too; the password is the file's first line."
        ),
    ] = None,
    allow_expired: Annotated[
        str | None,
        typer.Option(
            "--allow-expired", metavar="REASON", help="Print text past its review date; the record keeps why."
        ),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Make a leaflet (PDF) and a staff record (JSON) from each order.

    Files are named by the order's reference, or as -o says. Every order is checked before the first file
    is written: if one is wrong, nothing is written and every fault is listed with file, line and column.
    An order with a warning sign gives an urgent sheet in place of the leaflet, and exit code 4.

    \b
    Examples:
      handouts make my-order.yaml -o leaflet.pdf
      handouts make orders/*.yaml -o out
      handouts make my-order.yaml --brand quillmere --page letter
    """
    console = console_of(context, json=json, quiet=quiet)
    from handouts import pipeline

    settings = pipeline.settings_for(
        orders[0].parent,
        today=day(today),
        library=library,
        brand=brand,
        page=page and page.value,
        allow_expired=allow_expired,
    )
    password = pipeline.read_password(password_file) if password_file is not None else None
    finished = pipeline.make_files(orders, out, settings, verify=verify, password=password)
    urgent = any(made.selection.sheet is not None for made, _ in finished)
    if json:
        console.as_json(
            [
                {
                    "reference": made.order.reference,
                    "sheet": made.selection.sheet and made.selection.sheet.value,
                    "signs": [sign.as_dict() for sign in made.selection.signs],
                    "pdf": str(target.pdf),
                    "record": str(target.record),
                    "locked": str(target.locked) if password is not None else None,
                    "pages": made.document.pages,
                    "fit": [step.as_dict() for step in made.fit],
                    "digest": made.document.digest(),
                    "warnings": [problem.as_dict() for problem in made.selection.warnings],
                }
                for made, target in finished
            ]
        )
    for made, target in () if json or quiet else finished:
        pages = "1 page" if made.document.pages == 1 else f"{made.document.pages} pages"
        kind = f"  {sheet_name(made.selection.sheet)}" if made.selection.sheet is not None else ""
        console.out(f"{target.pdf}  {pages}{kind}")
        if made.fit:
            console.out(f"fit: {', '.join(map(str, made.fit))}")
        if password is not None:
            console.out(f"{target.locked}  opens with the password")
        console.warnings(made.order.reference, made.selection.warnings)
    if urgent:
        announce(console, finished)
        raise typer.Exit(URGENT_SHEET)
