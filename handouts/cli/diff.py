"""``handouts diff``: how a clinic's library differs from the built-in one."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from handouts.cli.options import Json, LibraryFolder, Today, console_of, day

if TYPE_CHECKING:
    from handouts.cli.console import Console
    from handouts.library.difference import Difference, LineChange, Signed

WIDTH = 80
_HOW = {"condition": "printed on another condition (when)"}


def diff(context: typer.Context, library: LibraryFolder = None, today: Today = None, json: Json = False) -> None:
    """Show how your library differs from the built-in one, and which sign-offs no longer hold.

    The exit code is 0 whether or not anything differs.

    \b
    Examples:
      handouts diff --library our-library
      handouts diff --json
    """
    console = console_of(context, json=json)
    from handouts import clinic, pipeline

    settings = pipeline.settings_for(Path(), today=day(today), library=library)
    found = clinic.differences(settings)
    if json:
        console.as_json(found.as_dict())
        return
    if not (found.items or found.lines or found.defaults):
        console.out("Nothing differs from the built-in library.")
    _items(console, found)
    _lines(console, found.lines)
    _defaults(console, found)
    _sign_offs(console, found.sign_offs)


def _heading(console: Console, text: str) -> None:
    console.out(console.paint(text, "head"))


def _wrapped(console: Console, text: str, first: str, rest: str) -> None:
    for line in textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False):
        console.out(line)


def _items(console: Console, found: Difference) -> None:
    for how, title in (("added", "Added by you"), ("replaced", "Replaced by yours")):
        kinds = dict.fromkeys(change.kind for change in found.items if change.how == how)
        if kinds:
            _heading(console, title)
        for kind in kinds:
            ids = [change.id for change in found.items if (change.how, change.kind) == (how, kind)]
            _wrapped(console, ", ".join(ids), f"  {kind.ljust(13)} ", " " * 16)


def _lines(console: Console, lines: tuple[LineChange, ...]) -> None:
    if lines:
        _heading(console, "Words")
    for change in lines:
        console.out(f"  {change.id} ({change.kind}): {_HOW.get(change.how, change.how)}")
        if change.old is not None and change.how != "condition":
            _wrapped(console, change.old, "    - ", "      ")
        if change.new is not None and change.how != "condition":
            _wrapped(console, change.new, "    + ", "      ")


def _defaults(console: Console, found: Difference) -> None:
    if found.defaults:
        _heading(console, "Usual values")
    for change in found.defaults:
        _wrapped(console, f"{change.id}: {change.old} in the built-in library, {change.new} in yours", "  ", "    ")


def _sign_offs(console: Console, all_signed: tuple[Signed, ...]) -> None:
    for title, lapsed in (("Sign-offs that hold", False), ("Sign-offs that have lapsed", True)):
        chosen = [signed for signed in all_signed if (signed.lapse is not None) == lapsed]
        if chosen:
            _heading(console, title)
        for signed in chosen:
            entry = signed.sign_off
            about = f"{entry.item} ({entry.kind}): {entry.by}, {entry.role}, {entry.on}"
            _wrapped(console, about, "  ", "    ")
            if signed.lapse is not None:
                _wrapped(console, f"since then: {signed.lapse}", "    ", "      ")
