"""Fonts: in the file, and with a true map back to characters."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.verify.findings import Check, Finding
from handouts.verify.read.nouns import File

FORBIDDEN = frozenset("\x00\ufeff\ufffe\ufffd")
"""No characters, or the sign that there is none (ISO 14289-1, 7.21.7)."""


def _embedded(file: File) -> Iterator[Finding]:
    for font in file.fonts:
        if not font.embedded:
            yield Finding(f"the font {font.name} is not in the file")


def _to_unicode(file: File) -> Iterator[Finding]:
    for font in file.fonts:
        if font.unicode is None:
            yield Finding(f"the font {font.name} does not say which characters it has")
            continue
        if any(not text or FORBIDDEN & set(text) or _private(text) for text in font.unicode.values()):
            yield Finding(f"the font {font.name} maps to what is no character")
        if font.used - set(font.unicode):
            yield Finding(f"the font {font.name} has letters on a page without a character")


def _private(text: str) -> bool:
    return any("\ue000" <= character <= "\uf8ff" for character in text)


CHECKS = (
    Check("font-not-embedded", "Another computer prints other letters, or boxes.", _embedded),
    Check("to-unicode", "Text is read, copied and searched as nonsense.", _to_unicode),
)
