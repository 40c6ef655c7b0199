"""Lengths. Layout counts in points; the design is written in millimetres."""

MM = 72 / 25.4
"""Points in a millimetre."""
