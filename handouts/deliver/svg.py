"""An illustration as an SVG file: the same paths, colours and lines as on paper."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from handouts.model.drawing import CURRENT, Drawing
from handouts.model.illustration import Illustration, Paint

WIDTH_MM = 40.0
_POINT_MM = 25.4 / 72


def svg(illustration: Illustration, paint: Paint, *, width: float = WIDTH_MM) -> str:
    """The text of an SVG file, ``width`` mm wide. Lines have the width they have on paper at that size."""
    left, bottom, right, top = illustration.box
    wide, high = right - left, top - bottom
    scale = width / wide
    size = f'width="{width:g}mm" height="{high * scale:.2f}mm" viewBox="0 0 {wide:.2f} {high:.2f}"'
    alt, caption = escape(illustration.alt), escape(str(illustration.caption))
    body = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">']
    body += [f"<title>{alt}</title>", f"<desc>{caption}</desc>"]
    if illustration.artwork is not None:
        body += _artwork(illustration.artwork)
    else:
        # Poses have y up; SVG has it down.
        body.append(
            f'<g transform="matrix(1 0 0 -1 {-left:.2f} {top:.2f})" stroke-linecap="round" stroke-linejoin="round">'
        )
        for layer in illustration.layers:
            colour = paint(layer)
            if layer.width:
                line = layer.width * _POINT_MM / scale
                dash = " ".join(f"{length * _POINT_MM / scale:.2f}" for length in layer.dash)
                more = f' stroke-dasharray="{dash}"' if dash else ""
                look = f'fill="none" stroke="{colour}" stroke-width="{line:.3f}"{more}'
            else:
                look = f'fill="{colour}" fill-rule="evenodd"'
            body.append(f'<path {look} d="{_path(layer.path)}"/>')
        body.append("</g>")
    return "\n".join([*body, "</svg>", ""])


def _path(path: str) -> str:
    """``x y m`` as ``Mx y``: operators before their numbers."""
    steps: list[str] = []
    numbers: list[str] = []
    for word in path.split():
        if word in "mlh":
            steps.append(("Z" if word == "h" else word.upper()) + " ".join(numbers))
            numbers = []
        else:
            numbers.append(word)
    return "".join(steps)


def _artwork(drawing: Drawing) -> Iterator[str]:
    for shape in drawing.shapes:
        path = "".join(name + " ".join(f"{number:g}" for number in numbers) for name, numbers in shape.segments)
        fill, stroke = ("#000000" if paint == CURRENT else paint for paint in (shape.fill, shape.stroke))
        look = f'fill="{fill or "none"}"' + (' fill-rule="evenodd"' if shape.even_odd else "")
        if stroke:
            look += f' stroke="{stroke}" stroke-width="{shape.width:g}"'
        yield f'<path {look} d="{path}"/>'
