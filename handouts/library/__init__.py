"""YAML to :class:`~handouts.model.library.Library`: reads every file, reports every problem, freezes."""

from handouts.library.load import load

__all__ = ["load"]
