"""A page as a table of ink: how dark each cell of 8 mm is, in percent. Small enough for git, and it can be read.

Smoothing of edges changes a cell by 2 percent at most, whatever draws the page and how finely. A line of print that
moves by 4 mm changes several by more; one short word may move inside its cell and not be seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

import numpy as np
import pypdfium2
from PIL import Image

CELL = 8.0
"""mm, nearly: cells fill the page."""
TOLERANCE = 2
"""Percent of ink by which a cell may differ."""
DPI = 150

Thumbnail = tuple[tuple[int, ...], ...]
"""Rows of cells, each 0 (bare paper) to 100."""


def thumbnails(pdf: bytes, dpi: int = DPI, **how: bool) -> list[Thumbnail]:
    """One for each page. ``how`` goes on to pdfium."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_thumbnail(page, dpi, how) for page in document]
    finally:
        document.close()


def _thumbnail(page: pypdfium2.PdfPage, dpi: int, how: dict[str, bool]) -> Thumbnail:
    width, height = page.get_size()
    size = (round(width / 72 * 25.4 / CELL), round(height / 72 * 25.4 / CELL))
    picture = page.render(scale=dpi / 72, grayscale=True, **how).to_pil().convert("F")
    cells = np.asarray(picture.resize(size, Image.Resampling.BOX))
    return tuple(tuple(round(100 * (1 - float(value) / 255)) for value in row) for row in cells)


def written(pages: Sequence[Thumbnail]) -> str:
    """The tables as text: two characters a cell, a dot for bare paper."""
    return "\n".join(
        "\n".join([f"page {number}", *("".join(_cell(value) for value in row).rstrip() for row in page), ""])
        for number, page in enumerate(pages, 1)
    )


def _cell(value: int) -> str:
    return " ." if value == 0 else f"{min(value, 99):2}"


def read_back(text: str) -> list[Thumbnail]:
    """What :func:`written` wrote."""
    pages: list[list[tuple[int, ...]]] = []
    for line in text.splitlines():
        if line.startswith("page "):
            pages.append([])
        elif line:
            cells = [line[at : at + 2] for at in range(0, len(line), 2)]
            pages[-1].append(tuple(0 if cell == " ." else int(cell) for cell in cells))
    return [tuple(page) for page in pages]


def differences(before: Sequence[Thumbnail], after: Sequence[Thumbnail]) -> Iterator[str]:
    """Where two leaflets differ by more than the tolerance, one line a page."""
    for number, (old, new) in enumerate(zip_longest(before, after), 1):
        if old is None or new is None:
            yield f"page {number}: there {'was' if new is None else 'is'} one only {'before' if new is None else 'now'}"
            continue
        if len(old) != len(new) or len(old[0]) != len(new[0]):
            yield f"page {number}: another size"
            continue
        cells = [
            (abs(min(99, now) - was), row, column, was, now)
            for row, (first, second) in enumerate(zip(old, new, strict=True))
            for column, (was, now) in enumerate(zip(first, second, strict=True))
            if abs(min(99, now) - was) > TOLERANCE
        ]
        if cells:
            _by, row, column, was, now = max(cells)
            place = f"{column * CELL:.0f} mm across, {row * CELL:.0f} mm down"
            yield f"page {number}: {len(cells)} cells differ, most at {place}: {was} % ink before, {now} % now"
