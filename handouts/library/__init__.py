"""YAML to :class:`~handouts.model.library.Library`: reads every file, reports every problem, freezes."""

from __future__ import annotations

from pathlib import Path

from handouts.model.library import Library
from handouts.model.problem import Problem


def load(own: Path | None = None) -> tuple[Library | None, tuple[Problem, ...]]:
    """The built-in library with a clinic's folder ``own`` over it, and every problem found, from the sources.

    The library is None when there are errors.
    """
    # What reads YAML, SVG and photos is not needed by those who have the library compiled.
    from handouts.library.read import read_library

    return read_library(own)


__all__ = ["load"]
