"""``handouts rack``: packs as leaflets for the waiting room."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handouts.cli.finished import tell
from handouts.cli.options import (
    Also,
    BrandName,
    ColourScheme,
    Duplex,
    Json,
    LibraryFolder,
    PageName,
    Quiet,
    Today,
    Verify,
    console_of,
    day,
)
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
    verify: Verify = False,
    also: Also = None,
    duplex: Duplex = False,
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
                    "fit": [step.as_dict() for step in made.fit],
                }
                for made, target in finished
            ]
        )
    else:
        tell(console, finished)
