"""``handouts tags``: what a screen reader is told."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handouts.cli.options import console_of


def tags(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A leaflet (PDF).")],
) -> None:
    """Show the tags of a leaflet: headings, lists, pictures and text, in the order they are read aloud.

    \b
    Example:
      handouts tags leaflet.pdf
    """
    console = console_of(context)
    from handouts.verify import tag_tree_of

    console.out(tag_tree_of(file).rstrip("\n"))
