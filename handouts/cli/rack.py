"""``handouts rack``: packs as leaflets for the waiting room."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handouts.cli.again import counted, summary
from handouts.cli.options import BrandName, ColourScheme, Json, LibraryFolder, PageName, Quiet, Today, console_of, day
from handouts.model.extra import Extra
from handouts.model.paper import Format


def rack(
    context: typer.Context,
    packs: Annotated[list[str], typer.Argument(metavar="PACK", help="Packs; see: handouts list packs.")],
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="OUT", help="A folder, or for one pack a file that ends in .pdf."),
    ] = Path("out"),
    brand: BrandName = None,
    page: PageName = None,
    colours: ColourScheme = None,
    format: Annotated[Format, typer.Option("--format", help="Size of print.")] = Format.STANDARD,
    library: LibraryFolder = None,
    today: Today = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Check each PDF (PDF/UA-1, PDF/A-2a, text) before it is written.")
    ] = False,
    also: Annotated[list[Extra] | None, typer.Option("--also", help="Make this of each leaflet too.")] = None,
    duplex: Annotated[
        bool, typer.Option("--duplex", help="End each leaflet on an even side: a blank one is added if need be.")
    ] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Make leaflets for nobody in particular, for the rack in the waiting room.

    They name no patient and no visit. Nobody was asked about warning signs, so these stand first, and
    the text is the most careful the rules know. Moves are of the safe set alone.

    \b
    Examples:
      handouts rack low_back_acute -o out
      handouts rack neck_acute mid_back_acute --page a5 --also booklet
    """
    console = console_of(context, json=json, quiet=quiet)
    from handouts import pipeline
    from handouts.rack import rack_files

    settings = pipeline.settings_for(
        Path(),
        today=day(today),
        library=library,
        brand=brand,
        page=page and page.value,
        colours=colours,
        also=also or (),
        duplex=duplex,
    )
    finished = rack_files(packs, out, settings, format=format, verify=verify)
    if json:
        console.as_json(
            [
                {
                    "pack": made.selection.pack,
                    "pdf": str(target.pdf),
                    "record": str(target.record),
                    "extras": {extra.value: str(target.beside(extra)) for extra in made.extras},
                    "pages": made.document.pages,
                }
                for made, target in finished
            ]
        )
    for made, target in () if json or quiet else finished:
        console.out(summary(made, target))
        for extra, document in made.extras.items():
            console.out(f"{target.beside(extra)}  {counted(document.pages, 'page')}")
        console.warnings(made.order.reference, made.selection.warnings)
