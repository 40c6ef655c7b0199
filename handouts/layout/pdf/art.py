"""Illustrations as content of a page: their compiled paths, word for word."""

from __future__ import annotations

from functools import lru_cache

from handouts.layout.galley import Art
from handouts.layout.pdf.objects import colour, number
from handouts.layout.pdf.pieces import Piece, piece
from handouts.model.illustration import Layer


def place(art: Art, x: float, top: float) -> str:
    """The operator that moves and scales an illustration, with its top left corner at ``x``, ``top``."""
    left, bottom, right, _ = art.drawing.box
    scale = art.scale
    across = -scale if art.mirrored else scale
    dx = x + (right if art.mirrored else -left) * scale
    dy = top - art.drawing.height * scale - bottom * scale
    return f"{number(across)} 0 0 {number(scale)} {number(dx)} {number(dy)} cm"


def painted(art: Art) -> Piece:
    """What paints an illustration: its paths as they were compiled, in its own coordinates."""
    return _painted(art.drawing.layers, art.scale, art.colours, art.thicker)


@lru_cache(maxsize=256)
def _painted(layers: tuple[Layer, ...], scale: float, colours: tuple[str, ...], thicker: float) -> Piece:
    code = ["1 J 1 j"]
    for layer, paint in zip(layers, colours, strict=True):
        if layer.width:
            # Widths are those on paper, whatever the scale.
            width = number(layer.width * thicker / scale)
            dash = " ".join(number(length / scale) for length in layer.dash)
            code.append(f"{colour(paint)} RG {width} w [{dash}] 0 d {layer.path} S")
        else:
            code.append(f"{colour(paint)} rg {layer.path} f*")
    return piece("\n".join([*code, ""]).encode("ascii"))
