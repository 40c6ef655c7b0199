"""Typst as its own experts write it: PDF/UA-1, one compiler with its fonts and pictures kept, data through sys.inputs.

    python -m tests.benchmarks.peers.typst_peer FILES FONTS LEAFLET.json OUT.pdf

``FILES`` is the folder that ``content.write_files`` has filled. Nothing of this program is imported, so that a cold
start is Typst's own.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst


class Typst:
    """Holds what is the same for every leaflet."""

    name = "Typst"
    tagged = True

    def __init__(self, files: Path, fonts: Path) -> None:
        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
        self._compiler = typst.Compiler(files / "leaflet.typ", root=files, font_paths=found)

    @property
    def version(self) -> str:
        """Of the package, which is that of Typst."""
        return version("typst")

    def one(self, leaflet: dict[str, Any]) -> bytes:
        """The PDF of one leaflet."""
        return self.many([leaflet])

    def many(self, leaflets: Sequence[dict[str, Any]]) -> bytes:
        """One PDF of all of them, each with page numbers of its own."""
        data = json.dumps(leaflets, ensure_ascii=False)
        pdf = self._compiler.compile(format="pdf", sys_inputs={"leaflets": data}, pdf_standards=["ua-1"])
        assert isinstance(pdf, bytes)
        return pdf


if __name__ == "__main__":
    files, fonts, leaflet, out = map(Path, sys.argv[1:])
    out.write_bytes(Typst(files, fonts).one(json.loads(leaflet.read_bytes())))
