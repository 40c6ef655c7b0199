"""Pages of a leaflet as pictures, without making the files of a leaflet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from handouts.deliver.png import Look, check_renderer, png_pages, write_pages
from handouts.pipeline import Made, Settings, make_all, open_library

Previewed = tuple[Made, tuple[Path, ...]]


def preview_files(paths: Sequence[Path], folder: Path, settings: Settings, look: Look) -> tuple[Previewed, ...]:
    """The pages of each order as PNG files in ``folder``: a leaflet, or the urgent sheet in its place.

    Every page is made and rendered before the first file is written.
    """
    check_renderer()
    library, _ = open_library(settings)
    rendered = [
        (made, tuple(png_pages(made.document.pdf, look)))
        for made in settings.track(make_all(paths, library, settings), "Rendering")
    ]
    return tuple((made, write_pages(folder, made.order.reference, pages)) for made, pages in rendered)
