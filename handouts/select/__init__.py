"""What this patient gets, and why: pure functions from order and library to a selection."""

from handouts.select.select import select

__all__ = ["select"]
