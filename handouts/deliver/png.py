"""Pages as pictures, to look at before printing: as on screen, in grey, or as a bad photocopier leaves them."""

from __future__ import annotations

import importlib.util
import io
import re
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from msgspec import Struct

from handouts.deliver.write import write_whole
from handouts.errors import BadInput, CannotWrite

PHOTOCOPY_CUT = 150
"""Grey of 0 to 255 from which on a photocopy is white (LOOK.md, section 9)."""
DPI = 100
NEEDED = ("pypdfium2", "PIL")


class Look(Struct, frozen=True):
    """How pages are rendered: ``dpi``, in ``grey``, or as a ``photocopy`` of black and white alone."""

    dpi: int = DPI
    grey: bool = False
    photocopy: bool = False


def check_renderer() -> None:
    """Raise :class:`~handouts.errors.BadInput` where the library that renders pages is not installed."""
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        raise BadInput(
            "pages cannot be shown as pictures: pypdfium2 is not installed",
            remedy='Install it with: pip install "handouts[preview]"',
        )


def png_pages(pdf: bytes, look: Look) -> Iterator[bytes]:
    """Each page as a PNG file, which says its resolution."""
    check_renderer()
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    with closing(document):
        for page in document:
            picture = page.render(scale=look.dpi / 72).to_pil().convert("L" if look.grey or look.photocopy else "RGB")
            if look.photocopy:
                picture = picture.point(lambda grey: 255 if grey >= PHOTOCOPY_CUT else 0).convert("1")
            out = io.BytesIO()
            picture.save(out, "PNG", dpi=(look.dpi, look.dpi))
            page.close()
            yield out.getvalue()


def page_names(reference: str, pages: int) -> tuple[str, ...]:
    """Names of the files of all pages, which sort in the order of pages."""
    return tuple(f"{reference}-p{number:0{len(str(pages))}}.png" for number in range(1, pages + 1))


def write_pages(folder: Path, reference: str, pages: tuple[bytes, ...]) -> tuple[Path, ...]:
    """Write the pages into ``folder``, in place of the pages of an older preview of this reference.

    Raises :class:`~handouts.errors.CannotWrite`.
    """
    if folder.exists() and not folder.is_dir():
        raise CannotWrite(f"{folder}: a file stands where a folder is needed", remedy="Choose another folder.")
    paths = tuple(folder / name for name in page_names(reference, len(pages)))
    for path, page in zip(paths, pages, strict=True):
        write_whole(path, page)
    # A page that is no longer there must not be looked at as if it were.
    own = re.compile(rf"{re.escape(reference)}-p[0-9]+\.png")
    for path in folder.iterdir():
        if own.fullmatch(path.name) and path not in paths:
            with suppress(OSError):
                path.unlink()
    return paths
