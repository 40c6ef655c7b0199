"""``handouts new mapping LIST``: what the columns of a list hold, as far as their names say it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handouts.cli.options import day
from handouts.errors import BadInput

if TYPE_CHECKING:
    from handouts.cli.console import Console

DEFAULT = Path("mapping.yaml")


def new_mapping(console: Console, orders: Path | None, out: Path | None, library: Path | None) -> None:
    """Write a mapping for the list ``orders`` to ``out``. Nothing is overwritten."""
    if orders is None:
        raise BadInput("a mapping needs a list", remedy="Name it: handouts new mapping LIST -o mapping.yaml")
    from handouts import pipeline
    from handouts.deliver.new_file import write_new
    from handouts.intake.lists.propose import propose

    loaded, _ = pipeline.open_library(pipeline.settings_for(Path(), today=day(None), library=library))
    target = out or DEFAULT
    write_new({target: propose(orders, loaded.vocabulary)})
    console.out(str(target))
    console.note(
        f"    Decide what stands there as a comment, then: handouts batch {orders} --mapping {target} --check-only"
    )
