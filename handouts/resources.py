"""Where the built-in library lies: inside the installed wheel, or beside the package in a checkout.

The only module that knows both places.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _home() -> Path:
    packed = _PACKAGE / "_data"
    return packed if packed.is_dir() else _PACKAGE.parent


def sections_dir() -> Path:
    """Folder of the built-in sections, exercises, packs and word lists."""
    return _home() / "sections"


def assets_dir() -> Path:
    """Folder of the built-in brands, fonts, icons and sample orders."""
    return _home() / "assets"
