"""The way from a leaflet to a document."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

from msgspec import Struct, field
from msgspec.structs import replace

from handouts import __version__
from handouts.errors import Refused
from handouts.layout import poster, sheet
from handouts.layout.flow import flow, shape
from handouts.layout.fonts import Fonts, fonts
from handouts.layout.furniture import Row, feet, foot_height, footer, letterhead_words, sheet_footer
from handouts.layout.galley import Galley, Strip
from handouts.layout.pages import Page, place
from handouts.layout.parts import Told
from handouts.layout.pdf.metadata import About
from handouts.layout.picture_room import sides_with_room, with_room
from handouts.layout.setting import Setting
from handouts.layout.style import SCALES, grid
from handouts.layout.swatches import render as render_swatches
from handouts.layout.swatches import side_by_side
from handouts.layout.units import MM
from handouts.layout.writer import Side, paint_sides, write
from handouts.model.brand import Brand
from handouts.model.colour import palette
from handouts.model.document import Document
from handouts.model.fit import FitStep
from handouts.model.illustration import paints
from handouts.model.leaflet import Leaflet
from handouts.model.library import Library
from handouts.model.memo import Memo
from handouts.model.paper import Format
from handouts.model.problem import Problem
from handouts.model.swatch import Swatch
from handouts.model.web_page import as_printed

BUILT_IN = "AtkinsonHyperlegibleNext"
COMPACT_TOP = 16 * MM
"""Where the body starts on the second side of the two-side form (LOOK.md, section 1)."""
LARGE_THREE_LINES = 31 * MM
"""Body limit from the page's foot when a large footer needs three lines (LOOK.md, footer)."""


class Pagination(Struct, frozen=True, eq=False):
    """A leaflet on its pages, not yet painted: without the pictures that would need a page of their own.

    ``told``: all that it says; ``fit``: how it was packed.
    """

    leaflet: Leaflet
    told: Told
    setting: Setting
    galleys: tuple[Galley, ...]
    pages: tuple[Page, ...]
    head: Strip | None
    fit: tuple[FitStep, ...]
    done: list[Side] = field(default_factory=list)

    @property
    def sides(self) -> int:
        """How many pages it takes."""
        return len(self.pages)

    def document(self, *, duplex: bool = False) -> Document:
        """The PDF. ``duplex``: a blank side follows where sides are odd."""
        blank = duplex and self.sides % 2 == 1
        memo = self.setting.memo
        pdf = write(self.galleys, self.painted(), self.setting, _about(self.leaflet), blank=blank, memo=memo)
        return Document(pdf, self.sides, self.told.words, blank, self.fit, self.told.alts)

    def painted(self) -> Sequence[Side]:
        """What stands on each page: painted once, for the leaflet's own file and for a print file."""
        if not self.done:
            feet = _feet(self.leaflet, self.setting, self.sides)
            self.done.extend(paint_sides(self.galleys, self.pages, feet, self.setting, self.head, self.setting.memo))
        return self.done


def lay_out(leaflet: Leaflet, library: Library, swatches: Sequence[Swatch] = (), *, duplex: bool = False) -> Document:
    """The PDF for ``leaflet``; ``swatches`` stand at its end. ``duplex``: a blank side follows where sides are odd.

    Raises as :func:`paginate` does.
    """
    return paginate(leaflet, library, swatches).document(duplex=duplex)


def sides_within(most: float, leaflet: Leaflet, library: Library, memo: Memo) -> int | None:
    """Sides that :func:`paginate` comes to if that is ``most`` or fewer, else None: much less work than the pages.

    Raises as :func:`paginate` does.
    """
    if leaflet.sheet is None:
        with _characters_told(leaflet, library, memo):
            return sides_with_room(most, leaflet, _setting(leaflet, library, memo))
    sides = paginate(leaflet, library, memo=memo).sides
    return sides if sides <= most else None


def shape_of(leaflet: Leaflet, library: Library, memo: Memo) -> Hashable:
    """All of ``leaflet``, which is no urgent sheet, that decides how many sides it has.

    Raises as :func:`paginate` does.
    """
    with _characters_told(leaflet, library, memo):
        return shape(leaflet, _setting(leaflet, library, memo))


def paginate(
    leaflet: Leaflet, library: Library, swatches: Sequence[Swatch] = (), *, memo: Memo | None = None
) -> Pagination:
    """``leaflet`` on pages; ``swatches`` stand at its end, and with them all its pictures.

    Raises :class:`~handouts.errors.Refused` when a character cannot be printed: never a box in its place.
    """
    with _characters_told(leaflet, library, memo := memo or Memo()):
        setting = _setting(leaflet, library, memo)
        if leaflet.sheet is not None:
            return _sheet_on_pages(leaflet, setting)
        if swatches:
            printed = flow(leaflet, setting)
        else:
            leaflet, printed = with_room(leaflet, setting)
        found, pages, last_words = printed.galleys, printed.pages, tuple[str, ...]()
        if swatches:
            found = (*side_by_side(found), *render_swatches(swatches, setting))
            pages = place(found, setting.grid)
            last_words = tuple(text for swatch in swatches for text in swatch.read_aloud())
        first_words = letterhead_words(leaflet.letterhead, leaflet.strip, setting)
        words = (*first_words, *chain.from_iterable([part.told.words for part in printed.parts]), *last_words)
        alts = (leaflet.brand.logo_alt, *chain.from_iterable([part.told.alts for part in printed.parts]))
        return Pagination(leaflet, Told(words, alts), setting, found, pages, None, printed.fit)


def _sheet_on_pages(leaflet: Leaflet, setting: Setting) -> Pagination:
    """An urgent sheet on pages."""
    setting = sheet.in_style(leaflet, setting)
    found, pages = sheet.flow(leaflet, setting)
    told = Told((*sheet.head_words(leaflet), *leaflet.read_aloud()), ())
    return Pagination(leaflet, told, setting, tuple(found), pages, sheet.next_head(leaflet, setting), ())


def lay_out_poster(leaflet: Leaflet, library: Library) -> Document | None:
    """The PDF for a poster (see ``handouts.compose.poster``); None when one page cannot hold it."""
    with _characters_told(leaflet, library, memo := Memo()):
        setting = _setting(leaflet, library, memo)
        setting = poster.in_style(leaflet, setting, foot_height(_foot(leaflet, setting, 1), setting))
        if (laid := poster.flow(leaflet, setting)) is None:
            return None
    found, pages = laid
    words = (*letterhead_words(leaflet.letterhead, leaflet.strip, setting), *leaflet.read_aloud())
    sides = paint_sides(found, pages, _feet(leaflet, setting, 1), setting, None, setting.memo)
    pdf = write(found, sides, setting, _about(leaflet))
    return Document(pdf, 1, words, alts=leaflet.alts())


def _setting(leaflet: Leaflet, library: Library, memo: Memo) -> Setting:
    """What ``leaflet`` is laid out with."""
    key = (leaflet.brand.id, leaflet.page, leaflet.format, leaflet.colours, leaflet.two_sides, leaflet.language)
    # A number is told apart faster than all that it stands for.
    setting = memo.of("setting", key, lambda: _new_setting(leaflet, library, memo, (memo.number("setting key", key),)))
    setting = replace(setting, memo=memo if leaflet.sheet is None else Memo())
    if leaflet.sheet is None and _footer_height(leaflet, setting) > setting.grid.bottom - 9 * MM:
        bottom = max(setting.grid.bottom, LARGE_THREE_LINES)
        return setting.changed("three lines", grid=replace(setting.grid, bottom=bottom))
    return setting


def _new_setting(leaflet: Leaflet, library: Library, memo: Memo, key: tuple[Hashable, ...]) -> Setting:
    brand = leaflet.brand
    page = grid(leaflet.page, leaflet.format)
    if leaflet.two_sides:
        page = replace(page, body_top=COMPACT_TOP)
    return Setting(
        scale=SCALES[leaflet.format],
        grid=page,
        fonts=_letters(brand, library, memo),
        palette=palette(brand.colours.brand, brand.colours.text, leaflet.colours),
        brand=brand,
        icons=library.icons,
        logo=library.logos[brand.id],
        width=page.text_width,
        continued=leaflet.continued,
        links=_links(brand),
        illustrations=library.illustrations,
        paint=paints(brand.colours.brand, brand.figures, leaflet.colours),
        two_sides=leaflet.two_sides,
        key=key,
    )


def family(brand: Brand, library: Library) -> Fonts:
    """The letters of ``brand``."""
    return fonts(library.fonts[brand.id if brand.fonts else BUILT_IN])


def _letters(brand: Brand, library: Library, memo: Memo) -> Fonts:
    return memo.of("fonts", brand.id, lambda: family(brand, library))


def _about(leaflet: Leaflet) -> About:
    return About(
        title=leaflet.title,
        author=leaflet.brand.name,
        subject=leaflet.footer.reference,
        language=leaflet.language,
        producer=f"Handouts {__version__}",
        made=leaflet.made_on,
    )


def _links(brand: Brand) -> dict[str, str]:
    """Addresses behind the clinic's own pages and email, wherever these are printed."""
    links = {}
    if brand.contact.qr_page:  # before the website, which its address may begin with
        links[as_printed(brand.contact.qr_page)] = brand.contact.qr_page
    if brand.contact.website:
        links[brand.contact.website] = f"https://{brand.contact.website.removeprefix('https://')}"
    if brand.contact.email:
        links[brand.contact.email] = f"mailto:{brand.contact.email}"
    return links


def _feet(leaflet: Leaflet, setting: Setting, pages: int) -> list[tuple[Strip, ...]]:
    """What stands at the foot of each page."""
    return feet(_foot(leaflet, setting, pages), leaflet.footer, setting, pages)


def _foot(leaflet: Leaflet, setting: Setting, pages: int) -> list[Row]:
    if leaflet.sheet is not None:
        return sheet_footer(leaflet.footer, setting, pages)
    return footer(leaflet.footer, setting, pages, leaflet.format)


def _footer_height(leaflet: Leaflet, setting: Setting) -> float:
    if leaflet.format is Format.STANDARD:
        return 0.0
    return foot_height(footer(leaflet.footer, setting, 88, leaflet.format), setting) + 2.5 * MM


@contextmanager
def _characters_told(leaflet: Leaflet, library: Library, memo: Memo) -> Iterator[None]:
    """Raises :class:`~handouts.errors.Refused` for characters that the font of ``leaflet`` has not.

    The foot of a page is laid out last, so it is looked through first. In all else they are looked for only when one
    was met inside, because there hardly ever is one.
    """
    letters, foot = _letters(leaflet.brand, library, memo), leaflet.footer
    _refuse_missing(letters, (foot.clinic, foot.reference))
    try:
        yield
    except KeyError:
        head = leaflet.letterhead
        cells = [text for cell in leaflet.strip for text in (cell.label, cell.value)]
        _refuse_missing(letters, (head.name, head.address, head.phone, *cells, *leaflet.read_aloud()))
        raise


def _refuse_missing(letters: Fonts, texts: Iterable[str]) -> None:
    missing = letters.missing("".join(texts))
    if not missing:
        return
    said = "the font of this brand cannot print the character"
    remedy = "Spell it with other letters, or give the brand a font that has it (fonts: in brand.yaml)."
    names = [f"U+{ord(character):04X}" for character in missing]
    raise Refused(
        f"{said} {', '.join(names)}",
        remedy=remedy,
        problems=[Problem("unprintable", f"{said} {name}", remedy, item=name) for name in names],
    )
