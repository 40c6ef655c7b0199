"""Who takes part, what each needs to be installed, and the face that all peers share."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

OURS = "handouts"


class Maker(Protocol):
    """A peer: plain leaflets in, a PDF out, everything in memory."""

    name: str
    tagged: bool

    @property
    def version(self) -> str:
        """Of the engine."""
        ...

    def one(self, leaflet: dict[str, Any]) -> bytes:
        """The PDF of one leaflet."""
        ...

    def many(self, leaflets: Sequence[dict[str, Any]]) -> bytes:
        """One PDF of all of them, each with page numbers of its own."""
        ...


@dataclass(frozen=True)
class Peer:
    """``module`` can also be run: FILES FONTS LEAFLET.json OUT.pdf."""

    module: str
    maker: str
    title: str
    remedy: str

    def open(self, files: Path, fonts: Path) -> Maker:
        """Everything that is the same for all leaflets, read once. Raises ImportError or OSError when it is missing."""
        found = importlib.import_module(f"tests.benchmarks.peers.{self.module}")
        return cast(Maker, getattr(found, self.maker)(files, fonts))


PIP = 'pip install -e ".[bench]"'
_PANGO = f"{PIP}, and Pango: on Debian, apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
PEERS = {
    "typst": Peer("typst_peer", "Typst", "Typst, ua-1", PIP),
    "weasyprint": Peer("weasy", "Weasy", "WeasyPrint, pdf/ua-1", _PANGO),
    "platypus": Peer("platypus", "Platypus", "ReportLab platypus, no tags", PIP),
}
TITLES = {OURS: "Handouts", **{id: peer.title for id, peer in PEERS.items()}}
