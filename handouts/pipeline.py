"""READ THIS FIRST: the one place that knows the whole way.

::

    sections/ assets/ ── open_library ──▶ Library ──┐
    order file ───────── read_order ────▶ Order ────┤
                                                    ▼
                          select   ▶ Selection   what this patient gets, and why: a leaflet, or an urgent sheet
                          compose  ▶ Leaflet     the words
                          layout   ▶ Document    the PDF
                          fit      ▶ Fitted      the three above again, shorter, while it has too many sides
                          deliver  ▶ Target      the files

``make_files`` is the whole run; :mod:`handouts.batch` does the same for a list. Whoever makes more than one leaflet
hands on a ``Memo``: sections, galleys, pages and pieces of PDF that come again are worked out once, and each leaflet
has the bytes that it has by itself.

Every stage takes values and returns values. Stages report problems as data; only this module raises
them, as errors that know their exit code. The clock and the settings are passed in.
"""

from __future__ import annotations

import datetime as dt
import difflib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field, structs

from handouts.errors import BadInput, HandoutsError, Refused
from handouts.extras import make_extras
from handouts.model.colour import Scheme
from handouts.model.document import Document
from handouts.model.extra import Extra
from handouts.model.fit import FitStep
from handouts.model.leaflet import Leaflet, sheet_page
from handouts.model.library import Library
from handouts.model.memo import Memo
from handouts.model.order import Order
from handouts.model.problem import NOWHERE, Place, Problem, errors_in
from handouts.model.selection import Selection
from handouts.model.track import Track, untracked

if TYPE_CHECKING:
    from handouts.check.coverage import Coverage
    from handouts.deliver import Target
    from handouts.fit import Stages
    from handouts.layout.layout import Pagination

DEFAULT_BRAND = "fernhollow"


class Settings(Struct, frozen=True):
    """Choices that hold for a whole run. ``brand``, ``page`` and ``colours`` win over the order; the defaults do not.

    ``also``: what else is made of each leaflet; ``duplex``: a blank side is added where the sides are odd.
    ``allow_expired`` is the reason why text past its review date may be printed.
    ``places`` says where the defaults were read, by name. ``track`` is told how far long work has come.
    ``cache`` is the folder where the library is kept compiled; without it the sources are read each time.
    """

    today: dt.date
    library: Path | None = None
    brand: str | None = None
    page: str | None = None
    colours: Scheme | None = None
    default_brand: str = DEFAULT_BRAND
    default_page: str | None = None
    allow_expired: str | None = None
    also: tuple[Extra, ...] = ()
    duplex: bool = False
    places: Mapping[str, Place] = field(default_factory=dict)
    track: Track = untracked
    cache: Path | None = None


class Made(Struct, frozen=True):
    """One leaflet, or the urgent sheet in its place, and all that led to it; ``fit``: what was done to save sides.

    ``pages``: the leaflet on its pages, for a print file.
    """

    order: Order
    selection: Selection
    leaflet: Leaflet
    document: Document
    extras: Mapping[Extra, Document] = field(default_factory=dict)
    fit: tuple[FitStep, ...] = ()
    pages: Pagination | None = None


def settings_for(
    folder: Path,
    *,
    today: dt.date,
    library: Path | None = None,
    brand: str | None = None,
    page: str | None = None,
    colours: Scheme | None = None,
    allow_expired: str | None = None,
    also: Sequence[Extra] = (),
    duplex: bool = False,
    track: Track = untracked,
) -> Settings:
    """What was asked for on the command line, over the environment, over what ``handouts.toml`` in ``folder`` says."""
    from handouts.intake import read_settings
    from handouts.library.compiled.place import cache_folder

    written, problems = read_settings(folder)
    if problems:
        raise BadInput("the settings cannot be used", problems=errors_in(problems))
    if library is not None and not library.is_dir():
        raise BadInput(f"{library}: there is no such folder", remedy="Check --library.")
    return Settings(
        today=today,
        library=library or written.library,
        brand=brand,
        page=page,
        colours=colours,
        default_brand=written.brand or DEFAULT_BRAND,
        default_page=written.page,
        allow_expired=allow_expired,
        also=tuple(also),
        duplex=duplex,
        places=written.places,
        track=track,
        cache=cache_folder(written.cache, os.environ),
    )


def read_password(path: Path) -> str:
    """The password in the file ``path``."""
    from handouts.intake.password import read_password as read

    return read(path)


def open_library(settings: Settings, *, from_sources: bool = False) -> tuple[Library, tuple[Problem, ...]]:
    """The built-in library with the clinic's own folder over it, and what is to be said about it.

    ``from_sources``: for those who judge or sign the text; they trust nothing that was kept.
    """
    from handouts.library.compiled.opening import open_compiled

    library, problems = open_compiled(settings.library, None if from_sources else settings.cache, _with_fonts_cut)
    if library is None:
        raise BadInput("the library cannot be used", problems=errors_in(problems))
    _check_brand(settings.brand, library, NOWHERE)
    _check_brand(settings.default_brand, library, settings.places.get("brand", NOWHERE))
    return library, problems


def _with_fonts_cut(library: Library) -> Library:
    """``library`` with its fonts taken apart, so that they need not be in each process that has it compiled."""
    from handouts.layout.fonts import with_cut

    fonts = {id: {weight: with_cut(file) for weight, file in family.items()} for id, family in library.fonts.items()}
    return structs.replace(library, fonts=fonts)


def _check_brand(brand: str | None, library: Library, place: Place) -> None:
    if brand is not None and brand not in library.brands:
        near = difflib.get_close_matches(brand, list(library.brands), n=1, cutoff=0.7)
        hint = f"Did you mean {near[0]}?" if near else "See: handouts list brands"
        option = "" if place.file else "--brand: "
        problem = Problem("unknown-brand", f"{option}there is no brand of this name", hint, place)
        raise BadInput("the brand cannot be used", problems=[problem])


def check_library(settings: Settings) -> tuple[Problem, ...]:
    """Everything there is to say about the library: faults that stop it, or else its content."""
    from handouts.check.all import run_all
    from handouts.library import load

    library, problems = load(settings.library)
    return problems if library is None else (*problems, *run_all(library, settings.today, settings.track))


def claims_coverage(settings: Settings) -> Coverage:
    """How far the library covers the claims of the source articles."""
    from handouts.check.coverage import coverage

    library, _ = open_library(settings, from_sources=True)
    return coverage(library, settings.today)


def pack_leaflets(settings: Settings) -> tuple[Library, dict[str, Leaflet]]:
    """The library, and the leaflet that each pack makes for a patient with nothing special."""
    from handouts.compose import compose
    from handouts.model.typical import typical_order

    library, _ = open_library(settings, from_sources=True)
    settings = structs.replace(settings, allow_expired="a report; nothing is printed")
    leaflets = {}
    for id, pack in settings.track(tuple(library.packs.items()), "Making leaflets"):
        order = typical_order(pack, library)
        selection, brand = decide(order, library, settings), brand_of(order, settings)
        leaflets[id] = compose(order, library, selection, today=settings.today, brand=brand)
    return library, leaflets


def read_order(path: Path, library: Library, settings: Settings) -> tuple[Order, tuple[Problem, ...]]:
    """The order in the file ``path``, and warnings about it."""
    from handouts.intake import read_order_file

    order, problems = read_order_file(path, library.vocabulary, today=settings.today)
    if order is None:
        raise BadInput(f"{path}: the order cannot be used", problems=errors_in(problems))
    return order, tuple(problems)


def explain(path: Path, library: Library, settings: Settings) -> tuple[Order, Selection]:
    """The order in the file ``path`` and what this patient gets; a refusal says where in the file."""
    from handouts.intake import locate, read_order_files

    orders, problems, documents = read_order_files([path], library.vocabulary, today=settings.today)
    if path not in orders:
        raise BadInput(f"{path}: the order cannot be used", problems=errors_in(problems))
    try:
        return orders[path], decide(orders[path], library, settings)
    except (BadInput, Refused) as error:
        found = tuple(locate(as_problems(error), orders[path], documents[path]))
        raise type(error)(f"{path}: {_verdict(wrong=False)}", problems=found) from None


def decide(
    order: Order,
    library: Library,
    settings: Settings,
    *,
    trimmed: Sequence[str] = (),
    memo: Memo | None = None,
) -> Selection:
    """What this patient gets, and why. ``trimmed``: sections that the page budget takes out; ``memo`` as in `make`."""
    from handouts.select import select

    brand, reason = brand_of(order, settings), settings.allow_expired
    selection = select(
        order, library, today=settings.today, brand=brand, allow_expired=reason, trimmed=trimmed, memo=memo
    )
    if not order.typed():
        return selection
    from handouts.check.typed import check_typed

    typed = tuple(check_typed(order, library))
    return structs.replace(selection, warnings=(*selection.warnings, *typed)) if typed else selection


def make(
    order: Order,
    library: Library,
    settings: Settings,
    *,
    decided: Selection | None = None,
    memo: Memo | None = None,
) -> Made:
    """The leaflet for ``order``, ready to be delivered. ``memo`` keeps what the next one needs too."""
    from handouts.compose import compose
    from handouts.fit import USUAL_SIDES, Stages
    from handouts.layout import paginate, shape_of, sides_within
    from handouts.select import trimmable

    brand, page = brand_of(order, settings), settings.page or order.page or settings.default_page
    memo = memo or Memo()
    memo.serve(library, settings.today, settings.allow_expired)

    def chosen(out: tuple[str, ...]) -> Selection:
        return decided if decided and not out else decide(order, library, settings, trimmed=out, memo=memo)

    def composed(selection: Selection) -> Leaflet:
        return compose(
            order, library, selection, today=settings.today, brand=brand, page=page, colours=settings.colours, memo=memo
        )

    stages = Stages(
        select=chosen,
        compose=composed,
        paginate=lambda leaflet: paginate(leaflet, library, memo=memo),
        sides_within=lambda most, leaflet: sides_within(most, leaflet, library, memo),
        shape=lambda leaflet: shape_of(leaflet, library, memo),
        next_out=lambda selection: trimmable(selection, library, order.pages or USUAL_SIDES),
        memo=memo,
    )
    return assemble(order, library, settings, stages, page)


def assemble(order: Order, library: Library, settings: Settings, stages: Stages, page: str | None) -> Made:
    """The leaflet that ``stages`` make of ``order``, as short as it is wanted; ``page``: the one that was asked for."""
    from handouts.fit import fit, over_budget

    found = fit(order, stages)
    printed, whole = found.pages.leaflet, found.whole
    warnings = (*found.selection.warnings, *sheet_page(whole, page), *over_budget(order, found))
    selection = structs.replace(found.selection, warnings=warnings).without(
        whole.captions() - printed.captions(), "no-room", "its picture needs another page"
    )
    document = found.pages.document(duplex=settings.duplex)
    extras = make_extras(settings.also, whole, document, library)
    return Made(order, selection, printed, document, extras, found.steps, found.pages)


def make_files(
    paths: Sequence[Path],
    out: Path,
    settings: Settings,
    *,
    verify: bool = False,
    password: str | None = None,
    dry_run: bool = False,
) -> tuple[tuple[Made, Target], ...]:
    """The whole run: a PDF and a staff record for each order file, under ``out``.

    An order with a warning sign gives an urgent sheet in place of the leaflet: see ``Made.selection.sheet``.
    Every order is read and every leaflet made, and with ``verify`` checked, before the first file is
    written, so that a fault in one leaves nothing half done. With ``password``, a locked copy is written too.
    With ``dry_run`` all of this is done, but for the writing.
    """
    from handouts.deliver import check_out
    from handouts.finish import finish

    check_out(out)
    library, said = open_library(settings)
    all_made = make_all(paths, library, settings)
    return finish(all_made, library, said, out, settings, verify=verify, password=password, dry_run=dry_run)


def make_all(paths: Sequence[Path], library: Library, settings: Settings) -> list[Made]:
    """All leaflets, or one error with what is wrong in any of the orders."""
    from handouts.intake import locate, read_order_files

    orders, problems, documents = read_order_files(paths, library.vocabulary, today=settings.today)
    faults, all_made = list(errors_in(problems)), []
    refused: list[Problem] = []
    waiting: list[Problem] = []
    memo = Memo()
    for path, order in settings.track(tuple(orders.items()), "Making leaflets"):
        try:
            all_made.append(made := make(order, library, settings, memo=memo))
        except (BadInput, Refused) as error:
            refused += locate(as_problems(error), order, documents[path])
        else:
            waiting += locate(_not_made(made.selection), order, documents[path])
    if not faults and not refused:
        return all_made
    bad = len({problem.place.file for problem in (*faults, *refused)})
    which = "the order" if len(paths) == 1 else f"{bad} of {len(paths)} orders"
    kind = BadInput if faults else Refused
    verdict = _verdict(wrong=bool(faults))
    raise kind(f"{which} {verdict}; nothing was written", problems=[*waiting, *faults, *refused])


def _verdict(*, wrong: bool) -> str:
    return "cannot be used" if wrong else "must not become a leaflet"


def _not_made(selection: Selection) -> Iterator[Problem]:
    """The urgent signs of an order whose sheet is not written, because another order of the run has a fault."""
    for sign in selection.signs if selection.sheet is not None else ():
        message = f"warning sign {sign.flag} ({sign.label}): its urgent sheet was not written"
        hint = "Act on it now. Make this order by itself, or mend the others."
        yield Problem("urgent-sheet-waits", message, hint, path=sign.path)


def as_problems(error: HandoutsError) -> Sequence[Problem]:
    """What an error has to say, as problems."""
    code = "refused" if isinstance(error, Refused) else "bad-input"
    return error.problems or [Problem(code, error.message, error.remedy)]


def brand_of(order: Order, settings: Settings) -> str:
    """The id of the brand that ``order`` is made in."""
    return settings.brand or order.brand or settings.default_brand
