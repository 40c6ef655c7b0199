"""What can be made beside a leaflet, and how: one maker for each :class:`~handouts.model.extra.Extra`.

To add one: a name there, and a maker in ``_MAKERS``. Nothing else knows them by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from handouts.errors import BadInput
from handouts.model.document import Document
from handouts.model.extra import Extra
from handouts.model.leaflet import Leaflet
from handouts.model.library import Library
from handouts.model.paper import HALF_OF, is_small
from handouts.model.problem import Problem


def make_extras(
    wanted: Sequence[Extra], leaflet: Leaflet, document: Document, library: Library
) -> Mapping[Extra, Document]:
    """Each of ``wanted`` for a leaflet; nothing for an urgent sheet, which stands alone.

    Raises :class:`~handouts.errors.BadInput` when one cannot be made of this leaflet.
    """
    if leaflet.sheet is not None:
        return {}
    return {extra: _MAKERS[extra](leaflet, document, library) for extra in Extra if extra in wanted}


def _booklet(leaflet: Leaflet, document: Document, _library: Library) -> Document:
    from handouts.deliver.booklet import booklet

    if not is_small(leaflet.page):
        small = " or ".join(f"{name} (two on {paper})" for name, paper in HALF_OF.items())
        raise _cannot(Extra.BOOKLET, f"its pages are {leaflet.page}", f"Choose the page {small}.")
    return booklet(document, leaflet.page)


def _poster(leaflet: Leaflet, _document: Document, library: Library) -> Document:
    from handouts.compose.poster import posters
    from handouts.layout.layout import lay_out_poster

    try:
        found = (lay_out_poster(poster, library) for poster in posters(leaflet, library))
        fitting = next((document for document in found if document is not None), None)
    except BadInput as error:
        raise _cannot(Extra.POSTER, error.message, error.remedy) from None
    if fitting is None:
        raise _cannot(Extra.POSTER, "its exercises do not fit on one page", "Choose fewer, or a smaller print.")
    return fitting


def _cannot(extra: Extra, why: str, remedy: str) -> BadInput:
    message = f"no {extra} can be made of this leaflet: {why}"
    return BadInput(message, remedy=remedy, problems=[Problem(f"no-{extra}", message, remedy)])


_MAKERS: Mapping[Extra, Callable[[Leaflet, Document, Library], Document]] = {
    Extra.BOOKLET: _booklet,
    Extra.POSTER: _poster,
}
