"""``handouts preview``: pages as pictures, to look at before anything is printed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handouts.cli.options import BrandName, ColourScheme, Json, LibraryFolder, PageName, Quiet, Today, console_of, day
from handouts.cli.progress import tracker
from handouts.cli.urgent import announce, sheet_name
from handouts.errors import URGENT_SHEET


def preview(
    context: typer.Context,
    orders: Annotated[
        list[Path], typer.Argument(metavar="ORDER", help="Order files (YAML); - reads one from standard input.")
    ],
    png: Annotated[Path, typer.Option("--png", metavar="DIR", help="Write a PNG file for each page into this folder.")],
    dpi: Annotated[int, typer.Option("--dpi", min=36, max=600, help="Resolution, in dots per inch.")] = 100,
    grey: Annotated[bool, typer.Option("--grey", help="As a printer without colour prints it.")] = False,
    photocopy: Annotated[bool, typer.Option("--photocopy", help="As a bad photocopier leaves it: black or white.")] = (
        False
    ),
    brand: BrandName = None,
    page: PageName = None,
    colours: ColourScheme = None,
    library: LibraryFolder = None,
    today: Today = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show the pages of a leaflet as pictures (PNG), without making its files.

    Files are named by the order's reference and the page, and take the place of an older preview. An order
    with a warning sign shows its urgent sheet, and gives exit code 4.

    \b
    Examples:
      handouts preview my-order.yaml --png pages
      handouts preview my-order.yaml --png pages --dpi 150 --grey
      handouts preview my-order.yaml --png pages --photocopy
    """
    console = console_of(context, json=json, quiet=quiet)
    from handouts import pipeline
    from handouts.deliver.png import Look
    from handouts.preview import preview_files

    settings = pipeline.settings_for(
        orders[0].parent,
        today=day(today),
        library=library,
        brand=brand,
        page=page and page.value,
        colours=colours,
        track=tracker(console),
    )
    finished = preview_files(orders, png, settings, Look(dpi, grey, photocopy))
    if json:
        console.as_json(
            [
                {
                    "reference": made.order.reference,
                    "sheet": made.selection.sheet and made.selection.sheet.value,
                    "pages": [str(path) for path in paths],
                }
                for made, paths in finished
            ]
        )
    for made, paths in () if json or quiet else finished:
        for number, path in enumerate(paths, 1):
            kind = f"  {sheet_name(made.selection.sheet)}" if made.selection.sheet is not None else ""
            console.out(f"{path}  page {number} of {len(paths)}{kind}")
        console.warnings(made.order.reference, made.selection.warnings)
    if any(made.selection.sheet is not None for made, _ in finished):
        announce(console, [(made, f"shown in {png}, but not made: make it now") for made, _ in finished])
        raise typer.Exit(URGENT_SHEET)
