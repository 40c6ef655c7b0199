"""A brand from a logo and one colour: worked out, mended and written as new files; and a sheet that shows it all."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from handouts.errors import BadInput
from handouts.model.colour import PLAIN_BRAND, Palette, palette
from handouts.model.document import Document
from handouts.model.leaflet import Leaflet
from handouts.model.vocabulary import Vocabulary
from handouts.pipeline import Settings, decide, open_library

if TYPE_CHECKING:
    from handouts.library.logo import NewLogo


EXAMPLE_PAGE = "https://clinic.example/back"
"""Behind the QR code of a sample sheet, where the brand names no page of its own. Nobody owns .example."""


class ColourFrom(Enum):
    """Where the brand colour came from."""

    GIVEN = "as you gave it"
    LOGO = "taken from the logo, where it covers most"
    NOWHERE = "a plain dark blue-grey: none was given, and the logo has no colour of its own"


class BrandKit(Struct, frozen=True):
    """What was written, and what was worked out and changed on the way.

    ``logo_notes``: what was changed in the logo or left out, as sentences without a full stop.
    """

    files: tuple[Path, ...]
    palette: Palette
    colour_from: ColourFrom
    logo_notes: Sequence[str] = ()


def new_brand(
    folder: Path, vocabulary: Vocabulary, *, logo: Path | None, colour: str | None, today: dt.date
) -> BrandKit:
    """Write ``brand.yaml``, the logo and a schema for editors into ``folder``, whose name is the brand's id.

    ``logo``: an SVG, PNG or JPEG file; without one a stand-in. ``colour``: as people write it; without one that of
    the logo. All files or none; nothing is overwritten.
    Raises :class:`~handouts.errors.BadInput` for a logo or colour that nothing can be made of.
    """
    from handouts.deliver.new_file import write_new
    from handouts.intake.colour_name import read_colour
    from handouts.intake.schema import Kind, schema_of
    from handouts.intake.template import placeholder, template

    given = read_colour(colour) if colour is not None else None
    found = _logo(logo) if logo is not None else None
    in_logo = found.colour if found else None
    brand = given or in_logo or PLAIN_BRAND
    source = ColourFrom.GIVEN if given else ColourFrom.LOGO if in_logo else ColourFrom.NOWHERE
    file, schema = folder / "brand.yaml", folder / "brand.schema.json"
    content = found.content if found else placeholder(brand)
    name = found.file if found else "logo.svg"
    alt = {"logo_alt": "The logo of your clinic"} if found else {}
    text = template(
        Kind.BRAND, folder.name, vocabulary, schema=f"./{schema.name}", today=today, colour=brand, logo=name, **alt
    )
    files: dict[Path, str | bytes] = {file: text, folder / name: content}
    if not schema.exists():
        files[schema] = json.dumps(schema_of(Kind.BRAND, vocabulary), indent=1) + "\n"
    write_new(files)
    return BrandKit((file, folder / name), palette(brand), source, found.notes if found else ())


def sample_sheet(settings: Settings, brand: str) -> tuple[Leaflet, Document]:
    """A sheet of every component in ``brand``, from the library's own text, and its PDF.

    Text past its review date is shown as well: no patient gets this sheet.
    """
    from handouts.compose import compose
    from handouts.compose import sample_sheet as sheet_of
    from handouts.layout import lay_out
    from handouts.model.typical import sample_orders

    settings = replace(settings, brand=brand, allow_expired="a sample sheet for staff")
    library, _ = open_library(settings)
    look = library.brands[brand]
    if look.contact.qr_page is None:
        # The sheet shows how a code would look, should the clinic name a page.
        look = look.model_copy(update={"contact": look.contact.model_copy(update={"qr_page": EXAMPLE_PAGE})})
        library = replace(library, brands={**library.brands, brand: look})
    leaflets = [
        compose(
            order,
            library,
            decide(order, library, settings),
            today=settings.today,
            brand=brand,
            page=settings.page,
            colours=settings.colours,
        )
        for order in sample_orders(library, settings.today)
    ]
    colours = palette(look.colours.brand, look.colours.text, leaflets[0].colours)
    sheet, swatches = sheet_of(leaflets, colours, library)
    return sheet, lay_out(sheet, library, swatches)


def _logo(path: Path) -> NewLogo:
    from handouts.library.logo import new_logo

    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: this file cannot be read: {error.strerror}", remedy="Check --logo.") from None
    found, problems = new_logo(raw, str(path))
    if found is None:
        raise BadInput(f"{path}: the logo cannot be used; nothing was written", problems=problems)
    return found
