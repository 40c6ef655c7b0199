"""Plain platypus with the same checks of the order: read, check, select and compose as this program does, then print.

python -m tests.benchmarks.peers.checked FILES FONTS ORDER.yaml OUT.pdf
"""

from __future__ import annotations

import sys
from pathlib import Path

from handouts.pipeline import read_order
from tests.benchmarks.peers.content import plain
from tests.benchmarks.peers.ours import Ours
from tests.benchmarks.peers.platypus import Platypus


def main(files: Path, fonts: Path, order: Path, out: Path) -> None:
    """Raises as ``handouts make`` does for an order that cannot be used."""
    ours = Ours()
    found, _ = read_order(order, ours.library, ours.settings)
    out.write_bytes(Platypus(files, fonts).one(plain(ours.composed(found))))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
