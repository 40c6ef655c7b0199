"""A PDF as plain values: the structure tree, what each page paints, the fonts, what the file says of itself.

This package alone touches pikepdf. What is odd in a file is read as odd values, for the checks to find.
"""

from handouts.verify.read.file import Locked, Unreadable, read

__all__ = ["Locked", "Unreadable", "read"]
