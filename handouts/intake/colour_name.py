"""A colour as people write it: ``#D7263D``, ``d7263d``, ``#d23``, ``crimson``, ``rgb(215, 38, 61)``."""

from __future__ import annotations

import re

from handouts.errors import BadInput


def read_colour(text: str) -> str:
    """``text`` as ``#RRGGBB``. Names are those of CSS. Raises :class:`~handouts.errors.BadInput`."""
    from PIL import ImageColor

    written = text.strip()
    if re.fullmatch(r"[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}", written):
        written = f"#{written}"
    try:
        red, green, blue, *_ = ImageColor.getrgb(written.lower().replace(" ", ""))
    except ValueError:
        raise BadInput(
            "--colour: this is no colour that is known",
            remedy='Write it as "#D7263D", "#d23" or by its English name, such as teal.',
        ) from None
    return "#{:02X}{:02X}{:02X}".format(*(min(255, max(0, part)) for part in (red, green, blue)))
