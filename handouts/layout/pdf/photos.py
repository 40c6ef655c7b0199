"""Photos as image objects, without transparency: every printer and every archive shows them alike."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from handouts.layout.pdf.objects import Holder, Name, Ref, Stream, Value, number, stream
from handouts.model.drawing import Photo

PhotoKey = tuple[Photo, str]
"""A photo and the colour under it."""


def flat(photo: Photo, ground: str) -> bytes:
    """The dots of ``photo`` on ``ground`` (``#rrggbb``): three bytes each."""
    from PIL import Image  # Few leaflets have a photo.

    size = (photo.width, photo.height)
    under = Image.new("RGBA", size, ground)
    return Image.alpha_composite(under, Image.frombytes("RGBA", size, photo.rgba)).convert("RGB").tobytes()


def embed(file: Holder, key: PhotoKey) -> Ref:
    """Put a photo on its ground into ``file``."""
    return file.put_stream(_image(key))


@lru_cache(maxsize=16)
def _image(key: PhotoKey) -> Stream:
    """The photo as an image (ISO 32000-1, 8.9.5)."""
    photo, ground = key
    entries: dict[str, Value] = {
        "Type": Name("XObject"),
        "Subtype": Name("Image"),
        "Width": photo.width,
        "Height": photo.height,
        "ColorSpace": Name("DeviceRGB"),
        "BitsPerComponent": 8,
    }
    return stream(flat(photo, ground), entries)


@lru_cache(maxsize=64)
def name_of(key: PhotoKey) -> str:
    """What the photo on its ground is called in a file."""
    photo, ground = key
    return f"P{hashlib.sha256(photo.rgba + ground.encode()).hexdigest()[:12]}"


def painted(name: str, x: float, y: float, width: float, height: float) -> str:
    """The operators that paint the photo ``name`` with its lower left corner at ``x``, ``y``, in points."""
    box = " ".join(map(number, (width, 0, 0, height, x, y)))
    return f"q {box} cm /{name} Do Q"
