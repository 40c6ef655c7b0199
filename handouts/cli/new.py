"""``handouts new``: a commented file, ready to fill in."""

from __future__ import annotations

import json as json_text
import re
from pathlib import Path
from typing import Annotated

import typer

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
        Path | None, typer.Argument(metavar="[PATH]", help="The new file; for a brand, the new folder.")
    ] = None,
    library: LibraryFolder = None,
    today: Today = None,
) -> None:
    """Write a commented order, section, pack or brand for you to fill in.

    Nothing is ever overwritten. A schema file is put beside it, which editors use to help you type.

    \b
    Examples:
      handouts new order ABC-0481.yaml
      handouts new section our-library/sections/parking.yaml
      handouts new pack our-library/sections/packs/our_low_back.yaml
      handouts new brand our-library/brands/our_clinic
    """
    console = console_of(context)
    from handouts import pipeline
    from handouts.deliver.new_file import write_new
    from handouts.intake.schema import Kind, schema_of
    from handouts.intake.template import LOGO, template

    path = path or _DEFAULT[what]
    loaded, _ = pipeline.open_library(pipeline.settings_for(Path(), today=day(None), library=library))
    kind, vocabulary = Kind(what.value), loaded.vocabulary
    file = path / "brand.yaml" if what is What.BRAND else path
    schema = file.with_name(f"{what.value}.schema.json")
    text = template(kind, _id(what, path), vocabulary, schema=f"./{schema.name}", today=day(today))
    files = {file: text}
    if what is What.BRAND:
        files[path / "logo.svg"] = LOGO
    if not schema.exists():
        files[schema] = json_text.dumps(schema_of(kind, vocabulary), indent=1) + "\n"
    write_new(files)
    console.out(str(file))
    console.note("    Fill it in, then: " + _next(what, path))


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


def _next(what: What, path: Path) -> str:
    """The command to go on with."""
    if what is What.ORDER:
        return f"handouts make {path} -o out"
    shelf = {What.SECTION: Path("sections"), What.PACK: Path("sections/packs"), What.BRAND: Path("brands")}[what]
    depth = len(shelf.parts)
    stands = path.parent.parts[-depth:] == shelf.parts
    library = path.parents[depth] if stands else "YOUR_LIBRARY"
    return f"handouts check --library {library}"
