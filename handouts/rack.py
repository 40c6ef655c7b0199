"""Copies for the waiting-room rack: a pack as a leaflet for nobody in particular.

Nobody was asked about warning signs, so the leaflet asks: they stand on page 1, to be read before all else.
Nothing is known of the reader, so the rules print the most careful form, and moves are of the safe set alone.
There is no name, no visit, and no reference but that of the pack.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from handouts.errors import BadInput
from handouts.model.fit import Step
from handouts.model.leaflet import Leaflet
from handouts.model.library import Library
from handouts.model.memo import Memo
from handouts.model.pack import Pack
from handouts.model.paper import Format
from handouts.model.problem import Problem
from handouts.model.selection import Selection
from handouts.model.typical import rack_order
from handouts.pipeline import Made, Settings, assemble, brand_of, open_library

if TYPE_CHECKING:
    from handouts.deliver import Target


def rack_files(
    packs: Sequence[str], out: Path, settings: Settings, *, format: Format = Format.STANDARD, verify: bool = False
) -> tuple[tuple[Made, Target], ...]:
    """A leaflet and its record for each of ``packs``, under ``out``: all of them, or none if one cannot be made."""
    from handouts.deliver import check_out
    from handouts.finish import finish

    check_out(out)
    library, said = open_library(settings)
    all_made = [rack_copy(_pack(id, library), library, settings, format=format) for id in dict.fromkeys(packs)]
    return finish(all_made, library, said, out, settings, verify=verify)


def rack_copy(pack: Pack, library: Library, settings: Settings, *, format: Format = Format.STANDARD) -> Made:
    """The leaflet of ``pack`` for nobody in particular.

    Raises :class:`~handouts.errors.BadInput` for a pack that is meant for some people only, and
    :class:`~handouts.errors.Refused` for text that must not be printed.
    """
    from handouts.compose import compose
    from handouts.compose.general import general_copy
    from handouts.fit import Stages
    from handouts.layout import paginate, sides_within
    from handouts.select import select_for_anybody

    if pack.meant_for:
        message = f"the pack {pack.id} is meant for {', '.join(pack.meant_for)}, and a rack is for anyone"
        raise _refused("pack-for-some", message, "Choose another; see: handouts list packs")
    order = rack_order(pack, library, format)
    # The doses and moves of a pack are for a patient whom somebody examined.
    bare = structs.replace(library, packs={**library.packs, pack.id: pack.model_copy(update={"exercises": ()})})
    brand, page = brand_of(order, settings), settings.page or settings.default_page

    def chosen(_out: tuple[str, ...]) -> Selection:
        selection = select_for_anybody(order, bare, today=settings.today, brand=brand)
        # That the moves are of the safe set is not a finding here: it is what was asked for.
        warnings = tuple(problem for problem in selection.warnings if problem.code != "few-exercises")
        return structs.replace(selection, warnings=warnings)

    def composed(selection: Selection) -> Leaflet:
        leaflet = compose(
            order, bare, selection, today=settings.today, brand=brand, page=page, colours=settings.colours
        )
        return general_copy(leaflet, library)

    memo = Memo()
    stages = Stages(
        select=chosen,
        compose=composed,
        paginate=lambda leaflet: paginate(leaflet, library, memo=memo),
        memo=memo,
        next_out=lambda _: None,
        sides_within=lambda most, leaflet: sides_within(most, leaflet, library, memo),
        # Whoever takes it may need the easier form of a move, which tall cards have no room for.
        never=frozenset({Step.TALL_CARDS}),
    )
    return assemble(order, library, settings, stages, page)


def _pack(id: str, library: Library) -> Pack:
    if id not in library.packs:
        raise _refused("unknown-pack", f"there is no pack {id}", "See: handouts list packs")
    return library.packs[id]


def _refused(code: str, message: str, remedy: str) -> BadInput:
    return BadInput("no copy for the rack was made", problems=[Problem(code, message, remedy)])
