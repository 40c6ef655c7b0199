"""What this patient gets, and why: pure functions from order and library to a selection."""

from handouts.select.select import select, trimmable

__all__ = ["select", "trimmable"]
