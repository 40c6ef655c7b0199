"""Measure the pages of a PDF: ``python -m tests.pages FILE.pdf [--format standard] [--sheet]``."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.pages import LIMITS, measure, report, sheet


def main() -> int:
    """Print what was found; 1 when there is a fault."""
    parser = argparse.ArgumentParser(description="Measure the pages of a finished leaflet.")
    parser.add_argument("pdf", type=Path)
    parser.add_argument("--format", choices=list(LIMITS), default="standard")
    parser.add_argument("--sheet", action="store_true", help="the limits of an urgent sheet")
    asked = parser.parse_args()
    limits = LIMITS[asked.format]
    found = measure(asked.pdf.read_bytes(), sheet(limits) if asked.sheet else limits)
    print(report(found) or "nothing found")
    return int(any(not finding.warning for finding in found))


if __name__ == "__main__":
    raise SystemExit(main())
