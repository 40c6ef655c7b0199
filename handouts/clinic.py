"""What a clinic does with a library beside printing from it: sign off its text, see how it differs, take its drawings.

Works on the folder of ``--library`` or ``handouts.toml``. The built-in library is never written.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handouts import resources
from handouts.errors import BadInput
from handouts.model.library import Library
from handouts.model.problem import errors_in
from handouts.model.sign_off import Item, Signable, SignOff, sign
from handouts.pipeline import Settings, open_library

if TYPE_CHECKING:
    from handouts.library.difference import Difference


def own_folder(settings: Settings) -> Path:
    """The clinic's folder; raises :class:`~handouts.errors.BadInput` when none is named."""
    folder = settings.library
    if folder is None:
        raise BadInput(
            "this needs a library of your own, and none is named",
            remedy='Add --library DIR, or write library = "DIR" into handouts.toml.',
        )
    if (folder / "sections").resolve() == resources.sections_dir().resolve():
        raise BadInput(
            f"{folder}: this is the built-in library, which is never changed",
            remedy="Name a folder of your own; it may be empty.",
        )
    return folder


def sign_off(
    ids: Sequence[str], settings: Settings, *, by: str, role: str, on: dt.date, kind: Item | None = None
) -> tuple[Path, tuple[SignOff, ...]]:
    """Record that ``by`` checked these sections and exercises as they now stand: the file, and what is new in it.

    All or none. An older sign-off of the same text is replaced.
    """
    from pydantic import ValidationError

    from handouts.deliver.sign_offs import write_sign_offs

    folder = own_folder(settings)
    if on > settings.today:
        raise BadInput(f"--on {on}: this day has not come yet", remedy="Write the day on which the text was checked.")
    library, _ = open_library(settings, from_sources=True)
    items = [_found(library, id, kind) for id in dict.fromkeys(ids)]
    try:
        new = tuple(sign(item, by=by, role=role, on=on) for item in items)
    except ValidationError as error:
        option = error.errors(include_input=False)[0]["loc"][0]
        raise BadInput(
            f"--{option}: this cannot be used", remedy="Write the name and the role of the person who checked it."
        ) from None
    all_of_them = {**library.sign_offs, **{entry.key: entry for entry in new}}
    return write_sign_offs(folder, all_of_them.values()), new


def _found(library: Library, id: str, kind: Item | None) -> Signable:
    shelves: dict[Item, Mapping[str, Signable]] = {Item.SECTION: library.sections, Item.EXERCISE: library.exercises}
    found = [shelf[id] for name, shelf in shelves.items() if id in shelf and kind in (None, name)]
    if len(found) > 1:
        raise BadInput(
            f"{id}: there is a section and an exercise of this name",
            remedy="Say which: --kind section or --kind exercise",
        )
    if not found:
        known = [name for which, shelf in shelves.items() if kind in (None, which) for name in shelf]
        near = difflib.get_close_matches(id, known, n=1)
        remedy = f"Did you mean {near[0]}?" if near else "See: handouts list sections; handouts list exercises"
        raise BadInput(f"there is no {kind or 'section or exercise'} of this name", remedy=remedy)
    return found[0]


def differences(settings: Settings) -> Difference:
    """How the clinic's library differs from the built-in one."""
    from handouts.library import load
    from handouts.library.difference import difference

    folder = own_folder(settings)
    built_in, problems = load()
    if built_in is None:
        raise BadInput("the built-in library cannot be used", problems=errors_in(problems))
    # The full path, so that no file of the clinic has the same place as a built-in one.
    own, problems = load(folder.resolve())
    if own is None:
        _, problems = load(folder)
        raise BadInput("the library cannot be used", problems=errors_in(problems))
    return difference(built_in, own)


def write_drawings(library: Library, out: Path, settings: Settings) -> None:
    """Each illustration as an SVG file in ``out``, in the colours of the brand. Nothing is overwritten."""
    from handouts.deliver.new_file import write_new
    from handouts.deliver.svg import svg
    from handouts.model.illustration import paints

    brand = library.brands[settings.brand or settings.default_brand]
    paint = paints(brand.colours.brand, brand.figures)
    write_new({out / f"{id}.svg": svg(drawn, paint) for id, drawn in library.illustrations.items()})
