"""Names of the files that a run will write, settled before any work is done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from handouts.errors import BadInput, CannotWrite
from handouts.model.extra import Extra


class Target(Struct, frozen=True):
    """The PDF and, beside it, its staff record; and where a copy with a password goes."""

    pdf: Path
    record: Path

    @property
    def locked(self) -> Path:
        """``leaflet.locked.pdf`` beside ``leaflet.pdf``."""
        return self.pdf.with_suffix(".locked.pdf")

    def beside(self, extra: Extra) -> Path:
        """``leaflet-booklet.pdf`` beside ``leaflet.pdf``."""
        return self.pdf.with_name(f"{self.pdf.stem}-{extra}.pdf")


def targets(out: Path, references: Sequence[str], extras: Sequence[Extra] = ()) -> tuple[Target, ...]:
    """A target for each reference: ``out`` itself when it is named as a PDF, else files in that folder.

    ``extras`` are what else is written. Raises :class:`~handouts.errors.CannotWrite` when something stands in the
    way, and :class:`~handouts.errors.BadInput` when two files of this run would have one name.
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
    leaflets = {target.pdf for target in found}
    for target in found:
        beside = [target.beside(extra) for extra in extras]
        if clash := leaflets.intersection(beside):
            raise BadInput(
                f"{clash.pop()}: two files of this run would have this name",
                remedy="Change one of the references, or make these orders one by one.",
            )
        _clear_the_way(target, (target.pdf, target.record, *beside))
    return found


def check_out(out: Path) -> None:
    """Refuse a name such as ``a.txt``, which would become a folder."""
    suffix = out.suffix[1:]
    if suffix.lower() != "pdf" and suffix.isalpha() and 2 <= len(suffix) <= 4 and not out.is_dir():
        raise BadInput(
            f"{out}: a leaflet is a PDF, and this name ends in .{suffix}",
            remedy="End the name in .pdf, or name a folder, for example: -o out",
        )


def _clear_the_way(target: Target, files: Sequence[Path]) -> None:
    for path in files:
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
