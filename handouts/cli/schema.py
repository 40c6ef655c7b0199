"""``handouts schema``: JSON Schema for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handouts.cli.options import LibraryFolder, console_of, day
from handouts.cli.what import What


def schema(
    context: typer.Context,
    what: Annotated[What, typer.Argument(help="What the schema describes.")],
    library: LibraryFolder = None,
) -> None:
    """Print the JSON Schema of an order, a section, a pack, a brand or a mapping of columns.

    Editors use it to complete names and to mark faults while you type.

    \b
    Example:
      handouts schema order > order.schema.json
    """
    console = console_of(context)
    from handouts import pipeline
    from handouts.intake.schema import Kind, schema_of

    loaded, _ = pipeline.open_library(pipeline.settings_for(Path(), today=day(None), library=library))
    console.as_json(schema_of(Kind(what.value), loaded.vocabulary))
