"""What staff are told of finished leaflets: by ``make``, by ``make --watch`` each time again, and by ``rack``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from handouts.cli.console import counted
from handouts.cli.urgent import announce, sheet_name
from handouts.model.extra import Extra
from handouts.model.problem import Problem, Severity

if TYPE_CHECKING:
    from handouts.cli.console import Console
    from handouts.deliver import Target
    from handouts.pipeline import Made

Finished = tuple["Made", "Target"]
Warned = Mapping[str, tuple[Problem, ...]]
"""Warnings by the reference of the order they are about."""


def tell(
    console: Console,
    finished: Sequence[Finished],
    *,
    locked: bool = False,
    dry_run: bool = False,
    lead: str = "",
    taken: str = "",
    warned: Warned | None = None,
) -> Warned:
    """For each leaflet its file and pages, what gave way (``fit``), what was made beside it, and its warnings.

    ``locked``: there is a locked copy of each. ``lead`` and ``taken`` stand before and behind the first line.
    Warnings that are all in ``warned``, those of the run before, are not repeated; returns those of this run.
    """
    now: dict[str, tuple[Problem, ...]] = {}
    for made, target in finished:
        if not console.quiet:
            console.out("  ".join(filter(None, (lead, _summary(made, target, dry_run=dry_run), taken))))
            for line in _more(made, target, locked=locked):
                console.out(line)
        reference = made.order.reference
        now[reference] = (*made.selection.warnings, *_older(made, target))
        if (warned or {}).get(reference) != now[reference]:
            console.warnings(reference, now[reference])
    return now


def tell_urgent(console: Console, finished: Sequence[Finished], *, dry_run: bool = False) -> bool:
    """Announce the urgent sheets; returns whether there are any."""
    if all(made.selection.sheet is None for made, _ in finished):
        return False
    done = "not written: this is a dry run" if dry_run else "written to {}"
    announce(console, [(made, done.format(target.pdf)) for made, target in finished])
    return True


def _summary(made: Made, target: Target, *, dry_run: bool) -> str:
    """One line: the file, its pages and, in a dry run, the paper it takes."""
    pages = counted(made.document.pages, "page")
    said = [str(target.pdf), f"{pages} and a blank one" if made.document.blank else pages]
    if dry_run:
        both = ", printed on both sides" if made.document.pages > 1 else ""
        said.append(f"{counted(made.document.paper_sheets, 'sheet')} of paper{both}")
    if made.selection.sheet is not None:
        said.append(sheet_name(made.selection.sheet))
    return "  ".join(said)


def _more(made: Made, target: Target, *, locked: bool) -> Iterator[str]:
    if made.fit:
        yield f"fit: {', '.join(map(str, made.fit))}"
    for extra, document in made.extras.items():
        yield f"{target.beside(extra)}  {counted(document.pages, 'page')}"
    if locked:
        yield f"{target.locked}  opens with the password"


def _older(made: Made, target: Target) -> Iterator[Problem]:
    """Extras of an earlier run that are not of the leaflet which now lies beside them."""
    for extra in Extra:
        path = target.beside(extra)
        if extra not in made.extras and path.exists():
            hint = f"Delete it, or make it anew: --also {extra}"
            yield Problem("older-extra", f"{path} is of an older leaflet", hint, severity=Severity.WARNING)
