"""Where compiled libraries are kept: ``HANDOUTS_CACHE``, else ``cache`` in ``handouts.toml``, else the user's cache."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "HANDOUTS_CACHE"
OFF = "off"


def cache_folder(written: str | None, environment: Mapping[str, str]) -> Path | None:
    """The folder; None if none is to be used (``off``). ``written`` is what ``handouts.toml`` says."""
    asked = environment.get(VARIABLE) or written
    if asked is None:
        return _usual(environment)
    return None if asked.lower() == OFF else Path(asked).expanduser()


def _usual(environment: Mapping[str, str]) -> Path | None:
    """The user's folder for what can be made again."""
    if sys.platform == "win32":
        base = environment.get("LOCALAPPDATA", "")
        return Path(base) / "handouts" / "Cache" if base else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "handouts"
    base = environment.get("XDG_CACHE_HOME", "")
    # A relative path there is to be ignored, says the XDG Base Directory Specification.
    return (Path(base) if Path(base).is_absolute() else home / ".cache") / "handouts"
