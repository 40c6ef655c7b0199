"""Ink on paper: contrast, a grey print, a 1-bit copy, bare paper and toner, measured on rendered pixels.

Each page is rendered twice, with its print and without: what is under a word is then known pixel by pixel.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct

from tests.pages.finding import Finding
from tests.pages.limits import Limits
from tests.pages.paper import ARTIFACT, Box, Page, Paper, Rgb

DPI = 96
CUT = 150
"""Grey below which a copier prints black."""
WORST = 0.05
"""Share of the ground under a word that may be worse: smoothed edges."""
LEAST_INK = 0.05
"""Share of the box round a word that its letters must fill on a 1-bit copy; an I fills most, a row of dots least."""
SPECKLE = 0.05
"""Share of the box round a word that may be of the wrong colour on a 1-bit copy."""
PAPER = 250
"""Grey of bare paper, or lighter."""
WHITE_RANGE = (0.66, 0.94)
"""Shares of bare paper of well-filled pages."""

Pixels = np.ndarray
_LINEAR = np.array([c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (i / 255 for i in range(256))])
_GREY = np.array([0.299, 0.587, 0.114])
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


class Picture(Struct, frozen=True):
    """A rendered page. ``grey`` and ``ground`` are 0 to 255, with and without print; ``light`` is WCAG's luminance
    of the ground."""

    grey: Pixels
    ground: Pixels
    light: Pixels
    scale: float

    def patch(self, pixels: Pixels, box: Box) -> Pixels:
        """The pixels that lie wholly in ``box``."""
        top, left = int(np.ceil(box.top * self.scale)), int(np.ceil(box.left * self.scale))
        bottom, right = int(box.bottom * self.scale), int(box.right * self.scale)
        return pixels[max(0, top) : max(top + 1, bottom), max(0, left) : max(left + 1, right)]


def ink(paper: Paper, limits: Limits) -> Iterator[Finding]:
    """All measures of ink, page by page."""
    body = _body(paper, limits)
    document = pypdfium2.PdfDocument(paper.pdf)
    try:
        for page in paper.pages:
            picture = picture_of(document[page.number - 1])
            yield from contrast(page, picture, limits, body)
            yield from copied(page, picture)
            yield from toner(page, picture, limits)
    finally:
        document.close()


def picture_of(source: pypdfium2.PdfPage) -> Picture:
    """The page in pixels."""
    full = rendered(source, DPI)
    with without_print(source):
        ground = rendered(source, DPI)
    return Picture(full @ _GREY, ground @ _GREY, _LINEAR[ground] @ _LUMINANCE, DPI / 25.4)


def rendered(source: pypdfium2.PdfPage, dpi: int) -> Pixels:
    """The page in red, green and blue."""
    return source.render(scale=dpi / 72, rev_byteorder=True).to_numpy()[:, :, :3].copy()


@contextmanager
def without_print(source: pypdfium2.PdfPage) -> Iterator[None]:
    """What is rendered meanwhile shows everything but text."""
    count = pdfium.FPDFPage_CountObjects(source.raw)
    items = [pdfium.FPDFPage_GetObject(source.raw, index) for index in range(count)]
    letters = [item for item in items if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT]
    for item in letters:
        pdfium.FPDFPageObj_SetIsActive(item, False)
    try:
        yield
    finally:
        for item in letters:
            pdfium.FPDFPageObj_SetIsActive(item, True)


def contrast(page: Page, picture: Picture, limits: Limits, body: set[tuple[int, int]]) -> Iterator[Finding]:
    """Print too pale for what is behind it, in colour and in grey."""
    for run in page.runs:
        if not run.text.strip():
            continue
        ground = picture.patch(picture.light, run.box)
        if not ground.size:
            continue
        running = (page.number, run.mcid) in body
        least = limits.body_contrast if running else limits.contrast
        found = _worst(_luminance(run.colour) if run.opaque else float(ground.flat[0]), ground)
        if found < least:
            yield Finding("contrast", page.number, run.box, found, least, ": 1", run.text)
        grey = _LINEAR[np.round(picture.patch(picture.ground, run.box)).astype(int)]
        found = _worst(float(_LINEAR[round(float(np.dot(run.colour, _GREY)))]), grey)
        if found < limits.contrast:
            yield Finding("contrast-in-grey", page.number, run.box, found, limits.contrast, ": 1", run.text)


def copied(page: Page, picture: Picture) -> Iterator[Finding]:
    """Print that is lost on a 1-bit copy, or stands on a ground that copies as speckles."""
    black, ground = picture.grey < CUT, picture.ground < CUT
    for run in page.runs:
        if sum(letter.isalnum() for letter in run.text) < 1:
            continue
        under, over = picture.patch(ground, run.box), picture.patch(black, run.box)
        if not under.size:
            continue
        dark = float(under.mean())
        if min(dark, 1 - dark) > SPECKLE:
            yield Finding("speckled", page.number, run.box, 100 * min(dark, 1 - dark), 100 * SPECKLE, "%", run.text)
        seen = float((under != over).mean())
        if seen < LEAST_INK:
            yield Finding("lost-on-copy", page.number, run.box, 100 * seen, 100 * LEAST_INK, "% ink", run.text)


def toner(page: Page, picture: Picture, limits: Limits) -> Iterator[Finding]:
    """Too little bare paper, or too much toner."""
    whole = Box(0, 0, page.width, page.height)
    bare = float((picture.grey >= PAPER).mean())
    if bare < limits.bare:
        yield Finding("white-space", page.number, whole, 100 * bare, 100 * limits.bare, "% bare paper")
    elif not WHITE_RANGE[0] <= bare <= WHITE_RANGE[1]:
        nearest = min(WHITE_RANGE, key=lambda end: abs(end - bare))
        yield Finding("white-space", page.number, whole, 100 * bare, 100 * nearest, "% bare paper", warning=True)
    dark = 1 - float(picture.grey.mean()) / 255
    if dark > limits.toner:
        yield Finding("toner", page.number, whole, 100 * dark, 100 * limits.toner, "% mean darkness", warning=True)


def _body(paper: Paper, limits: Limits) -> set[tuple[int, int]]:
    """Page and number of the print that people read at length: paragraphs, items and cells of the smallest size."""
    return {
        (row.page, run.mcid)
        for block in paper.blocks
        if block.tag in ("P", "LBody", "TD")
        for row in block.rows
        for run in row.runs
        if run.mcid != ARTIFACT and run.size <= 1.05 * limits.smallest
    }


def _luminance(colour: Rgb) -> float:
    return float(_LINEAR[list(colour)] @ _LUMINANCE)


def _worst(print_: float, ground: Pixels) -> float:
    """The contrast that all but WORST of the ground reaches."""
    light, dark = np.maximum(ground, print_), np.minimum(ground, print_)
    ratios = np.sort(((light + 0.05) / (dark + 0.05)).ravel())
    return float(ratios[int(WORST * len(ratios))])
