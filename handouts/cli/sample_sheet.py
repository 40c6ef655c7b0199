"""``handouts sample-sheet``: every component in the look of one brand, to judge its colours on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handouts.cli.options import BrandName, ColourScheme, LibraryFolder, PageName, Today, console_of, day


def sample_sheet(
    context: typer.Context,
    brand: BrandName = None,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="OUT", help="A file that ends in .pdf, or a folder.")
    ] = Path(),
    colours: ColourScheme = None,
    page: PageName = None,
    library: LibraryFolder = None,
    today: Today = None,
) -> None:
    """Print every component in the look of one brand, with its colours, contrasts and greys.

    For staff who choose a brand's colours. It is not a leaflet: text is cut short.

    \b
    Examples:
      handouts sample-sheet --brand fernhollow
      handouts sample-sheet --brand our_clinic --colours ink_saver -o look.pdf
    """
    console = console_of(context)
    from handouts import brand_kit, pipeline
    from handouts.deliver.write import write_whole

    settings = pipeline.settings_for(
        Path(), today=day(today), library=library, brand=brand, page=page and page.value, colours=colours
    )
    name = settings.brand or settings.default_brand
    path = out if out.suffix.lower() == ".pdf" else out / f"sample-{name}.pdf"
    _, document = brand_kit.sample_sheet(settings, name)
    write_whole(path, document.pdf)
    console.out(f"{path}  {document.pages} pages")
