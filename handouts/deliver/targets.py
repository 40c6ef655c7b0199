"""Names of the files that a run will write, settled before any work is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from handouts.errors import BadInput, CannotWrite


@dataclass(frozen=True, slots=True)
class Target:
    """The PDF and, beside it, its staff record; and where a copy with a password goes."""

    pdf: Path
    record: Path

    @property
    def locked(self) -> Path:
        """``leaflet.locked.pdf`` beside ``leaflet.pdf``."""
        return self.pdf.with_suffix(".locked.pdf")


def targets(out: Path, references: Sequence[str]) -> tuple[Target, ...]:
    """A target for each reference: ``out`` itself when it is named as a PDF, else files in that folder.

    Raises :class:`~handouts.errors.CannotWrite` when something stands in the way.
    """
    if out.suffix.lower() == ".pdf":
        if len(references) > 1:
            raise BadInput(
                f"{out}: {len(references)} orders cannot go into one file",
                remedy="Name a folder instead, for example: -o out",
            )
        found: tuple[Target, ...] = (Target(out, out.with_suffix(".json")),)
    else:
        found = tuple(Target(out / f"{name}.pdf", out / f"{name}.json") for name in references)
    for target in found:
        _clear_the_way(target)
    return found


def _clear_the_way(target: Target) -> None:
    for path in (target.pdf, target.record):
        if path.is_dir():
            raise CannotWrite(f"{path}: there is a folder of this name", remedy="Choose another name with -o.")
    for folder in target.pdf.parents:
        if folder.is_dir():
            return
        if folder.exists():
            raise CannotWrite(
                f"{folder}: a file stands where a folder is needed",
                remedy="Choose another folder with -o, or move the file away.",
            )
