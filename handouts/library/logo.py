"""A logo as a clinic has it, made into one for its library: mended, and asked for its colour."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from handouts.library.mend import mended, photos
from handouts.library.photo import prepared, read_photo
from handouts.library.svg import read_svg
from handouts.model.colour import colourful
from handouts.model.drawing import Drawing, Logo, Photo, Shape
from handouts.model.problem import Problem


class NewLogo(Struct, frozen=True):
    """``content`` is the file to keep under ``file``; ``colour`` the logo's own, if it has one.

    ``notes`` say what was changed or left out, as sentences without a full stop.
    """

    file: str
    content: bytes
    colour: str | None
    notes: tuple[str, ...] = ()


def new_logo(raw: bytes, file: str) -> tuple[NewLogo | None, list[Problem]]:
    """The logo in ``raw``, an SVG, PNG or JPEG file called ``file``; or why nothing can be made of it."""
    if b"<svg" not in raw:
        return _from_photo(raw, file, ())
    mend = mended(raw)
    if mend is None:
        return None, read_svg(raw, file)[1]
    drawing, problems = read_svg(mend.svg, file)
    if drawing is not None:
        return NewLogo("logo.svg", mend.svg, logo_colour(drawing), mend.notes), []
    for photo in photos(raw):
        found, _ = _from_photo(photo, file, ("the photo inside the SVG file is taken out and used by itself",))
        if found is not None:
            return found, []
    left_out = "; ".join(mend.notes)
    hint = "Save the logo as PNG, or turn its letters into outlines (paths)." + (f" ({left_out})" if left_out else "")
    return None, [Problem(problem.code, problem.message, hint, problem.place) for problem in problems]


def _from_photo(raw: bytes, file: str, notes: tuple[str, ...]) -> tuple[NewLogo | None, list[Problem]]:
    photo, problems = read_photo(raw, file)
    if photo is None:
        return None, problems
    content, photo, changes = prepared(photo)
    return NewLogo("logo.png", content, logo_colour(photo), (*notes, *changes)), []


def logo_colour(logo: Logo) -> str | None:
    """The colour that covers most of ``logo``, greys, white and what is nearly so left aside."""
    areas = _of_dots(logo) if isinstance(logo, Photo) else _of_shapes(logo)
    found = {colour: area for colour, area in areas.items() if colourful(colour)}
    return max(found, key=lambda colour: (found[colour], colour)) if found else None


def _of_shapes(drawing: Drawing) -> Mapping[str, float]:
    """Area by fill; lines count by their length and width."""
    areas: dict[str, float] = defaultdict(float)
    for shape in drawing.shapes:
        if shape.fill and shape.fill.startswith("#"):
            areas[shape.fill] += _area(shape)
        if shape.stroke and shape.stroke.startswith("#"):
            areas[shape.stroke] += _length(shape) * shape.width
    return areas


def _outline(shape: Shape) -> list[list[tuple[float, float]]]:
    """The corners of each part of a path; curves by their handles, which is near enough to compare areas."""
    parts: list[list[tuple[float, float]]] = []
    for name, numbers in shape.segments:
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if name == "M" or not parts:
            parts.append(points)
        else:
            parts[-1] += points
    return parts


def _area(shape: Shape) -> float:
    total = 0.0
    for part in _outline(shape):
        pairs = zip(part, [*part[1:], *part[:1]], strict=True)
        total += sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2
    return abs(total)


def _length(shape: Shape) -> float:
    return sum(math.dist(one, other) for part in _outline(shape) for one, other in itertools.pairwise(part))


def _of_dots(photo: Photo) -> Mapping[str, float]:
    """Number of dots by colour; near colours count as one, by their mean."""
    sums: dict[tuple[int, ...], list[int]] = {}
    step = max(1, photo.width * photo.height // 40_000)
    for at in range(0, len(photo.rgba), 4 * step):
        red, green, blue, alpha = photo.rgba[at : at + 4]
        if alpha > 127:
            mean = sums.setdefault((red >> 5, green >> 5, blue >> 5), [0, 0, 0, 0])
            for index, value in enumerate((red, green, blue, 1)):
                mean[index] += value
    return {"#" + "".join(f"{round(part / n):02X}" for part in rgb): n for *rgb, n in sums.values()}
