"""Plain platypus with the same checks of the order: read, check, select and compose as this program does, then print.

python -m tests.benchmarks.peers.checked FILES FONTS ORDER.yaml SOURCES OUT.pdf

SOURCES: ``read`` to read and check the library from its files; ``kept`` to take it compiled, as ``handouts make`` does.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from handouts.compose import compose
from handouts.library.compiled.place import cache_folder
from handouts.pipeline import Settings, brand_of, decide, open_library, read_order
from tests.benchmarks.patients import TODAY
from tests.benchmarks.peers.content import plain
from tests.benchmarks.peers.platypus import Platypus


def main(files: Path, fonts: Path, order: Path, sources: str, out: Path) -> None:
    """Raises as ``handouts make`` does for an order that cannot be used."""
    settings = Settings(today=TODAY, cache=cache_folder(None, os.environ) if sources == "kept" else None)
    library, _ = open_library(settings)
    found, _ = read_order(order, library, settings)
    selection, brand = decide(found, library, settings), brand_of(found, settings)
    leaflet = compose(found, library, selection, today=TODAY, brand=brand, page=found.page)
    out.write_bytes(Platypus(files, fonts).one(plain(leaflet)))


if __name__ == "__main__":
    files, fonts, order, sources, out = sys.argv[1:]
    main(Path(files), Path(fonts), Path(order), sources, Path(out))
