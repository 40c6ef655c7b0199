"""Names of files in the folder of a run."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import product
from pathlib import Path

from msgspec import Struct

from handouts.deliver.write import flush_folder
from handouts.model.extra import Extra

FLAT = 10_000
"""Orders of which all files lie in one folder; more go into 256 sub-folders, and beyond 256 times as many, twice."""
SUMMARY, REJECTED, URGENT = "summary.json", "rejected.csv", "urgent.csv"
_DIGITS = "0123456789abcdef"


class Places(Struct, frozen=True):
    """Where the files of one order go, under the folder of the run, with ``/`` between names."""

    stem: str

    @property
    def leaflet(self) -> str:
        """The PDF."""
        return f"{self.stem}.pdf"

    @property
    def record(self) -> str:
        """Its staff record."""
        return f"{self.stem}.json"

    def beside(self, extra: Extra) -> str:
        """What else is made of it."""
        return f"{self.stem}-{extra}.pdf"


def places(reference: str, depth: int) -> Places:
    """The places for one order, in ``depth`` levels of folders named by the SHA-256 of ``reference``."""
    digest = hashlib.sha256(reference.casefold().encode()).hexdigest()
    return Places("/".join([*(digest[2 * at : 2 * at + 2] for at in range(depth)), reference]))


def depth_for(orders: int) -> int:
    """How many levels of sub-folders so many orders need."""
    return 0 if orders <= FLAT else 1 if orders <= 256 * FLAT else 2


def make_folders(out: Path, depth: int) -> None:
    """Make all sub-folders that there can be. May raise :class:`OSError`."""
    names = ["".join(pair) for pair in product(_DIGITS, repeat=2)]
    level = [out]
    for _ in range(depth):
        below = [folder / name for folder in level for name in names]
        for folder in below:
            folder.mkdir(exist_ok=True)
        for folder in level:
            flush_folder(folder)
        level = below


def clashes(reference: str, extras: Sequence[Extra]) -> bool:
    """Whether files named by ``reference`` could be taken for others of the run."""
    name = reference.casefold()
    return name == Path(SUMMARY).stem or any(name.endswith(f"-{extra}") for extra in extras)
