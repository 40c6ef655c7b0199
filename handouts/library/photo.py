"""Logos made of dots: PNG and JPEG files read, and prepared for print."""

from __future__ import annotations

import io
import warnings

from handouts.model.drawing import Photo
from handouts.model.problem import Place, Problem

LARGEST_SIDE = 8000
"""Dots; a larger photo is refused before it is unpacked."""
MOST_WIDE, MOST_HIGH = 1000, 320
"""Dots: 600 to an inch in the largest place a logo may have, 40 by 12.5 mm."""
LEAST_HIGH = 150
"""Dots: 300 to an inch at 12.5 mm. Fewer look coarse."""
EDGE = 24
"""Of 255: what is paler is taken for empty; a JPEG file has faint dots round every shape."""


def read_photo(raw: bytes, file: str) -> tuple[Photo | None, list[Problem]]:
    """The PNG or JPEG file ``raw``, or why it cannot be used."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    def bad(message: str, hint: str) -> tuple[None, list[Problem]]:
        return None, [Problem("bad-drawing", message, hint, Place(file, 1, 1))]

    try:
        with warnings.catch_warnings():
            # Its size is judged here, before it is unpacked.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=("PNG", "JPEG")) as image:
                if max(image.size) > LARGEST_SIDE:
                    return bad(f"this picture is larger than {LARGEST_SIDE} dots", "Save it smaller.")
                turned = ImageOps.exif_transpose(image).convert("RGBA")
    except UnidentifiedImageError:
        return bad("this is not a readable SVG, PNG or JPEG file", "Save the logo again as SVG, or else as PNG.")
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return bad("this picture is damaged", "Save the logo again as SVG, or else as PNG.")
    return Photo(turned.width, turned.height, turned.tobytes()), []


def prepared(photo: Photo) -> tuple[bytes, Photo, tuple[str, ...]]:
    """``photo`` as a PNG file for the library, as a photo, and what was changed: its empty edge, its size."""
    from PIL import Image, ImageChops

    notes: list[str] = []
    image = Image.frombytes("RGBA", (photo.width, photo.height), photo.rgba)
    paper = Image.new("RGBA", image.size, "#FFFFFFFF")
    printed = Image.alpha_composite(paper, image).convert("L")
    ink = ImageChops.invert(printed).point(lambda value: 255 if value > EDGE else 0)
    box = ink.getbbox()
    if box is not None and box != (0, 0, *image.size):
        image = image.crop(box)
        notes.append("the empty edge round the logo is cut off")
    scale = min(1.0, MOST_WIDE / image.width, MOST_HIGH / image.height)
    if scale < 1:
        size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
        image = image.resize(size, Image.Resampling.LANCZOS)
        notes.append(f"the picture is made smaller, to {size[0]} by {size[1]} dots: no printer shows more")
    if image.height < LEAST_HIGH and image.width < LEAST_HIGH * 3.2:
        notes.append(
            f"the picture has only {image.width} by {image.height} dots and will look coarse: "
            f"ask for an SVG file, or for one {LEAST_HIGH} dots high or more"
        )
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue(), Photo(image.width, image.height, image.tobytes()), tuple(notes)
