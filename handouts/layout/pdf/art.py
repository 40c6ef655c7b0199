"""Illustrations as content of a page: their compiled paths, word for word."""

from __future__ import annotations

from handouts.layout.galley import Art
from handouts.layout.pdf.objects import number
from handouts.model.colour import channels


def painted(art: Art, x: float, top: float) -> str:
    """The operators that paint an illustration: its paths as they were compiled, in its own coordinates."""
    left, bottom, right, _ = art.drawing.box
    scale = art.scale
    across = -scale if art.mirrored else scale
    dx = x + (right if art.mirrored else -left) * scale
    dy = top - art.drawing.height * scale - bottom * scale
    code = [f"q {number(across)} 0 0 {number(scale)} {number(dx)} {number(dy)} cm 1 J 1 j"]
    for layer, colour in zip(art.drawing.layers, art.colours, strict=True):
        red, green, blue = (number(value) for value in channels(colour))
        if layer.width:
            # Widths are those on paper, whatever the scale.
            width = number(layer.width * art.thicker / scale)
            dash = " ".join(number(length / scale) for length in layer.dash)
            code.append(f"{red} {green} {blue} RG {width} w [{dash}] 0 d {layer.path} S")
        else:
            code.append(f"{red} {green} {blue} rg {layer.path} f*")
    code.append("Q")
    return "\n".join(code)
