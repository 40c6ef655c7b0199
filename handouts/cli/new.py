"""``handouts new``: a commented file, ready to fill in."""

from __future__ import annotations

import json as json_text
import re
from pathlib import Path
from typing import Annotated

import typer

from handouts.cli.brand_report import report
from handouts.cli.new_mapping import new_mapping
from handouts.cli.options import LibraryFolder, Today, console_of, day
from handouts.cli.what import What
from handouts.errors import BadInput

_DEFAULT = {
    What.ORDER: Path("my-order.yaml"),
    What.SECTION: Path("sections/my_section.yaml"),
    What.PACK: Path("sections/packs/my_pack.yaml"),
    What.BRAND: Path("brands/my_brand"),
}


def new(
    context: typer.Context,
    what: Annotated[What, typer.Argument(help="What to begin.")],
    path: Annotated[
        Path | None,
        typer.Argument(metavar="[PATH]", help="The new file; for a brand, the new folder; for a mapping, the list."),
    ] = None,
    logo: Annotated[
        Path | None, typer.Option("--logo", metavar="FILE", help="For a brand: your logo, as SVG, PNG or JPEG.")
    ] = None,
    colour: Annotated[
        str | None,
        typer.Option("--colour", metavar="COLOUR", help='For a brand: "#D7263D" or teal; from the logo if left out.'),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="For a mapping: the new file; or mapping.yaml.")
    ] = None,
    library: LibraryFolder = None,
    today: Today = None,
) -> None:
    """Write a commented order, section, pack, brand or mapping for you to fill in.

    A mapping is proposed from the names of the columns of a list, which you give in place of the new file.

    Nothing is ever overwritten. A schema file is put beside it, which editors use to help you type.

    \b
    Examples:
      handouts new order ABC-0481.yaml
      handouts new section our-library/sections/parking.yaml
      handouts new pack our-library/sections/packs/our_low_back.yaml
      handouts new brand our-library/brands/our_clinic
      handouts new brand lib/brands/our_clinic --logo logo.png --colour teal
      handouts new mapping clinic.csv -o mapping.yaml
    """
    console = console_of(context)
    if what is What.MAPPING:
        return new_mapping(console, path, out, library)
    if out is not None:
        raise BadInput("--out is for mappings", remedy=f"Name the new file after: handouts new {what.value}")
    from handouts import pipeline
    from handouts.brand_kit import new_brand
    from handouts.deliver.new_file import write_new
    from handouts.intake.schema import Kind, schema_of
    from handouts.intake.template import template

    path = path or _DEFAULT[what]
    settings = pipeline.settings_for(Path(), today=day(None), library=library)
    loaded, _ = pipeline.open_library(settings)
    kind, vocabulary = Kind(what.value), loaded.vocabulary
    name = _id(what, path)
    if what is What.BRAND:
        if settings.library is not None and path == Path(name):
            path = settings.library / "brands" / name
        kit = new_brand(path, vocabulary, logo=logo, colour=colour, today=day(today))
        report(console, kit)
        console.note("    Fill it in, then: " + _next(what, path))
        console.note(f"    See it in print:  handouts sample-sheet --brand {name}{_with(library)}")
        return None
    if logo is not None or colour is not None:
        raise BadInput("--logo and --colour are for brands", remedy="Use them with: handouts new brand")
    schema = path.with_name(f"{what.value}.schema.json")
    text = template(kind, name, vocabulary, schema=f"./{schema.name}", today=day(today))
    files: dict[Path, str | bytes] = {path: text}
    if not schema.exists():
        files[schema] = json_text.dumps(schema_of(kind, vocabulary), indent=1) + "\n"
    write_new(files)
    console.out(str(path))
    console.note("    Fill it in, then: " + _next(what, path))
    return None


def _id(what: What, path: Path) -> str:
    """The reference or id in the new file: what its file or folder is called."""
    name = path.name if what is What.BRAND else path.stem
    pattern = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}" if what is What.ORDER else r"[a-z][a-z0-9_]{0,59}"
    if not re.fullmatch(pattern, name):
        allowed = "letters, digits, . _ and -" if what is What.ORDER else "small letters, digits and _"
        raise BadInput(
            f"{path}: this name cannot be used for {what.value}s",
            remedy=f"The file's name becomes its id. Use {allowed}, without spaces.",
        )
    return name


def _with(library: Path | None) -> str:
    """The option that names the library, if it was given."""
    return f" --library {library}" if library is not None else ""


def _next(what: What, path: Path) -> str:
    """The command to go on with."""
    if what is What.ORDER:
        return f"handouts make {path} -o out"
    shelf = {What.SECTION: Path("sections"), What.PACK: Path("sections/packs"), What.BRAND: Path("brands")}[what]
    depth = len(shelf.parts)
    stands = path.parent.parts[-depth:] == shelf.parts
    library = path.parents[depth] if stands else "YOUR_LIBRARY"
    return f"handouts check --library {library}"
