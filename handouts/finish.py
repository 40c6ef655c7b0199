"""The last stretch of a run: finished leaflets are checked, where this was asked, and written with their records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.deliver import record, targets, write
from handouts.errors import Findings
from handouts.model.library import Library
from handouts.model.problem import Problem

if TYPE_CHECKING:
    from handouts.deliver import Target
    from handouts.pipeline import Made, Settings


def finish(
    all_made: Sequence[Made],
    library: Library,
    said: Iterable[Problem],
    out: Path,
    settings: Settings,
    *,
    verify: bool = False,
    password: str | None = None,
    dry_run: bool = False,
) -> tuple[tuple[Made, Target], ...]:
    """Write each leaflet and its record under ``out``; ``said`` are warnings of the library.

    With ``verify`` every leaflet is checked before the first file is written. With ``password``, a locked copy is
    written too. With ``dry_run`` all is done but the writing.
    """
    if verify:
        verify_all(all_made, settings)
    found = targets(out, [made.order.reference for made in all_made], settings.also)
    if dry_run:
        return tuple(zip(all_made, found, strict=True))
    copies = [_locked(made, password) for made in all_made]
    for made, target, locked in settings.track(tuple(zip(all_made, found, copies, strict=True)), "Writing"):
        staff = staff_record(made, library, said, settings, verified=verify)
        write(target, made.document.pdf, staff, locked, made.extras)
    return tuple(zip(all_made, found, strict=True))


def staff_record(
    made: Made, library: Library, said: Iterable[Problem], settings: Settings, *, verified: bool = False
) -> bytes:
    """The staff record of one leaflet. ``said`` are warnings of the library; ``verified``: its PDF was checked."""
    return record(
        made.order,
        library,
        made.selection,
        made.leaflet,
        made.document,
        made_on=settings.today,
        problems=all_warnings(said, made.selection.warnings),
        verified=True if verified else None,
        allow_expired=settings.allow_expired,
        fit=made.fit,
        extras=made.extras,
    )


def _locked(made: Made, password: str | None) -> bytes | None:
    if password is None:
        return None
    from handouts.deliver.locked import locked_copy

    return locked_copy(made.document.pdf, password)


def verify_all(all_made: Sequence[Made], settings: Settings) -> None:
    """Raise :class:`Findings` if a finished leaflet does not pass the checks that are made of every PDF."""
    from handouts.verify import verify

    found = [
        problem
        for made in settings.track(all_made, "Checking")
        for problem in verify(
            made.document.pdf,
            made.document.words,
            title=made.leaflet.title,
            language=made.leaflet.language,
            alts=made.document.alts,
            name=made.order.reference,
        )
    ]
    found += [
        problem
        for made in all_made
        for extra, beside in made.extras.items()
        if extra.tagged
        for problem in verify(beside.pdf, beside.words, name=f"{made.order.reference}-{extra}")
    ]
    if found:
        raise Findings("a leaflet does not pass the checks; nothing was written", problems=found)


def all_warnings(*groups: Iterable[Problem]) -> tuple[Problem, ...]:
    """Warnings of several stages, each once."""
    return tuple(dict.fromkeys(problem for group in groups for problem in group if not problem.is_error))
