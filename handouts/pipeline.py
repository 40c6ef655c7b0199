"""READ THIS FIRST: the one place that knows the whole way.

::

    sections/ assets/ ── open_library ──▶ Library ──┐
    order file ───────── read_order ────▶ Order ────┤
                                                    ▼
                          select   ▶ Selection   what this patient gets, and why
                          compose  ▶ Leaflet     the words
                          layout   ▶ Document    the PDF
                          deliver  ▶ Receipt     the files

Every stage takes values and returns values. Stages report problems as data; only this module raises
them, as errors that know their exit code. The clock and the settings are passed in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from handouts.errors import BadInput
from handouts.model.document import Document
from handouts.model.leaflet import Leaflet
from handouts.model.library import Library
from handouts.model.order import Order
from handouts.model.problem import Problem, errors_in
from handouts.model.selection import Selection


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices that hold for a whole run. ``brand`` and ``page`` win over the order; the defaults do not."""

    today: dt.date
    library: Path | None = None
    brand: str | None = None
    page: str | None = None
    default_brand: str = "fernhollow"


@dataclass(frozen=True, slots=True)
class Made:
    """One leaflet and all that led to it."""

    order: Order
    selection: Selection
    leaflet: Leaflet
    document: Document


def open_library(settings: Settings) -> tuple[Library, tuple[Problem, ...]]:
    """The built-in library with the clinic's own folder over it, and what is to be said about it."""
    from handouts.library import load

    library, problems = load(settings.library)
    if library is None:
        raise BadInput("the library cannot be used", problems=errors_in(problems))
    return library, problems


def read_order(path: Path, library: Library, settings: Settings) -> tuple[Order, tuple[Problem, ...]]:
    """The order in the file ``path``, and warnings about it."""
    from handouts.intake import read_order_file

    order, problems = read_order_file(path, library.vocabulary, today=settings.today)
    if order is None:
        raise BadInput(f"{path}: the order cannot be used", problems=errors_in(problems))
    return order, tuple(problems)


def decide(order: Order, library: Library, settings: Settings) -> Selection:
    """What this patient gets, and why."""
    from handouts.select import select

    return select(order, library, today=settings.today, brand=_brand(order, settings))


def make(order: Order, library: Library, settings: Settings, *, decided: Selection | None = None) -> Made:
    """The leaflet for ``order``, ready to be delivered."""
    from handouts.compose import compose
    from handouts.layout import lay_out

    selection = decided or decide(order, library, settings)
    leaflet = compose(
        order, library, selection, today=settings.today, brand=_brand(order, settings), page=settings.page
    )
    return Made(order, selection, leaflet, lay_out(leaflet, library))


def _brand(order: Order, settings: Settings) -> str:
    return settings.brand or order.brand or settings.default_brand


def all_warnings(*groups: Iterable[Problem]) -> tuple[Problem, ...]:
    """Warnings of several stages, each once."""
    return tuple(dict.fromkeys(problem for group in groups for problem in group if not problem.is_error))
