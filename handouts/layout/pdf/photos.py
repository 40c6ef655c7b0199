"""Photos as image objects, without transparency: every printer and every archive shows them alike."""

from __future__ import annotations

from PIL import Image

from handouts.layout.pdf.objects import File, Name, Ref, number
from handouts.model.drawing import Photo


def flat(photo: Photo, ground: str) -> bytes:
    """The dots of ``photo`` on ``ground`` (``#rrggbb``): three bytes each."""
    size = (photo.width, photo.height)
    under = Image.new("RGBA", size, ground)
    return Image.alpha_composite(under, Image.frombytes("RGBA", size, photo.rgba)).convert("RGB").tobytes()


def embed(file: File, photo: Photo, ground: str) -> Ref:
    """Put ``photo`` on ``ground`` into ``file`` (ISO 32000-1, 8.9.5)."""
    return file.stream(
        flat(photo, ground),
        {
            "Type": Name("XObject"),
            "Subtype": Name("Image"),
            "Width": photo.width,
            "Height": photo.height,
            "ColorSpace": Name("DeviceRGB"),
            "BitsPerComponent": 8,
        },
    )


def painted(name: str, x: float, y: float, width: float, height: float) -> str:
    """The operators that paint the photo ``name`` with its lower left corner at ``x``, ``y``, in points."""
    box = " ".join(map(number, (width, 0, 0, height, x, y)))
    return f"q {box} cm /{name} Do Q"
