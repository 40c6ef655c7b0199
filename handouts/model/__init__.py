"""Frozen nouns. Nothing in here reads a file, asks the clock or draws."""
