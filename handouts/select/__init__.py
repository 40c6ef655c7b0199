"""What this patient gets, and why: pure functions from order and library to a selection."""

from handouts.select.select import select, select_for_anybody, trimmable

__all__ = ["select", "select_for_anybody", "trimmable"]
